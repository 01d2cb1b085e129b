/** `peerlens review`: the rows whose correction would change most, as a CSV that can be filled in and fed back. */
import { join } from 'node:path';
import { processSources } from '../process-source.ts';
import { formatCsv } from '../csv.ts';
import { packagePath } from '../data-files.ts';
import { findDocuments } from '../documents.ts';
import { REVIEW_COLUMNS, reviewQueue } from '../review.ts';
import { EXIT, formatIssue, UsageError, type Terminal } from '../terminal/terminal.ts';

export interface ReviewOptions {
  out: string;
  limit: number;
}

/** Prints the queue; documents that a build read already are not read again. */
export async function reviewCommand(
  paths: readonly string[],
  { out, limit }: ReviewOptions,
  terminal: Terminal,
): Promise<number> {
  const { sources, issues } = await findDocuments(
    paths.length > 0 ? paths : [packagePath('data/example-plans')],
  );
  for (const issue of issues) terminal.warn(formatIssue(issue));
  if (sources.length === 0) throw new UsageError('nothing to review: no documents found');
  const results = await Array.fromAsync(processSources(sources, join(out, 'cache')));
  const rows = reviewQueue(results.map(({ plan }) => plan));
  terminal.print(formatCsv(REVIEW_COLUMNS, rows.slice(0, limit)).trimEnd());
  if (rows.length > limit) terminal.say(`${rows.length - limit} more rows; see --limit`);
  return results.some(({ failed }) => failed) ? EXIT.someFailed : EXIT.fine;
}
