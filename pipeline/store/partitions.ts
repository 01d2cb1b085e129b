/**
 * One machine's share of the documents as Parquet partitions by council, and the store made from any number of them.
 * Plain hive-style folders, `FOLDER/TABLE/council=KEY/shard-K-of-N-….parquet`, that DuckDB, Spark or Trino read as
 * they are. `documents` holds each plan whole, so that merging shards gives what a single run gives; the flat tables
 * beside it hold what one document says by itself, for engines that know nothing of Peerlens.
 */
import { createHash } from 'node:crypto';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { Plan } from '../model.ts';
import { Database, quoteText } from './database.ts';
import { COMPUTED_COLUMNS } from './rows.ts';
import { findShards, publishShard, shardName, type FinishedShard, type Shard } from './shards.ts';
import { StoreError } from './store-error.ts';
import { writeStore, type WriteOptions, type WriteReport } from './write.ts';

export type { Shard } from './shards.ts';

/** A plan with its place among all sources of the run, so that shards merge in the run's order. */
export interface PlacedPlan {
  position: number;
  plan: Plan;
}

const FLAT_TABLES = ['plans', 'recommendations', 'actions', 'owners', 'milestones', 'issues'] as const;
/** Computed columns that need no other document, only the plan they stand in. */
const KNOWN_BY_ITSELF: readonly string[] = ['council_id', 'council', 'plan_kind', 'plan_date'];
const PLANS_AT_A_TIME = 200;

/**
 * Writes a shard's partitions into `folder`, which may hold other shards of the run. Nothing of it shows before all
 * of it is written; running the same shard again replaces its files.
 */
export async function writePartitions(
  folder: string,
  placed: readonly PlacedPlan[],
  shard: Shard,
  options: WriteOptions,
): Promise<void> {
  const content = createHash('sha256').update(JSON.stringify(placed)).digest('hex').slice(0, 12);
  const mark = { ...shard, content, documents: placed.length };
  await publishShard(folder, mark, async (unfinished, fileName) => {
    const scratch = mkdtempSync(join(tmpdir(), 'peerlens-shard-'));
    try {
      const store = join(scratch, 'shard.duckdb');
      const plans = placed.map(({ plan }) => plan);
      await writeStore(store, plans, { ...options, keepHistory: false });
      await copyTables(store, placed, unfinished, fileName);
    } finally {
      rmSync(scratch, { recursive: true, force: true });
    }
  });
}

/** The store's tables and the whole plans, as Parquet files by council below `folder`. */
async function copyTables(
  store: string,
  placed: readonly PlacedPlan[],
  folder: string,
  fileName: string,
): Promise<void> {
  const database = await Database.open(':memory:', { readOnly: false });
  try {
    await database.run(
      `ATTACH ${quoteText(store)} AS shard (READ_ONLY);
       CREATE TABLE placed (plan_id VARCHAR, position VARCHAR, plan VARCHAR)`,
    );
    const appender = await database.appendText('placed');
    for (const { position, plan } of placed)
      appender.append([plan.id, String(position), JSON.stringify(plan)]);
    appender.close();
    for (const table of ['documents', ...FLAT_TABLES] as const) {
      await database.run(
        `COPY (${table === 'documents' ? DOCUMENTS : flatRows(table)}) TO ${quoteText(join(folder, table))}
         (FORMAT parquet, COMPRESSION zstd, PARTITION_BY (council), FILENAME_PATTERN ${quoteText(`${fileName}{i}`)})`,
      );
    }
  } finally {
    database.close();
  }
}

/** The council's key as a folder name. */
const COUNCIL = "regexp_replace(council_id, '[^A-Za-z0-9]+', '-', 'g') AS council";
const DOCUMENTS = `SELECT ${COUNCIL}, position::INTEGER AS position, plan
  FROM placed JOIN shard.plans USING (plan_id) ORDER BY position::INTEGER`;

/** Rows of a flat table, without what would need the documents of other shards. */
function flatRows(table: (typeof FLAT_TABLES)[number]): string {
  const left: string[] = COMPUTED_COLUMNS[table].filter((column) => !KNOWN_BY_ITSELF.includes(column));
  const named = table === 'plans' || table === 'actions' ? 'RENAME (council AS council_name)' : '';
  const rows = `SELECT ${COUNCIL}, rows.* EXCLUDE (${left.join(', ')}) ${named}`;
  if (table === 'actions' || !left.includes('action_no')) return `${rows} FROM shard.${table} AS rows`;
  return `${rows.replace('council_id', 'rows.council_id')}, actions.position AS action_position
    FROM shard.${table} AS rows LEFT JOIN shard.actions USING (action_no)`;
}

/**
 * The store at `path` from the partitions in `folders`: the same as from one run over all sources. `correct` may
 * change each plan on its way.
 * Throws `StoreError`: what `findShards` throws, and `partitions-incomplete` when files of a shard are missing or
 * cannot be read.
 */
export async function mergePartitions(
  path: string,
  folders: readonly string[],
  { correct = (plan) => plan, ...options }: WriteOptions & { correct?: (plan: Plan) => Plan },
): Promise<WriteReport> {
  const shards = findShards(folders);
  const database = await Database.open(':memory:', { readOnly: false });
  try {
    for (const shard of shards) await requireDocuments(database, shard);
    const files = shards.flatMap((shard) => shard.files);
    await database.run(
      files.length === 0
        ? 'CREATE TABLE documents (position INTEGER, plan VARCHAR)'
        : `CREATE VIEW documents AS SELECT position, plan FROM ${parquet(files)}`,
    );
    return await writeStore(path, plansOf(database, correct), options);
  } finally {
    database.close();
  }
}

/** Throws when a shard's files hold fewer documents than its mark says, or others. */
async function requireDocuments(
  database: Database,
  { files, documents, ...shard }: FinishedShard,
): Promise<void> {
  let found = 0;
  try {
    const rows =
      files.length === 0
        ? []
        : await database.query<{ n: number }>(`SELECT count(*) AS n FROM ${parquet(files)}`);
    found = rows[0]?.n ?? 0;
  } catch (error) {
    throw incomplete(`a file of ${shardName(shard)} cannot be read`, error);
  }
  if (found !== documents)
    throw incomplete(`${shardName(shard)} holds ${found} of its ${documents} documents`);
}

function incomplete(fault: string, cause?: unknown): StoreError {
  return new StoreError('partitions-incomplete', `${fault}: copy it again, or run it again`, cause);
}

function parquet(files: readonly string[]): string {
  return `read_parquet([${files.map(quoteText).join(', ')}], hive_partitioning = true)`;
}

async function* plansOf(database: Database, correct: (plan: Plan) => Plan): AsyncGenerator<Plan> {
  const [range] = await database.query<{ last: number | null }>(
    'SELECT max(position) AS last FROM documents',
  );
  for (let first = 0; first <= (range?.last ?? -1); first += PLANS_AT_A_TIME) {
    const rows = await database.query<{ plan: string }>(
      'SELECT plan FROM documents WHERE position >= $first AND position < $next ORDER BY position, plan',
      { first, next: first + PLANS_AT_A_TIME },
    );
    for (const { plan } of rows) yield correct(JSON.parse(plan) as Plan);
  }
}
