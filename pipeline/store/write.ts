/**
 * Builds the store: the plans given and the history of the store before, into a new file that is renamed over the
 * old one at the very end. Killed at any moment, it leaves the old store as it was.
 */
import { createHash } from 'node:crypto';
import { existsSync, mkdirSync, readFileSync, renameSync, rmSync } from 'node:fs';
import { dirname, resolve } from 'node:path';
import { packagePath } from '../data-files.ts';
import type { IsoDay, Plan } from '../model.ts';
import { fillChanges, stageClusters } from './compare.ts';
import { Database, quoteText } from './database.ts';
import { requireThisSchema, SCHEMA_VERSION } from './facts.ts';
import { stageCouncils, stageHistory, stagePlans } from './stage.ts';
import { toStoreError } from './store-error.ts';

export interface WriteOptions {
  /** The day of the build: what `first_stored` of new plans says, and the default day of the analyses. */
  asOf: IsoDay;
  /** What the plans were built from, in words; free text. */
  builtFrom?: string;
  /** False to forget the documents that are not among `plans`; by default they stay as history. */
  keepHistory?: boolean;
  /** The hash of a plan where it is known already, which spares working it out; see `contentHashOf`. */
  contentHashOf?: (plan: Plan) => string | undefined;
}

export interface WriteReport {
  /** False when the store already held exactly this: then the file was not touched. */
  changed: boolean;
  /** Documents in the store now, all versions. */
  plans: number;
  /** Actions in the store now, all versions. */
  actions: number;
}

const RECIPE = [
  'pipeline/store/schema.sql',
  'pipeline/store/versions.sql',
  'pipeline/store/fill.sql',
  'data/councils.csv',
  'data/example-councils.csv',
  'data/lexicon/quality-words.tsv',
  'data/lexicon/recommendation-concepts.tsv',
];

/** What an action takes in the store with all that hangs on it, about. */
const STORED_BYTES = 200;

const writing = new Set<string>();

/**
 * Creates or updates the store at `path`. A document the store knows already (same bytes) replaces its own earlier
 * reading; every other document of the store stays. Plans may come as a stream; what it throws is thrown on.
 * Throws `StoreError`: locked, corrupt, of another schema, disk full. The old file is left as it was.
 */
export async function writeStore(
  path: string,
  plans: Iterable<Plan> | AsyncIterable<Plan>,
  options: WriteOptions,
): Promise<WriteReport> {
  const target = resolve(path);
  if (writing.has(target)) throw toStoreError(new Error('conflicting lock'), target, 'store-locked');
  writing.add(target);
  try {
    mkdirSync(dirname(target), { recursive: true });
    // The lock is a small database of its own: the system frees it when the process ends, however it ends.
    const lock = await openForWriting(`${target}.lock`, target);
    try {
      return await build(target, plans, options);
    } finally {
      lock.close();
    }
  } finally {
    writing.delete(target);
  }
}

async function build(
  target: string,
  plans: Iterable<Plan> | AsyncIterable<Plan>,
  options: WriteOptions,
): Promise<WriteReport> {
  const building = `${target}.building`;
  if (existsSync(target)) await requireThisSchema(target);
  discard(building);
  let database: Database | undefined;
  try {
    database = await openForWriting(building, target);
    const report = await fill(database, target, plans, options);
    database.close();
    database = undefined;
    if (report.changed) renameSync(building, target);
    return report;
  } catch (error) {
    throw isDatabaseError(error) ? toStoreError(error, target, 'query-failed') : error;
  } finally {
    database?.close();
    discard(building);
  }
}

async function openForWriting(path: string, target: string): Promise<Database> {
  try {
    return await Database.open(path, { readOnly: false });
  } catch (error) {
    throw toStoreError(error, target, 'store-unreadable');
  }
}

async function fill(
  database: Database,
  target: string,
  plans: Iterable<Plan> | AsyncIterable<Plan>,
  options: WriteOptions,
): Promise<WriteReport> {
  if (existsSync(target)) await database.run(`ATTACH ${quoteText(target)} AS old (READ_ONLY)`);
  // What is staged is temporary and in no transaction, so that it can go once it is in place.
  await runFile(database, 'schema.sql');
  await stagePlans(database, plans, options.contentHashOf);
  await stageHistory(database, existsSync(target), options.keepHistory ?? true);
  await runFile(database, 'versions.sql', options.asOf);
  const [counts] = await database.query<{ plans: number; actions: number }>(
    'SELECT count(*) AS plans, coalesce(sum(action_count), 0)::BIGINT AS actions FROM numbered_plans',
  );
  const report = { plans: counts?.plans ?? 0, actions: counts?.actions ?? 0 };
  const fingerprint = await fingerprintOf(database, options);
  if (existsSync(target) && (await isAlready(database, fingerprint))) return { changed: false, ...report };
  await stageCouncils(database);
  await stageClusters(database);
  await database.allowSorting(report.actions * STORED_BYTES);
  await runFile(database, 'fill.sql');
  await fillChanges(database);
  const facts = {
    schema_version: String(SCHEMA_VERSION),
    as_of: options.asOf,
    built_from: options.builtFrom ?? '',
    fingerprint,
  };
  for (const [key, value] of Object.entries(facts)) {
    await database.run('INSERT INTO store_facts VALUES ($key, $value)', { key, value });
  }
  await database.run('CHECKPOINT');
  return { changed: true, ...report };
}

/** Runs a script as one transaction. */
async function runFile(database: Database, name: string, asOf?: IsoDay): Promise<void> {
  const sql = readFileSync(packagePath(`pipeline/store/${name}`), 'utf8');
  // Scripts of several statements take no parameters.
  const script = asOf === undefined ? sql : sql.replaceAll('$as_of', quoteText(asOf));
  await database.run(`BEGIN TRANSACTION; ${script}; COMMIT`);
}

/** One hash over everything that decides what the store holds. */
async function fingerprintOf(database: Database, options: WriteOptions): Promise<string> {
  const [row] = await database.query<{ hash: string }>(
    `SELECT sha256(concat_ws('|', $facts, string_agg(
       concat_ws(' ', plan_id, content_hash, first_stored, in_last_build, line, version), '|' ORDER BY plan_id
     ))) AS hash FROM numbered_plans`,
    { facts: JSON.stringify([SCHEMA_VERSION, options.asOf, options.builtFrom ?? '', recipeHash()]) },
  );
  return row?.hash ?? '';
}

/** Hash of what turns plans into rows besides code: a release that counts differently rebuilds the store. */
function recipeHash(): string {
  const hash = createHash('sha256');
  for (const name of RECIPE) hash.update(readFileSync(packagePath(name)));
  return hash.digest('hex');
}

async function isAlready(database: Database, fingerprint: string): Promise<boolean> {
  const rows = await database.query<{ value: string }>(
    "SELECT value FROM old.store_facts WHERE key = 'fingerprint'",
  );
  return rows[0]?.value === fingerprint;
}

function discard(building: string): void {
  for (const leftover of [building, `${building}.wal`, `${building}.tmp`]) {
    rmSync(leftover, { force: true, recursive: true });
  }
}

/** DuckDB's messages begin with their kind, e.g. `IO Error: `. */
function isDatabaseError(error: unknown): boolean {
  return error instanceof Error && /^[\w -]{2,40} (?:Error|Exception): /.test(error.message);
}
