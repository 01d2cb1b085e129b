import { spawnSync } from 'node:child_process';
import {
  closeSync,
  copyFileSync,
  existsSync,
  mkdtempSync,
  openSync,
  readFileSync,
  rmSync,
  truncateSync,
  writeFileSync,
  writeSync,
} from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeEach, describe, expect, it } from 'vitest';
import { Database } from '../../pipeline/store/database.ts';
import { openStore, StoreError, writeStore } from '../../pipeline/store/store.ts';
import type { Store } from '../../pipeline/store/store.ts';
import { makePlan } from '../plan-builder.ts';

const folder = mkdtempSync(join(tmpdir(), 'peerlens-store-'));
let number = 0;
let path = '';

beforeEach(() => {
  number += 1;
  path = join(folder, `store-${number}.duckdb`);
});
afterAll(() => rmSync(folder, { recursive: true, force: true }));

const asOf = '2024-07-01';
const first = makePlan({
  planDate: '2024-01',
  recommendations: ['Review the constitution', 'Develop a workforce strategy'],
  legend: [
    {
      term: 'Short',
      text: 'by June',
      place: [{ in: 'page', page: 1, box: { x: 0, y: 0, width: 1, height: 1 } }],
    },
  ],
  events: [
    { event: 'scrutiny', text: 'Scrutiny, 4 March 2024', place: [{ in: 'text', start: 0, end: 9, line: 1 }] },
  ],
  actions: [
    {
      text: 'Review the constitution',
      for: '1',
      owners: ['Monitoring Officer', { text: 'All', vague: true, kind: 'body' }],
      timescale: { end: '2024-06-30' },
      issues: [{ code: 'odd', severity: 'warning', message: "it's odd", place: null }],
    },
    { text: 'Publish a workforce strategy', for: '2', timescale: { start: '2024-04-01', end: '2024-09-30' } },
  ],
  issues: [{ code: 'no-title', severity: 'info', message: 'no title', place: null }],
});
const second = makePlan({
  kind: 'progress-update',
  planDate: '2024-06-01',
  recommendations: ['Review the constitution', 'Develop a workforce strategy'],
  actions: [
    { text: 'Review the constitution', for: '1', status: 'done', timescale: { end: '2024-09-30' } },
    { text: 'Hold a staff conference', for: '2' },
  ],
});

async function withStore<T>(job: (store: Store) => Promise<T>): Promise<T> {
  const store = await openStore(path);
  try {
    return await job(store);
  } finally {
    store.close();
  }
}

describe('writeStore', () => {
  it('keeps a plan with everything that hangs on it', async () => {
    expect(await writeStore(path, [first], { asOf })).toEqual({ changed: true, plans: 1, actions: 2 });
    await withStore(async (store) => {
      const [plan] = await store.query('SELECT * FROM plans');
      expect(plan).toMatchObject({
        council_id: 'name/testford',
        plan_date: '2024-01-01',
        plan_date_text: '2024-01',
        line: 'name/testford/plan/1',
        version: 1,
        is_current: true,
        first_stored: '2024-07-01',
        action_count: 2,
        issue_count: 2,
      });
      const owners = await store.query('SELECT action_no, position, text, vague FROM owners ORDER BY ALL');
      expect(owners).toEqual([
        { action_no: 1, position: 1, text: 'Monitoring Officer', vague: false },
        { action_no: 1, position: 2, text: 'All', vague: true },
      ]);
      const issues = await store.query(
        'SELECT action_no, code, message, place FROM issues ORDER BY position',
      );
      expect(issues).toEqual([
        { action_no: null, code: 'no-title', message: 'no title', place: null },
        { action_no: 1, code: 'odd', message: "it's odd", place: null },
      ]);
      const [action] = await store.query('SELECT * FROM actions WHERE action_no = 1');
      expect(action).toMatchObject({
        end_date: '2024-06-30',
        start_date: null,
        recommendation_refs: ['1'],
        named_owner_count: 1,
        owners_text: 'Monitoring Officer; All',
        place_label: 'page 2',
        place: first.actions[0]?.place,
      });
      expect(await store.query('SELECT term FROM legend_terms')).toEqual([{ term: 'Short' }]);
      expect(await store.query('SELECT event FROM plan_events')).toEqual([{ event: 'scrutiny' }]);
    });
  });

  it('takes text that is half of a character', async () => {
    await writeStore(
      path,
      [makePlan({ actions: [{ text: 'Plan \uD83D for the town', owners: ['Head \uDE00'] }] })],
      { asOf },
    );
    const store = await openStore(path);
    const rows = await store.query('SELECT text, owners_text FROM actions');
    store.close();
    expect(rows).toEqual([{ text: 'Plan \uFFFD for the town', owners_text: 'Head \uFFFD' }]);
  });

  it('touches nothing when run again, whatever order the plans come in', async () => {
    await writeStore(path, [first, second], { asOf });
    const bytes = readFileSync(path);
    expect(await writeStore(path, [second, first], { asOf })).toMatchObject({ changed: false });
    expect(await writeStore(path, [first, first, second], { asOf })).toMatchObject({ changed: false });
    expect(readFileSync(path).equals(bytes)).toBe(true);
  });

  it('holds the same rows built at once or step by step', async () => {
    await writeStore(path, [first], { asOf });
    await writeStore(path, [first, second], { asOf });
    const steps = await withStore(readAll);
    path = `${path}.at-once`;
    await writeStore(path, [first, second], { asOf });
    expect(await withStore(readAll)).toEqual(steps);
  });

  it('keeps earlier versions, and counts the last one', async () => {
    await writeStore(path, [first], { asOf });
    await writeStore(path, [second], { asOf: '2024-08-01' });
    await withStore(async (store) => {
      const plans = await store.query(
        'SELECT version, previous_plan_id, is_current, in_last_build, first_stored FROM plans ORDER BY version',
      );
      expect(plans).toEqual([
        {
          version: 1,
          previous_plan_id: null,
          is_current: false,
          in_last_build: false,
          first_stored: '2024-07-01',
        },
        {
          version: 2,
          previous_plan_id: first.id,
          is_current: true,
          in_last_build: true,
          first_stored: '2024-08-01',
        },
      ]);
      const changes = await store.query(
        'SELECT change, days_moved, owner_change, status_after FROM changes ORDER BY position',
      );
      expect(changes).toEqual([
        { change: 'kept', days_moved: 92, owner_change: 'removed', status_after: 'done' },
        { change: 'dropped', days_moved: null, owner_change: 'none', status_after: null },
        { change: 'new', days_moved: null, owner_change: 'none', status_after: 'not_started' },
      ]);
      expect(await store.query('SELECT text FROM owners ORDER BY ALL')).toHaveLength(2);
    });
  });

  it('replaces the reading of the same bytes instead of making a version of it', async () => {
    await writeStore(path, [first], { asOf });
    const reread = { ...first, id: 'plan-reread', actions: first.actions.slice(0, 1) };
    await writeStore(path, [reread], { asOf: '2025-01-01' });
    await withStore(async (store) => {
      const plans = await store.query('SELECT plan_id, version, first_stored, action_count FROM plans');
      expect(plans).toEqual([
        { plan_id: 'plan-reread', version: 1, first_stored: '2024-07-01', action_count: 1 },
      ]);
      expect(await store.query('SELECT count(*) AS n FROM actions')).toEqual([{ n: 1 }]);
    });
  });

  it('forgets what was not given when told to keep no history', async () => {
    await writeStore(path, [first], { asOf });
    expect(await writeStore(path, [second], { asOf, keepHistory: false })).toMatchObject({ plans: 1 });
  });

  it('lets no document without actions count, nor drop what an earlier one promised', async () => {
    const unread = makePlan({ planDate: '2024-07-01', actions: [] });
    await writeStore(path, [first, unread], { asOf });
    await withStore(async (store) => {
      expect(await store.query('SELECT plan_id FROM plans WHERE is_current')).toEqual([
        { plan_id: first.id },
      ]);
      expect(await store.query('SELECT count(*) AS n FROM changes')).toEqual([{ n: 0 }]);
    });
  });

  it('begins a new line with a new peer challenge', async () => {
    const sketch = { actions: [{ text: 'Publish a plan' }] };
    const old = makePlan({ ...sketch, planDate: '2019-02-01', reviewDate: '2018-11' });
    const young = makePlan({ ...sketch, planDate: '2023-02-01', reviewDate: '2022-11' });
    await writeStore(path, [young, old], { asOf });
    await withStore(async (store) => {
      expect(await store.query('SELECT line, version, is_current FROM plans ORDER BY line')).toEqual([
        { line: 'name/testford/plan/1', version: 1, is_current: false },
        { line: 'name/testford/plan/2', version: 1, is_current: true },
      ]);
    });
  });

  it('takes a stream of plans, and throws on what the stream throws', async () => {
    async function* stream() {
      yield first;
      throw new Error('the reader failed');
    }
    await expect(writeStore(path, stream(), { asOf })).rejects.toThrow('the reader failed');
    expect(existsSync(path)).toBe(false);
    expect(existsSync(`${path}.building`)).toBe(false);
  });

  it('lets a reader go on with what it opened while a build replaces it', async () => {
    await writeStore(path, [first], { asOf });
    await withStore(async (reader) => {
      await writeStore(path, [first, second], { asOf });
      expect(await reader.query('SELECT count(*) AS n FROM plans')).toEqual([{ n: 1 }]);
      expect(await withStore((store) => store.query('SELECT count(*) AS n FROM plans'))).toEqual([{ n: 2 }]);
    });
  });

  it('makes a store of no plans at all', async () => {
    expect(await writeStore(path, [], { asOf })).toEqual({ changed: true, plans: 0, actions: 0 });
  });
});

describe('a store in trouble', () => {
  it('says that it is missing', async () => {
    await expect(openStore(path)).rejects.toMatchObject({ code: 'store-missing', message: /build it first/ });
  });

  it.each([
    ['no database at all', () => writeFileSync(path, 'not a store')],
    ['cut short', () => truncateSync(path, 40_000)],
    ['overwritten at its head', () => overwrite(0)],
    ['overwritten in its middle', () => overwrite(4096)],
  ])('says that it is corrupt: %s; and leaves it as it is', async (_, damage) => {
    await writeStore(path, [first], { asOf });
    damage();
    const bytes = readFileSync(path);
    await expect(openStore(path)).rejects.toMatchObject({ code: 'store-corrupt', message: /move it away/ });
    await expect(writeStore(path, [second], { asOf })).rejects.toMatchObject({ code: 'store-corrupt' });
    expect(readFileSync(path).equals(bytes)).toBe(true);
  });

  it.each([
    ['0', 'store-older', /move the file away and build again/],
    ['99', 'store-newer', /use the release that built it/],
  ])('says that its schema is another: %s', async (version, code, message) => {
    await writeStore(path, [first], { asOf });
    const database = await Database.open(path, { readOnly: false });
    await database.run("UPDATE store_facts SET value = $version WHERE key = 'schema_version'", { version });
    database.close();
    await expect(openStore(path)).rejects.toMatchObject({ code, message });
    await expect(writeStore(path, [second], { asOf })).rejects.toMatchObject({ code });
  });

  it('says that it is no store of ours', async () => {
    const database = await Database.open(path, { readOnly: false });
    await database.run('CREATE TABLE other (x INTEGER)');
    database.close();
    await expect(openStore(path)).rejects.toMatchObject({ code: 'store-unreadable' });
  });

  it('says that another build holds it, here or in another process', async () => {
    await writeStore(path, [first], { asOf });
    const copy = `${path}.copy`;
    copyFileSync(path, copy);
    const one = writeStore(path, [second], { asOf });
    await expect(writeStore(path, [second], { asOf })).rejects.toMatchObject({
      code: 'store-locked',
      message: /wait/,
    });
    await one;
    const holder = await Database.open(`${path}.lock`, { readOnly: false });
    const script = `
      import { writeStore } from './pipeline/store/store.ts';
      await writeStore(process.argv[1], [], { asOf: '2024-07-01' }).catch((error) => process.stdout.write(error.code));`;
    const other = spawnSync(process.execPath, ['--input-type=module-typescript', '-e', script, path], {
      encoding: 'utf8',
    });
    holder.close();
    expect(other.stdout).toBe('store-locked');
  });

  it('says that the disk is full, and keeps the last good store', async () => {
    await writeStore(path, [first], { asOf });
    const bytes = readFileSync(path);
    // A limit on file size stands in for the full disk: the system refuses to write on in the same way.
    const script = `
      import { writeStore } from './pipeline/store/store.ts';
      import { generatePlans } from './test/scale/generated-plans.ts';
      process.on('SIGXFSZ', () => {});
      await writeStore(process.argv[1], generatePlans({ actions: 3000 }), { asOf: '2024-07-01' })
        .catch((error) => process.stdout.write(error.code));`;
    const run = spawnSync(
      'sh',
      [
        '-c',
        'ulimit -f 800; exec "$0" --input-type=module-typescript -e "$1" "$2"',
        process.execPath,
        script,
        path,
      ],
      { encoding: 'utf8' },
    );
    expect(run.stdout).toBe('store-disk-full');
    expect(readFileSync(path).equals(bytes)).toBe(true);
    expect(existsSync(`${path}.building`)).toBe(false);
  });

  it('fails clearly on a mistyped function, and reaches no file and no network', async () => {
    await writeStore(path, [first], { asOf });
    await withStore(async (store) => {
      await expect(store.query('SELECT st_point(1, 2)')).rejects.toMatchObject({ code: 'query-failed' });
      await expect(store.query("SELECT * FROM read_csv('package.json')")).rejects.toBeInstanceOf(StoreError);
      await expect(store.query("COPY (SELECT 1) TO 'out.csv'")).rejects.toBeInstanceOf(StoreError);
      await expect(store.query('DELETE FROM actions')).rejects.toBeInstanceOf(StoreError);
      await expect(store.query('SET enable_external_access = true')).rejects.toBeInstanceOf(StoreError);
    });
  });
});

describe('the schema', () => {
  it('has a comment on every table, view and column', async () => {
    await writeStore(path, [], { asOf });
    await withStore(async (store) => {
      const without = await store.query(
        `SELECT table_name, column_name FROM duckdb_columns() WHERE NOT internal AND comment IS NULL
           AND table_name NOT IN (SELECT view_name FROM duckdb_views() WHERE NOT internal)
         UNION ALL SELECT table_name, NULL FROM duckdb_tables() WHERE comment IS NULL
         UNION ALL SELECT view_name, NULL FROM duckdb_views() WHERE NOT internal AND comment IS NULL`,
      );
      expect(without).toEqual([]);
      const [columns] = await store.query<{ n: number }>(
        'SELECT count(*) AS n FROM duckdb_columns() WHERE NOT internal',
      );
      expect(columns?.n).toBeGreaterThan(150);
    });
  });

  it('resolves abolished councils to those that took over, through every step', async () => {
    await writeStore(path, [], { asOf });
    await withStore(async (store) => {
      const rows = await store.query(
        `SELECT name, (SELECT list(s.name ORDER BY s.name) FROM councils s WHERE list_contains(councils.successors, s.council_id)) AS successors
         FROM councils WHERE name IN ('Taunton Deane', 'Cumbria', 'Corby', 'Southampton') ORDER BY name`,
      );
      expect(rows).toEqual([
        { name: 'Corby', successors: ['North Northamptonshire'] },
        { name: 'Cumbria', successors: ['Cumberland', 'Westmorland and Furness'] },
        { name: 'Southampton', successors: null },
        { name: 'Taunton Deane', successors: ['Somerset'] },
      ]);
    });
  });
});

async function readAll(store: Store): Promise<unknown[]> {
  const tables = await store.query<{ name: string }>(
    "SELECT table_name AS name FROM duckdb_tables() WHERE table_name <> 'store_facts'",
  );
  return Promise.all(tables.map(({ name }) => store.query(`SELECT * FROM ${name}`)));
}

function overwrite(at: number): void {
  const file = openSync(path, 'r+');
  writeSync(file, new Uint8Array(8192).fill(0xaa), 0, 8192, at);
  closeSync(file);
}
