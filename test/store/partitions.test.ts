import { existsSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { packagePath } from '../../pipeline/data-files.ts';
import { runCommand } from '../commands/run-command.ts';
import { readTables } from './store-tables.ts';

let folder = '';
/** The example plans, one that is no plan, and one that is not there. */
let register = '';
beforeAll(() => {
  folder = mkdtempSync(join(tmpdir(), 'peerlens-shards-'));
  register = join(folder, 'plans.csv');
  const examples = packagePath('data/example-plans');
  const lines = readFileSync(join(examples, 'plans.csv'), 'utf8').trimEnd().split('\n');
  const [head = '', ...plans] = lines.map((line, index) => (index === 0 ? line : `${examples}/${line}`));
  writeFileSync(join(folder, 'torn.pdf'), '%PDF-1.7 and no more');
  const others = ['torn.pdf,Torn District Council', 'gone.pdf,Gone District Council'];
  writeFileSync(register, `${[head, ...plans, ...others].join('\n')}\n`);
});
afterAll(() => rmSync(folder, { recursive: true, force: true }));

const at = (...names: string[]) => join(folder, ...names);
const run = (...args: string[]) => runCommand('--quiet', ...args);

describe('shards by the command line', () => {
  it('merge to what a single run gives, row by row, in every table', { timeout: 180_000 }, async () => {
    const day = ['--as-of', '2026-01-15'];
    for (const part of [4, 2, 1, 3]) {
      const shard = ['--shard', `${part}/4`, '--out', at('shards')];
      expect([0, 3]).toContain((await run('build', register, ...shard, ...day)).exitCode);
    }
    expect(await run('merge', at('shards/partitions'), '--out', at('merged'), ...day)).toMatchObject({
      exitCode: 0,
    });
    expect(await run('build', register, '--out', at('single'), ...day)).toMatchObject({ exitCode: 3 });
    const [merged, single] = [
      await readTables(at('merged/peerlens.duckdb')),
      await readTables(at('single/peerlens.duckdb')),
    ];
    expect(merged['actions']?.length).toBe(85);
    expect(merged['changes']?.length).toBeGreaterThan(5);
    expect(merged['plans']?.length).toBe(10);
    expect(merged).toEqual(single);
  });

  it('say what is missing or wrong, and write nothing then', { timeout: 60_000 }, async () => {
    expect(await runCommand('merge', at('nowhere'), '--out', at('none'))).toMatchObject({
      exitCode: 2,
      stderr: expect.stringContaining(`no partitions in ${at('nowhere')}`),
    });
    rmSync(at('shards/partitions/shards/shard-3-of-4.json'));
    expect(await runCommand('merge', at('shards/partitions'), '--out', at('none'))).toMatchObject({
      exitCode: 1,
      stderr: expect.stringContaining('shard 3 of 4 is missing'),
    });
    expect(existsSync(at('none/peerlens.duckdb'))).toBe(false);
    for (const shard of ['5/4', '0/4', '1', 'x/4'])
      expect(await runCommand('build', '--shard', shard, '--out', at('none')), shard).toMatchObject({
        exitCode: 2,
      });
  });
});
