/** Edges and rules of a table → its cells: the units that no rule parts, put together. */
import type { GridCell } from './grid.ts';
import type { Rule } from './page-content.ts';

/** A border must run along this share of a unit's side. */
const BORDER_SHARE = 0.6;
/** A rule this far from every edge belongs to none (points). */
const FARTHEST = 14;

/** Cells by row, then column; sets of units that are no rectangle are cut into rectangles. */
export function findCells(xs: number[], ys: number[], horizontals: Rule[], verticals: Rule[]): GridCell[] {
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
    if (nearest < FARTHEST) sorted[distances.indexOf(nearest)]?.push(rule);
  }
  return sorted;
}

function isDrawn(rules: Rule[], from: number, to: number): boolean {
  let covered = 0;
  for (const rule of rules) covered += Math.max(0, Math.min(rule.to, to) - Math.max(rule.from, from));
  return covered >= BORDER_SHARE * (to - from);
}
