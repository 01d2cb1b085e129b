/**
 * Where on a page tables without vertical rules stand: between horizontal rules of one extent, or where lines
 * of three and more pieces stand over one another with gutters running through. Prose crosses the gutters.
 */
import {
  beginsColumns,
  columnLefts,
  columnsIn,
  findGutters,
  leastGutter,
  narrow,
  type Gutter,
} from './gutters.ts';
import { makeLines, type Line } from './lines.ts';
import { readMarker } from './markers.ts';
import type { PageContent, Rule, Word } from './page-content.ts';
import { countPieces } from './prose.ts';
import { mergeRules } from './rules.ts';
import { findSegmentEdges, isCrossed } from './segment-edges.ts';

/** A stretch of lines that form a table, with the horizontal rules among them. */
export interface TableRegion {
  content: PageContent;
  lines: Line[];
  /** Lines that run across gutters: section titles inside the table. */
  spanning: Set<Line>;
  /** Lines in one piece between rules, or above one in several pieces: titles, or the words of one cell. */
  lone: Set<Line>;
  rules: Rule[];
  gutters: Gutter[];
  /** Column edges that the rules themselves give away; `null` where they do not. */
  edges: number[] | null;
}

/** The table regions of a page among its free words, from top to bottom. */
export function findTableRegions(content: PageContent, free: Word[]): TableRegion[] {
  const lines = makeLines(free.filter((word) => !word.sideways));
  const rules = mergeRules(content.rules).filter((rule) => rule.horizontal && rule.to - rule.from > 40);
  const used = new Set<Line>();
  const regions = groupByExtent(rules, lines)
    .map((group) => ruledRegion(content, group, lines, used))
    .filter((region) => region !== null);
  for (const [index, line] of lines.entries()) {
    if (used.has(line) || countPieces(line) < 3) continue;
    const region = growRegion(content, lines, index, used);
    if (!region) continue;
    for (const member of region.lines) used.add(member);
    regions.push(region);
  }
  return regions.toSorted((a, b) => (a.lines[0]?.base ?? 0) - (b.lines[0]?.base ?? 0));
}

/** Rules of equal left or right ends, at least three of them; underlined words are none. */
function groupByExtent(rules: Rule[], lines: Line[]): Rule[][] {
  const groups: Rule[][] = [];
  for (const rule of rules.toSorted((a, b) => a.across - b.across)) {
    const underlined = lines.some(
      (line) =>
        rule.across - line.base > -1 &&
        rule.across - line.base < 0.3 * line.size &&
        line.words.some((word) => Math.abs(word.x0 - rule.from) < 2) &&
        line.words.some((word) => Math.abs(word.x1 - rule.to) < 2),
    );
    if (underlined) continue;
    const group = groups.find((other) =>
      other.some((member) => Math.abs(member.from - rule.from) < 5 || Math.abs(member.to - rule.to) < 5),
    );
    if (group) group.push(rule);
    else groups.push([rule]);
  }
  return groups.filter((group) => new Set(group.map((rule) => Math.round(rule.across / 3))).size >= 3);
}

function ruledRegion(
  content: PageContent,
  group: Rule[],
  lines: Line[],
  used: Set<Line>,
): TableRegion | null {
  const top = Math.min(...group.map((rule) => rule.across));
  const bottom = Math.max(...group.map((rule) => rule.across));
  const from = Math.min(...group.map((rule) => rule.from)) - 3;
  const to = Math.max(...group.map((rule) => rule.to)) + 3;
  const isWithin = (line: Line): boolean => line.x0 >= from && line.x1 <= to;
  const first = lines.findIndex((line) => line.base > top && line.base < bottom + 2);
  const last = lines.findLastIndex((line) => line.base > top && line.base < bottom + 2);
  if (first < 0 || last <= first) return null;
  const inside = lines.slice(first, last + 1).filter((line) => isWithin(line) && !used.has(line));
  const lone = loneLines(inside, group);
  const plain = inside.filter((line) => !lone.has(line));
  const edges = findSegmentEdges(content, group, plain);
  const least = edges ? 0.5 : leastGutter(inside);
  let gutters = edges
    ? edges.slice(1, -1).map((x): Gutter => ({ from: x - 1, to: x + 1 }))
    : findGutters(plain, least);
  const spanning = new Set([...lone].filter((line) => narrow(gutters, line, least).length < gutters.length));
  if (gutters.length === 0) {
    // Title rows that run across hide the gutters of the others.
    const pieced = inside.filter((line) => countPieces(line) > 1);
    gutters = findGutters(pieced, least);
    for (const line of inside) if (narrow(gutters, line, least).length < gutters.length) spanning.add(line);
  }
  if (gutters.length === 0 || spanning.size > 0.2 * inside.length) return null;
  const members = [...inside];
  const take = (index: number, step: number): void => {
    const beyond = step > 0 ? lines.slice(index) : lines.slice(0, index + 1).toReversed();
    const free = beyond.findIndex((line) => used.has(line) || !isWithin(line));
    const near = lines[index - step];
    const candidates = beyond.slice(0, free < 0 ? undefined : free);
    const taken = edges
      ? inColumns(candidates, near, edges, columnLefts(plain, edges))
      : inGutters(candidates, near, gutters, least);
    if (step > 0) members.push(...taken);
    else members.unshift(...taken.toReversed());
    if (!edges) for (const line of taken) gutters = narrow(gutters, line, least);
  };
  take(first - 1, -1);
  take(last + 1, 1);
  for (const line of members) used.add(line);
  return { content, lines: members, spanning, lone, rules: group, gutters, edges };
}

function loneLines(lines: Line[], group: Rule[]): Set<Line> {
  const ys = group.map((rule) => rule.across).toSorted((a, b) => a - b);
  const bands = Map.groupBy(lines, (line) => ys.findIndex((y) => y > line.base));
  const between = [...bands].flatMap(([band, [line, ...others]]) =>
    band > 0 && line && others.length === 0 ? [line] : [],
  );
  const pieces = lines.map((line) => countPieces(line));
  const above = lines.filter((_, index) => (pieces[index + 1] ?? 0) >= 3);
  return new Set([...between, ...above].filter((line) => pieces[lines.indexOf(line)] === 1));
}

/**
 * Lines beyond the outermost rule that go on with the table, by gutters alone. One piece there is the paragraph around
 * the table; what a page break cut is found later.
 */
function inGutters(candidates: Line[], start: Line | undefined, known: Gutter[], least: number): Line[] {
  let gutters = known;
  let near = start;
  const taken: Line[] = [];
  for (const [index, line] of candidates.entries()) {
    if (!near || Math.abs(line.base - near.base) > 3 * line.size) break;
    const beyond = candidates[index + 1];
    const inHeader =
      beyond && Math.abs(beyond.base - line.base) < 1.6 * line.size && countPieces(beyond) >= 3;
    const pieces = countPieces(line);
    if (pieces < 2 && !inHeader) break;
    const left = narrow(gutters, line, least);
    // A line of several pieces shows which gutters were only apparent; a line in one piece runs across them.
    if (left.length < gutters.length && (left.length === 0 || pieces < 3)) break;
    gutters = left;
    taken.push(line);
    near = line;
  }
  return taken;
}

/** The same by known column edges: lines that keep to the columns, up to the last that stands in several. */
function inColumns(candidates: Line[], start: Line | undefined, edges: number[], lefts: number[]): Line[] {
  let near = start;
  let count = 0;
  for (const [index, line] of candidates.entries()) {
    const pieces = countPieces(line);
    const reach = pieces >= 3 ? 5 : 3;
    if (!near || Math.abs(line.base - near.base) > reach * line.size) break;
    if (edges.slice(1, -1).some((edge) => isCrossed([line], edge))) break;
    const columns = columnsIn(line.words, edges).size;
    if (columns >= 2 && (pieces >= columns || beginsColumns(line, edges, lefts))) count = index + 1;
    near = line;
  }
  return candidates.slice(0, count);
}

/** Grows a region from a line of several pieces up and down while at least two gutters run through. */
function growRegion(content: PageContent, lines: Line[], seed: number, used: Set<Line>): TableRegion | null {
  const start = lines[seed];
  if (!start) return null;
  const least = leastGutter([start]);
  let gutters = findGutters([start], 1.1 * start.size).filter(({ from }) => !isAfterMarker(start, from));
  const members = [start];
  const spanning = new Set<Line>();
  const grow = (step: number): void => {
    let crossing: Line[] = [];
    let previous = start;
    for (let at = seed + step; at >= 0 && at < lines.length; at += step) {
      const line = lines[at];
      if (!line || used.has(line)) return;
      const left = narrow(gutters, line, least);
      const lost = gutters.length - left.length;
      // Rows may stand far apart where cells end in blank paragraphs.
      const apart = Math.abs(line.base - previous.base) / Math.max(line.size, previous.size);
      if (apart > 9 || (apart > 5 && (lost > 0 || countPieces(line) < 3))) return;
      const early = members.length < 4;
      const next = lines[at + step];
      // Larger than what stands around it, too: the letters of a header may be smaller than those of all rows.
      const isLarge = step > 0 && [start, previous, next ?? previous].every((other) => isLarger(line, other));
      if (isLarge && !isTitle(line, next, gutters, least)) return;
      if ((lost > 0 || isLarge) && isTitle(line, next, gutters, least)) {
        crossing.push(line);
      } else if (left.length < 2 || lost > (early ? gutters.length - 2 : 0)) {
        crossing.push(line);
        if (crossing.length > 1) return;
      } else {
        for (const title of crossing) {
          spanning.add(title);
          members.push(title);
        }
        crossing = [];
        gutters = left;
        members.push(line);
      }
      previous = line;
    }
  };
  grow(1);
  grow(-1);
  members.sort((a, b) => a.base - b.base);
  while (members[0] && spanning.has(members[0])) members.shift();
  if (gutters.length < 2 || members.length < 3) return null;
  const pieced = members.filter((line) => pieceCount(line, gutters) >= 3).length;
  if (pieced < 2 || !hasAlignedColumns(members, spanning, gutters)) return null;
  return { content, lines: members, spanning, lone: new Set(), rules: [], gutters, edges: null };
}

/** True when a line in one piece stands between lines of a table: the next one has words in most columns. */
function isTitle(line: Line, next: Line | undefined, gutters: Gutter[], least: number): boolean {
  if (!next || countPieces(line) > 1 || countPieces(next) < 3) return false;
  if (Math.abs(next.base - line.base) > 5 * line.size) return false;
  return narrow(gutters, next, least).length === gutters.length;
}

/** True for a line in one piece and in larger letters than a table's line: a title also where it crosses no gutter. */
export function isLarger(line: Line, { size }: Pick<Line, 'size'>): boolean {
  return line.size >= 1.15 * size && countPieces(line) === 1;
}

/** True when a list marker stands before the gutter: what follows is its text, no column. References begin lines. */
function isAfterMarker({ words }: Line, from: number): boolean {
  return words.some((word, index) => {
    const kind = word.x1 === from && readMarker(word.text, 1)?.kind;
    return kind && (index > 0 || kind === 'bullet' || kind === 'letter');
  });
}

/** In columns of a table words begin (or end) at the same x line after line; in spaced-out prose they do not. */
function hasAlignedColumns(lines: Line[], spanning: Set<Line>, gutters: Gutter[]): boolean {
  const edges = [-Infinity, ...gutters.map(({ from, to }) => (from + to) / 2), Infinity];
  let aligned = 0;
  for (let column = 1; column < edges.length; column++) {
    const pieces = lines
      .filter((line) => !spanning.has(line))
      .map((line) =>
        line.words.filter((word) => word.x0 >= (edges[column - 1] ?? 0) && word.x0 < (edges[column] ?? 0)),
      )
      .filter((words) => words.length > 0);
    const starts = commonShare(pieces.map((words) => words[0]?.x0 ?? 0));
    const ends = commonShare(pieces.map((words) => words.at(-1)?.x1 ?? 0));
    const middles = commonShare(pieces.map((words) => ((words[0]?.x0 ?? 0) + (words.at(-1)?.x1 ?? 0)) / 2));
    if (pieces.length >= 2 && Math.max(starts, ends, middles) >= 0.5) aligned += 1;
  }
  return aligned >= Math.max(2, edges.length - 2);
}

/** The share of values within 1.5 of the commonest. */
export function commonShare(values: number[]): number {
  const counts = values.map((value) => values.filter((other) => Math.abs(other - value) < 1.5).length);
  return Math.max(0, ...counts) / Math.max(1, values.length);
}

/** In how many of the columns between the gutters the line has words. */
function pieceCount(line: Line, gutters: Gutter[]): number {
  const edges = [-Infinity, ...gutters.map(({ from, to }) => (from + to) / 2), Infinity];
  return edges
    .slice(1)
    .filter((edge, index) => line.words.some((word) => word.x0 >= (edges[index] ?? 0) && word.x0 < edge))
    .length;
}
