import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { openStore } from '../../pipeline/store/store.ts';
import { runCommand } from '../commands/run-command.ts';

const TABLES = [
  'plans',
  'recommendations',
  'actions',
  'owners',
  'milestones',
  'issues',
  'changes',
  'store_facts',
];
let folder = '';
beforeAll(() => {
  folder = mkdtempSync(join(tmpdir(), 'peerlens-shards-'));
});
afterAll(() => rmSync(folder, { recursive: true, force: true }));

async function tablesOf(out: string): Promise<Record<string, unknown[]>> {
  const store = await openStore(join(folder, out, 'peerlens.duckdb'));
  const tables: Record<string, unknown[]> = {};
  for (const table of TABLES) tables[table] = await store.query(`SELECT * FROM ${table} ORDER BY ALL`);
  store.close();
  return tables;
}

describe('shards', () => {
  it('merge to what a single run gives, row by row', async () => {
    const day = ['--as-of', '2026-01-15'];
    for (const part of [1, 2, 3, 4]) {
      expect(
        await runCommand(
          '--quiet',
          'build',
          '--out',
          join(folder, `s${part}`),
          '--shard',
          `${part}/4`,
          ...day,
        ),
      ).toMatchObject({ exitCode: 0 });
    }
    const parts = [3, 1, 4, 2].map((part) => join(folder, `s${part}/partitions`));
    expect(
      await runCommand('--quiet', 'merge', ...parts, '--out', join(folder, 'merged'), ...day),
    ).toMatchObject({ exitCode: 0 });
    await runCommand('--quiet', 'build', '--out', join(folder, 'single'), ...day);
    const [merged, single] = [await tablesOf('merged'), await tablesOf('single')];
    expect(merged['actions']?.length).toBe(85);
    expect(merged).toEqual(single);
  }, 180_000);

  it('says what is missing or wrong', async () => {
    expect(await runCommand('merge', join(folder, 'nowhere'), '--out', join(folder, 'x'))).toMatchObject({
      exitCode: 1,
      stderr: expect.stringContaining('no partitions in'),
    });
    expect(await runCommand('build', '--shard', '5/4', '--out', join(folder, 'x'))).toMatchObject({
      exitCode: 2,
    });
  });
});
