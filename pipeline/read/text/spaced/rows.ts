/**
 * Lines of a page to rows: where a row begins is weighed over all columns at once, by the words of each cell, by how
 * cells stand in their row (at its top, its middle or its foot), and by references that number the rows.
 * In: lines as cells; out: bands of lines, one for each row, the likeliest way down the page.
 */
import type { ColumnLine, ColumnNature } from './breaks.ts';

export type Alignment = 'top' | 'middle' | 'bottom';

/** The lines of one page. */
export interface SpacedPage {
  /** Number of lines. */
  size: number;
  /** A heading inside the table stands above it. */
  headed: boolean;
  /** For each line how many blank ones stand above it. */
  blanks: number[];
  /** By column, the lines that have words there. */
  columns: ColumnLine[][];
  /** By column and line, what speaks for a cell beginning there. */
  weights: number[][];
}

/** Lines `[from, to)` of a page; `first` and `last` are those with words in columns that do not span rows. */
export interface Band {
  from: number;
  to: number;
  first: number;
  last: number;
}

/** How rows are told: where cells stand, and which columns span several rows. */
export interface RowManner {
  alignment: Alignment;
  spanning: ReadonlySet<number>;
}

const rowCost = 0.6;
const blankCost = 0.7;
/** The first columns are blank where a cell spans rows, hardly otherwise. */
const blankLeftCost = 2;
const leftColumns = 2;
const loneCellCost = 2;
const restCost = 1.5;
const noReferenceCost = 4;
const moreReferencesCost = 8;
const tallest = 90;

/** Bands from top to bottom, and how well they fit; on a page that `goesOn` from another the first may be the rest of a row. */
export function findBands(
  page: SpacedPage,
  natures: readonly ColumnNature[],
  manner: RowManner,
  goesOn: boolean,
): { bands: Band[]; score: number } {
  const ordinary = page.columns.map((_, column) => column).filter((column) => !manner.spanning.has(column));
  const at = ordinary.map((column) => byLine(page.columns[column] ?? [], page.size));
  const weights = ordinary.map((column) => page.weights[column] ?? []);
  const kinds = ordinary.map((column) => ({
    references: natures[column]?.references === true,
    blank: column < leftColumns ? blankLeftCost : blankCost,
  }));
  const scoreBand = (grown: GrownBand, rest: boolean): number =>
    weighBand(grown, kinds, manner.alignment, rest);
  const best: { score: number; from: number; band: Band }[] = [];
  for (let from = 0; from < page.size; from++) {
    const base = from === 0 ? 0 : (best[from]?.score ?? -Infinity);
    if (base === -Infinity) continue;
    // The state of each column as the band grows line by line.
    const first = ordinary.map(() => -1);
    const last = ordinary.map(() => -1);
    const count = ordinary.map(() => 0);
    const text = ordinary.map(() => 0);
    let [top, bottom] = [-1, -1];
    for (let to = from + 1; to <= Math.min(page.size, from + tallest); to++) {
      const line = to - 1;
      for (let o = 0; o < ordinary.length; o++) {
        const index = at[o]?.[line] ?? -1;
        if (index < 0) continue;
        const weight = weights[o]?.[index] ?? 0;
        if ((first[o] ?? -1) < 0) {
          first[o] = line;
          text[o] = weight;
        } else text[o] = (text[o] ?? 0) - weight;
        last[o] = line;
        count[o] = (count[o] ?? 0) + 1;
        if (top < 0) top = line;
        bottom = line;
      }
      if (top < 0 && to < page.size) continue;
      const rest = goesOn && from === 0;
      const score = base + (top < 0 ? 0 : scoreBand({ first, last, count, text, top, bottom }, rest));
      if (score > (best[to]?.score ?? -Infinity))
        best[to] = { score, from, band: { from, to, first: top, last: bottom } };
    }
  }
  const bands: Band[] = [];
  const score = best[page.size]?.score ?? 0;
  for (let to = page.size; to > 0; to = best[to]?.from ?? 0) {
    const band = best[to]?.band;
    if (band === undefined) break;
    if (band.first >= 0) bands.unshift(band);
  }
  return { bands, score };
}

/** What lines of a band hold, by ordinary column: its first and last line with words, how many, what they weigh. */
interface GrownBand {
  first: readonly number[];
  last: readonly number[];
  count: readonly number[];
  text: readonly number[];
  top: number;
  bottom: number;
}

/** How well lines make one row; blank cells of the `rest` of a row say nothing. */
function weighBand(
  { first, last, count, text, top, bottom }: GrownBand,
  kinds: readonly { references: boolean; blank: number }[],
  alignment: Alignment,
  rest: boolean,
): number {
  let score = -rowCost;
  let filled = 0;
  for (const [column, { references, blank }] of kinds.entries()) {
    const lines = count[column] ?? 0;
    if (lines === 0) {
      if (!rest) score -= references ? noReferenceCost : blank;
      continue;
    }
    filled += 1;
    score += text[column] ?? 0;
    if (references) score -= (lines - 1) * moreReferencesCost;
    score -= placeCost(alignment, (first[column] ?? 0) - top, bottom - (last[column] ?? 0));
  }
  if (rest) return score - restCost;
  return filled === 1 ? score - loneCellCost : score;
}

/** What it costs a cell to stand so many lines below its row's top and above its foot. */
export function placeCost(alignment: Alignment, above: number, below: number): number {
  if (alignment === 'top') return Math.min(5, above * 1.1);
  if (alignment === 'bottom') return Math.min(5, below * 1.1);
  const off = Math.abs(above - below);
  return Math.min(6, off * 0.15 + Math.max(0, off - 1) * 1.1);
}

/** For each line of the page the index of the column's line there, or -1. */
function byLine(lines: readonly ColumnLine[], size: number): Int32Array {
  const at = new Int32Array(size).fill(-1);
  for (const [index, { line }] of lines.entries()) at[line] = index;
  return at;
}
