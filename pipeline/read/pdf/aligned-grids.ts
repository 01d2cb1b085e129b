/**
 * Table regions → grids. Columns come from the ends of rule segments where those tell, else from the gutters of
 * the whole table over all its pages; rows from horizontal rules, else from gaps and from how many columns begin.
 */
import { findRows, type FoundRows } from './aligned-rows.ts';
import { fillOf, intervalOf, wordMiddle, type Grid, type GridCell } from './grid.ts';
import type { Line } from './lines.ts';
import type { PageContent, Word } from './page-content.ts';
import { gridFromRules } from './ruled-grids.ts';
import { isTable } from './table-grids.ts';
import { findChains } from './table-chains.ts';
import type { TableRegion } from './table-regions.ts';

/** The grids by page index, each page's from top to bottom. `free` holds each page's words outside ruled tables. */
export function findAlignedGrids(pages: PageContent[], free: Word[][]): Grid[][] {
  const grids: Grid[][] = pages.map(() => []);
  for (const { parts, edges, drawn } of findChains(pages, free)) {
    const rows = findRows(parts, edges);
    for (const [index, region] of parts.entries()) {
      const byRules = drawn && (rows[index]?.ruled ?? false);
      const grid = (byRules && ruledGrid(region, edges)) || makeGrid(region, edges, rows[index]);
      if (parts.length > 1 || (isTable(grid) && isFilled(grid))) grids[region.content.page - 1]?.push(grid);
    }
  }
  return grids;
}

interface Band {
  from: number;
  to: number;
}

const ONE_ROW: FoundRows = { starts: [0], unsure: [], runOn: [], ruled: false };

/** A table without rules has words in a fair share of its cells; the lines of a chart do not. */
function isFilled({ cells }: Grid): boolean {
  return cells.filter((cell) => cell.words.length > 0).length >= 0.35 * cells.length;
}

/** A grid with the columns given and the region's rules between its rows; a missing piece of rule merges cells. */
function ruledGrid(region: TableRegion, edges: number[]): Grid | null {
  if (region.rules.length === 0) return null;
  const { content, lines } = region;
  const ys = region.rules.map((rule) => rule.across);
  const high = Math.min(...ys, ...lines.map((line) => line.top - 1));
  const low = Math.max(...ys, ...lines.map((line) => line.bottom + 1));
  const bands = clearBands(region, high, low);
  const verticals = edges.flatMap((across, index) => {
    const isOuter = index === 0 || index === edges.length - 1;
    return (isOuter ? [{ from: high, to: low }] : bands).map((band) => ({
      horizontal: false,
      across,
      ...band,
      thickness: 0.5,
    }));
  });
  const words = new Set(lines.flatMap((line) => line.words));
  return gridFromRules(
    { ...content, words: content.words.filter((word) => words.has(word)) },
    [...region.rules, ...verticals],
    content,
  );
}

/** From the top down, where no title runs across the columns: a title takes the band between the rules around it. */
function clearBands({ lines, spanning, rules }: TableRegion, high: number, low: number): Band[] {
  const bands: Band[] = [];
  let from = high;
  for (const line of lines.filter((line) => spanning.has(line))) {
    const ys = rules.map((rule) => rule.across);
    const top = Math.max(high, ...ys.filter((y) => y < line.base - 0.3 * line.size));
    const bottom = Math.min(low, ...ys.filter((y) => y > line.base));
    bands.push({ from, to: top });
    from = bottom;
  }
  return [...bands, { from, to: low }];
}

function makeGrid(region: TableRegion, xs: number[], { starts, unsure, runOn }: FoundRows = ONE_ROW): Grid {
  const { content, lines } = region;
  const ys = rowEdges(lines, starts, region);
  const cells: GridCell[] = [];
  for (let row = 0; row < ys.length - 1; row++) {
    for (let column = 0; column < xs.length - 1; column++) {
      cells.push({ row, column, rowSpan: 1, colSpan: 1, words: [] });
    }
  }
  const grid: Grid = { content, method: 'aligned', xs, ys, cells, unsureRows: unsure };
  for (const line of lines) {
    const row = intervalOf(ys, wordMiddle(line.words[0] ?? emptyWord));
    if (region.spanning.has(line)) {
      const own = cells.filter((cell) => cell.row === row);
      const [first] = own;
      if (!first) continue;
      first.colSpan = xs.length - 1;
      first.words.push(...own.slice(1).flatMap((cell) => cell.words), ...line.words);
      grid.cells = cells.splice(
        0,
        cells.length,
        ...cells.filter((cell) => cell.row !== row || cell === first),
      );
      grid.cells = cells;
      continue;
    }
    for (const word of line.words) {
      const column = intervalOf(xs, (word.x0 + word.x1) / 2);
      cells
        .find((cell) => cell.row === row && cell.column <= column && column < cell.column + cell.colSpan)
        ?.words.push(word);
    }
  }
  grid.cells = withSpans(grid.cells, runOn);
  for (const cell of grid.cells) {
    const box = {
      x0: xs[cell.column] ?? 0,
      x1: xs[cell.column + cell.colSpan] ?? 0,
      y0: ys[cell.row] ?? 0,
      y1: ys[cell.row + cell.rowSpan] ?? 0,
    };
    const fill = fillOf(content.fills, box, cell.words.length === 0);
    if (fill !== undefined) cell.fill = fill;
  }
  return grid;
}

/** Cells that go on from the row above made one with the cell there. */
function withSpans(cells: GridCell[], runOn: number[][]): GridCell[] {
  const kept: GridCell[] = [];
  for (const cell of cells) {
    const above = runOn[cell.row]?.includes(cell.column)
      ? kept.find((other) => other.column === cell.column && other.row + other.rowSpan === cell.row)
      : undefined;
    if (above && above.colSpan === cell.colSpan) {
      above.rowSpan += 1;
      above.words.push(...cell.words);
    } else {
      kept.push(cell);
    }
  }
  return kept;
}

const emptyWord: Word = {
  text: '',
  x0: 0,
  x1: 0,
  top: 0,
  bottom: 0,
  base: 0,
  size: 0,
  bold: false,
  page: 0,
  mark: -1,
  artifact: false,
  spaceAfter: false,
  sideways: false,
  firstGlyphWidth: 0,
  order: 0,
};

/** Row edges midway between the lowest word above and the highest below, on rules where there are any. */
function rowEdges(lines: Line[], starts: number[], { rules }: TableRegion): number[] {
  const ys = [(lines[0]?.top ?? 0) - 2];
  for (const start of starts.slice(1)) {
    const above = Math.max(...lines.slice(0, start).map((line) => line.base));
    const below = lines[start];
    const rule = rules.find(({ across }) => across > above - 1 && across < (below?.base ?? 0));
    ys.push(rule?.across ?? (above + 0.22 * (below?.size ?? 10) + (below?.top ?? 0)) / 2);
  }
  ys.push(Math.max(...lines.map((line) => line.bottom)) + 2);
  return ys;
}
