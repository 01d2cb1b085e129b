/**
 * Table regions → grids. Columns come from the ends of rule segments where those tell, else from the gutters of
 * the whole table over all its pages; rows from horizontal rules, else from gaps and from how many columns begin.
 */
import { columnEdges, columnsIn, findGutters, leastGutter } from './gutters.ts';
import { fillOf, intervalOf, wordMiddle, type Grid, type GridCell } from './grid.ts';
import { makeLines, type Line } from './lines.ts';
import { readMarker } from './markers.ts';
import type { PageContent, Word } from './page-content.ts';
import { findRows } from './aligned-rows.ts';
import { splitAtGaps } from './prose.ts';
import { findTableRegions, type TableRegion } from './table-regions.ts';
import { isCrossed } from './segment-edges.ts';
import { gridFromRules, isTable } from './ruled-grids.ts';

/** The grids by page index, each page's from top to bottom. `free` holds each page's words outside ruled tables. */
export function findAlignedGrids(pages: PageContent[], free: Word[][]): Grid[][] {
  const regions = pages.map((page, index) => findTableRegions(page, free[index] ?? []));
  const grids: Grid[][] = pages.map(() => []);
  for (const chain of chainRegions(regions)) {
    const [first] = chain;
    if (first) trimTop(first);
    const drawn = chainEdges(chain);
    let edges = drawn ?? sharedColumns(chain);
    if (edges.length < 3) continue;
    const last = chain.at(-1)?.content.page ?? 0;
    const next = pages[last];
    const tail = next && regions[last]?.length === 0 ? findTail(next, free[last] ?? [], edges) : null;
    if (tail) chain.push(tail);
    if (tail && !drawn) edges = sharedColumns(chain);
    for (const region of chain) {
      const grid = (drawn && ruledGrid(region, drawn)) ?? makeGrid(region, edges);
      if (chain.length > 1 || (isTable(grid) && isFilled(grid))) grids[region.content.page - 1]?.push(grid);
    }
  }
  return grids;
}

/** A table without rules has words in a fair share of its cells; the lines of a chart do not. */
function isFilled({ cells }: Grid): boolean {
  return cells.filter((cell) => cell.words.length > 0).length >= 0.35 * cells.length;
}

/** Leaves out single pieces above the first line of several: a title, the end of a paragraph. */
function trimTop(region: TableRegion): void {
  const edges = columnEdges(region.lines, region.gutters);
  const first = region.lines.findIndex(
    (line) =>
      !region.spanning.has(line) && columnsIn(line.words, edges).size >= Math.min(3, edges.length - 1),
  );
  if (first > 0) region.lines.splice(0, first);
}

/** What is left of a last row at the top of the next page, where no other line gives the columns away. */
function findTail(content: PageContent, free: Word[], edges: number[]): TableRegion | null {
  const lines = makeLines(free.filter((word) => !word.sideways));
  const members: Line[] = [];
  for (const line of lines) {
    const previous = members.at(-1);
    const apart = previous !== undefined && line.base - previous.base > 2.2 * line.size;
    const crosses = edges.some((edge) => line.words.some((word) => word.x0 < edge - 1 && word.x1 > edge + 1));
    const columns = columnsIn(line.words, edges);
    const inPieces = splitAtGaps(line).length >= columns.size;
    if (apart || crosses || !inPieces || line.x0 < (edges[0] ?? 0) - 2 || line.x1 > (edges.at(-1) ?? 0) + 2)
      break;
    members.push(line);
  }
  if (members.length === 0 || members.length > 40) return null;
  const columns = columnsIn(
    members.flatMap((line) => line.words),
    edges,
  );
  // Words in the first column alone are as likely a short paragraph.
  const wide = (edges[1] ?? 0) - (edges[0] ?? 0) > 0.25 * ((edges.at(-1) ?? 0) - (edges[0] ?? 0));
  if (columns.size === 1 && columns.has(0) && !(wide && members.length >= 2)) return null;
  const next = lines[members.length];
  if (next && columns.size === 1 && columns.has(0) && next.x1 > (edges[1] ?? 0)) return null;
  return { content, lines: members, spanning: new Set(), rules: [], gutters: [], edges: null };
}

/** Regions that may be one table: the last of a page and the first of the next, with the same gutters. */
function chainRegions(regions: TableRegion[][]): TableRegion[][] {
  const chains: TableRegion[][] = [];
  for (const [index, page] of regions.entries()) {
    for (const [position, region] of page.entries()) {
      const chain = chains.at(-1);
      const last = chain?.at(-1);
      const adjacent = position === 0 && last !== undefined && last === regions[index - 1]?.at(-1);
      if (chain && adjacent && isSameTable(chain, region)) chain.push(region);
      else chains.push([region]);
    }
  }
  return chains;
}

function isSameTable(chain: TableRegion[], region: TableRegion): boolean {
  const together = gutterCount([...chain, region]);
  const fewest = Math.min(...[...chain, region].map((part) => part.gutters.length));
  return (
    together >= 1 && together >= fewest - 1 && (chain[0]?.rules.length ?? 0) > 0 === region.rules.length > 0
  );
}

function plainLines(chain: TableRegion[]): Line[] {
  return chain.flatMap((region) => region.lines.filter((line) => !region.spanning.has(line)));
}

function gutterCount(chain: TableRegion[]): number {
  const lines = plainLines(chain);
  return findGutters(lines, leastGutter(lines)).length;
}

/** Column edges of a chain; columns of nothing but list markers go with the text to their right. */
function sharedColumns(chain: TableRegion[]): number[] {
  const lines = plainLines(chain);
  let edges = columnEdges(lines, findGutters(lines, leastGutter(lines)));
  for (let column = edges.length - 3; column >= 1; column--) {
    const words = lines.flatMap((line) => line.words.filter((word) => columnsIn([word], edges).has(column)));
    const markers = words.filter((word) => readMarker(word.text, 1) !== null);
    if (words.length > 0 && markers.length >= 0.75 * words.length) edges = edges.toSpliced(column + 1, 1);
  }
  return edges;
}

/** The edges that rule segments give away anywhere in the chain, if no words of it stand across them. */
function chainEdges(chain: TableRegion[]): number[] | null {
  const [best] = chain
    .filter((region) => region.edges !== null)
    .toSorted((a, b) => (b.edges?.length ?? 0) - (a.edges?.length ?? 0) || b.rules.length - a.rules.length);
  const edges = best?.edges ?? null;
  const lines = plainLines(chain);
  return edges?.slice(1, -1).every((x) => !isCrossed(lines, x)) ? edges : null;
}

/** A grid with the columns given and the region's rules between its rows; a missing piece of rule merges cells. */
function ruledGrid(region: TableRegion, edges: number[]): Grid | null {
  if (region.rules.length === 0) return null;
  const { content, lines } = region;
  const ys = region.rules.map((rule) => rule.across);
  const high = Math.min(...ys, ...lines.map((line) => line.top - 1));
  const low = Math.max(...ys, ...lines.map((line) => line.bottom + 1));
  const verticals = edges.map((across) => ({
    horizontal: false,
    across,
    from: high,
    to: low,
    thickness: 0.5,
  }));
  const words = new Set(lines.flatMap((line) => line.words));
  return gridFromRules(
    { ...content, words: content.words.filter((word) => words.has(word)) },
    [...region.rules, ...verticals],
    content,
  );
}

function makeGrid(region: TableRegion, xs: number[]): Grid {
  const { content, lines } = region;
  const { starts, unsure } = findRows(region, xs);
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
  for (const cell of grid.cells) {
    const box = {
      x0: xs[cell.column] ?? 0,
      x1: xs[cell.column + cell.colSpan] ?? 0,
      y0: ys[cell.row] ?? 0,
      y1: ys[cell.row + 1] ?? 0,
    };
    const fill = fillOf(content.fills, box, cell.words.length === 0);
    if (fill !== undefined) cell.fill = fill;
  }
  return grid;
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
