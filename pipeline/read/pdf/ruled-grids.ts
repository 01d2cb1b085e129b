/**
 * Rules and words of a page → grids of ruled tables. Edges come from the rules, open ends and doubled borders set
 * right; cells and words are put in by `grid-cells.ts` and `grid-words.ts`.
 */
import { intervalOf, wordMiddle, type Grid } from './grid.ts';
import { findCells } from './grid-cells.ts';
import { withWords } from './grid-words.ts';
import type { PageContent, Rule } from './page-content.ts';
import { clusterPositions, groupRules, mergeRules } from './rules.ts';

/** Narrower columns and lower rows without words come from doubled borders (points). */
const NARROWEST_COLUMN = 14;
const LOWEST_ROW = 5;

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
