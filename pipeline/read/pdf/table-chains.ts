/**
 * Table regions on following pages → chains that are one table, with the column edges of all its pages, and with
 * what a page break cut off: lines above, below or on a page of their own that keep to the columns.
 */
import { beginsColumns, columnEdges, columnLefts, columnsIn, findGutters, leastGutter } from './gutters.ts';
import { makeLines, type Line } from './lines.ts';
import { readMarker } from './markers.ts';
import type { PageContent, Word } from './page-content.ts';
import { countPieces } from './prose.ts';
import { isCrossed } from './segment-edges.ts';
import { commonShare, findTableRegions, isLarger, type TableRegion } from './table-regions.ts';

/** One table without vertical rules, page by page. */
export interface TableChain {
  parts: TableRegion[];
  /** Column edges, outer ones included. */
  edges: number[];
  /** True when the edges are the ends of rule segments. */
  drawn: boolean;
}

/** The chains of a document. `free` holds each page's words outside ruled tables. */
export function findChains(pages: PageContent[], free: Word[][]): TableChain[] {
  const regions = pages.map((page, index) => findTableRegions(page, free[index] ?? []));
  return chainRegions(regions).flatMap((parts): TableChain[] => {
    const [first] = parts;
    if (first) trimTop(first);
    const ends = chainEdges(parts);
    const drawn = ends && withGutters(ends, plainLines(parts));
    const edges = drawn ?? sharedColumns(parts);
    if (edges.length < 3) return [];
    const last = parts.at(-1)?.content.page ?? 0;
    const next = pages[last];
    const lefts = columnLefts(plainLines(parts), edges);
    const tail = next && regions[last]?.length === 0 ? findTail(next, free[last] ?? [], edges, lefts) : null;
    if (tail) parts.push(tail);
    extendChain(parts, regions, free, edges);
    const columns = drawn ?? sharedColumns(parts);
    for (const part of parts) findTitles(part, columns);
    return [{ parts, edges: columns, drawn: drawn !== null }];
  });
}

/** Of the lines that stand alone between rules, or seemed titles on their page, those over several columns or in large letters are. */
function findTitles({ lone, spanning, lines }: TableRegion, edges: number[]): void {
  const size = middleSize(lines);
  for (const line of [...lone, ...spanning]) {
    if (spanning.has(line) && isLarger(line, { size })) continue;
    if (edges.slice(1, -1).some((edge) => runsAcross(line, edge))) spanning.add(line);
    else spanning.delete(line);
  }
}

function middleSize(lines: readonly Line[]): number {
  const sizes = lines.map(({ size }) => size).toSorted((a, b) => a - b);
  return sizes[Math.floor(sizes.length / 2)] ?? 0;
}

/** True when a word stands across the x, or no more than a space parts the words on either side. */
function runsAcross({ words, size }: Line, x: number): boolean {
  if (words.some((word) => word.x0 < x - 1 && word.x1 > x + 1)) return true;
  const left = words.findLast((word) => word.x1 <= x + 1);
  const right = words.find((word) => word.x0 >= x - 1);
  return left !== undefined && right !== undefined && right.x0 - left.x1 < 0.38 * size;
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

/** By the edges that rules give away where there are any, by common gutters otherwise. */
function isSameTable(chain: TableRegion[], region: TableRegion): boolean {
  const known = chainEdges(chain);
  const { edges } = region;
  if (known && fitsEdges(region, known)) return true;
  if (known || edges) return edges !== null && chain.every((part) => fitsEdges(part, edges));
  const together = gutterCount([...chain, region]);
  const fewest = Math.min(...[...chain, region].map((part) => part.gutters.length));
  return together >= 1 && together >= fewest - 1;
}

function fitsEdges(region: TableRegion, edges: number[]): boolean {
  const lines = plainLines([region]);
  const inside = lines.every((line) => line.x0 > (edges[0] ?? 0) - 3 && line.x1 < (edges.at(-1) ?? 0) + 3);
  const shared = region.edges?.every((edge) => edges.some((other) => Math.abs(other - edge) < 6)) ?? true;
  return inside && shared && edges.slice(1, -1).every((x) => !isCrossed(lines, x));
}

function plainLines(chain: TableRegion[]): Line[] {
  return chain.flatMap((region) =>
    region.lines.filter((line) => !region.spanning.has(line) && !region.lone.has(line)),
  );
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
    const wordsIn = (index: number): Word[] =>
      lines.flatMap((line) => line.words.filter((word) => columnsIn([word], edges).has(index)));
    const words = wordsIn(column);
    const markers = words.filter((word) => readMarker(word.text, 1) !== null);
    const beside = wordsIn(column + 1);
    const isText = beside.filter((word) => /\p{L}/u.test(word.text)).length >= 0.5 * beside.length;
    if (words.length > 0 && markers.length >= 0.75 * words.length && isText)
      edges = edges.toSpliced(column + 1, 1);
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

/** Rules may end at a merged cell only: gutters part the other columns, where words begin, or are centred, in line. */
function withGutters(edges: number[], lines: Line[]): number[] {
  const gutters = findGutters(lines, leastGutter(lines));
  const more = gutters.filter(({ from, to }, index) => {
    if (edges.some((edge) => edge > from - 2 && edge < to + 2)) return false;
    const right = Math.min(gutters[index + 1]?.to ?? Infinity, ...edges.filter((edge) => edge >= to));
    const pieces = lines.flatMap((line) => {
      const own = line.words.filter((word) => word.x0 >= to - 0.1 && word.x0 < right - 0.1);
      const [first, last] = [own[0], own.at(-1)];
      return first && last && readMarker(first.text, 1) === null ? [{ x0: first.x0, x1: last.x1 }] : [];
    });
    const starts = commonShare(pieces.map(({ x0 }) => x0));
    const middles = commonShare(pieces.map(({ x0, x1 }) => (x0 + x1) / 2));
    const left = lines.filter((line) => line.words.some((word) => word.x1 <= from + 0.1));
    const ends = lines.flatMap((line) => line.words.filter((word) => Math.abs(word.x1 - from) < 8));
    if (ends.filter((word) => readMarker(word.text, 1)).length >= 0.75 * ends.length) return false;
    return pieces.length >= 3 && left.length >= 3 && Math.max(starts, middles) >= 0.6;
  });
  return [...edges, ...more.map(({ from, to }) => (from + to) / 2)].toSorted((a, b) => a - b);
}

/**
 * Leaves out single pieces above the first line of several: a title, the end of a paragraph. What stands less than a
 * line above is beside it: a cell of more lines than its neighbours, set in the middle.
 */
function trimTop(region: TableRegion): void {
  const { lines, spanning } = region;
  const edges = columnEdges(lines, region.gutters);
  let first = lines.findIndex(
    (line) => !spanning.has(line) && columnsIn(line.words, edges).size >= Math.min(3, edges.length - 1),
  );
  const isBeside = (above: Line | undefined, line: Line | undefined): boolean =>
    above !== undefined && line !== undefined && line.base - above.base < 0.9 * line.size;
  while (isBeside(lines[first - 1], lines[first])) first -= 1;
  if (first > 0) lines.splice(0, first);
}

/** Takes in what stands above later parts and below earlier ones as long as it keeps to the columns: cut rows. */
function extendChain(chain: TableRegion[], regions: TableRegion[][], free: Word[][], edges: number[]): void {
  for (const [index, region] of chain.entries()) {
    const page = region.content.page - 1;
    const claimed = new Set(
      (regions[page] ?? []).flatMap((other) => other.lines.flatMap((line) => line.words)),
    );
    const lines = makeLines((free[page] ?? []).filter((word) => !word.sideways && !claimed.has(word)));
    const top = region.lines[0]?.base ?? 0;
    const bottom = region.lines.at(-1)?.base ?? 0;
    const fitting = (candidates: Line[], from: number): Line[] => {
      let near = from;
      const taken: Line[] = [];
      for (const line of candidates) {
        if (isLarger(line, { size: middleSize(region.lines) })) break;
        if (Math.abs(line.base - near) > 3.2 * line.size || !fitsColumns(line, edges)) break;
        taken.push(line);
        near = line.base;
      }
      return taken;
    };
    if (index > 0) {
      const above = lines.filter((line) => line.base < top).toReversed();
      region.lines.unshift(...fitting(above, top).toReversed());
    }
    if (index < chain.length - 1) {
      region.lines.push(
        ...fitting(
          lines.filter((line) => line.base > bottom),
          bottom,
        ),
      );
    }
  }
}

/** True when the words stand inside the columns, none across an edge. */
function fitsColumns(line: Line, edges: number[]): boolean {
  if (line.x0 < (edges[0] ?? 0) - 3 || line.x1 > (edges.at(-1) ?? 0) + 3) return false;
  return edges.every((edge) => !line.words.some((word) => word.x0 < edge - 1 && word.x1 > edge + 1));
}

/** What is left of a last row at the top of the next page, where no other line gives the columns away. */
function findTail(content: PageContent, free: Word[], edges: number[], lefts: number[]): TableRegion | null {
  const lines = makeLines(free.filter((word) => !word.sideways));
  const members: Line[] = [];
  for (const line of lines) {
    const previous = members.at(-1);
    const columns = columnsIn(line.words, edges);
    const reach = columns.size === 1 && columns.has(0) ? 2.2 : 3.6;
    const apart = previous !== undefined && line.base - previous.base > reach * line.size;
    const inPieces = countPieces(line) >= columns.size || beginsColumns(line, edges, lefts);
    if (apart || !inPieces || !fitsColumns(line, edges)) break;
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
  return {
    content,
    lines: members,
    spanning: new Set(),
    lone: new Set(),
    rules: [],
    gutters: [],
    edges: null,
  };
}
