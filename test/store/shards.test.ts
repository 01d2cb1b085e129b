import {
  cpSync,
  existsSync,
  mkdirSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  rmSync,
  writeFileSync,
} from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { Plan } from '../../pipeline/model.ts';
import { Database, quoteText } from '../../pipeline/store/database.ts';
import { mergePartitions, writePartitions } from '../../pipeline/store/partitions.ts';
import { writeStore } from '../../pipeline/store/store.ts';
import { generatePlans } from '../scale/generated-plans.ts';
import { readTables } from './store-tables.ts';

const AS_OF = '2024-07-01';
const OPTIONS = { asOf: AS_OF, keepHistory: false };
const plans = [...generatePlans({ actions: 200 })];
let folder = '';
/** What a single run over all plans gives. */
let wanted: Record<string, unknown[]> = {};
beforeAll(async () => {
  folder = mkdtempSync(join(tmpdir(), 'peerlens-shards-'));
  await shards('two', 2);
  wanted = await single('single.duckdb');
});
afterAll(() => rmSync(folder, { recursive: true, force: true }));
const at = (...names: string[]) => join(folder, ...names);

/** Writes one shard of `all` to a folder below the test's. */
function shard(out: string, part: number, parts: number, { all = plans, run = 'a1' } = {}): Promise<void> {
  const placed = all
    .map((plan, position) => ({ position, plan }))
    .filter(({ position }) => position % parts === part - 1);
  return writePartitions(at(out), placed, { part, parts, run }, OPTIONS);
}

async function shards(out: string, parts: number, options?: { all?: Plan[]; run?: string }): Promise<void> {
  for (let part = 1; part <= parts; part++) await shard(out, part, parts, options);
}

const merge = (store: string, folders: string[], asOf = AS_OF) =>
  mergePartitions(
    at(store),
    folders.map((name) => at(name)),
    { asOf, keepHistory: false },
  );

async function single(name: string, all: readonly Plan[] = plans) {
  await writeStore(at(name), all, OPTIONS);
  return readTables(at(name));
}

const parquet = (out: string) =>
  readdirSync(at(out), { recursive: true, encoding: 'utf8' }).filter((name) => name.endsWith('.parquet'));

describe('shards', () => {
  it('merge to what a single run gives', async () => {
    await merge('merged.duckdb', ['two']);
    expect(wanted['actions']?.length).toBeGreaterThan(200);
    expect(await readTables(at('merged.duckdb'))).toEqual(wanted);
  });

  it('may be more than there are documents, or hold none at all', async () => {
    await shards('more', 4, { all: plans.slice(0, 2) });
    await merge('more.duckdb', ['more']);
    expect(await readTables(at('more.duckdb'))).toEqual(await single('few.duckdb', plans.slice(0, 2)));
    await shards('none', 1, { all: [] });
    expect(await merge('none.duckdb', ['none'])).toMatchObject({ plans: 0, actions: 0 });
  });

  it('keep what a store knew before: first stored, no longer given', async () => {
    const later = plans.slice(3);
    await shards('after', 2, { all: later });
    await merge('history.duckdb', ['two']);
    await writeStore(at('history-single.duckdb'), plans, OPTIONS);
    await merge('history.duckdb', ['after'], '2024-09-01');
    await writeStore(at('history-single.duckdb'), later, { ...OPTIONS, asOf: '2024-09-01' });
    const merged = await readTables(at('history.duckdb'));
    expect(merged).toEqual(await readTables(at('history-single.duckdb')));
    expect(new Set((merged['plans'] as { first_stored: string }[]).map((row) => row.first_stored))).toEqual(
      new Set([AS_OF]),
    );
  });

  it('may lie in a folder each, be given twice and be run twice', async () => {
    for (const part of [1, 2, 2]) await shard(`own-${part}`, part, 2);
    cpSync(at('own-1'), at('own-1-again'), { recursive: true });
    await merge('own.duckdb', ['own-2', 'own-1', 'own-1-again']);
    expect(await readTables(at('own.duckdb'))).toEqual(wanted);
  });

  it('of two registers merge to one store', async () => {
    await shards('north', 1, { all: plans.slice(0, 4), run: 'a1' });
    await shards('south', 1, { all: plans.slice(4), run: 'b2' });
    await merge('both.duckdb', ['north', 'south']);
    const counts = (tables: Record<string, unknown[]>) =>
      Object.entries(tables).map(([name, rows]) => [name, rows.length]);
    expect(counts(await readTables(at('both.duckdb')))).toEqual(counts(wanted));
  });

  it('replace what they held: nothing of an earlier reading stays', async () => {
    cpSync(at('two'), at('twice'), { recursive: true });
    const renamed = plans.map((plan) => ({
      ...plan,
      council: { ...plan.council, value: { name: 'Wexmoor', gss: null } },
    }));
    await shards('twice', 2, { all: renamed });
    expect(parquet('twice').every((name) => name.includes('council=name-'))).toBe(true);
    await merge('twice.duckdb', ['twice']);
    expect(await readTables(at('twice.duckdb'))).toEqual(await single('twice-single.duckdb', renamed));
  });

  it('show nothing before they are finished', async () => {
    cpSync(at('two'), at('killed'), { recursive: true });
    const whole = parquet('killed').length;
    rmSync(at('killed/shards/shard-2-of-2.json'));
    // What a killed attempt leaves: files in the folder of unfinished ones, and no mark.
    const left = at('killed/.unfinished/shard-2-of-2-Xy12/tables/actions/council=E1');
    mkdirSync(left, { recursive: true });
    writeFileSync(join(left, 'shard-2-of-2-0.parquet'), 'torn');
    await expect(merge('killed.duckdb', ['killed'])).rejects.toMatchObject({ code: 'partitions-incomplete' });
    expect(existsSync(at('killed.duckdb'))).toBe(false);
    await shard('killed', 2, 2);
    expect(parquet('killed')).toHaveLength(whole);
    await merge('killed.duckdb', ['killed']);
    expect(await readTables(at('killed.duckdb'))).toEqual(wanted);
  });

  it('run side by side by two workers come out once', async () => {
    await shard('raced', 1, 2);
    // The slower of the two may find its files gone: what it would have written is there already.
    await Promise.allSettled([shard('raced', 2, 2), shard('raced', 2, 2)]);
    await merge('raced.duckdb', ['raced']);
    expect(await readTables(at('raced.duckdb'))).toEqual(wanted);
  });
});

describe('a merge refuses', () => {
  const first = () => at('bad/one/documents', parquet('bad/one/documents')[0] ?? '');
  const mark = () => at('bad/one/shards/shard-1-of-2.json');
  const cases: [string, string, string, () => Promise<void> | void][] = [
    [
      'shards of two lists of documents',
      'partitions-incomplete',
      'shard 2 of 2 is missing: run peerlens build --shard 2/2 first; the others were made from another list',
      () => {
        cpSync(at('two'), at('bad/two'), { recursive: true });
        rmSync(at('bad/one/shards/shard-2-of-2.json'));
        rmSync(at('bad/two/shards/shard-1-of-2.json'));
        const other = at('bad/two/shards/shard-2-of-2.json');
        writeFileSync(other, readFileSync(other, 'utf8').replace('"a1"', '"b2"'));
      },
    ],
    [
      'a folder where an earlier run left shards',
      'partitions-mixed',
      'holds shards of several runs',
      () => shards('bad/one', 1, { all: plans.slice(0, 1), run: 'b2' }),
    ],
    ['a copy that lacks a file', 'partitions-incomplete', 'of its', () => rmSync(first())],
    ['a torn file', 'partitions-incomplete', 'cannot be read', () => writeFileSync(first(), 'torn')],
    [
      'a mark that is none',
      'partitions-unreadable',
      'not the mark of a shard',
      () => writeFileSync(mark(), '{"part": 2, "parts": 1}'),
    ],
    [
      'a mark that is no JSON',
      'partitions-unreadable',
      'not the mark of a shard',
      () => writeFileSync(mark(), '{"part":'),
    ],
  ];
  it.each(cases)('%s', async (_, code, message, spoil) => {
    rmSync(at('bad'), { recursive: true, force: true });
    cpSync(at('two'), at('bad/one'), { recursive: true });
    await spoil();
    const folders = readdirSync(at('bad')).map((name) => `bad/${name}`);
    await expect(merge('bad.duckdb', folders)).rejects.toMatchObject({
      code,
      message: expect.stringContaining(message),
    });
    expect(existsSync(at('bad.duckdb'))).toBe(false);
  });
});

describe('flat tables', () => {
  it('hold what a document says by itself, keyed alike in every table', async () => {
    const database = await Database.open(':memory:', { readOnly: false });
    const rows = <T extends object>(sql: string) =>
      database.query<T>(
        sql.replaceAll(
          /@(\w+)/g,
          (_, table: string) => `read_parquet(${quoteText(at('two', table, '*/*.parquet'))})`,
        ),
      );
    const tables = ['plans', 'recommendations', 'actions', 'owners', 'milestones', 'issues'];
    const columns = (
      await Promise.all(tables.map((table) => rows<{ column_name: string }>(`DESCRIBE FROM @${table}`)))
    ).flat();
    // These need all documents; in one shard they would be wrong.
    for (const name of ['is_current', 'version', 'cluster', 'action_no', 'first_stored', 'line'])
      expect(columns.map((column) => column.column_name)).not.toContain(name);
    const keys = (table: string) => rows(`SELECT DISTINCT council FROM @${table} ORDER BY ALL`);
    expect(await keys('actions')).toEqual(await keys('documents'));
    expect(await rows(`SELECT count(*) AS n FROM @actions`)).toEqual([
      { n: plans.reduce((sum, plan) => sum + plan.actions.length, 0) },
    ]);
    expect(
      await rows(
        `SELECT count(*) AS n FROM @owners AS o
         JOIN @actions AS a ON a.plan_id = o.plan_id AND a.position = o.action_position`,
      ),
    ).toEqual([
      {
        n: plans.reduce((sum, plan) => sum + plan.actions.reduce((n, { owners }) => n + owners.length, 0), 0),
      },
    ]);
    database.close();
  });
});

it('writes a mark that a person can read', () => {
  expect(JSON.parse(readFileSync(at('two/shards/shard-1-of-2.json'), 'utf8'))).toEqual({
    part: 1,
    parts: 2,
    run: 'a1',
    content: expect.stringMatching(/^[0-9a-f]{12}$/),
    documents: Math.ceil(plans.length / 2),
  });
});
