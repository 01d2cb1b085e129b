import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { listAnalyses, readAnalysis, runAnalysis } from '../../pipeline/analyses/analysis.ts';
import { openStore, writeStore } from '../../pipeline/store/store.ts';
import type { Row, Store } from '../../pipeline/store/store.ts';
import { AS_OF, dozen } from './dozen.ts';

const folder = mkdtempSync(join(tmpdir(), 'peerlens-analyses-'));
const questions = readTable('questions.tsv').map(([name = '', parameters = '{}', expected = '']) => ({
  name,
  parameters: JSON.parse(parameters) as Record<string, string | number>,
  expected,
}));
let store: Store;
let empty: Store;

beforeAll(async () => {
  await writeStore(join(folder, 'dozen.duckdb'), dozen, { asOf: AS_OF });
  await writeStore(join(folder, 'empty.duckdb'), [], { asOf: AS_OF });
  store = await openStore(join(folder, 'dozen.duckdb'));
  empty = await openStore(join(folder, 'empty.duckdb'));
});
afterAll(() => {
  store.close();
  empty.close();
  rmSync(folder, { recursive: true, force: true });
});

describe('analyses', () => {
  it('are each asked at least once', () => {
    expect([...new Set(questions.map(({ name }) => name))].sort()).toEqual(listAnalyses());
    expect(listAnalyses().length).toBeGreaterThan(20);
  });

  it.each(listAnalyses())(
    '%s states question, denominator and unknowns, and fits the schema',
    async (name) => {
      const { question, denominator, unknowns, parameters, sql } = readAnalysis(name);
      expect(question).toMatch(/\?/);
      expect(denominator).not.toBe('');
      expect(unknowns).not.toBe('');
      const used = [...new Set(sql.match(/\$[a-z_]+/g))].map((name) => name.slice(1));
      expect(used.sort()).toEqual(parameters.map((parameter) => parameter.name).sort());
      const values = parameters.map(
        ({ name: key, type, fallback }): [string, string | number | boolean | null] => [
          key,
          fallback ?? (type === 'DATE' ? AS_OF : null),
        ],
      );
      expect(await store.query(`EXPLAIN ${sql}`, Object.fromEntries(values))).not.toEqual([]);
    },
  );

  it.each(questions)('$name, $parameters', async ({ name, parameters, expected }) => {
    const rows = formatRows(await runAnalysis<Row>(store, name, parameters));
    const path = new URL(`expected/${expected}.tsv`, import.meta.url);
    if (process.env['WRITE_EXPECTED'] === '1') writeFileSync(path, rows);
    expect(rows).toBe(readFileSync(path, 'utf8'));
  });

  it.each(questions)(
    '$name answers an empty store without dividing by nothing',
    async ({ name, parameters }) => {
      const rows = await runAnalysis<Row>(empty, name, parameters);
      expect(JSON.stringify(rows)).not.toMatch(/NaN|Infinity/);
      for (const row of rows)
        expect(row['share'] ?? null).toSatisfy(
          (share) => share === null || name === 'coverage' || share === 0,
        );
    },
  );

  it('adds its groups up to its denominator, as of any day', async () => {
    for (const as_of of ['2019-01-01', '2024-03-31', '2024-04-01', '2024-07-01', '2031-01-01']) {
      const rows = await runAnalysis<{ actions: number; denominator: number }>(store, 'lateness', { as_of });
      expect(rows.reduce((sum, row) => sum + row.actions, 0)).toBe(12);
      expect(rows.every((row) => row.denominator === 12)).toBe(true);
    }
  });

  it('refuses a question, a parameter it does not know, and one it misses', async () => {
    await expect(runAnalysis(store, 'no-such')).rejects.toThrow('unknown analysis: no-such');
    await expect(runAnalysis(store, '../store/schema')).rejects.toThrow('unknown analysis');
    await expect(runAnalysis(store, 'lateness', { councl: 'x' })).rejects.toThrow(
      'unknown parameter of lateness: councl',
    );
    await expect(runAnalysis(store, 'peers')).rejects.toThrow('missing parameter of peers: council_id');
  });
});

/** A table as text: a header, a row a line, cells as JSON but for plain words. */
function formatRows(rows: readonly Row[]): string {
  const header = Object.keys(rows[0] ?? {});
  const lines = rows.map((row) =>
    header.map((column) => {
      const value = row[column] ?? null;
      return typeof value === 'string' ? value : JSON.stringify(value);
    }),
  );
  return [header, ...lines].map((cells) => `${cells.join('\t')}\n`).join('');
}

function readTable(name: string): string[][] {
  const lines = readFileSync(new URL(name, import.meta.url), 'utf8').split('\n');
  return lines
    .filter((line) => line !== '' && !line.startsWith('#'))
    .slice(1)
    .map((line) => line.split('\t'));
}
