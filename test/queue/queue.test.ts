import { execFile } from 'node:child_process';
import { existsSync, mkdtempSync, readdirSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { findPostgres } from '../../docs/queue/postgres.ts';
import { packagePath } from '../../pipeline/data-files.ts';
import { readTables } from '../store/store-tables.ts';

const installed = findPostgres() !== null;
if (!installed)
  process.stderr.write(
    'the queue example is not run: PostgreSQL is not installed (apt install postgresql)\n',
  );

let folder = '';
beforeAll(() => {
  folder = mkdtempSync(join(tmpdir(), 'peerlens-queue-example-'));
});
afterAll(() => rmSync(folder, { recursive: true, force: true }));

function demonstrate(): Promise<{ exitCode: number | null; output: string }> {
  const script = packagePath('docs/queue/demonstration.ts');
  return new Promise((resolve) => {
    const child = execFile(process.execPath, [script, folder], { timeout: 240_000 }, (_, stdout, stderr) =>
      resolve({ exitCode: child.exitCode, output: stdout + stderr }),
    );
  });
}

it.runIf(installed)(
  'a queue of shards survives a killed worker: nothing lost, nothing twice',
  { timeout: 260_000 },
  async () => {
    const { exitCode, output } = await demonstrate();
    expect(output).toMatch(/KILLED worker \d \(kill -9\) in the middle of shard \d of 4/);
    const killed = /in the middle of (shard \d of 4)/.exec(output)?.[1] ?? '';
    const name = /KILLED (worker \d)/.exec(output)?.[1] ?? '';
    expect(output).toContain(`${name} takes ${killed}\n`);
    expect(output).not.toContain(`${name} has written ${killed}`);
    const missing =
      /a merge now ends with 1: peerlens: shards? ([\d, ]+) of 4 (?:is|are) missing/.exec(output)?.[1] ?? '';
    expect(missing.split(', ')).toContain(/\d/.exec(killed)?.[0]);
    expect(output).toMatch(new RegExp(`worker \\d takes ${killed}, attempt 2`));
    // Four shards, each written by one worker once.
    expect(output.match(/has written shard \d of 4/g)?.toSorted()).toEqual(
      [1, 2, 3, 4].map((part) => `has written shard ${part} of 4`),
    );
    expect({ exitCode, output }).toMatchObject({ exitCode: 0 });
    const partitions = join(folder, 'shards/partitions');
    expect(readdirSync(join(partitions, '.unfinished'))).toEqual([]);
    expect(readdirSync(join(partitions, 'shards'))).toHaveLength(4);
    const merged = await readTables(join(folder, 'merged/peerlens.duckdb'));
    expect(merged['actions']?.length).toBe(85);
    expect(merged).toEqual(await readTables(join(folder, 'single/peerlens.duckdb')));
    const server = Number(/PostgreSQL runs \(process (\d+)/.exec(output)?.[1]);
    expect(existsSync(`/proc/${server}`)).toBe(false);
  },
);
