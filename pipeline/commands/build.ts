/** `peerlens build`: sources to store, exports and site, with a line for every document that failed. */
import { join } from 'node:path';
import { buildAll, type DocumentResult } from '../build.ts';
import { packagePath } from '../data-files.ts';
import type { IsoDay } from '../model.ts';
import { findSources } from '../sources/sources.ts';
import { EXIT, formatIssue, UsageError, type Terminal } from '../terminal/terminal.ts';
import { checkDate } from './read.ts';

export interface BuildCommandOptions {
  out: string;
  asOf?: string;
}

/** Builds from `paths`, or from the example plans when none are named. */
export async function buildCommand(
  paths: readonly string[],
  options: BuildCommandOptions,
  terminal: Terminal,
): Promise<number> {
  const { sources, issues } = findSources(paths.length > 0 ? paths : [packagePath('data/example-plans')]);
  for (const issue of issues) terminal.warn(formatIssue(issue));
  if (sources.length === 0) throw new UsageError('nothing to build: no documents found');
  const asOf = asOfDay(options.asOf);
  const progress = terminal.progress('Reading', sources.length);
  const failures: DocumentResult[] = [];
  const report = await buildAll(sources, {
    out: options.out,
    asOf,
    cache: join(options.out, 'cache'),
    onDocument(result) {
      progress.step(result.source.name);
      if (result.failed) failures.push(result);
    },
  });
  progress.finish();
  for (const { source, plan } of failures) {
    for (const issue of plan.issues) terminal.warn(formatIssue(issue, source.name));
  }
  const missing = issues.filter((issue) => issue.severity === 'error').length;
  terminal.say(
    `${report.documents} documents read, ${report.failed + missing} failed, ${report.actions} actions, as of ${asOf}.`,
  );
  terminal.say(`Store: ${report.store}`);
  terminal.say(`Site:  ${join(report.site, 'index.html')} (peerlens serve --out ${options.out})`);
  return report.failed + missing > 0 ? EXIT.someFailed : EXIT.fine;
}

/** The day asked about: as given, or today in London. Throws `UsageError` when it is not a day. */
export function asOfDay(given: string | undefined): IsoDay {
  if (given !== undefined) {
    const day = checkDate(given, '--as-of');
    if (day.length !== 10) throw new UsageError(`--as-of is not a day (YYYY-MM-DD): ${given}`);
    return day;
  }
  return new Intl.DateTimeFormat('en-CA', { timeZone: 'Europe/London', dateStyle: 'short' }).format(
    new Date(),
  );
}
