/**
 * Everything from sources to site: each document is processed on its own, the store is written, then exports and
 * site are made from the store. A document that fails is kept as a plan without actions that carries its issues, so
 * that it shows as not understood instead of vanishing.
 */
import { createHash } from 'node:crypto';
import { basename, join } from 'node:path';
import { type Corrections, openCorrections } from './corrections.ts';
import { exportStore } from './exports/exports.ts';
import type { IsoDay, Issue, Plan } from './model.ts';
import { type DocumentResult, processSources } from './process-source.ts';
import { makeOutputFolder } from './output-folder.ts';
import { closeReaders, limitReaders } from './read/isolation.ts';
import { pipelineVersion } from './result-cache.ts';
import { writeSite } from './site/site.ts';
import { isDocumentFile, readDocumentFile, type Source } from './sources/sources.ts';
import { mergePartitions, type PlacedPlan, writePartitions } from './store/partitions.ts';
import { openStore, writeStore } from './store/store.ts';

export interface BuildOptions {
  /** Folder for `peerlens.duckdb`, `exports/` and `site/`. */
  out: string;
  /** The day lateness is asked about. */
  asOf: IsoDay;
  /** Where results of documents read before are kept; none when empty. */
  cache?: string;
  /** A file of a person's corrections; none when empty. */
  overrides?: string;
  /** Documents read side by side; one for each core when not given. */
  workers?: number;
  /** Called after each document. */
  onDocument?: (result: DocumentResult) => void;
}

export interface BuildReport {
  documents: number;
  failed: number;
  cached: number;
  actions: number;
  /** Overrides that were not understood or met nothing. */
  issues: Issue[];
  /** Absolute or as given: where the parts are. */
  store: string;
  site: string;
}

/** No document could be read, and the store that stands has actions: it was kept. */
export class NothingReadError extends Error {
  readonly code = 'nothing-read';
}

/**
 * Builds store, exports and site. Throws only when the output cannot be written, the store refuses, or
 * `NothingReadError` where empty results would replace a store with actions.
 */
export async function buildAll(sources: readonly Source[], options: BuildOptions): Promise<BuildReport> {
  makeOutputFolder(options.out);
  if (options.workers !== undefined) limitReaders(options.workers);
  const store = join(options.out, 'peerlens.duckdb');
  const site = join(options.out, 'site');
  const report: BuildReport = { documents: 0, failed: 0, cached: 0, actions: 0, issues: [], store, site };
  const corrections = openCorrections(options.overrides ?? '');
  // The store takes each plan as it comes: all of them together would be gigabytes.
  const hashes: KnownHashes = new WeakMap();
  const counted = countInto(
    report,
    processSources(sources, options.cache ?? '', options.asOf),
    options,
    hashes,
  );
  const plans = (await hasActions(store)) ? requireOneRead(counted, report, store) : counted;
  await writeStore(store, correctAll(plans, corrections), {
    asOf: options.asOf,
    keepHistory: false,
    contentHashOf: (plan) => hashes.get(plan),
  });
  report.issues = corrections.issues();
  await writeOutputs(options.out, options.asOf, sources);
  return report;
}

/**
 * Reads one share of the sources into Parquet partitions under `OUT/partitions`; `mergeShards` makes the store of
 * any number of them. Every N-th source, so that shares are alike whatever the order of the register.
 */
export async function buildShard(
  sources: readonly Source[],
  shard: { part: number; parts: number },
  options: BuildOptions,
): Promise<Pick<BuildReport, 'documents' | 'failed' | 'actions' | 'issues'>> {
  makeOutputFolder(options.out);
  if (options.workers !== undefined) limitReaders(options.workers);
  const own = [...sources.entries()].filter(([index]) => index % shard.parts === shard.part - 1);
  const report = { documents: 0, failed: 0, cached: 0, actions: 0, issues: [] };
  const results = processSources(
    own.map(([, source]) => source),
    options.cache ?? '',
    options.asOf,
  );
  const plans = countInto(report, results, options);
  const placed: PlacedPlan[] = [];
  for await (const plan of plans) placed.push({ position: own[placed.length]?.[0] ?? 0, plan });
  const run = { ...shard, run: runOf(sources) };
  await writePartitions(join(options.out, 'partitions'), placed, run, { asOf: options.asOf });
  return report;
}

/** Hashes of plans as they were read; a plan that is corrected becomes another. */
type KnownHashes = WeakMap<Plan, string>;

/** The plans of the results, counted on their way. */
async function* countInto(
  report: Pick<BuildReport, 'documents' | 'failed' | 'cached' | 'actions'>,
  results: AsyncIterable<DocumentResult>,
  { onDocument }: BuildOptions,
  hashes: KnownHashes = new WeakMap(),
): AsyncGenerator<Plan> {
  for await (const result of results) {
    report.documents++;
    if (result.failed) report.failed++;
    if (result.cached) report.cached++;
    report.actions += result.plan.actions.length;
    if (!result.failed) hashes.set(result.plan, result.contentHash);
    yield result.plan;
    onDocument?.(result);
  }
  // All is read: the workers' memory is free for what comes next.
  await closeReaders();
}

/** The plans as they come. Throws `NothingReadError` at their end when all failed. */
async function* requireOneRead(
  plans: AsyncIterable<Plan>,
  report: Pick<BuildReport, 'documents' | 'failed'>,
  store: string,
): AsyncGenerator<Plan> {
  yield* plans;
  if (report.failed === report.documents)
    throw new NothingReadError(`no document could be read, so ${store} and its site were kept as they were`);
}

/** True when a store stands at `path` and holds actions. What cannot be asked, writing it will say. */
async function hasActions(path: string): Promise<boolean> {
  const store = await openStore(path).catch(() => null);
  if (store === null) return false;
  try {
    return (await store.query('SELECT 1 FROM actions LIMIT 1')).length > 0;
  } finally {
    store.close();
  }
}

async function* correctAll(plans: AsyncIterable<Plan>, corrections: Corrections): AsyncGenerator<Plan> {
  for await (const plan of plans) yield corrections.correct(plan);
}

/** What all shards of a run have in common, wherever a machine keeps its files. */
function runOf(sources: readonly Source[]): string {
  const list = sources.map(({ name, url, facts }) => [url, { ...facts, name: basename(name) }]);
  return createHash('sha256')
    .update(pipelineVersion())
    .update(JSON.stringify(list))
    .digest('hex')
    .slice(0, 16);
}

/** The store, exports and site of the partitions in `folders`: the same as of one run over all sources. */
export async function mergeShards(
  folders: readonly string[],
  { out, asOf, overrides = '' }: Pick<BuildOptions, 'out' | 'asOf' | 'overrides'>,
): Promise<{ plans: number; actions: number; issues: Issue[] }> {
  makeOutputFolder(out);
  const corrections = openCorrections(overrides);
  const options = { asOf, keepHistory: false, correct: (plan: Plan) => corrections.correct(plan) };
  const report = await mergePartitions(join(out, 'peerlens.duckdb'), folders, options);
  await writeOutputs(out, asOf);
  return { ...report, issues: corrections.issues() };
}

/** Exports and site from the store under `out`; `sources` give the copies of documents that have no address. */
async function writeOutputs(out: string, asOf: IsoDay, sources: readonly Source[] = []): Promise<void> {
  const exports = join(out, 'exports');
  const store = await openStore(join(out, 'peerlens.duckdb'), { folders: [exports], threads: 1 });
  try {
    await exportStore(store, exports);
  } finally {
    store.close();
  }
  const original = copiesOf(sources);
  await writeSite(join(out, 'peerlens.duckdb'), join(out, 'site'), { asOf, original });
}

/** Bytes of files by their SHA-256, hashed when first asked for. */
export function copiesOf(sources: readonly Source[]): (sha256: string) => Uint8Array | null {
  let paths: Map<string, string> | null = null;
  return (sha256) => {
    paths ??= new Map(
      sources
        .filter(({ path }) => path !== '' && isDocumentFile(path))
        .map(({ path }) => [hashOf(readDocumentFile(path)), path]),
    );
    const path = paths.get(sha256);
    return path === undefined ? null : readDocumentFile(path);
  };
}

function hashOf(bytes: Uint8Array): string {
  return createHash('sha256').update(bytes).digest('hex');
}
