/** Which grids are tables: charts and frames are drawn with rules too. */
import type { Grid } from './grid.ts';

/**
 * The grids of all pages (by page index) that are tables, or go on with one from the page before or to the page
 * after: what is left of a cut row may stand in a single column.
 */
export function keepTables(pages: Grid[][]): Grid[][] {
  const tables = pages.map((grids) => grids.filter((grid) => isTable(grid)));
  return pages.map((grids, index) =>
    grids.filter((grid) => {
      if (isTable(grid)) return true;
      const before = tables[index - 1]?.at(-1);
      const after = tables[index + 1]?.[0];
      return (
        (grid === grids[0] && sharesEdges(grid, before)) ||
        (grid === grids.at(-1) && sharesEdges(grid, after))
      );
    }),
  );
}

function sharesEdges(grid: Grid, other: Grid | undefined): boolean {
  if (!other || grid.cells.every((cell) => cell.words.length === 0)) return false;
  const near = (a: number | undefined, b: number | undefined): boolean =>
    Math.abs((a ?? 0) - (b ?? 1e6)) <= 6;
  return (
    near(grid.xs[0], other.xs[0]) &&
    near(grid.xs.at(-1), other.xs.at(-1)) &&
    grid.xs.every((x) => other.xs.some((edge) => near(x, edge)))
  );
}

/** Charts and frames are drawn with grids too: a table has words in two columns, and not in a few cells only. */
export function isTable({ cells, xs }: Grid): boolean {
  const filled = cells.filter((cell) => cell.words.length > 0);
  const columns = new Set(filled.filter((cell) => cell.colSpan < xs.length - 1).map((cell) => cell.column));
  const coloured = cells.filter((cell) => cell.words.length > 0 || cell.fill !== undefined);
  return columns.size >= 2 && coloured.length >= 0.2 * cells.length;
}
