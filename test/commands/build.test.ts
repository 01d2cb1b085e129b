import { existsSync, mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { runAnalysis } from '../../pipeline/analyses/analysis.ts';
import { readComparisons } from '../../pipeline/site/comparisons.ts';
import { openStore } from '../../pipeline/store/store.ts';
import { runCommand } from './run-command.ts';

const EXAMPLES = join(import.meta.dirname, '../../data/example-plans');
let folder = '';
beforeAll(() => {
  folder = mkdtempSync(join(tmpdir(), 'peerlens-build-'));
});
afterAll(() => rmSync(folder, { recursive: true, force: true }));

async function rows(out: string, sql: string): Promise<Record<string, unknown>[]> {
  const store = await openStore(join(out, 'peerlens.duckdb'));
  const found = await store.query(sql);
  store.close();
  return found;
}

describe('peerlens build', () => {
  it('builds the example plans: store, site and one file', async () => {
    const out = join(folder, 'examples');
    const { exitCode, stderr } = await runCommand('build', '--out', out, '--as-of', '2026-01-15');
    expect(exitCode).toBe(0);
    expect(stderr).toContain('8 documents read, 0 failed');
    expect(stderr).toMatch(/^No action found in 1 document: .*saltmarsh\.txt \(/mu);
    for (const name of ['site/index.html', 'site/peerlens.html'])
      expect(existsSync(join(out, name)), name).toBe(true);
    expect(
      await rows(out, 'SELECT council, count(*) AS n FROM current_actions GROUP BY council ORDER BY council'),
    ).toEqual([
      { council: 'Ellenshire County Council', n: 11 },
      { council: 'Harrowdale Metropolitan Borough Council', n: 22 },
      { council: 'London Borough of Kingsmead', n: 8 },
      { council: 'Northgate Bay City Council', n: 15 },
      { council: 'Thornsea Council', n: 6 },
      { council: 'Wexmoor District Council', n: 13 },
    ]);
  }, 120_000);

  it('goes on when documents fail, keeps them as not understood, and says so', async () => {
    const out = join(folder, 'failing');
    writeFileSync(join(folder, 'empty.pdf'), '');
    const args = [join(EXAMPLES, 'thornsea.txt'), join(folder, 'empty.pdf'), join(folder, 'nowhere.pdf')];
    const { exitCode, stderr } = await runCommand('build', ...args, '--out', out);
    expect(exitCode).toBe(3);
    expect(stderr).toContain('no such file or folder');
    expect(stderr).toContain('empty-file');
    expect(stderr).toContain('1 document read, 2 failed, 6 actions');
    expect(stderr).not.toContain('No action found');
    expect(await rows(out, "SELECT count(*) AS n FROM issues WHERE code = 'empty-file'")).toEqual([{ n: 1 }]);
    expect(await rows(out, 'SELECT count(*) AS n FROM actions')).toEqual([{ n: 6 }]);
  }, 120_000);

  it('keeps a store with actions when no document could be read, and shows the failure where none stands', async () => {
    const out = join(folder, 'good');
    expect((await runCommand('build', join(EXAMPLES, 'thornsea.txt'), '--out', out)).exitCode).toBe(0);
    const site = readFileSync(join(out, 'site/peerlens.html'), 'utf8');
    const register = join(folder, 'moved.csv');
    writeFileSync(register, 'file,council\nmoved.pdf,Thornsea Council\n');
    const { exitCode, stderr } = await runCommand('build', register, '--out', out);
    expect(exitCode).toBe(4);
    expect(stderr).toContain('moved.pdf');
    expect(stderr).toContain('[file-missing]');
    expect(stderr).toContain('no document could be read');
    expect(stderr).toContain('kept as they were');
    expect(await rows(out, 'SELECT count(*) AS n FROM actions')).toEqual([{ n: 6 }]);
    expect(readFileSync(join(out, 'site/peerlens.html'), 'utf8')).toBe(site);
    const fresh = join(folder, 'fresh');
    // The second build finds a store without actions, of which nothing can be lost.
    for (let times = 0; times < 2; times++)
      expect((await runCommand('build', register, '--out', fresh)).exitCode).toBe(3);
    expect(await rows(fresh, "SELECT count(*) AS n FROM issues WHERE code = 'file-missing'")).toEqual([
      { n: 1 },
    ]);
  }, 120_000);

  it('says where a register contradicts itself or the document, and which line it is', async () => {
    const register = join(folder, 'contradicting.csv');
    const lines = [
      'file,council,gss,plan_date',
      `${join(EXAMPLES, 'wexmoor.txt')},Southwark,E06000033,2025-03-18`,
      `${join(EXAMPLES, 'thornsea.txt')},Thornsee Council,,2019-01`,
    ];
    writeFileSync(register, lines.join('\n'));
    const args = ['build', register, '--out', join(folder, 'contradicting'), '--quiet'];
    const { exitCode, stderr } = await runCommand(...args);
    expect(exitCode).toBe(0);
    expect(stderr).toMatch(
      /contradicting\.csv line 2: .*E06000033, is Southend-on-Sea .*\[council-conflict\]/u,
    );
    expect(stderr).toMatch(
      /contradicting\.csv line 2: .*document says otherwise: .*Wexmoor.*\[council-conflict\]/u,
    );
    expect(stderr).toMatch(/contradicting\.csv line 3: .*Thornsee Council was given.*\[council-conflict\]/u);
    expect(stderr).toMatch(/contradicting\.csv line 3: .*2019-01 was used.*\[plan-date-conflict\]/u);
    expect(
      await rows(
        join(folder, 'contradicting'),
        "SELECT name, gss FROM councils WHERE plan_count > 0 AND gss LIKE 'E%'",
      ),
    ).toEqual([{ name: 'Southend-on-Sea', gss: 'E06000033' }]);
  }, 120_000);

  it('says of which documents nobody states council or date, some by name and the rest as a count', async () => {
    const drafts = join(folder, 'drafts');
    mkdirSync(drafts);
    const table = 'Action\tLead\tTimescale\nPlant a wood\tParks Manager\tMay 2025\n';
    for (let number = 1; number <= 7; number++)
      writeFileSync(join(drafts, `draft-${number}.txt`), `Action plan ${'x'.repeat(number)}\n\n${table}`);
    writeFileSync(
      join(drafts, 'named.txt'),
      `Wexmoor District Council\n\nAction plan, March 2025\n\n${table}`,
    );
    const { exitCode, stderr } = await runCommand('build', drafts, '--out', join(folder, 'drafted'));
    expect(exitCode).toBe(0);
    expect(stderr.match(/^No council stated in .*draft-\d\.txt: not known$/gmu)).toHaveLength(5);
    expect(
      stderr.match(
        /^No plan date stated in .*draft-\d\.txt: 2025-05 was taken \(earliest timescale: May 2025\)$/gmu,
      ),
    ).toHaveLength(5);
    expect(stderr).toContain('… and 2 more without a stated council');
    expect(stderr).toContain('… and 2 more without a stated plan date');
    expect(stderr).not.toContain('named.txt');
    expect(stderr).toContain('register');
    const { stderr: stated } = await runCommand(
      'build',
      join(drafts, 'named.txt'),
      '--out',
      join(folder, 'named'),
    );
    expect(stated).not.toMatch(/stated|register/u);
  }, 120_000);

  it('gives the same store with one worker as with several, and refuses no workers', async () => {
    const built = [];
    for (const workers of ['1', '3']) {
      const out = join(folder, `workers-${workers}`);
      const { exitCode } = await runCommand(
        'build',
        '--out',
        out,
        '--as-of',
        '2026-01-15',
        '--workers',
        workers,
      );
      expect(exitCode).toBe(0);
      built.push(await rows(out, "SELECT value FROM store_facts WHERE key = 'fingerprint'"));
    }
    expect(built[0]).toHaveLength(1);
    expect(built[1]).toEqual(built[0]);
    for (const wrong of ['0', '-1', '1.5', 'many', '65'])
      expect((await runCommand('build', '--workers', wrong)).exitCode).toBe(2);
  }, 120_000);

  it('has one name for a recurring recommendation, on the site and wherever the question is asked', async () => {
    const store = await openStore(join(folder, 'examples/peerlens.duckdb'));
    const { members } = await readComparisons(store);
    const named = await runAnalysis<{ cluster: string; typical_wording: string }>(
      store,
      'recurring-recommendations',
    );
    store.close();
    expect(named).toHaveLength(3);
    expect(named.map(({ cluster, typical_wording }) => [cluster, typical_wording])).toEqual(
      named.map(({ cluster }) => [cluster, members.find((member) => member.cluster === cluster)?.text]),
    );
  });

  it('refuses when there is nothing to build', async () => {
    const { exitCode, stderr } = await runCommand(
      'build',
      join(folder, 'nowhere'),
      '--out',
      join(folder, 'nothing'),
    );
    expect(exitCode).toBe(2);
    expect(stderr).toContain('nothing to build');
  });

  it('answers what is overdue as of a day, unknowns as unknown', async () => {
    const found = await rows(
      join(folder, 'examples'),
      `SELECT lateness(status, kind, start_date, end_date, DATE '2026-01-15') AS lateness, count(*) AS n
       FROM current_actions WHERE council = 'Wexmoor District Council' GROUP BY ALL ORDER BY ALL`,
    );
    expect(found).toEqual([
      { lateness: 'cannot_tell', n: 1 },
      { lateness: 'done', n: 2 },
      { lateness: 'not_due', n: 4 },
      { lateness: 'open_ended', n: 1 },
      { lateness: 'overdue', n: 5 },
    ]);
  });
});
