/** Search in the words of actions: every term must occur, case ignored, "quoted words" as one. */
import type { Site } from './site.ts';
import { inTurns } from './site.ts';

/** Past this many actions a search asks for fewer first: it would fetch too much. */
export const MOST_SEARCHED = 60_000;

/** The terms of a query, in lower case. */
export function parseTerms(query: string): string[] {
  const terms: string[] = [];
  for (const [, phrase, word] of query.matchAll(/"([^"]+)"|([^\s"]+)/gu)) {
    const term = (phrase ?? word ?? '').trim().toLowerCase();
    if (term !== '') terms.push(term);
  }
  return terms;
}

/**
 * The rows among `rows` (ascending) whose text, owners or time words hold every term. `progress` is told how many
 * files of how many were read. Stops and gives null when `stopped` says so.
 */
export async function searchRows(
  site: Site,
  rows: Uint32Array,
  terms: readonly string[],
  progress: (read: number, of: number) => void,
  stopped: () => boolean,
): Promise<Uint32Array | null> {
  const size = site.summary.chunkRows;
  const byChunk = Map.groupBy(rows, (row) => Math.floor(row / size));
  const found: number[] = [];
  let read = 0;
  await inTurns([...byChunk], async ([chunk, members]) => {
    if (stopped()) return;
    const texts = await site.textChunk(chunk);
    for (const row of members) {
      const text = texts[row % size];
      if (text === undefined) continue;
      const words = `${text.text}\n${text.owners}\n${text.time}`.toLowerCase();
      if (terms.every((term) => words.includes(term))) found.push(row);
    }
    progress(++read, byChunk.size);
  });
  return stopped() ? null : Uint32Array.from(found).sort();
}
