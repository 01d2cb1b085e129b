/**
 * A header that a converter wrote into the cells of the first row: `Ref 1.1 | Action Cut the waiting list | Lead HR`.
 * In: raw rows; out: the same, the header as a row of its own.
 */
import { findColumnContent, isColumnName } from '../header-rows.ts';
import type { RawRow } from './tables.ts';
import { sliceTraced } from '../traced.ts';

const mostWords = 3;

/**
 * The rows with the first one cut in two, where each of its filled cells opens with a column's name before words of
 * its own and the names tell the columns apart, an action's among them; else the rows as they came.
 */
export function cutGluedHeader(rows: readonly RawRow[]): RawRow[] {
  const [first, ...rest] = rows;
  if (first === undefined || rest.length === 0) return [...rows];
  const filled = first.cells.filter(({ text }) => text.trim() !== '');
  const ends = first.cells.map(({ text }) => endOfName(text));
  const names = first.cells.map((cell, at) => cell.text.slice(0, ends[at] ?? 0).trim());
  const contents = names.filter((name) => name !== '').map((name) => findColumnContent(name));
  const isGlued =
    filled.length >= 3 &&
    contents.length === filled.length &&
    contents.filter((content) => content === 'action').length === 1 &&
    new Set(contents).size >= 3;
  if (!isGlued) return [...rows];
  const part = (from: (at: number) => number, to: (at: number) => number | undefined): RawRow => ({
    ...first,
    cells: first.cells.map((cell, at) => sliceTraced(cell, from(at), to(at))),
  });
  const header = part(
    () => 0,
    (at) => ends[at] ?? 0,
  );
  const body = part(
    (at) => ends[at] ?? 0,
    () => undefined,
  );
  return [header, body, ...rest];
}

/** Where the column's name ends that a cell opens with, a capital or figure next; 0 where it opens with none. */
function endOfName(text: string): number {
  const words = [...text.matchAll(/\S+/g)];
  for (let count = Math.min(mostWords, words.length - 1); count > 0; count--) {
    const end = (words[count - 1]?.index ?? 0) + (words[count - 1]?.[0].length ?? 0);
    const next = words[count]?.[0] ?? '';
    // "When By June": the capital opens the cell's own words.
    if (/\s(?:By|From|In|On)$/.test(text.slice(0, end))) continue;
    if (isColumnName(text.slice(0, end)) && /^[\p{Lu}\p{N}•£]/u.test(next)) return end;
  }
  return 0;
}
