/**
 * Rules and words of a page → grids of ruled tables. Cells are units of the grid that no rule parts, so that
 * merged cells come out as spans. Frames around a single cell are no tables.
 */
import { fillOf, intervalOf, wordMiddle, type Grid, type GridCell } from './grid.ts';
import type { PageContent, Rule, Word } from './page-content.ts';
import { clusterPositions, groupRules, mergeRules } from './rules.ts';

/** Narrower columns and lower rows without words come from doubled borders (points). */
const NARROWEST_COLUMN = 14;
const LOWEST_ROW = 5;
/** A border must run along this share of a unit's side. */
const BORDER_SHARE = 0.6;

/** The ruled grids of a page, tables or not, from top to bottom; grids inside a cell of another belong to that cell. */
export function findRuledGrids(content: PageContent): Grid[] {
  const groups = withLoneVerticals(groupRules(mergeRules(content.rules)));
  const grids = groups
    .map((group) => makeGrid(content, group))
    .filter((grid) => grid !== null)
    .toSorted((a, b) => area(b) - area(a));
  const outer: Grid[] = [];
  for (const grid of grids) {
    if (grid.cells.length < 2) continue;
    if (!outer.some((other) => contains(other, grid))) outer.push(grid);
  }
  return outer
    .toSorted((a, b) => (a.ys[0] ?? 0) - (b.ys[0] ?? 0) || (a.xs[0] ?? 0) - (b.xs[0] ?? 0))
    .map((grid) => withWords(grid));
}

/**
 * Groups with vertical rules. A merged cell that goes on over a whole page touches no horizontal rule: the vertical
 * rules beside it, as tall as the table, belong to the table.
 */
function withLoneVerticals(groups: Rule[][]): Rule[][] {
  const crossed = groups.filter((group) => group.some((rule) => rule.horizontal));
  const tables = crossed.filter((group) => group.some((rule) => !rule.horizontal));
  for (const [lone] of groups.filter((group) => group.every((rule) => !rule.horizontal))) {
    if (!lone) continue;
    const table = tables.find((group) => {
      const verticals = group.filter((rule) => !rule.horizontal);
      const top = Math.min(...verticals.map((rule) => rule.from));
      const bottom = Math.max(...verticals.map((rule) => rule.to));
      return Math.abs(top - lone.from) < 4 && Math.abs(bottom - lone.to) < 4;
    });
    table?.push(lone);
  }
  return tables;
}

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

/**
 * Rules between columns may be drawn in the header alone. A cell over several columns is taken apart where its words
 * keep to at least three of them and leave wide gaps at their edges; a title that runs across does not.
 */
function splitFalseMerges(grid: Grid): void {
  const { xs } = grid;
  const split = grid.cells.flatMap((cell): GridCell[] => {
    if (cell.colSpan < 3) return [cell];
    const parts = Array.from({ length: cell.colSpan }, (_, index): GridCell => ({
      ...cell,
      column: cell.column + index,
      colSpan: 1,
      words: [],
    }));
    for (const word of cell.words) {
      const column = intervalOf(xs, (word.x0 + word.x1) / 2) - cell.column;
      const [left, right] = [xs[cell.column + column] ?? 0, xs[cell.column + column + 1] ?? 0];
      if (word.x0 < left - 1 || word.x1 > right + 1) return [cell];
      parts[column]?.words.push(word);
    }
    const filled = parts.filter((part) => part.words.length > 0);
    if (filled.length < Math.max(3, 0.5 * cell.colSpan)) return [cell];
    return filled.every((part, index) => index === 0 || isApart(filled[index - 1], part)) ? parts : [cell];
  });
  grid.cells = split;
}

/** True when words on the same line in the two cells leave more than a space between them. */
function isApart(left: GridCell | undefined, right: GridCell): boolean {
  return (left?.words ?? []).every((word) =>
    right.words.every(
      (other) =>
        Math.abs(other.base - word.base) > 0.5 * word.size ||
        other.x0 - word.x1 > 0.6 * Math.max(word.size, other.size),
    ),
  );
}

/** Charts and frames are drawn with grids too: a table has words in two columns, and not in a few cells only. */
export function isTable({ cells, xs }: Grid): boolean {
  const filled = cells.filter((cell) => cell.words.length > 0);
  const columns = new Set(filled.filter((cell) => cell.colSpan < xs.length - 1).map((cell) => cell.column));
  const coloured = cells.filter((cell) => cell.words.length > 0 || cell.fill !== undefined);
  return columns.size >= 2 && coloured.length >= 0.2 * cells.length;
}

/** A grid from the rules given, with the words of `content`; `page` is what the grid belongs to. */
export function gridFromRules(content: PageContent, rules: Rule[], page: PageContent): Grid | null {
  const grid = makeGrid(content, rules);
  return grid && { ...withWords(grid), content: page, method: 'aligned' };
}

function area({ xs, ys }: Grid): number {
  return ((xs.at(-1) ?? 0) - (xs[0] ?? 0)) * ((ys.at(-1) ?? 0) - (ys[0] ?? 0));
}

function contains(outer: Grid, inner: Grid): boolean {
  return (
    (inner.xs[0] ?? 0) >= (outer.xs[0] ?? 0) - 2 &&
    (inner.xs.at(-1) ?? 0) <= (outer.xs.at(-1) ?? 0) + 2 &&
    (inner.ys[0] ?? 0) >= (outer.ys[0] ?? 0) - 2 &&
    (inner.ys.at(-1) ?? 0) <= (outer.ys.at(-1) ?? 0) + 2
  );
}

function makeGrid(content: PageContent, group: Rule[]): Grid | null {
  const horizontals = group.filter((rule) => rule.horizontal);
  const verticals = group.filter((rule) => !rule.horizontal);
  const xs = withOpenEnds(
    clusterPositions(
      verticals.map((rule) => rule.across),
      2,
    ),
    horizontals,
    NARROWEST_COLUMN,
  );
  const ys = withOpenEnds(
    clusterPositions(
      horizontals.map((rule) => rule.across),
      2,
    ),
    verticals,
    8,
  );
  if (xs.length < 2 || ys.length < 2) return null;
  const inside = content.words.filter(
    (word) => intervalOf(xs, (word.x0 + word.x1) / 2) >= 0 && intervalOf(ys, wordMiddle(word)) >= 0,
  );
  const columns = dropEmptySlivers(xs, verticals, NARROWEST_COLUMN, (from, to) =>
    inside.some((word) => (word.x0 + word.x1) / 2 > from && (word.x0 + word.x1) / 2 < to),
  );
  const rows = dropEmptySlivers(ys, horizontals, LOWEST_ROW, (from, to) =>
    inside.some((word) => wordMiddle(word) > from && wordMiddle(word) < to),
  );
  if (columns.length < 2 || rows.length < 2) return null;
  return {
    content,
    method: 'ruled',
    xs: columns,
    ys: rows,
    cells: findCells(columns, rows, horizontals, verticals),
  };
}

/** Edges with the ends of the crossing rules added where those run on well past the outermost edge. */
function withOpenEnds(edges: number[], crossing: Rule[], least: number): number[] {
  const from = Math.min(...crossing.map((rule) => rule.from));
  const to = Math.max(...crossing.map((rule) => rule.to));
  const open = [...edges];
  if (Number.isFinite(from) && from < (edges[0] ?? Infinity) - least) open.unshift(from);
  if (Number.isFinite(to) && to > (edges.at(-1) ?? -Infinity) + least) open.push(to);
  return open;
}

/** Leaves out the weaker edge of every interval that is both thin and empty. */
function dropEmptySlivers(
  edges: number[],
  rules: Rule[],
  least: number,
  hasWords: (from: number, to: number) => boolean,
): number[] {
  const kept = [...edges];
  const strength = (edge: number): number =>
    rules.reduce((sum, rule) => sum + (Math.abs(rule.across - edge) <= 2 ? rule.to - rule.from : 0), 0);
  for (let index = 1; index < kept.length;) {
    const from = kept[index - 1] ?? 0;
    const to = kept[index] ?? 0;
    if (to - from >= least || hasWords(from, to)) {
      index += 1;
      continue;
    }
    const dropLeft = index - 1 > 0 && (index === kept.length - 1 || strength(from) < strength(to));
    kept.splice(dropLeft ? index - 1 : index, 1);
  }
  return kept;
}

/** Units that no rule parts, put together; sets that are no rectangle are cut into rectangles. */
function findCells(xs: number[], ys: number[], horizontals: Rule[], verticals: Rule[]): GridCell[] {
  const columns = xs.length - 1;
  const rows = ys.length - 1;
  const atX = rulesByEdge(xs, verticals);
  const atY = rulesByEdge(ys, horizontals);
  const sets = new Int32Array(rows * columns).map((_, index) => index);
  const find = (unit: number): number => {
    let root = unit;
    while (sets[root] !== root) root = sets[root] ?? root;
    sets[unit] = root;
    return root;
  };
  for (let row = 0; row < rows; row++) {
    for (let column = 0; column < columns; column++) {
      const unit = row * columns + column;
      if (column > 0 && !isDrawn(atX[column] ?? [], ys[row] ?? 0, ys[row + 1] ?? 0)) {
        sets[find(unit)] = find(unit - 1);
      }
      if (row > 0 && !isDrawn(atY[row] ?? [], xs[column] ?? 0, xs[column + 1] ?? 0)) {
        sets[find(unit)] = find(unit - columns);
      }
    }
  }
  const cells: GridCell[] = [];
  const taken = new Uint8Array(rows * columns);
  const isFree = (row: number, column: number, root: number): boolean =>
    taken[row * columns + column] === 0 && find(row * columns + column) === root;
  for (let row = 0; row < rows; row++) {
    for (let column = 0; column < columns; column++) {
      if (taken[row * columns + column] === 1) continue;
      const root = find(row * columns + column);
      let right = column + 1;
      while (right < columns && isFree(row, right, root)) right += 1;
      let bottom = row + 1;
      while (bottom < rows && range(column, right).every((other) => isFree(bottom, other, root))) bottom += 1;
      for (const r of range(row, bottom)) for (const c of range(column, right)) taken[r * columns + c] = 1;
      cells.push({ row, column, rowSpan: bottom - row, colSpan: right - column, words: [] });
    }
  }
  return cells;
}

function range(from: number, to: number): number[] {
  return Array.from({ length: to - from }, (_, index) => from + index);
}

function rulesByEdge(edges: number[], rules: Rule[]): Rule[][] {
  const sorted: Rule[][] = edges.map(() => []);
  for (const rule of rules) {
    const distances = edges.map((edge) => Math.abs(edge - rule.across));
    const nearest = Math.min(...distances);
    if (nearest < NARROWEST_COLUMN) sorted[distances.indexOf(nearest)]?.push(rule);
  }
  return sorted;
}

function isDrawn(rules: Rule[], from: number, to: number): boolean {
  let covered = 0;
  for (const rule of rules) covered += Math.max(0, Math.min(rule.to, to) - Math.max(rule.from, from));
  return covered >= BORDER_SHARE * (to - from);
}

function withWords(grid: Grid): Grid {
  const { xs, ys, cells, content } = grid;
  const columns = xs.length - 1;
  const owner = new Map<number, GridCell>();
  for (const cell of cells) {
    for (let row = cell.row; row < cell.row + cell.rowSpan; row++) {
      for (let column = cell.column; column < cell.column + cell.colSpan; column++) {
        owner.set(row * columns + column, cell);
      }
    }
  }
  for (const word of content.words) {
    const cell = cellAt(word);
    cell?.words.push(word);
  }
  splitFalseMerges(grid);
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

  function cellAt(word: Word): GridCell | undefined {
    const row = intervalOf(ys, wordMiddle(word));
    // By its start, a little in: words may overflow their cell to the right, never to the left.
    const column = intervalOf(
      xs,
      Math.min(word.x0 + Math.min(3, (word.x1 - word.x0) / 2), (word.x0 + word.x1) / 2),
    );
    return row < 0 || column < 0 ? undefined : owner.get(row * columns + column);
  }
}
