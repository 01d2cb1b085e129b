/**
 * Plans on their way into a new store: from JSON to temporary tables `arrived_…` typed as the schema says, with the
 * documents of the store before that did not come again among them.
 */
import { contentHashOf } from '../content-hash.ts';
import type { Plan } from '../model.ts';
import { readCouncils, unlistedCouncil } from './council-table.ts';
import { quoteText } from './database.ts';
import type { Database } from './database.ts';
import { COMPUTED_COLUMNS, rowsOf } from './rows.ts';
import type { StagedTable } from './rows.ts';

/** JSON held back before it is turned into rows; bounds memory however many plans come. */
const FLUSH_CHARACTERS = 4_000_000;

const tables = Object.keys(COMPUTED_COLUMNS) as StagedTable[];

interface Column {
  name: string;
  type: string;
}

/** Fills the tables `arrived_…` from plans. A plan given twice counts once. `hashOf` gives the hashes that are known. */
export async function stagePlans(
  database: Database,
  plans: Iterable<Plan> | AsyncIterable<Plan>,
  hashOf: (plan: Plan) => string | undefined = () => undefined,
): Promise<void> {
  const columnsByTable = new Map<StagedTable, Column[]>();
  for (const table of tables) {
    const columns = await columnsOf(database, table);
    await createTemporary(database, `arrived_${table}`, columns);
    columnsByTable.set(table, columns);
  }
  const seen = new Set<string>();
  let held = new Map<StagedTable, string[]>();
  let characters = 0;
  const flush = async (): Promise<void> => {
    for (const [table, lists] of held)
      await insertJson(database, `arrived_${table}`, columnsByTable.get(table) ?? [], lists);
    held = new Map();
    characters = 0;
  };
  for await (const plan of plans) {
    if (seen.has(plan.id)) continue;
    seen.add(plan.id);
    const rowsByTable = rowsOf(plan, hashOf(plan) ?? contentHashOf(plan));
    for (const table of tables) {
      if (rowsByTable[table].length === 0) continue;
      const rows = jsonOf(rowsByTable[table], columnsByTable.get(table) ?? []);
      characters += rows.length;
      const before = held.get(table);
      if (before === undefined) held.set(table, [rows]);
      else before.push(rows);
    }
    if (characters >= FLUSH_CHARACTERS) await flush();
  }
  await flush();
}

/**
 * Makes the table `kept_plans` of the documents in the store attached as `old`, and brings over the rows of those whose bytes
 * did not arrive again. With `keep` false, or no old store, nothing is brought over.
 */
export async function stageHistory(database: Database, hasOld: boolean, keep: boolean): Promise<void> {
  const planColumns = (await columnsOf(database, 'plans')).map(({ name }) => name).join(', ');
  await database.run(
    `CREATE TEMP TABLE kept_plans AS SELECT ${planColumns}, NULL::DATE AS first_stored FROM arrived_plans LIMIT 0`,
  );
  if (!hasOld) return;
  const scope = keep ? 'true' : 'plan_id IN (SELECT plan_id FROM arrived_plans)';
  await database.run(
    `INSERT INTO kept_plans SELECT ${planColumns}, first_stored FROM old.plans WHERE ${scope}`,
  );
  for (const table of tables.filter((name) => name !== 'plans')) {
    const names = (await columnsOf(database, table)).map(({ name }) =>
      name === 'action_position' ? 'action_no - plans.first_action_no + 1' : `kept.${name}`,
    );
    await database.run(
      `INSERT INTO arrived_${table}
       SELECT ${names.join(', ')} FROM old.${table} AS kept JOIN old.plans AS plans USING (plan_id)
       WHERE plan_id IN (
         SELECT plan_id FROM kept_plans WHERE sha256 NOT IN (SELECT sha256 FROM arrived_plans)
       )`,
    );
  }
}

/** Makes the table `council_rows`: all listed councils, and those that only the plans name. */
export async function stageCouncils(database: Database): Promise<void> {
  const listed = readCouncils();
  const known = new Set(listed.map(({ council_id }) => council_id));
  const named = await database.query<{ council_id: string; council: string }>(
    'SELECT council_id, min(council) AS council FROM numbered_plans GROUP BY council_id ORDER BY council_id',
  );
  const unlisted = named
    .filter(({ council_id }) => !known.has(council_id))
    .map(({ council_id, council }) => unlistedCouncil(council_id, council));
  const columns = (await schemaColumns(database, 'councils')).filter(({ name }) => name !== 'plan_count');
  await createTemporary(database, 'council_rows', columns);
  await insertRows(database, 'council_rows', [...listed, ...unlisted]);
}

async function createTemporary(database: Database, table: string, columns: readonly Column[]): Promise<void> {
  const typed = columns.map(({ name, type }) => `"${name}" ${type}`);
  await database.run(`CREATE TEMP TABLE ${table} (${typed.join(', ')})`);
}

/**
 * Appends rows to an existing table by column name; what a row does not have stays empty. Outside of transactions
 * only: what it takes on the way is given back when that is committed.
 */
export async function insertRows(database: Database, table: string, rows: readonly object[]): Promise<void> {
  if (rows.length === 0) return;
  const columns = await schemaColumns(database, table);
  await insertJson(database, table, columns, [jsonOf(rows, columns)]);
}

/**
 * Appends lists of rows, each as `jsonOf` gives them, by way of a table: as a parameter DuckDB would make an object of
 * every cell.
 */
async function insertJson(
  database: Database,
  table: string,
  columns: readonly Column[],
  lists: readonly string[],
): Promise<void> {
  await database.run('CREATE OR REPLACE TEMP TABLE staged (rows VARCHAR)');
  const appender = await database.appendText('staged');
  for (const list of lists) appender.append([list]);
  appender.close();
  const names = columns.map(({ name }) => `"${name}"`);
  const shape = quoteText(
    JSON.stringify(Object.fromEntries(columns.map(({ name, type }) => [name, [type]]))),
  );
  await database.run(
    `INSERT INTO ${table} (${names.join(', ')})
     SELECT ${names.map((name) => `unnest(cells.${name})`).join(', ')}
     FROM (SELECT from_json(rows, ${shape}) AS cells FROM staged);
     DROP TABLE staged`,
  );
}

/** The columns that come from the plans themselves; an action's number is still its position. */
async function columnsOf(database: Database, table: StagedTable): Promise<Column[]> {
  const computed: readonly string[] = COMPUTED_COLUMNS[table];
  const stated = (await schemaColumns(database, table)).filter(({ name }) => !computed.includes(name));
  const numbered = table !== 'actions' && computed.includes('action_no');
  return numbered ? [...stated, { name: 'action_position', type: 'INTEGER' }] : stated;
}

async function schemaColumns(database: Database, table: string): Promise<Column[]> {
  return database.query<Column>(`SELECT column_name AS name, column_type AS type FROM (DESCRIBE ${table})`);
}

/**
 * Rows as JSON, each column's cells in a list, which DuckDB reads faster than a name at every cell. Half a surrogate
 * pair, as damaged documents have it, is no text that a store can hold: it becomes U+FFFD.
 */
function jsonOf(rows: readonly object[], columns: readonly Column[]): string {
  const cells = Object.fromEntries(
    columns.map(({ name }) => [name, rows.map((row) => (row as Record<string, unknown>)[name] ?? null)]),
  );
  const plain = JSON.stringify(cells);
  return plain.includes(String.raw`\ud`) ? JSON.stringify(cells, wellFormed) : plain;
}

function wellFormed(_key: string, value: unknown): unknown {
  return typeof value === 'string' ? value.toWellFormed() : value;
}
