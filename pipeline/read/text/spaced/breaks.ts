/**
 * Whether the next line of a column goes on with a cell or begins another, by its words and the room it has.
 * In: lines of a column; out: a weight for each, above 0 where a cell begins.
 */
import { findCellKind } from '../cell-kinds.ts';
import { type FoundMarker, findOpeningMarker, isNext } from '../../list-markers.ts';

/** A line's words in one column. */
export interface ColumnLine {
  /** Index of the line on its page. */
  line: number;
  text: string;
  /** Characters from the column's edge to the end of the words. */
  reach: number;
}

/** What a column usually holds. */
export interface ColumnNature {
  /** Share of its lines that begin with a small letter, 0..1. */
  lower: number;
  /** How far its lines reach, but for a few. */
  width: number;
  /** Nearly every line is a reference. */
  references: boolean;
}

const openEnd =
  /(?:(?:^|\s)(?:to|of|the|and|for|in|by|with|an?|from|on|or|at|as|into|between|its|their|our|until|that|which|all|any|be|is|are|will)|[&,(–/:-])$/i;
const month =
  /(?:^|\s)(?:jan|feb|mar|apr|may|jun|jul|aug|sep|oct|nov|dec)[a-z]*\.?$|(?:^|\s)(?:spring|summer|autumn|winter|early|late|mid|end|by|q[1-4]|\d{1,2}(?:st|nd|rd|th)?)$/i;

/** What a column's lines say about it. */
export function natureOf(lines: readonly ColumnLine[]): ColumnNature {
  const count = Math.max(1, lines.length);
  const reaches = lines.map(({ reach }) => reach).sort((a, b) => a - b);
  return {
    lower: lines.filter(({ text }) => /^\p{Ll}/u.test(text)).length / count,
    width: reaches[Math.floor((reaches.length - 1) * 0.9)] ?? 0,
    references:
      lines.length >= 2 &&
      lines.filter(({ text }) => findCellKind(text) === 'reference').length >= count * 0.8,
  };
}

/** Log-odds, set by hand, that a cell begins with `next` rather than that it goes on with `last`. */
export function weighBreak(
  last: ColumnLine,
  next: ColumnLine,
  nature: ColumnNature,
  item: FoundMarker | null = null,
): number {
  const [before, after] = [last.text.trimEnd(), next.text];
  if (nature.references) return 6;
  let weight = 0;
  const small = /^[\p{Ll}]/u.test(after);
  const marker = findOpeningMarker(after);
  const marked = marker !== null;
  if (small && !marked) weight -= 3;
  else if (/^[)\],;&/–-]/.test(after)) weight -= 3;
  else if (marked) weight += weighItem(item, marker);
  else if (/^\p{Lu}/u.test(after)) weight += 0.3 + Math.max(nature.lower * 2, nature.width >= 30 ? 1.5 : 0);
  else if (after.startsWith('(')) weight -= 1;
  if (openEnd.test(before)) weight -= 3;
  else if (/[.!?]["”’)]?$/.test(before)) weight += 0.6;
  if (/^(?:19|20)\d\d/.test(after) && month.test(before)) weight -= 4;
  if (opens(before) > 0) weight -= 2;
  if (isWholeValue(before) && isWholeValue(after)) weight += 1.5;
  const [first = ''] = after.split(/\s/, 1);
  const room = nature.width - last.reach - 1 - first.length;
  // An item begins a line whatever room there is.
  if (marked) return weight;
  // The next word had room on the line above: only the end of a cell or paragraph leaves it unused.
  if (room >= 2) weight += small ? 0.5 : Math.min(2.5, 0.5 + (room / Math.max(10, nature.width)) * 4);
  else weight -= nature.width >= 30 ? 1.5 : 0.6;
  return weight;
}

/** A time, a status or a post that needs no more words. */
function isWholeValue(text: string): boolean {
  const kind = text.length > 60 ? 'long' : findCellKind(text);
  return kind === 'time' || kind === 'status' || kind === 'open' || kind === 'post';
}

/** Items of one list are in one cell; a list that begins anew begins a cell. */
function weighItem(last: FoundMarker | null, next: FoundMarker): number {
  if (last === null) return next.kind === 'bullet' || next.value > 1 ? -0.5 : 0.5;
  if (next.kind === 'bullet') return last.kind === 'bullet' ? -1 : 2;
  if (isNext(last, next)) return -3;
  return next.value === 1 ? 3 : 0.5;
}

/** For each line of a column on a page what speaks for a cell beginning there; `blank` counts blank lines above each line. */
export function weighBreaks(
  lines: readonly ColumnLine[],
  nature: ColumnNature | undefined,
  blanks: readonly number[],
): number[] {
  let item: FoundMarker | null = null;
  const gapped = lines.filter(
    ({ line }, index) => index > 0 && blanksBetween(lines[index - 1], line, blanks) > 0,
  );
  // Where nearly every line has a gap above it, a gap says nothing.
  const gapWorth = gapped.length > lines.length * 0.7 ? 0 : blankWorth;
  return lines.map((next, index) => {
    const last = lines[index - 1];
    if (last === undefined || nature === undefined) return pageStart;
    item = findOpeningMarker(last.text) ?? item;
    const blank = blanksBetween(last, next.line, blanks);
    const apart = next.line - last.line - 1 - blank;
    return (
      weighBreak(last, next, nature, item) + (apartWorth[apart] ?? farWorth) + (blank > 0 ? gapWorth : 0)
    );
  });
}

function blanksBetween(last: ColumnLine | undefined, line: number, blanks: readonly number[]): number {
  return last === undefined ? 0 : (blanks[line] ?? 0) - (blanks[last.line] ?? 0);
}

/** What the first line of a page says. */
const pageStart = 0.5;
/** What lines with words in other columns only, and blank lines, say between two lines of a column. */
const apartWorth = [-0.3, 0, 1];
const farWorth = 2;
const blankWorth = 2;

function opens(text: string): number {
  return text.split('(').length - text.split(')').length;
}
