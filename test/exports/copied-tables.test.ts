/** A table read in parts gives the file that it gives whole: the same rows in the same order, one header. */
import { mkdtempSync, readdirSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { copyCsv, copyParquet } from '../../pipeline/exports/copied-tables.ts';
import { actionRanges, columnsOf, exportTables, partsOf } from '../../pipeline/exports/tables.ts';
import { Database } from '../../pipeline/store/database.ts';
import { openStore, writeStore } from '../../pipeline/store/store.ts';
import type { Store } from '../../pipeline/store/store.ts';
import { AS_OF, dozen } from '../analyses/dozen.ts';

const root = mkdtempSync(join(tmpdir(), 'peerlens-parts-'));
let store: Store;

beforeAll(async () => {
  await writeStore(join(root, 'store.duckdb'), dozen, { asOf: AS_OF });
  store = await openStore(join(root, 'store.duckdb'), { folders: [root] });
});
afterAll(() => {
  store.close();
  rmSync(root, { recursive: true, force: true });
});

/** The actions by numbers; no action has one of the third part. */
const RANGES: [number, number][] = [
  [1, 4],
  [5, 7],
  [900, 999],
  [8, 899],
];

const actionsIn = (numbers?: [number, number]) => {
  const [actions] = exportTables({ allVersions: true, ...(numbers === undefined ? {} : { numbers }) });
  if (actions === undefined) throw new Error('no table of actions');
  return actions;
};
const partsInRanges = () => RANGES.map((numbers) => actionsIn(numbers).sql);

describe('a table in parts', () => {
  it('is the same CSV, with one header', async () => {
    const columns = await columnsOf(store, actionsIn());
    const whole = await copyCsv(store, join(root, 'whole.csv'), [actionsIn().sql], columns);
    const rows = await copyCsv(store, join(root, 'parts.csv'), partsInRanges(), columns);
    expect(rows).toBe(whole);
    expect(rows).toBeGreaterThan(8);
    const text = (name: string) => readFileSync(join(root, name), 'utf8');
    expect(text('parts.csv')).toBe(text('whole.csv'));
    expect(readdirSync(root).filter((name) => name.includes('.part'))).toEqual([]);
  });

  it('is the same Parquet table: names, types and rows in order', async () => {
    const whole = await copyParquet(store, join(root, 'whole.parquet'), [actionsIn().sql]);
    expect(await copyParquet(store, join(root, 'parts.parquet'), partsInRanges())).toBe(whole);
    const database = await Database.open(':memory:', { readOnly: false });
    const read = async (sql: string, name: string) =>
      await database.query(sql.replace('FILE', `'${join(root, name)}'`));
    for (const sql of ['FROM FILE', 'FROM (DESCRIBE FROM FILE)'])
      expect(await read(sql, 'parts.parquet')).toEqual(await read(sql, 'whole.parquet'));
    database.close();
    expect(readdirSync(root).filter((name) => name.includes('.part-'))).toEqual([]);
  });

  it('has parts for actions alone, which cover every number', async () => {
    const ranges = await actionRanges(store);
    expect(ranges).toEqual([[1, 50_000]]);
    const tables = exportTables();
    const counts = await Promise.all(
      tables.map(async (table) => [table.name, (await partsOf(store, table, {})).length]),
    );
    expect(counts.map(([, count]) => count)).toEqual(tables.map(() => 1));
    const many = {
      ...store,
      query: async <T extends object>() => await Promise.resolve([{ last: 100_001 }] as T[]),
    };
    expect(await actionRanges(many)).toEqual([
      [1, 50_000],
      [50_001, 100_000],
      [100_001, 150_000],
    ]);
    expect(await partsOf(many, actionsIn(), {})).toHaveLength(3);
  });
});
