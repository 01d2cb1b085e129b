/**
 * One machine's share of the documents as Parquet partitions by council, and the store made from any number of them.
 * Plain hive-style folders, `FOLDER/TABLE/council=KEY/shard-K-of-N….parquet`, that DuckDB, Spark or Trino read as
 * they are; `documents` holds each plan whole, so that merging shards gives what a single run gives.
 */
import { existsSync, mkdirSync, mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import type { Plan } from '../model.ts';
import { Database, quoteText, type TextAppender } from './database.ts';
import { StoreError } from './store-error.ts';
import { writeStore, type WriteOptions, type WriteReport } from './write.ts';

/** Which share of the sources: the `part`-th of `parts`, counted from 1. */
export interface Shard {
  part: number;
  parts: number;
}

/** A plan with its place among all sources of the run, so that shards merge in the run's order. */
export interface PlacedPlan {
  position: number;
  plan: Plan;
}

/** Tables written beside `documents`, for engines that know nothing of Peerlens. */
const FLAT_TABLES = ['plans', 'recommendations', 'actions', 'owners', 'milestones', 'issues'] as const;
const PLANS_AT_A_TIME = 200;

/** Writes a shard's partitions into `folder`. Running the same shard again replaces its files. */
export async function writePartitions(
  folder: string,
  placed: AsyncIterable<PlacedPlan>,
  { part, parts }: Shard,
  options: WriteOptions,
): Promise<void> {
  mkdirSync(folder, { recursive: true });
  const scratch = mkdtempSync(join(tmpdir(), 'peerlens-shard-'));
  const store = join(scratch, 'shard.duckdb');
  try {
    const database = await Database.open(join(scratch, 'documents.duckdb'), { readOnly: false });
    try {
      await database.run('CREATE TABLE documents (council VARCHAR, position VARCHAR, plan VARCHAR)');
      await writeStore(store, keepWhole(database, placed), { ...options, keepHistory: false });
      await database.run(`ATTACH ${quoteText(store)} AS shard (READ_ONLY)`);
      const copy = (table: string, select: string) =>
        database.run(
          `COPY (${select}) TO ${quoteText(join(resolve(folder), table))} (FORMAT parquet, COMPRESSION zstd,
             PARTITION_BY (council), OVERWRITE_OR_IGNORE, FILENAME_PATTERN 'shard-${part}-of-${parts}-{i}')`,
        );
      await copy(
        'documents',
        'SELECT council, position::INTEGER AS position, plan FROM documents ORDER BY position::INTEGER',
      );
      for (const table of FLAT_TABLES) {
        const council = "regexp_replace(rows.council_id, '[^A-Za-z0-9]+', '-', 'g') AS council";
        const others =
          table === 'plans' || table === 'actions' ? 'rows.* RENAME (council AS council_name)' : 'rows.*';
        await copy(table, `SELECT ${council}, ${others} FROM shard.${table} AS rows`);
      }
    } finally {
      database.close();
    }
  } finally {
    rmSync(scratch, { recursive: true, force: true });
  }
}

/** The plans, each put into `documents` whole on its way. */
async function* keepWhole(database: Database, placed: AsyncIterable<PlacedPlan>): AsyncGenerator<Plan> {
  let appender: TextAppender | undefined;
  let count = 0;
  for await (const { position, plan } of placed) {
    appender ??= await database.appendText('documents');
    appender.append([councilKey(plan), String(position), JSON.stringify(plan)]);
    count += 1;
    if (count % PLANS_AT_A_TIME === 0) {
      appender.close();
      appender = undefined;
    }
    yield plan;
  }
  appender?.close();
}

/**
 * The store at `path` from the partitions in `folders`: the same as from one run over all sources. `correct` may
 * change each plan on its way.
 * Throws `StoreError` with code `partitions-missing` when a folder holds none.
 */
export async function mergePartitions(
  path: string,
  folders: readonly string[],
  { correct = (plan) => plan, ...options }: WriteOptions & { correct?: (plan: Plan) => Plan },
): Promise<WriteReport> {
  const missing = folders.find((folder) => !existsSync(join(folder, 'documents')));
  if (missing !== undefined || folders.length === 0) {
    throw new StoreError(
      'partitions-missing',
      `no partitions in ${missing ?? 'the folders named'}: run peerlens build --shard first`,
    );
  }
  const database = await Database.open(':memory:', { readOnly: false });
  try {
    const globs = folders
      .map((folder) => quoteText(join(resolve(folder), 'documents/*/*.parquet')))
      .join(', ');
    await database.run(
      `CREATE VIEW documents AS SELECT position, plan FROM read_parquet([${globs}], hive_partitioning = true)`,
    );
    return await writeStore(path, plansOf(database, correct), options);
  } finally {
    database.close();
  }
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

function councilKey({ council }: Plan): string {
  return (
    council.value?.gss ?? ((council.value?.name ?? 'unknown').match(/[A-Za-z0-9]+/g) ?? ['unknown']).join('-')
  );
}
