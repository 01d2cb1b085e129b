/**
 * Headers of tables of two columns that spaces set out: two names, and below them words that keep to two columns.
 * In: lines; out: the two names. Two names alone say little, so the lines below must say the rest.
 */
import type { Line } from '../lines.ts';
import { findColumnContent } from '../../header-rows.ts';
import { type SpacedHeader, isKnownName, mayName } from './header.ts';
import { findRuns, findWords } from './words.ts';

/** Lines below that are looked at, and how many must fill both columns where both names are known, or one. */
const linesBelow = 24;
const fewestFilled = { known: 2, unknown: 4 };
/** Characters between the columns, and how far in the first may begin. */
const narrowestGap = 3;
const deepestIndent = 8;

/** The header of two names at a line; `null` where the lines below do not stand in two columns under it. */
export function findPairHeader(lines: readonly Line[], at: number): SpacedHeader | null {
  const line = lines[at];
  const [left, right, ...more] = findRuns(findWords(line));
  if (line === undefined || left === undefined || right === undefined || more.length > 0) return null;
  if (left.start > deepestIndent || right.start - left.end < narrowestGap) return null;
  const names = [left, right].map(({ start, end }) => ({
    start,
    end,
    text: line.text.slice(start, end),
    pieces: [{ line: at, start, end }],
  }));
  if (!names.every(({ text }) => /^\p{Lu}/u.test(text) && mayName(text))) return null;
  const known = names.filter(({ text }) => isKnownName(text));
  if (!known.some(({ text }) => findColumnContent(text) === 'action' || /\bdo\b/i.test(text))) return null;
  const fewest = known.length === names.length ? fewestFilled.known : fewestFilled.unknown;
  return countFilled(lines, at + 1, right.start) >= fewest ? { names, used: 1 } : null;
}

/** How many lines fill both columns, the second of them at a place, before any runs across. */
function countFilled(lines: readonly Line[], from: number, edge: number): number {
  let filled = 0;
  let seen = 0;
  for (let index = from; index < lines.length && seen < linesBelow; index++) {
    const line = lines[index];
    if (line?.kind === 'blank' || line?.kind === 'furniture') continue;
    const runs = findRuns(findWords(line));
    const right = runs.find(({ start }) => start >= edge - 1);
    const crosses = runs.some(({ start, end }) => start < edge - 1 && end > edge - 2);
    if (runs.length === 0 || crosses || (right !== undefined && right.start > edge + 1 && runs.length > 1))
      break;
    seen += 1;
    if (runs.length > 1) filled += 1;
  }
  return filled;
}
