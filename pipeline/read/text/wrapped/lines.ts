/**
 * Lines below a wrapped table's header as strips: whole lines, or parts of one where several short cells share it.
 * In: classified lines; out: strips in reading order with the places where a cell may begin inside a line.
 */
import { type CellKind, findCellKind } from '../cell-kinds.ts';
import { namesColumn } from '../../header-rows.ts';
import type { Line } from '../lines.ts';
import { isIndented } from '../tables.ts';

/** A stretch of one line between two places where a cell may begin. */
export interface Strip {
  /** The stretch as a line of its own, without white space at its ends. */
  line: Line;
  /** Index of its line among all lines. */
  at: number;
  /** True for the first strip of a line. */
  opensLine: boolean;
  /** True where a blank line stands before. */
  gap: boolean;
  /** True where the foot of a page or a repeated header stands before. */
  page: boolean;
  /** What speaks against a cell that begins here inside its line, in log-likelihood. */
  cutCost: number;
}

export interface Cut {
  at: number;
  cost: number;
}

/** A header that comes again: how many lines it takes from an index, or 0. */
export type FindAgain = (at: number) => number;

/** Places where lines were cut, by their words. */
export type CutCache = Map<string, Cut[]>;

/** Lines beyond this are no lines of a column. */
const longestCellLine = 220;
/** A cell that begins inside a line, and one that would part a date or a post. */
const cutCost = 1;
const tornValueCost = 6;
/** Lines of running heads and feet around one page break. */
const mostHeads = 4;
/** Strips between the heading of a table and its header. */
const mostHeading = 16;
const tornTimeLineCost = 4;
const tornPostLineCost = 2;
const mostCuts = 6;
const longestValue = 6;
const values: ReadonlySet<string> = new Set(['time', 'status', 'open', 'post']);
const opens = /^(?:[\p{Lu}\d("“'‘•▪●■◦]|\(?[a-h][.)]$)/u;
const runsOn =
  /(?:^(?:of|the|to|for|and|or|a|an|in|on|by|at|from|with|that|which|its|our|all|each|every|into|as|is|be|will)$|[,/&(–—-]$)/i;

/** Strips from a line index to the first line that is no words, or to `to`; `end` is the line after the last. */
export function findStrips(
  lines: readonly Line[],
  from: number,
  to: number,
  again: FindAgain,
  known: CutCache,
): { strips: Strip[]; end: number } {
  const strips: Strip[] = [];
  let open = { gap: false, page: false };
  let at = from;
  let end = from;
  const heads = findHeads(lines, from, to, again);
  while (at < to) {
    const line = lines[at];
    if (line === undefined) break;
    if (heads.has(at)) {
      open.page = true;
      at++;
      continue;
    }
    const repeated = again(at);
    const text = line.text.trim();
    if (repeated > 0) {
      const heading = findHeading(strips);
      if (heading !== null) return { strips: strips.slice(0, heading), end: strips[heading]?.at ?? at };
      open.page = true;
      at += repeated;
      end = at;
      continue;
    }
    if (line.kind === 'blank') {
      open.gap = true;
    } else if (line.kind === 'furniture' && !mayBeCell(text)) {
      open.page = true;
    } else if (line.kind !== 'words' && line.kind !== 'furniture' && !isIndented(line, 0)) {
      break;
    } else if (/^\s*#{1,6}\s/.test(line.text)) {
      break;
    } else {
      strips.push(...cutLine(line, at, open, known));
      open = { gap: false, page: false };
      end = at + 1;
    }
    at++;
  }
  return { strips, end };
}

/** Index of a strip not far above the end that heads a table of its own. */
function findHeading(strips: readonly Strip[]): number | null {
  for (let index = strips.length - 1; index >= Math.max(1, strips.length - mostHeading); index--) {
    const strip = strips[index];
    if (strip === undefined || strip.page) return null;
    const next = strips.findIndex((other, at) => at > index && other.opensLine);
    const words = strips.slice(index, next < 0 ? undefined : next);
    if (strip.opensLine && findCellKind(words.map(({ line }) => line.text).join(' ')) === 'section')
      return index;
  }
  return null;
}

const pageNumber = /^(?:p(?:age|\.)? ?)?\d{1,4}(?: ?(?:of|\/) ?\d{1,4})?$/i;

/**
 * Lines right above a repeated header that are a page number or come again there: the foot of one page and the head
 * of the next.
 */
function findHeads(lines: readonly Line[], from: number, to: number, again: FindAgain): Set<number> {
  const above: number[][] = [];
  for (let at = from; at < to; at++) {
    if (again(at) === 0) continue;
    const near: number[] = [];
    for (let up = at - 1; up >= from && near.length < mostHeads; up--) {
      if (lines[up]?.kind !== 'blank') near.push(up);
    }
    above.push(near);
    at += again(at) - 1;
  }
  const shape = (at: number): string => (lines[at]?.text ?? '').trim().replaceAll(/\d+/g, '#').toLowerCase();
  const counts = new Map<string, number>();
  for (const near of above) {
    for (const text of new Set(near.map(shape))) counts.set(text, (counts.get(text) ?? 0) + 1);
  }
  // The head may stand once above the table itself.
  for (let at = Math.max(0, from - 40); at < from; at++) {
    const text = shape(at);
    if (text.length > 8 && counts.has(text)) counts.set(text, (counts.get(text) ?? 0) + 1);
  }
  const heads = findRunningHeads(lines, from, to);
  for (const near of above) {
    for (const at of near) {
      const isHead = pageNumber.test(lines[at]?.text.trim() ?? '') || (counts.get(shape(at)) ?? 0) > 1;
      if (!isHead) break;
      heads.add(at);
    }
  }
  return heads;
}

/** Lines alike but for a number that counts on, twice or more: `Elmshire action plan 2`. */
function findRunningHeads(lines: readonly Line[], from: number, to: number): Set<number> {
  const alike = new Map<string, { at: number; page: number }[]>();
  for (let at = Math.max(0, from - 60); at < to; at++) {
    const match = /^(\S.{8,110}?)[ |–-]*\b(\d{1,3})$/.exec(lines[at]?.text.trim() ?? '');
    const words = match?.[1]?.trim().toLowerCase();
    if (words === undefined || words.split(' ').length < 3 || /\b(?:of|by|and|to|for|the)$/.test(words))
      continue;
    alike.set(words, [...(alike.get(words) ?? []), { at, page: Number(match?.[2]) }]);
  }
  const found = [...alike.values()].filter(
    (own) =>
      own.length > 1 &&
      own.every(({ page }, index) => index === 0 || page === (own[index - 1]?.page ?? 0) + 1),
  );
  return new Set(found.flat().map(({ at }) => at));
}

/** What stands beside page numbers and is a cell all the same. */
function mayBeCell(text: string): boolean {
  if (text.length > 60 || /\bpage\b/i.test(text)) return false;
  return ['reference', 'time', 'status', 'open', 'post'].includes(findCellKind(text)) || namesColumn(text);
}

function cutLine(line: Line, at: number, open: { gap: boolean; page: boolean }, known: CutCache): Strip[] {
  const lead = line.text.length - line.text.trimStart().length;
  const text = line.text.trim();
  const cuts = [{ at: 0, cost: 0 }, ...findCuts(text, known)];
  return cuts.map(({ at: cut, cost }, index) => {
    const words = text.slice(cut, cuts[index + 1]?.at).trimEnd();
    const start = line.start + lead + cut;
    return {
      line: { ...line, text: words, start, end: start + words.length },
      at,
      opensLine: index === 0,
      gap: index === 0 && open.gap,
      page: index === 0 && open.page,
      cutCost: cost,
    };
  });
}

/** Offsets where another cell may begin: before or after a reference, a time, a status or a post. */
function findCuts(text: string, known: CutCache): Cut[] {
  const found = known.get(text) ?? cutsOf(text);
  known.set(text, found);
  return found;
}

/** What speaks against a cell that ends with one line where the next begins: a date or a post runs on over the break. */
export function findTornCost(above: string, line: string): number {
  const left = [...above.matchAll(/\S+/g)].slice(-3);
  const right = [...line.matchAll(/\S+/g)].slice(0, 3);
  const words = [...left, ...right];
  if (opensValue(left.at(-1)?.[0] ?? '', right[0]?.[0] ?? '') || runsOn.test(left.at(-1)?.[0] ?? ''))
    return 0;
  const valueAt = (from: number, to: number): CellKind | null =>
    from < 0 || to > words.length ? null : readValue(words, from, to);
  const after = new Set(
    right.map((_, size) => valueAt(left.length, left.length + size + 1)).filter((kind) => kind !== null),
  );
  if (!isInside(left.length, after, valueAt, words)) return 0;
  const kind = valueAt(left.length - 1, left.length + 1) ?? 'post';
  return kind === 'time' ? tornTimeLineCost : tornPostLineCost;
}

function cutsOf(text: string): Cut[] {
  if (text.length > longestCellLine) return [];
  const words = [...text.matchAll(/\S+/g)];
  const kinds = new Map<number, CellKind | null>();
  const valueAt = (from: number, to: number): CellKind | null => {
    if (from < 0 || to > words.length) return null;
    const key = from * 1000 + to;
    const known = kinds.get(key);
    const kind = known === undefined ? readValue(words, from, to) : known;
    kinds.set(key, kind);
    return kind;
  };
  const cuts: Cut[] = [];
  const starts = new Set([0]);
  for (let index = 1; index < words.length && cuts.length < mostCuts; index++) {
    const word = words[index]?.[0] ?? '';
    const above = words[index - 1]?.[0] ?? '';
    const last = index === words.length - 1;
    if (!opens.test(word) && !(last && /\p{L}/u.test(word) && findCellKind(word) === 'open')) continue;
    if (runsOn.test(above)) continue;
    const after = new Set(
      lengths.map((size) => valueAt(index, index + size)).filter((kind) => kind !== null),
    );
    const before = lengths.some((size) => starts.has(index - size) && valueAt(index - size, index) !== null);
    const counted = index === 1 && findCellKind(above) === 'reference';
    if (after.size === 0 && !before && !counted) continue;
    const torn = !counted && !opensValue(above, word) && isInside(index, after, valueAt, words);
    cuts.push({ at: words[index]?.index ?? 0, cost: torn ? tornValueCost : cutCost });
    starts.add(index);
  }
  return cuts;
}

const timeOpener =
  /^(?:by|end|early|mid|late|from|before|until|spring|summer|autumn|winter|\d{1,2}(?:st|nd|rd|th)?)$/i;

/** A stretch of words that is one value begins before a word and goes on past it. */
function isInside(
  index: number,
  after: ReadonlySet<CellKind>,
  valueAt: (from: number, to: number) => CellKind | null,
  words: readonly RegExpMatchArray[],
): boolean {
  const opensTime = (at: number): boolean => timeOpener.test(words[at]?.[0] ?? '');
  for (const back of lengths.slice(0, 3)) {
    for (const on of lengths.slice(0, 3)) {
      const kind = valueAt(index - back, index + on);
      if (kind === null || (after.size > 0 && !after.has(kind))) continue;
      if (kind !== 'time' || valueAt(index - back, index) === 'time' || opensTime(index - back)) return true;
    }
  }
  return false;
}

/** A word that opens a value whatever stands before it: a post's first word, a date after a whole one. */
function opensValue(above: string, word: string): boolean {
  if (/(?:\d{4}|\d\/\d\d)$/.test(above)) return !/^(?:and|to|onwards)$/i.test(word);
  if (/^(?:Head|Cllr|Councillor|Assistant|Deputy|Chief)$/.test(word))
    return !/^(?:Deputy|Assistant|Interim)$/.test(above);
  return word === 'Director' && /^(?:Manager|Officer|Leader|Council|Board|Team|CMT|SLT)$/.test(above);
}

const lengths = Array.from({ length: longestValue }, (_, index) => index + 1);

function readValue(words: readonly RegExpMatchArray[], from: number, to: number): CellKind | null {
  const [first, last] = [words[from]?.[0] ?? '', words[to - 1]?.[0] ?? ''];
  if (!opens.test(first) && to - from > 1) return null;
  if (to - from > 1 && runsOn.test(last) && !/[–—/-]$/.test(last)) return null;
  const text = words
    .slice(from, to)
    .map((word) => word[0])
    .join(' ');
  const kind = findCellKind(text.replace(/ ?[–—-]$/, ''));
  if (kind === 'post') return /^\d/.test(first) ? null : kind;
  return values.has(kind) ? kind : null;
}
