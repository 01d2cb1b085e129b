/** A build that finds its documents read already gives the rows of one that reads them. */
import { mkdtempSync, readdirSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { buildAll } from '../../pipeline/build.ts';
import { findSources } from '../../pipeline/sources/sources.ts';
import { openStore } from '../../pipeline/store/store.ts';

const PLAN = join(import.meta.dirname, '../../data/example-plans/thornsea.txt');
const { sources } = findSources([PLAN]);
let folder = '';
beforeAll(() => {
  folder = mkdtempSync(join(tmpdir(), 'peerlens-cached-'));
});
afterAll(() => rmSync(folder, { recursive: true, force: true }));

/** The report of a build with the one cache, and the plan's hash in its store. */
async function build(name: string, overrides = ''): Promise<{ cached: number; hash: unknown }> {
  const out = join(folder, name);
  const options = { out, asOf: '2026-01-15', cache: join(folder, 'cache'), overrides };
  const { cached } = await buildAll(sources, options);
  const store = await openStore(join(out, 'peerlens.duckdb'));
  const [plan] = await store.query('SELECT content_hash FROM plans');
  store.close();
  return { cached, hash: plan?.['content_hash'] };
}

describe('results held from an earlier build', () => {
  it('have the hash of the plan as it was read; a corrected plan has its own', async () => {
    const afresh = await build('afresh');
    expect(afresh).toEqual({ cached: 0, hash: expect.stringMatching(/^[0-9a-f]{64}$/u) });
    expect(await build('held')).toEqual({ ...afresh, cached: 1 });
    const overrides = join(folder, 'overrides.csv');
    writeFileSync(
      overrides,
      `plan,action,recommendation,text,field,value,who,when,why
Thornsea,,,talent scheme for middle managers,status,under_way,A. Officer,2026-01-02,
`,
    );
    const corrected = await build('corrected', overrides);
    expect(corrected.cached).toBe(1);
    expect(corrected.hash).not.toBe(afresh.hash);
  }, 120_000);

  it('are read anew when what was held was cut short', async () => {
    const afresh = await build('whole');
    for (const name of readdirSync(join(folder, 'cache'))) writeFileSync(join(folder, 'cache', name), 'cut');
    expect(await build('cut')).toEqual({ ...afresh, cached: 0 });
  }, 120_000);
});
