/**
 * Cells that span several rows: lines of a column are shared out among rows that are known.
 * In: a column's lines and the bands of all pages; out: cells, each with the rows it covers, none left out.
 */
import { type ColumnLine, type ColumnNature, weighBreak } from './breaks.ts';
import { type Alignment, type Band, type SpacedPage, placeCost } from './rows.ts';

/** A band and the page it stands on. */
export interface PagedBand extends Band {
  page: number;
  /** A heading inside the table stands above it: no cell spans both sides. */
  headed: boolean;
}

export interface PagedLine extends ColumnLine {
  page: number;
}

/** A cell over rows `[from, to)`; no lines where it is blank. */
export interface SpanningCell {
  from: number;
  to: number;
  lines: PagedLine[];
}

const cellCost = 0.3;
/** A row without a cell of its own. */
const coveredCost = 1;
const blankCellCost = 4;
const mostRows = 40;

/** The cells of a column from top to bottom, and how well they fit. */
export function findSpans(
  pages: readonly SpacedPage[],
  bands: readonly PagedBand[],
  column: number,
  nature: ColumnNature | undefined,
  alignment: Alignment,
): { cells: SpanningCell[]; score: number } {
  const lines: PagedLine[] = pages.flatMap((page, index) =>
    (page.columns[column] ?? []).map((line) => ({ ...line, page: index })),
  );
  const weights = pages.flatMap((page) => page.weights[column] ?? []);
  for (const [index, line] of lines.entries()) {
    const last = lines[index - 1];
    if (last !== undefined && last.page !== line.page && nature !== undefined)
      weights[index] = weighBreak(last, line, nature);
  }
  const cuts = [
    0,
    ...bands.slice(1).map((_, index) => cutBetween(lines, weights, bands, index, alignment)),
    lines.length,
  ];
  const sums = [0];
  for (const [index, weight] of weights.entries()) sums.push((sums[index] ?? 0) + weight);
  const best: { score: number; from: number }[] = [{ score: 0, from: 0 }];
  for (let to = 1; to <= bands.length; to++) {
    let found = { score: -Infinity, from: to - 1 };
    for (let from = to - 1; from >= Math.max(0, to - mostRows); from--) {
      if (from < to - 1 && bands[from + 1]?.headed === true) break;
      const [start, end] = [cuts[from] ?? 0, cuts[to] ?? 0];
      const score = (best[from]?.score ?? 0) + scoreCell(start, end, from, to);
      if (score > found.score) found = { score, from };
    }
    best.push(found);
  }
  const cells: SpanningCell[] = [];
  for (let to = bands.length; to > 0; to = best[to]?.from ?? 0) {
    const from = best[to]?.from ?? 0;
    cells.unshift({ from, to, lines: lines.slice(cuts[from], cuts[to]) });
  }
  return { cells, score: best[bands.length]?.score ?? 0 };

  function scoreCell(start: number, end: number, from: number, to: number): number {
    if (end <= start) return -blankCellCost;
    const inside = (sums[end] ?? 0) - (sums[start + 1] ?? 0);
    const text = (weights[start] ?? 0) - inside - (to - from - 1) * coveredCost;
    const [first, last] = [lines[start], lines[end - 1]];
    const [top, bottom] = [bands[from], bands[to - 1]];
    if (first === undefined || last === undefined || top === undefined || bottom === undefined)
      return -blankCellCost;
    // Where a cell stands shows only on one page.
    if (top.page !== bottom.page) return text - cellCost - (first.page === top.page ? 0 : 1);
    const [from0, to0] = [Math.min(top.first, first.line), Math.max(bottom.last, last.line)];
    return text - cellCost - placeCost(alignment, first.line - from0, to0 - last.line);
  }
}

/** The index of the first line of a spanning column that could belong to the later of two neighbouring bands. */
function cutBetween(
  lines: readonly PagedLine[],
  weights: readonly number[],
  bands: readonly PagedBand[],
  index: number,
  alignment: Alignment,
): number {
  const [upper, lower] = [bands[index], bands[index + 1]];
  if (upper === undefined || lower === undefined) return 0;
  const isAfter = (line: PagedLine, page: number, at: number): boolean =>
    line.page > page || (line.page === page && line.line >= at);
  if (upper.page !== lower.page) return firstIndex(lines, (line) => line.page > upper.page);
  const slack = alignment === 'middle' ? 1 : 0;
  const lowest = firstIndex(lines, (line) =>
    isAfter(line, upper.page, alignment === 'top' ? lower.first : upper.last + 1 - slack),
  );
  const highest = firstIndex(lines, (line) => isAfter(line, lower.page, lower.first + slack));
  let cut = highest;
  let most = -Infinity;
  for (let at = lowest; at <= Math.min(highest, lines.length - 1); at++) {
    const weight = weights[at] ?? 0;
    if (weight > most) [cut, most] = [at, weight];
  }
  return cut;
}

/** By halving: lines stand in order. */
function firstIndex(lines: readonly PagedLine[], test: (line: PagedLine) => boolean): number {
  let [low, high] = [0, lines.length];
  while (low < high) {
    const middle = (low + high) >> 1;
    const line = lines[middle];
    if (line !== undefined && test(line)) high = middle;
    else low = middle + 1;
  }
  return low;
}
