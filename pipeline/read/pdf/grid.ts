/**
 * A table part on one page as a grid: column edges, row edges, and cells that cover one or more units.
 * Ruled tables make it from rules, aligned tables from gutters; `grid-table.ts` makes the block of it.
 */
import type { Fill, PageContent, Word } from './page-content.ts';

export interface GridCell {
  row: number;
  column: number;
  rowSpan: number;
  colSpan: number;
  words: Word[];
  fill?: string;
}

export interface Grid {
  content: PageContent;
  method: 'ruled' | 'aligned';
  /** Column edges, ascending; one more than there are columns. */
  xs: number[];
  /** Row edges, ascending. */
  ys: number[];
  /** By row, then column. */
  cells: GridCell[];
  /** Rows (by index) whose limits are doubtful; only for aligned tables. */
  unsureRows?: number[];
}

/** The index of the interval between `edges` that holds `value`, -1 when outside (2 pt of tolerance at the ends). */
export function intervalOf(edges: number[], value: number): number {
  const first = edges[0];
  const last = edges.at(-1);
  if (first === undefined || last === undefined || value < first - 2 || value > last + 2) return -1;
  for (let index = 1; index < edges.length - 1; index++) {
    if (value < (edges[index] ?? 0)) return index - 1;
  }
  return edges.length - 2;
}

/** The y by which a word belongs to a row: the middle of its small letters. */
export function wordMiddle(word: Word): number {
  return word.sideways ? (word.top + word.bottom) / 2 : word.base - 0.3 * word.size;
}

/**
 * The colour of the last fill painted over most of the box; for a cell without words also of a mark that
 * fills at least a tenth of it (a status dot). `undefined` for white.
 */
export function fillOf(
  fills: Fill[],
  box: { x0: number; y0: number; x1: number; y1: number },
  empty: boolean,
): string | undefined {
  const area = Math.max(1, (box.x1 - box.x0) * (box.y1 - box.y0));
  let color: string | undefined;
  for (const fill of fills) {
    const width = Math.min(fill.x1, box.x1) - Math.max(fill.x0, box.x0);
    const height = Math.min(fill.y1, box.y1) - Math.max(fill.y0, box.y0);
    if (width <= 0 || height <= 0) continue;
    const share = (width * height) / area;
    const own = (width * height) / Math.max(1, (fill.x1 - fill.x0) * (fill.y1 - fill.y0));
    if (share >= 0.5 || (empty && share >= 0.08 && own > 0.9)) color = fill.color;
  }
  return color === undefined || isWhite(color) ? undefined : color;
}

function isWhite(color: string): boolean {
  return /^#f[c-f]f[c-f]f[c-f]$/.test(color);
}
