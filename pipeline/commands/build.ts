/** `peerlens build`: sources to store, exports and site, with a line for every document that failed. */
import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { buildAll, buildShard, mergeShards, NothingReadError } from '../build.ts';
import type { DocumentResult } from '../process-source.ts';
import { openCorrections } from '../corrections.ts';
import { packagePath } from '../data-files.ts';
import { findDocuments } from '../documents.ts';
import type { IsoDay } from '../model.ts';
import { isPlanDate } from '../sources/sources.ts';
import { counted, EXIT, formatIssue, UsageError, type Terminal } from '../terminal/terminal.ts';
import { openBuildNotes } from './build-notes.ts';
import { leaveOutTables } from './named-tables.ts';

export interface BuildCommandOptions {
  out: string;
  asOf?: string;
  /** CSV of a person's corrections; the package's own when not given. */
  overrides?: string;
  /** `K/N`: only this share of the documents, as partitions. */
  shard?: string;
  /** Documents read side by side. */
  workers?: number;
}

/**
 * Builds from `paths`, or from the example plans when none are named. Ends with `someFailed` when a document could not
 * be read, with `gatesRefused` when none could and a store with actions stands: that is kept.
 */
export async function buildCommand(
  paths: readonly string[],
  options: BuildCommandOptions,
  terminal: Terminal,
): Promise<number> {
  const found = await findDocuments(paths.length > 0 ? paths : [packagePath('data/example-plans')]);
  const { sources, issues: tables } = await leaveOutTables(found.sources, paths);
  const issues = [...found.issues, ...tables];
  for (const issue of issues) terminal.warn(formatIssue(issue));
  if (sources.length === 0) throw new UsageError('nothing to build: no documents found');
  const asOf = asOfDay(options.asOf);
  const shard = options.shard === undefined ? null : parseShard(options.shard);
  const progress = terminal.progress(
    'Reading',
    shard ? Math.ceil(sources.length / shard.parts) : sources.length,
  );
  const notes = openBuildNotes();
  const settings = {
    out: options.out,
    asOf,
    cache: join(options.out, 'cache'),
    overrides: overridesPath(options.overrides),
    ...(options.workers === undefined ? {} : { workers: options.workers }),
    onDocument(result: DocumentResult) {
      progress.step(result.source.name);
      notes.take(result);
    },
  };
  const report = await (shard ? buildShard(sources, shard, settings) : buildAll(sources, settings)).catch(
    (error: unknown) => {
      if (error instanceof NothingReadError) return error;
      throw error;
    },
  );
  progress.finish();
  notes.tell(terminal);
  if (report instanceof NothingReadError) {
    terminal.warn(`peerlens: ${report.message}`);
    return EXIT.gatesRefused;
  }
  for (const issue of report.issues) terminal.warn(formatIssue(issue));
  const missing = issues.filter((issue) => issue.severity === 'error').length;
  terminal.say(
    `${counted(report.documents - report.failed, 'document')} read, ${report.failed + missing} failed, ` +
      `${counted(report.actions, 'action')}, as of ${asOf}.`,
  );
  if (shard) terminal.say(`Partitions: ${join(options.out, 'partitions')} (peerlens merge)`);
  else {
    terminal.say(`Store: ${join(options.out, 'peerlens.duckdb')}`);
    terminal.say(`Site:  ${join(options.out, 'site/index.html')} (peerlens serve --out ${options.out})`);
  }
  return report.failed + missing > 0 ? EXIT.someFailed : EXIT.fine;
}

/** `peerlens merge`: the store, exports and site of shards' partitions. */
export async function mergeCommand(
  folders: readonly string[],
  options: BuildCommandOptions,
  terminal: Terminal,
): Promise<number> {
  const asOf = asOfDay(options.asOf);
  const overrides = overridesPath(options.overrides);
  const { plans, actions, issues } = await mergeShards(folders, { out: options.out, asOf, overrides });
  for (const issue of issues) terminal.warn(formatIssue(issue));
  terminal.say(
    `${counted(plans, 'document')}, ${counted(actions, 'action')} merged into ${join(options.out, 'peerlens.duckdb')}, as of ${asOf}.`,
  );
  return EXIT.fine;
}

/** The overrides file: as given, or the package's own. Throws `UsageError` when the one given is none. */
export function overridesPath(given: string | undefined): string {
  if (given === undefined) return packagePath('data/overrides.csv');
  if (!existsSync(given)) throw new UsageError(`no overrides file: ${given}`);
  try {
    openCorrections(given);
  } catch (error) {
    throw new UsageError(`--overrides: ${error instanceof Error ? error.message : String(error)}`);
  }
  return given;
}

function parseShard(text: string): { part: number; parts: number } {
  const [, part, parts] = /^(\d{1,4})\/(\d{1,4})$/.exec(text) ?? [];
  const shard = { part: Number(part), parts: Number(parts) };
  if (!(shard.part >= 1 && shard.part <= shard.parts))
    throw new UsageError(`--shard is not K/N, e.g. 2/4: ${text}`);
  return shard;
}

/** The day asked about: as given, or today in London. Throws `UsageError` when it is not a day. */
export function asOfDay(given: string | undefined): IsoDay {
  if (given !== undefined) {
    if (given.length !== 10 || !isPlanDate(given))
      throw new UsageError(`--as-of is not a day (YYYY-MM-DD): ${given}`);
    return given;
  }
  return new Intl.DateTimeFormat('en-CA', { timeZone: 'Europe/London', dateStyle: 'short' }).format(
    new Date(),
  );
}
