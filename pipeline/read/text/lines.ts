/**
 * Lines of a text and what each looks like on its own: blank, furniture, table row, or words.
 * In: decoded text; out: lines with offsets. What a line is among its neighbours is decided in `text.ts`.
 */

import { namesColumn } from '../header-rows.ts';
import { dropDoubledBreaks } from './doubled-breaks.ts';
import { markPipeTables } from './pipe-lines.ts';
import { stripTabFrames } from './tab-frames.ts';

/** A line without its break; `start` and `end` are offsets into the text, `number` counts from 1. */
export interface Line {
  text: string;
  start: number;
  end: number;
  number: number;
  kind: 'blank' | 'furniture' | 'tabs' | 'pipes' | 'rule' | 'html' | 'words';
  /** True for furniture that can be nothing but a page's number. */
  isPage?: boolean;
}

/** Lines beyond this are cut: no plan has one, and expressions must not meet them. */
export const longestLine = 1_000_000;

/** A bullet that a tab parts from its words, and no more tabs: an item of a list. */
const tabbedBullet = /^ *[•●◦▪■□➢➤►❖✓✔‣⁃∙·\uf0b7\uf0a7\uf0d8]\t+\S[^\t]*$/u;
const pageNumber = /^(?:p(?:age|\.)? ?)?\d{1,4}(?: ?(?:of|\/) ?\d{1,4})?(?: ?p ?a ?g ?e)?$/i;
/** "2025/26" at the end of a cell's or bracket's words is no page 2025 of 26. */
const financialYear = /^20\d\d ?\/ ?(?:20)?\d\d$/;
const betweenDashes = /^\s*([-–—])\s?\d{1,3}\s?\1\s*$/;
const pageMention = /(?:^|[^\p{L}])page\s+\d{1,4}(?:\s+of\s+\d{1,4}|\s*$)/iu;

/** Every line, classified. `\f` ends a line as a break does. */
export function splitLines(text: string): Line[] {
  const found: Line[] = [];
  let start = 0;
  for (const match of text.matchAll(/\r\n|[\n\r\f\u2028\u2029]/g)) {
    found.push(makeLine(text, start, match.index, found.length + 1));
    start = match.index + match[0].length;
  }
  found.push(makeLine(text, start, text.length, found.length + 1));
  const lines = dropDoubledBreaks(text, found);
  stripTabFrames(lines);
  markPipeTables(lines);
  markHtmlTables(lines);
  markFurniture(lines, text);
  return lines;
}

function makeLine(source: string, start: number, end: number, number: number): Line {
  const text = source.slice(start, Math.min(end, start + longestLine));
  const isTabbed = text.includes('\t') && !tabbedBullet.test(text);
  const kind = text.trim() === '' ? 'blank' : isTabbed ? 'tabs' : 'words';
  return { text, start, end, number, kind };
}

/** Lines from one that opens with `<table` to the one that closes it, as converters leave in Markdown. */
function markHtmlTables(lines: Line[]): void {
  let from = -1;
  for (const [index, line] of lines.entries()) {
    if (from < 0 && /^\s*<table\b/i.test(line.text.slice(0, 200))) from = index;
    if (from < 0 || !/<\/table>\s*$/i.test(line.text.slice(-200))) continue;
    for (const inside of lines.slice(from, index + 1)) inside.kind = 'html';
    from = -1;
  }
}

/**
 * Page numbers, and short lines that stand beside one again and again. A line that merely repeats is kept:
 * labels such as "Timescale: ongoing" repeat too.
 */
function markFurniture(lines: Line[], source: string): void {
  const isBreak = (line: Line | undefined): boolean =>
    line !== undefined && (line.kind === 'furniture' || opensPage(line, source) || source[line.end] === '\f');
  for (const [index, line] of lines.entries()) {
    if (line.kind !== 'words' || line.text.length > 140) continue;
    const alone = isGap(lines[index - 1]) && isGap(lines[index + 1]);
    const bare = line.text.replaceAll(/[-–—[\](){}|•\s]+/g, ' ').trim();
    const isMarked = /p\s?a\s?g\s?e|of|\//i.test(line.text) && !financialYear.test(bare);
    const numbered = pageNumber.test(bare) && (alone || isMarked || betweenDashes.test(line.text));
    // "Council name – action plan        2" between two rows: the foot of a page.
    const foot = /\S\s{4,}\d{1,3}\s*$/.test(line.text) && betweenRows(lines, index);
    if (numbered || foot || (pageMention.test(line.text) && line.text.trim().split(/\s+/).length <= 14))
      line.kind = 'furniture';
  }
  markCountedPages(lines);
  markNumberedHeads(lines);
  markTabbedFeet(lines);
  markPageEdges(lines, source);
  const places = new Map<string, number[]>();
  for (const [index, line] of lines.entries()) {
    if (line.kind !== 'words' || line.text.length > 140) continue;
    const key = line.text.trim().toLowerCase();
    const same = places.get(key);
    if (same === undefined) places.set(key, [index]);
    else same.push(index);
  }
  const headers = new Set<string>();
  const repeatsRow = lines.map((line) => {
    if (line.kind !== 'tabs' && line.kind !== 'pipes') return false;
    const key = line.text.trim();
    const known = headers.has(key);
    headers.add(key);
    return known || /^[ |]*[\t|]/.test(line.text);
  });
  for (const indexes of places.values()) {
    const beside = indexes.filter((index) => nearby(lines, index).some(isBreak));
    // Right against a page number twice is a running head; so is a line between two rows of tables.
    const touching = indexes.filter((index) => isBreak(lines[index - 1]) || isBreak(lines[index + 1]));
    const between = indexes.filter((index) => betweenRows(lines, index));
    const repeats = indexes.length >= 3 && beside.length >= indexes.length * 0.6;
    const heads = repeats || touching.length >= 2 || touching.some((index) => between.includes(index));
    // A title that comes again between rows, where the table's header or a cut row follows.
    const titled = indexes.length > 1 && !between.includes(indexes[0] ?? -1);
    const again = !titled ? [] : between.filter((index) => repeatsRow[besides(lines, index, 1)] === true);
    for (const index of heads ? indexes : again) {
      const line = lines[index];
      // The first of them may be the title itself.
      const first = index === indexes[0] && !between.includes(index) && !touching.includes(index);
      if (line !== undefined && !first) line.kind = 'furniture';
    }
  }
}

/** Lines that a page has at the least. */
const shortestPage = 20;

/**
 * Lines that hold a number alone and count on, a page's length apart: page numbers, also where words stand right above
 * and below. The first numbers of a table's rows follow each other sooner.
 */
function markCountedPages(lines: readonly Line[]): void {
  const numbers = lines.flatMap(({ kind, text }, index) =>
    kind !== 'blank' && /^\s*\d{1,3}\s*$/.test(text) ? [{ index, page: Number(text) }] : [],
  );
  const counts = numbers.every(({ index, page }, at) => {
    const before = numbers[at - 1];
    return before === undefined
      ? index >= shortestPage / 2
      : page === before.page + 1 && index - before.index >= shortestPage;
  });
  const [first] = numbers;
  // The only number of a text: a page's where it comes late enough, and stands at the end of a group or amid a sentence.
  const isLone = first !== undefined && numbers.length === 1 && first.page <= 3;
  if (isLone && !(first.index >= shortestPage * first.page && standsAside(lines, first.index))) return;
  if (first === undefined || (numbers.length < 2 && !isLone) || !counts) return;
  for (const { index } of numbers) {
    const line = lines[index];
    if (line !== undefined) Object.assign(line, { kind: 'furniture', isPage: true });
  }
}

/** True for a line with a gap on one side, or between the halves of a sentence. */
function standsAside(lines: readonly Line[], index: number): boolean {
  const [above, below] = [lines[index - 1], lines[index + 1]];
  if (above?.kind === 'blank' || below?.kind === 'blank') return true;
  return /[\p{L},]\s*$/u.test(above?.text ?? '') && /^\s*\p{Ll}/u.test(below?.text ?? '');
}

/** `Elmshire Council – Action Plan   2`: the same words before rising numbers, a gap or a bar between, or page by page. */
function markNumberedHeads(lines: readonly Line[]): void {
  const heads = new Map<string, { line: Line; page: number; isSet: boolean }[]>();
  for (const line of lines) {
    if (line.kind !== 'words' || line.text.length > 140) continue;
    const match = /^\s*(\S.{10,}?\S)( {2,}| ?\| ?| )(\d{1,3})\s*$/.exec(line.text);
    const words = match?.[1];
    if (words === undefined || !/\p{L} \p{L}/u.test(words) || numberedLabel.test(words)) continue;
    const isSet = match?.[2] !== ' ';
    // After a single space only words in two parts: "Priority area 2" heads a section.
    if (!isSet && !/[|–—]/.test(words)) continue;
    heads.set(words, [...(heads.get(words) ?? []), { line, page: Number(match?.[3]), isSet }]);
  }
  for (const found of heads.values()) {
    const rises = found.every(({ page, isSet }, index) => {
      const before = found[index - 1]?.page ?? page - 1;
      return isSet ? page > before : page === before + 1 && found.length > 2;
    });
    if (found.length < 2 || !rises) continue;
    for (const { line } of found) line.kind = 'furniture';
  }
}

/** `Elmshire Council\t\t\tPage 2` between blank lines: the foot of a page that a converter laid out in columns. */
function markTabbedFeet(lines: readonly Line[]): void {
  const feet = new Map<string, { line: Line; page: number }[]>();
  for (const [index, line] of lines.entries()) {
    if (line.kind !== 'tabs' || line.text.length > 140) continue;
    const fields = line.text.split('\t');
    const filled = fields.map((field) => field.trim()).filter(Boolean);
    const [words = '', number = '', ...more] = filled;
    const isAlone = lines[index - 1]?.kind === 'blank' && lines[index + 1]?.kind === 'blank';
    // "Elmshire MBC\tPage 4\tAction Plan v3": a foot in three parts says so by itself.
    if (
      isAlone &&
      filled.length === 3 &&
      filled.some((field) => /^page \d{1,3}(?: of \d{1,3})?$/i.test(field))
    ) {
      line.kind = 'furniture';
      continue;
    }
    // "Page 2 of 5" is no cell, whatever stands around it.
    const isCounted = /^page \d{1,3} of \d{1,3}$/i.test(number);
    if (((fields.length < 3 || !isAlone) && !isCounted) || more.length > 0) continue;
    if (!/\p{L} \p{L}/u.test(words)) continue;
    const page = /^(?:p(?:age|g|\.)? ?)?(\d{1,3})(?: of \d{1,3})?$/i.exec(number)?.[1];
    if (page === undefined || numberedLabel.test(words)) continue;
    feet.set(words, [...(feet.get(words) ?? []), { line, page: Number(page) }]);
  }
  for (const found of feet.values()) {
    const rises = found.every(({ page }, index) => index === 0 || page > (found[index - 1]?.page ?? 0));
    const says = found.some(({ line }) => pageMention.test(line.text) && line.text.split('\t').length > 2);
    if ((found.length < 2 && !says) || !rises) continue;
    for (const { line } of found) line.kind = 'furniture';
  }
}

/** Words before a number that is no page's: "Key recommendation", "Priority theme". */
const numberedLabel =
  /\b(?:recommendations?|actions?|themes?|priority|objective|phase|stage|year|ref|no|total)\s*$/i;

const pageCount = /\b(?:page|pg|p)\b\.?\s?\d{1,4}(?:\s?(?:of|\/)\s?\d{1,4})?/i;
/** How many lines at the top and foot of each page may run through all pages. */
const edgeLines = 2;

/** The same words, page numbers aside, at the top or foot of most pages that form feeds part; at the top of the first it is the title. */
function markPageEdges(lines: readonly Line[], source: string): void {
  const pages: Line[][] = [[]];
  for (const line of lines) {
    if (opensPage(line, source)) pages.push([]);
    if (line.kind !== 'blank') pages.at(-1)?.push(line);
  }
  const opening = new Set(pages[0]);
  const filled = pages.filter((page) => page.length > edgeLines * 2);
  if (filled.length < 2) return;
  for (const side of ['top', 'foot'] as const) {
    const found = new Map<string, Line[]>();
    for (const page of filled) {
      for (const line of side === 'top' ? page.slice(0, edgeLines) : page.slice(-edgeLines)) {
        if (line.kind !== 'words' || line.text.length > longestEdge || isSideBySide(line)) continue;
        const key = line.text.replace(pageCount, 'page').replaceAll(/\s+/g, ' ').trim();
        const same = found.get(key);
        if (same === undefined) found.set(key, [line]);
        else same.push(line);
      }
    }
    for (const same of found.values()) {
      if (same.length < 2 || same.length < filled.length * 0.6) continue;
      for (const line of same) if (side === 'foot' || !opening.has(line)) line.kind = 'furniture';
    }
  }
}

const longestEdge = 200;

/** Words in three places or more, or nothing but names of columns: a row or a part of a header. */
function isSideBySide(line: Line): boolean {
  const runs = line.text.trim().split(/ {3,}/);
  const far = runs.length > 1 || /^ {20}/.test(line.text);
  return runs.length >= 3 || (far && runs.every(namesColumn));
}

/** True for a line behind a form feed; a tab left out of the line may stand between. */
function opensPage(line: Line, source: string): boolean {
  return source
    .slice(Math.max(0, line.start - 2), line.start)
    .replace('\t', '')
    .endsWith('\f');
}

function isGap(line: Line | undefined): boolean {
  return line === undefined || line.kind !== 'words';
}

function betweenRows(lines: readonly Line[], index: number): boolean {
  const isRow = (at: number): boolean => lines[at]?.kind === 'tabs' || lines[at]?.kind === 'pipes';
  return isRow(besides(lines, index, -1)) && isRow(besides(lines, index, 1));
}

/** Index of the nearest line that is neither blank nor furniture, upwards or downwards. */
function besides(lines: readonly Line[], index: number, step: 1 | -1): number {
  let at = index + step;
  while (lines[at]?.kind === 'blank' || lines[at]?.kind === 'furniture') at += step;
  return at;
}

/** The nearest lines with words, one up and one down, and the line itself. */
function nearby(lines: readonly Line[], index: number): (Line | undefined)[] {
  let up = index - 1;
  let down = index + 1;
  while (lines[up]?.kind === 'blank') up--;
  while (lines[down]?.kind === 'blank') down++;
  return [lines[up], lines[index], lines[down]];
}
