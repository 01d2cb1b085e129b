/**
 * Numbers at the beginnings of lines that count on from each other, as those of a table's rows do.
 * In: strips; out: the strips that open with one of them.
 */
import type { Strip } from './lines.ts';

type Count = readonly [number, number];

const leading = /^(?:R|Rec\.? ?)?(\d{1,3})(?:\.(\d{1,2}))?[.):]?(?=\s|$)/;
const fewest = 3;
/** Numbers that may be missing between two that are there. */
const mostMissing = 1;

/** Indexes of strips that open a line with a number of the longest count from 1, or from 1.1; none of fewer than three. */
export function findCountedLines(strips: readonly Strip[]): Set<number> {
  const numbered: { at: number; count: Count }[] = [];
  for (const [at, strip] of strips.entries()) {
    const match = strip.opensLine ? leading.exec(strip.line.text) : null;
    if (match !== null) numbered.push({ at, count: [Number(match[1]), Number(match[2] ?? 0)] });
  }
  let longest: number[] = [];
  const starts = numbered.filter(({ count: [major, minor] }) => major === 1 && minor <= 1).slice(0, 4);
  for (const start of starts) {
    const chain = countOn(numbered, start);
    if (chain.length > longest.length) longest = chain;
  }
  return new Set(longest.length >= fewest ? longest : []);
}

function countOn(
  numbered: readonly { at: number; count: Count }[],
  start: { at: number; count: Count },
): number[] {
  const chain = [start.at];
  let last = start.count;
  for (const { at, count } of numbered) {
    if (at <= start.at || !isNext(last, count)) continue;
    chain.push(at);
    last = count;
  }
  return chain;
}

function isNext([major, minor]: Count, [next, under]: Count): boolean {
  if (next === major) return under > minor && under - minor <= 1 + mostMissing;
  return next > major && next - major <= 1 + mostMissing && under <= 1;
}
