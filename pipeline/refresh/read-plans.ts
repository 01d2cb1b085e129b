/** The register's sources as plans, each in its newest copy that can be read. */
import { join } from 'node:path';
import { findConflicts } from '../conflicts.ts';
import { openCorrections } from '../corrections.ts';
import type { IsoDay, Issue, Plan } from '../model.ts';
import { type DocumentResult, processSource } from '../process-source.ts';
import { readAhead } from '../read-ahead.ts';
import { openResultCache, type ResultCache } from '../result-cache.ts';
import type { RawStore } from '../sources/raw-store.ts';
import type { Source } from '../sources/register.ts';

/** Where results are kept, whose corrections are laid over them, and for which day. */
export interface ReadPlansOptions {
  out: string;
  overrides: string;
  asOf: IsoDay;
}

/** Each source's newest readable copy as a plan; an unreadable newer one is passed over with an issue. */
export async function readPlans(
  sources: readonly Source[],
  raw: RawStore,
  options: ReadPlansOptions,
  issues: Issue[],
) {
  const plans: Plan[] = [];
  const counts = { documents: 0, documents_read: 0, unreadable: 0 };
  const cache = openResultCache(join(options.out, 'cache'));
  const corrections = openCorrections(options.overrides);
  const documents = sources.filter(({ landing }) => !landing);
  for await (const copies of readAhead(documents, (source) => readCopies(source, raw, cache, options.asOf))) {
    counts.documents_read += copies.filter(({ cached }) => !cached).length;
    for (const { source } of copies.slice(0, -1)) {
      const message = `${source.name}: the newest copy could not be read, an earlier one is used`;
      issues.push({ code: 'newest-copy-unreadable', severity: 'warning', message, place: null });
    }
    const used = copies.at(-1);
    if (!used) continue;
    counts.documents++;
    if (used.failed) counts.unreadable++;
    issues.push(...findConflicts(used.plan, used.source));
    plans.push(corrections.correct(used.plan));
  }
  issues.push(...corrections.issues());
  return { plans, counts };
}

/**
 * A source's copies from the newest back to the one that can be read, or to the oldest; none where none was fetched. Of
 * one that is pinned to a copy held, that copy alone.
 */
async function readCopies(
  source: Source,
  raw: RawStore,
  cache: ResultCache,
  asOf: IsoDay,
): Promise<DocumentResult[]> {
  if (source.path !== '') return [await processSource(source, cache, { seen: asOf })];
  const { versions: copies } = raw.recordOf(source.url);
  const held = copies.map(({ sha256 }) => sha256);
  const versions = held.includes(source.pinned) ? [source.pinned] : held;
  const read: DocumentResult[] = [];
  for (const sha256 of new Set(versions.toReversed())) {
    // The day it was first held, which stays the same from night to night.
    const seen = copies.find((copy) => copy.sha256 === sha256)?.fetchedAt.slice(0, 10);
    const result = await processSource(source, cache, { load: () => raw.bytesOf(sha256), seen });
    read.push(result);
    if (!result.failed) break;
  }
  return read;
}
