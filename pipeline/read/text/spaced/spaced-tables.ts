/**
 * Tables set out with spaces, as a PDF's text keeps them: columns and rows are told from all lines of a page together.
 * In: lines from a header on; out: the table, the line after it and doubts, or nothing where no table shows.
 */
import type { Issue, Table } from '../../../model.ts';
import type { Placer } from '../../cell-blocks.ts';
import { type ColumnNature, natureOf, weighBreaks } from './breaks.ts';
import { findSpacedHeader } from './header.ts';
import type { GridLine } from './lines.ts';
import { type GridPage, type SpacedGrid, readGrid } from './pages.ts';
import { type RowManner, type SpacedPage, findBands } from './rows.ts';
import { buildSpacedTable } from './cells.ts';
import { findPairHeader } from './pairs.ts';
import { type PagedBand, findSpans } from './spans.ts';
import type { Line } from '../lines.ts';

export interface SpacedTable {
  table: Table;
  /** Index of the first line that is no longer the table's. */
  to: number;
  issues: Issue[];
}

/** What a reading of all pages found. */
export interface SpacedReading {
  bands: PagedBand[];
  manner: RowManner;
  score: number;
}

const fewestLines = 3;
/** Lines on which the manners of telling rows are compared. */
const trialLines = 250;
const spanningCost = { any: 0.7, each: 0.3 };

/** The table that begins at a line; `null` where none does, with how far lines were looked at in vain. */
export function readSpacedTable(
  source: string,
  lines: readonly Line[],
  at: number,
  place: Placer,
): SpacedTable | { table: null; seen: number } | null {
  const header = findSpacedHeader(lines, at) ?? findPairHeader(lines, at);
  if (header === null) return null;
  const grid = readGrid(source, lines, at, header);
  if (!isTable(grid)) return { table: null, seen: grid.seen };
  const laid = grid.pages.map(layPage);
  const natures = grid.header.names.map((_, column) =>
    natureOf(laid.flatMap((page) => page.columns[column] ?? [])),
  );
  const pages = laid.map((page): SpacedPage => ({
    ...page,
    weights: page.columns.map((found, column) => weighBreaks(found, natures[column], page.blanks)),
  }));
  const manner = chooseManner(pages, natures);
  const reading = readRows(pages, natures, manner);
  return { ...buildSpacedTable(source, lines, at, grid, pages, natures, reading, place), to: grid.to };
}

/** A page's lines by column. */
function layPage({ lines: rows, columns, banner }: GridPage): Omit<SpacedPage, 'weights'> {
  const byColumn = columns.edges.map((edge, column) =>
    rows.flatMap(({ line, cells }, index) => {
      const cell = cells?.[column];
      if (cell === null || cell === undefined) return [];
      return [{ line: index, text: line.text.slice(cell.start, cell.end), reach: cell.end - edge }];
    }),
  );
  return { headed: banner.length > 0, size: rows.length, blanks: countBlanks(rows), columns: byColumn };
}

/** For each line how many blank ones stand above it. */
function countBlanks(rows: readonly GridLine[]): number[] {
  let blank = 0;
  return rows.map(({ cells }) => {
    const above = blank;
    if (cells === null) blank += 1;
    return above;
  });
}

/** Lines with cells side by side, in every column but a few. */
function isTable(grid: SpacedGrid): boolean {
  const rows = grid.pages.flatMap(({ lines }) =>
    lines.flatMap(({ cells }) => (cells === null ? [] : [cells])),
  );
  const aligned = rows.filter((cells) => cells.filter((cell) => cell !== null).length > 1);
  const used = grid.header.names.filter((_, column) => rows.some((cells) => cells[column] !== null));
  return (
    rows.length > 0 &&
    aligned.length >= Math.min(fewestLines, Math.max(1, rows.length / 2)) &&
    used.length >= 2
  );
}

/** Where cells stand in their rows and which columns span rows: the manner in which the first pages fit best. */
function chooseManner(pages: readonly SpacedPage[], natures: readonly ColumnNature[]): RowManner {
  const trial: SpacedPage[] = [];
  for (const page of pages) {
    if (trial.reduce((sum, { size }) => sum + size, 0) < trialLines) trial.push(page);
  }
  const spans = [[], [0], [1], [0, 1], [0, 1, 2]].filter((columns) => columns.length < natures.length - 1);
  let best: { manner: RowManner; score: number } | null = null;
  for (const alignment of ['top', 'middle', 'bottom'] as const) {
    for (const columns of spans) {
      const manner = { alignment, spanning: new Set(columns) };
      const { score } = readRows(trial, natures, manner);
      if (best === null || score > best.score) best = { manner, score };
    }
  }
  return best?.manner ?? { alignment: 'top', spanning: new Set() };
}

function readRows(
  pages: readonly SpacedPage[],
  natures: readonly ColumnNature[],
  manner: RowManner,
): SpacedReading {
  let score = 0;
  const bands = pages.flatMap((page, index) => {
    const found = findBands(page, natures, manner, index > 0 && !page.headed);
    score += found.score;
    return found.bands.map((band, order) => ({
      ...band,
      page: index,
      headed: order === 0 && page.headed,
    }));
  });
  for (const column of manner.spanning)
    score += findSpans(pages, bands, column, natures[column], manner.alignment).score - spanningCost.each;
  if (manner.spanning.size > 0) score -= spanningCost.any;
  return { bands, manner, score };
}
