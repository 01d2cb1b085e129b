/**
 * The words of a line told apart by column, the likeliest way from left to right: where cells begin, what gaps part
 * words, which words reach into the next column. In: words and columns; out: a stretch for each column, and a cost.
 */
import type { SpacedWord, Stretch } from './words.ts';
import { leads } from './words.ts';

/** Where the columns of a page stand, in characters. */
export interface SpacedColumns {
  /** Left edge by column. */
  edges: number[];
  /** Lines, by their index on the page, on which a cell of the column begins at a place. */
  starts: ReadonlyMap<number, readonly number[]>[];
  /** How far the cells of each column reach to the right, but for a few. */
  ends: number[];
}

/** The words of a line by column, `null` where a column has none, and what speaks against the line being a row. */
export interface SpacedCells {
  cells: (Stretch | null)[];
  cost: number;
}

/** Costs of telling words of a line apart. */
const cutAtOneSpace = { marker: 0.6, capital: 1, other: 1.6, small: 3.2, open: 3.8, openCapital: 1.8 };
const cutAfterMarker = 6;
/** Share of what a cut costs that stays where the column begins just there. */
const cutAtEdge = 0.6;
const atEdge = 0.2;
const insideWideGap = [0, 0, 0.5, 1.6, 2.6];
const insideWidest = 3.5;
const perForeignCharacter = 0.65;
const mostForeign = 6;

/** The words of a line by column, the likeliest way from left to right; `line` is its index on the page. */
export function assignWords(words: readonly SpacedWord[], line: number, columns: SpacedColumns): SpacedCells {
  const { edges } = columns;
  const best: { cost: number; from: number }[][] = [];
  for (const [index, word] of words.entries()) {
    const before = words[index - 1];
    const cut = leads(words, index - 1) ? cutAfterMarker : cutCost(before, word);
    const inside = gapCost(before, word);
    best.push(
      edges.map((_, column) => {
        const begins = startCost(word.start, line, column, columns);
        const lies = foreignCost(word, column, columns);
        if (before === undefined) return { cost: begins + lies, from: -1 };
        const previous = best[index - 1] ?? [];
        let found = { cost: (previous[column]?.cost ?? Infinity) + inside, from: column };
        for (let left = 0; left < column; left++) {
          const cost = (previous[left]?.cost ?? Infinity) + cut * (begins <= atEdge ? cutAtEdge : 1) + begins;
          if (cost < found.cost) found = { cost, from: left };
        }
        return { cost: found.cost + lies, from: found.from };
      }),
    );
  }
  const cells: (Stretch | null)[] = edges.map(() => null);
  const last = best.at(-1);
  if (last === undefined) return { cells, cost: 0 };
  let column = last.reduce((a, { cost }, at) => (cost < (last[a]?.cost ?? Infinity) ? at : a), 0);
  const cost = last[column]?.cost ?? 0;
  for (let index = words.length - 1; index >= 0; index--) {
    const word = words[index];
    if (word === undefined) break;
    cells[column] = { start: word.start, end: cells[column]?.end ?? word.end };
    column = best[index]?.[column]?.from ?? column;
  }
  return { cells, cost };
}

/** What it costs to begin another cell at a word: at one space little before a capital, much inside a phrase. */
function cutCost(before: SpacedWord | undefined, word: SpacedWord): number {
  if (word.gap >= 2) return 0;
  if (word.marker) return cutAtOneSpace.marker;
  const capital = /^\p{Lu}/u.test(word.text);
  // A date is not cut: `30 September 2026`.
  if (before !== undefined && /^\d{1,2}(?:st|nd|rd|th)?$/.test(before.text) && month.test(word.text))
    return cutAtOneSpace.open;
  if (before !== undefined && month.test(before.text) && /^(?:19|20)\d\d\b/.test(word.text))
    return cutAtOneSpace.open;
  if (before !== undefined && openWord.test(before.text))
    return capital ? cutAtOneSpace.openCapital : cutAtOneSpace.open;
  if (capital) return cutAtOneSpace.capital;
  if (openWord.test(word.text)) return cutAtOneSpace.open;
  return /^\p{Ll}/u.test(word.text) ? cutAtOneSpace.small : cutAtOneSpace.other;
}

/** Words that another follows in the same cell, as a rule. */
const openWord =
  /^(?:of|the|and|for|in|by|with|an?|from|on|or|at|as|to|&|their|our|its|cllrs?|councillors?)$/i;
const month = /^(?:jan|feb|mar|apr|may|jun|jul|aug|sep|oct|nov|dec)/i;

/** A gap inside a cell: wide ones are rare but for list markers. */
function gapCost(before: SpacedWord | undefined, word: SpacedWord): number {
  if (before?.marker === true && word.gap <= 8) return 0;
  return insideWideGap[word.gap] ?? insideWidest;
}

/** What it costs to begin so many characters left of the edge. */
const leftOf = [0, 0.2, 0.5, 1, 1.6, 2.2, 2.8, 3.4, 4, 4.6, 5.2, 5.8, 6.4];
const farLeft = 14;
/** Cells that begin further left of their column's edge than this do not tell where it is. */
export const leftmost = leftOf.length;
/** How many lines away a cell that begins at the same place speaks for another. */
const nearLines = 4;

/** What it costs a cell to begin away from its column's edge; where cells near it begin too, little. */
function startCost(at: number, line: number, column: number, { edges, starts }: SpacedColumns): number {
  const off = at - (edges[column] ?? 0);
  const far = off < 0 ? (leftOf[-off] ?? farLeft) : Math.min(1.5, off * 0.12);
  const lines = starts[column]?.get(at) ?? [];
  const near = lines.some((other) => other !== line && Math.abs(other - line) <= nearLines);
  return near ? Math.min(far, 0.2) : lines.length >= 3 ? Math.min(far, 0.5) : far;
}

/** What it costs a word to reach out of its column into the next, by the character. */
function foreignCost(word: SpacedWord, column: number, { edges, ends }: SpacedColumns): number {
  const next = edges[column + 1];
  if (next === undefined) return 0;
  const over = Math.max(0, word.end - next);
  const past = Math.max(0, word.end - (ends[column] ?? next) - 1);
  return Math.min(mostForeign, Math.max(over, past * 0.6) * perForeignCharacter);
}
