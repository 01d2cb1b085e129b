/**
 * Headers of tables that spaces set out: names of columns side by side, over one line or several.
 * In: lines; out: the names from left to right and how many lines they take.
 */
import type { Line } from '../lines.ts';
import { findCellKind } from '../cell-kinds.ts';
import { findColumnContent, isColumnName, namesColumn } from '../../header-rows.ts';
import { isDateText } from '../../headings.ts';
import { type Stretch, findRuns, findWords } from './words.ts';

/** One name: its words, where they stand, and the pieces of it line by line. */
export interface SpacedName extends Stretch {
  text: string;
  pieces: { line: number; start: number; end: number }[];
}

export interface SpacedHeader {
  names: SpacedName[];
  /** Lines it takes. */
  used: number;
}

const mostLines = 4;
const fewestNames = 3;
const longestName = 60;
const farRight = 20;

/** The header that begins at a line, the longest that is one; `null` where none does. */
export function findSpacedHeader(lines: readonly Line[], at: number): SpacedHeader | null {
  const first = findRuns(findWords(lines[at]));
  if (first.length === 0 || first.some((run) => run.end - run.start > longestName)) return null;
  // One name alone may be the higher of the header's, but none at the left: a heading stands there.
  if (first.length === 1 && (first[0]?.start ?? 0) < farRight) return null;
  let best: SpacedHeader | null = null;
  let names: SpacedName[] = [];
  for (let used = 1; used <= mostLines; used++) {
    const index = at + used - 1;
    const line = lines[index];
    const runs = findRuns(findWords(line));
    if (line === undefined || runs.length === 0 || /^[-=_\s]+$/.test(line.text)) break;
    const next = addLine(names, line.text, index, runs);
    if (next === null) break;
    names = next;
    if (isHeader(names) && (best === null || names.length > best.names.length || goesOn(best.names, names)))
      best = { names, used };
  }
  return best;
}

/** The names with one more line put under those it stands below; `null` where words stand apart that name no column. */
function addLine(
  names: readonly SpacedName[],
  text: string,
  line: number,
  runs: readonly Stretch[],
): SpacedName[] | null {
  const grown = names.map((name) => ({ ...name, pieces: [...name.pieces] }));
  for (const { start, end } of runs) {
    const words = text.slice(start, end);
    // Under two names: a part of the one that it stands under most.
    const shared = (name: SpacedName): number => Math.min(name.end, end) - Math.max(name.start, start);
    const name = grown
      .filter((other) => shared(other) > -1)
      .reduce<SpacedName | undefined>(
        (a, b) => (a === undefined || shared(b) > shared(a) ? b : a),
        undefined,
      );
    const piece = { line, start, end };
    if (name === undefined) {
      if (names.length > 0 && !namesColumn(words)) return null;
      grown.push({ start, end, text: words, pieces: [piece] });
    } else if (name.pieces.at(-1)?.line === line) return null;
    else {
      name.text = `${name.text} ${words}`;
      name.start = Math.min(name.start, start);
      name.end = Math.max(name.end, end);
      name.pieces.push(piece);
    }
  }
  return grown.sort((a, b) => a.start - b.start);
}

function isHeader(names: readonly SpacedName[]): boolean {
  const named = names.filter((name) => namesColumn(name.text)).length;
  // "Cabinet Member" beside names of columns is half a name: a column of such may stand below.
  const posts = names.filter(({ text }) => !namesColumn(text) && findCellKind(text) === 'post').length;
  return (
    names.length >= fewestNames &&
    named >= 2 &&
    named + posts / 2 >= names.length * 0.6 &&
    names.filter(({ text }) => /^\P{Ll}/u.test(text)).length >= names.length * 0.75 &&
    names.every((name) => mayName(name.text))
  );
}

/** "Update – June 2027", "Agreed action (2027)": a date behind a name. */
const namedDate =
  /[\s–(-]{1,4}(?:(?:at|to|in|of|for|since|end)\s+){0,3}(?:\d{1,2}(?:st|nd|rd|th)?\s+)?(?:(?:jan|feb|mar|apr|may|jun|jul|aug|sep|oct|nov|dec)[a-z]*\.?\s+)?(?:19|20)\d\d\)?$/i;
/** Words before a date that make it a cell's own. */
const ownDate =
  /(?:^|\s)(?:by|before|from|until|during|since|early|mid|late|due|completed?|done|started|agreed|ongoing)$/i;
/** "Position at September 2027", unlike "Approved in May 2027". */
const loneNoun = /^\p{Lu}\p{Ll}{3,}(?<!ed)$/u;
const openName = /\s(?:and|of|the|for|to|in|by|with)$/;
/** "Deliver by", "Reports to": two or three words that stand for a column. */
const shortName = /^\p{Lu}\S*(?: \S+)? (?:by|to|with)$/u;

/** No name of a column: a time, a status, a sentence, words that others must follow. */
export function mayName(text: string): boolean {
  if (text.length > longestName || isDateText(text)) return false;
  const bare = text.replace(namedDate, '');
  if (bare !== text && !mayBeDated(bare)) return false;
  if (/\d{2,}|[.,;]$/.test(bare.replace(/\b(?:no|ref|rec)s?\.$/i, ''))) return false;
  if (openName.test(bare) && !shortName.test(bare)) return false;
  if (isKnownName(bare)) return true;
  return !['time', 'status'].includes(findCellKind(bare));
}

/** True for words of columns' names, units of time that stand alone among them. */
export function isKnownName(text: string): boolean {
  return namesColumn(text) || /^(?:quarter|term|year|phase)$/i.test(text);
}

/** True for what a date may follow in a column's name; below "When" stands a date of its own. */
function mayBeDated(text: string): boolean {
  if (ownDate.test(text) || findColumnContent(text) === 'time') return false;
  return namesColumn(text) || loneNoun.test(text);
}

/** A further line belongs to the header where each name it lengthens reads as one: `Lead` / `officer`. */
function goesOn(before: readonly SpacedName[], after: readonly SpacedName[]): boolean {
  const grown = after.filter((name) => !before.some(({ text }) => text === name.text));
  return grown.every(({ text, pieces }) => {
    const last = text.slice(-((pieces.at(-1)?.end ?? 0) - (pieces.at(-1)?.start ?? 0)));
    return (
      isColumnName(text) ||
      isColumnName(last) ||
      (/^[\p{Ll}(/&]/u.test(last) && text.length <= 45) ||
      text.endsWith('?')
    );
  });
}

const mostPartings = 4;

/** The header itself and every way to part its names at single spaces: `Original end date Revised end date`. */
export function partNames(header: SpacedHeader, lines: readonly Line[]): SpacedHeader[] {
  let ways: SpacedName[][] = [[]];
  let partings = 0;
  for (const name of header.names) {
    const parted = partings < mostPartings ? partName(name, lines) : [];
    if (parted.length > 0) partings += 1;
    ways = ways.flatMap((names) => [[name], ...parted].map((own) => [...names, ...own]));
  }
  return ways.map((names) => ({ ...header, names }));
}

/** The ways to part a name of one line in two that both name columns. */
function partName(name: SpacedName, lines: readonly Line[]): SpacedName[][] {
  const [piece, more] = name.pieces;
  if (piece === undefined || more !== undefined) return [];
  const text = lines[piece.line]?.text ?? '';
  const spaces = [...name.text.matchAll(/(?<=\S) (?=\p{Lu})/gu)].map(({ index }) => name.start + index);
  return spaces.flatMap((space) => {
    const halves = [
      { start: name.start, end: space },
      { start: space + 1, end: name.end },
    ].map((half) => ({
      ...half,
      text: text.slice(half.start, half.end),
      pieces: [{ line: piece.line, ...half }],
    }));
    return halves.every((half) => namesColumn(half.text)) ? [halves] : [];
  });
}

/** True where the same header comes again at a line, whatever the gaps between its words. */
export function repeatsHeader(
  lines: readonly Line[],
  header: SpacedHeader,
  headerAt: number,
  at: number,
): boolean {
  for (let used = 0; used < header.used; used++) {
    const [first, again] = [lines[headerAt + used], lines[at + used]];
    if (again === undefined || again.kind === 'blank') return false;
    if (squeeze(first?.text ?? '') !== squeeze(again.text)) return false;
  }
  return true;
}

function squeeze(text: string): string {
  return text.replaceAll(/\s+/g, ' ').trim();
}
