import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { parseCsv } from '../../pipeline/csv.ts';
import { openStore } from '../../pipeline/store/store.ts';
import { runCommand } from './run-command.ts';

const PLAN = join(import.meta.dirname, '../../data/example-plans/thornsea.txt');
let folder = '';
beforeAll(() => {
  folder = mkdtempSync(join(tmpdir(), 'peerlens-overrides-'));
});
afterAll(() => rmSync(folder, { recursive: true, force: true }));

describe('overrides', () => {
  it('are laid over a build, and reported when they meet nothing', async () => {
    const overrides = join(folder, 'overrides.csv');
    writeFileSync(
      overrides,
      `plan,action,recommendation,text,field,value,who,when,why
Thornsea,,,talent scheme for middle managers,theme,governance,A. Officer,2026-01-02,asked the council
Thornsea,,,talent scheme for middle managers,timescale,by ../2025-12-31,A. Officer,2026-01-02,
Thornsea,,,talent scheme for middle managers,owner,Director of Finance; Cabinet,A. Officer,2026-01-02,
Thornsea,,,talent scheme for middle managers,status,under_way,A. Officer,2026-01-02,
Thornsea,,,an action that was dropped long ago,status,done,A. Officer,2026-01-02,
Thornsea,,,talent scheme for middle managers,colour,blue,A. Officer,2026-01-02,
`,
    );
    const out = join(folder, 'build');
    const { exitCode, stderr } = await runCommand('build', PLAN, '--out', out, '--overrides', overrides);
    expect(exitCode).toBe(0);
    expect(stderr.match(/\[override-[a-z-]+\]/g)).toEqual([
      '[override-unmatched]',
      '[override-not-understood]',
    ]);
    const store = await openStore(join(out, 'peerlens.duckdb'));
    const rows = await store.query(
      "SELECT theme, theme_basis, end_date, timescale_basis, owners_text, status FROM actions WHERE text LIKE '%talent scheme%'",
    );
    const roles = await store.query("SELECT role FROM owners WHERE basis = 'override' ORDER BY position");
    store.close();
    expect(rows).toEqual([
      {
        theme: 'governance',
        theme_basis: 'override',
        end_date: '2025-12-31',
        timescale_basis: 'override',
        owners_text: 'Director of Finance; Cabinet',
        status: 'under_way',
      },
    ]);
    expect(roles[0]).toEqual({ role: 'chief-finance-officer' });
  }, 60_000);

  it('come out of the review queue, filled in', async () => {
    const out = join(folder, 'vague');
    const plan = join(folder, 'vague.txt');
    writeFileSync(
      plan,
      'Action plan, March 2025\n\nAction\tLead\tTimescale\nSelect the supplier.\tAll\tMay 2025\nComplete the work.\tAll\tJune 2025\n',
    );
    const { stdout } = await runCommand('--quiet', 'review', plan, '--out', out);
    const rows = parseCsv(stdout);
    expect(Object.keys(rows[0] ?? {}).slice(0, 9)).toEqual([
      'plan',
      'action',
      'recommendation',
      'text',
      'field',
      'value',
      'who',
      'when',
      'why',
    ]);
    const [first] = rows;
    const filled = join(folder, 'filled.csv');
    writeFileSync(filled, stdout.replace(/,theme,,/, ',theme,finance,'));
    const { stderr } = await runCommand('build', plan, '--out', out, '--overrides', filled);
    expect(first?.['field']).toBeDefined();
    expect(stderr).not.toContain('[override-');
  }, 60_000);

  it('must be where they are said to be', async () => {
    expect(await runCommand('build', PLAN, '--overrides', join(folder, 'none.csv'))).toMatchObject({
      exitCode: 2,
    });
  });
});
