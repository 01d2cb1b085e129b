/**
 * The nightly job: fetch what changed, build a run beside the published one, ask the gates, publish in one step.
 * Killed at any moment it leaves the last published run in place, and the next run completes.
 */
import { copyFileSync, cpSync, existsSync, readFileSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import { copiesOf } from '../build.ts';
import type { IsoDay, Issue, Plan } from '../model.ts';
import { exportStore } from '../exports/exports.ts';
import { makeOutputFolder } from '../output-folder.ts';
import { writeSite } from '../site/site.ts';
import { openRawStore, type RawStore, writeWhole } from '../sources/raw-store.ts';
import type { Source } from '../sources/register.ts';
import { findSources } from '../sources/sources.ts';
import { openStore, type Store, writeStore } from '../store/store.ts';
import { makeCandidate } from './candidate.ts';
import { formatChangePage } from './change-page.ts';
import { buildChangeLog, type ChangeLog, formatChangeLog, summaryLine } from './change-log.ts';
import {
  type FetchedSource,
  fetchNight,
  type FetchNightOptions,
  type FetchNightReport,
} from './fetch-night.ts';
import { mayPublish } from './gates.ts';
import { inputsKey } from './inputs-key.ts';
import type { RunMeasures } from './measures.ts';
import { nextRunName, openStaging, pruneRuns, publish, publishedRun } from './publication.ts';
import { type HeldDocument, withHeld } from './held-back.ts';
import { readPlans } from './read-plans.ts';
import { findChangedDocuments } from './refusal.ts';
import { takeLock } from './run-lock.ts';

export interface RefreshOptions {
  /** The register: `data/sources.csv` or another. */
  register: string;
  /** Holds the raw store, the cache and the runs. */
  out: string;
  asOf: IsoDay;
  now: Date;
  fetch: Omit<FetchNightOptions, 'now' | 'keep'>;
  /** CSV of a person's corrections; none when empty. */
  overrides: string;
  /** Reasons by gate name, or by gate and council: `council-actions:wexmoor`. */
  accept: Record<string, string>;
  /** Say what would be done; keep nothing, publish nothing. */
  dryRun: boolean;
  /** Only sources of this council; others keep their last copies. */
  only: string;
  /** Published runs to keep. */
  keepRuns: number;
}

export interface RefreshReport {
  /** `refused`: a gate kept the last good site. `unchanged`: nothing to publish. `dry-run`: only looked. */
  outcome: 'published' | 'refused' | 'unchanged' | 'dry-run';
  /** Name of the run published, or of the one still in place. */
  run: string;
  log: ChangeLog;
  summary: string;
  /** Doubts about the register and the sources. */
  issues: Issue[];
  metrics: Record<string, number>;
}

/** The clock is behind the last published run. */
export class ClockError extends Error {
  readonly code = 'clock-behind';
}

/** Runs one night. Throws `LockedError`, `ClockError`, a store's error, or the system's when the output cannot be written. */
export async function refresh(options: RefreshOptions): Promise<RefreshReport> {
  makeOutputFolder(options.out);
  const release = takeLock(join(options.out, 'refresh.lock'), options.now);
  try {
    return await runNight(options);
  } finally {
    release();
  }
}

async function runNight(options: RefreshOptions): Promise<RefreshReport> {
  const { out, asOf } = options;
  const started = performance.now();
  const last = publishedRun(out);
  const lastMeasures = last === '' ? null : readMeasures(join(out, 'runs', last, 'run.json'));
  if (lastMeasures && lastMeasures.asOf > asOf) {
    throw new ClockError(
      `the clock says ${asOf}, but the published run is as of ${lastMeasures.asOf}: check the clock, or give --as-of`,
    );
  }
  const { sources, issues } = findSources([options.register]);
  const raw = openRawStore(join(out, 'raw'));
  const fetched = await fetchNight(sources.filter(isFetched(options.only)), raw, {
    ...options.fetch,
    now: options.now.toISOString(),
    keep: !options.dryRun,
  });
  const fetchedMs = performance.now() - started;
  const inputs = inputsKey(sources, raw, options.overrides);
  const same = lastMeasures !== null && lastMeasures.inputs === inputs;
  const { plans, counts } = same
    ? {
        plans: null,
        counts: { documents: lastMeasures.documents, documents_read: 0, unreadable: lastMeasures.unreadable },
      }
    : await readPlans(sources, raw, options, issues);
  const metrics = {
    sources: sources.length,
    requests: fetched.requests,
    conditional_requests: fetched.conditional,
    failed_sources: fetched.sources.filter((source) => source.outcome === 'failed').length,
    ...counts,
    fetch_ms: Math.round(fetchedMs),
  };
  const before = last === '' ? null : await openStore(join(out, 'runs', last, 'peerlens.duckdb'));
  const readHeld = async (held: readonly HeldDocument[]) =>
    (await readPlans(withHeld(sources, held), raw, options, [])).plans;
  try {
    const built = await buildRun(
      { plans, readHeld, inputs, sources, issues },
      before,
      last,
      fetched,
      raw,
      options,
    );
    const report = {
      ...built,
      issues,
      metrics: {
        ...metrics,
        held_back: built.log.held.length,
        total_ms: Math.round(performance.now() - started),
      },
    };
    if (!options.dryRun)
      writeWhole(join(out, 'metrics.json'), `${JSON.stringify(report.metrics, null, 1)}\n`);
    return report;
  } finally {
    before?.close();
  }
}

/** What the store is made from; `plans` is `null` when the inputs are those of the published run. */
interface Inputs {
  plans: Plan[] | null;
  /** The plans again, of some documents in their copy before. */
  readHeld: (held: readonly HeldDocument[]) => Promise<Plan[]>;
  inputs: string;
  sources: readonly Source[];
  /** Doubts about the register and the sources. */
  issues: readonly Issue[];
}

async function buildRun(
  { plans, readHeld, inputs, sources, issues }: Inputs,
  before: Store | null,
  last: string,
  fetched: FetchNightReport,
  raw: RawStore,
  options: RefreshOptions,
): Promise<Omit<RefreshReport, 'issues' | 'metrics'>> {
  const { out, asOf } = options;
  const staging = openStaging(out);
  try {
    const storePath = join(staging, 'peerlens.duckdb');
    const exports = join(staging, 'exports');
    const candidate = await makeCandidate({
      make: async (from) => {
        if (last !== '') copyFileSync(join(out, 'runs', last, 'peerlens.duckdb'), storePath);
        if (from !== null) await writeStore(storePath, from, { asOf, builtFrom: 'refresh' });
        return openStore(storePath, { folders: [exports], threads: 1 });
      },
      plans,
      readHeld,
      before,
      asOf,
      accepted: options.accept,
      pins: new Map(
        sources.flatMap(({ url, pinned }) => (url !== '' && pinned !== '' ? [[url, pinned]] : [])),
      ),
      isHeld: (source, sha256) => raw.recordOf(source).versions.some((copy) => copy.sha256 === sha256),
    });
    const { store, gates, held } = candidate;
    const lastDay = last.slice(0, 10);
    // A night that held something back is never like the next: its documents are asked about again.
    const measures = { ...candidate.measures, inputs: held.length > 0 ? '' : inputs };
    const log: ChangeLog = {
      ...(await buildChangeLog(store, before, { asOf, since: last, before: lastDay })),
      sources: fetched.sources.filter(isWorthSaying).map((source) => sourceLine(source, raw)),
      candidates: fetched.sources.flatMap(({ source, candidates }) =>
        candidates.map((candidate) => ({ page: source.url, ...candidate })),
      ),
      gates,
      held,
      changedDocuments: await findChangedDocuments(store, before),
      doubts: issues.map(({ message }) => message),
      dryRun: options.dryRun,
    };
    const publishing = !options.dryRun && mayPublish(gates);
    if (publishing && plans === null)
      cpSync(join(out, 'runs', last, 'exports'), exports, { recursive: true });
    else if (publishing) await exportStore(store, exports);
    store.close();
    const summary = summaryLine(log);
    if (options.dryRun) return { outcome: 'dry-run', run: last, log, summary };
    if (!publishing) {
      writeWhole(join(out, 'refused', 'changes.json'), `${JSON.stringify({ ...log, measures }, null, 1)}\n`);
      writeWhole(join(out, 'refused', 'changes.md'), formatChangeLog(log));
      const kept = last === '' ? '' : ` Kept: ${last}.`;
      const seen = `${summary}${kept} See ${join(out, 'refused', 'changes.md')}`;
      return { outcome: 'refused', run: last, log, summary: seen };
    }
    await writeSite(storePath, join(staging, 'site'), { asOf, original: copiesOf(sources) });
    writeWhole(join(staging, 'run.json'), `${JSON.stringify(measures, null, 1)}\n`);
    writeWhole(join(staging, 'changes.json'), `${JSON.stringify(log, null, 1)}\n`);
    writeWhole(join(staging, 'changes.md'), formatChangeLog(log));
    writeWhole(join(staging, 'site', 'changes.html'), formatChangePage(log));
    const run = nextRunName(out, asOf);
    publish(out, staging, run);
    rmSync(join(out, 'refused'), { recursive: true, force: true });
    pruneRuns(out, options.keepRuns);
    return { outcome: 'published', run, log, summary };
  } finally {
    rmSync(staging, { recursive: true, force: true });
  }
}

function isFetched(only: string): (source: Source) => boolean {
  return (source) =>
    source.url !== '' &&
    source.path === '' &&
    source.state === 'active' &&
    (only === '' || source.facts.council === only);
}

function isWorthSaying({ outcome, movedTo }: FetchedSource): boolean {
  return outcome !== 'unchanged' || movedTo !== '';
}

function sourceLine({ source, outcome, failure, message, movedTo }: FetchedSource, raw: RawStore) {
  const { failingSince } = raw.recordOf(source.url);
  return { name: source.name, outcome, failure, message, failingSince, movedTo };
}

function readMeasures(path: string): (RunMeasures & { inputs: string }) | null {
  return existsSync(path)
    ? (JSON.parse(readFileSync(path, 'utf8')) as RunMeasures & { inputs: string })
    : null;
}
