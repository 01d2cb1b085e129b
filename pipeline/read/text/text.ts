/**
 * Plain and Markdown text to a Document: tab- and pipe-separated tables, headings, paragraphs, list items.
 * Made for text flattened from other formats, with the marks that leaves: rows cut by page breaks, repeated
 * headers, `**bold**`, `- 1.`, stray tags.
 */
import type { Block, Issue, Outcome, Place, Table } from '../../model.ts';
import type { Placer } from '../cell-blocks.ts';
import { cleanInline, collapse, readLines } from '../cell-blocks.ts';
import { headingLevel } from '../headings.ts';
import { findUnsureJoins, joinTables } from '../join-tables.ts';
import type { Line } from './lines.ts';
import { splitLines } from './lines.ts';
import { findColumnLists } from './column-lists.ts';
import { findClosedCells } from './closed-cells.ts';
import { continuesAbove } from './continued-lines.ts';
import { findLineIssues, isWithin, unsureColumns } from './issues.ts';
import {
  hasFurniture,
  markBreakHeads,
  markTabbedHeads,
  markTornHeads,
  runningHead,
} from './running-heads.ts';
import type { ReadParts } from '../read-parts.ts';
import { joinSideTables } from '../side-tables.ts';
import { readHeaderColumns } from './header-columns.ts';
import { readRunOnRows } from './run-on-rows.ts';
import { findSlashedTables } from './slashed-tables.ts';
import { readSpacedTable } from './spaced/spaced-tables.ts';
import { type StackedTable, findStackedTables } from './stacked/stacked-tables.ts';
import { findSteppedTables } from './stepped/stepped-tables.ts';
import { findWrappedTables } from './wrapped/wrapped-tables.ts';
import { partHeadings } from './unparted-lines.ts';
import { joinWrappedLines } from './wrapped-lines.ts';
import { readTagLines } from './html-lines.ts';
import { nextHeaderRow, readPipeTable } from './pipe-tables.ts';
import { isIndented, readTabTables } from './tables.ts';
import { bridgesRow, goesOnInCell, opensRowBelow } from './torn-rows.ts';
import { sliceTraced, tracedRange, traceSource, trimTraced } from '../traced.ts';

/** Blocks of a text in reading order. Never throws. */
export function readText(source: string, format: 'text' | 'markdown' = 'text'): Outcome<ReadParts> {
  const unwrapped = joinWrappedLines(source, splitLines(source));
  const text = unwrapped.source;
  const lines = partHeadings(unwrapped.lines);
  markBreakHeads(lines);
  markTornHeads(lines);
  markTabbedHeads(lines);
  const closed = findClosedCells(text, lines, placer(lines));
  const wrapped = findWrappedTables(text, lines, placer(lines));
  const slashed = findSlashedTables(text, lines, placer(lines));
  const stacked = findStackedTables(text, lines, placer(lines));
  const listed = findColumnLists(text, lines, placer(lines));
  const stepped = findSteppedTables(text, lines, placer(lines));
  const issues = [...findLineIssues(lines), ...stacked.issues, ...stepped.issues];
  const reader: TextReader = {
    source: text,
    lines,
    blocks: [],
    at: 0,
    wrap: unwrapped.width > 0 ? 0 : wrapWidth(lines),
    headers: new Set(),
    headed: new Map(),
    headedTo: 0,
    stacked: new Map([...stacked.tables, ...closed, ...slashed, ...listed, ...stepped.tables]),
    wrapped: wrapped.tables,
    wrappedLines: [],
    spacedFrom: 0,
    whole: new Set([...listed.values(), ...stepped.tables.values()].map(({ table }) => table)),
    issues,
  };
  while (reader.at < lines.length) readNext(reader);
  const joined = joinTables(reader.blocks, { cutRowsInside: true, whole: reader.whole });
  const isParted = (left: Table, right: Table) => hasFurniture(lines, left.place, right.place);
  const { blocks, issues: sheets } = joinSideTables(joined, isParted);
  issues.push(
    ...wrapped.issues.filter((issue) => isWithin(issue, reader.wrappedLines)),
    ...findUnsureJoins(joined),
    ...sheets,
  );
  if (blocks.length === 0)
    issues.push({ code: 'no-text', severity: 'error', message: 'no words in the text', place: null });
  const title = runningHead(lines);
  return { value: { blocks, issues, title, pages: 1, format }, issues };
}

interface TextReader {
  source: string;
  lines: readonly Line[];
  blocks: Block[];
  at: number;
  /** Width at which the text was hard-wrapped, or 0. */
  wrap: number;
  /** Headers of tables seen so far, as compared texts. */
  headers: Set<string>;
  /** The last table with a header by its number of columns, among the blocks before an index. */
  headed: Map<number, Table>;
  headedTo: number;
  /** Tables with one cell a line, by the index of their first line. */
  stacked: ReadonlyMap<number, StackedTable>;
  /** Tables with wrapped cells one after the other, by the index of their first line; those that were taken. */
  wrapped: ReadonlyMap<number, StackedTable>;
  wrappedLines: { from: number; to: number }[];
  /** Lines before this one were looked at for a table set out with spaces, in vain. */
  spacedFrom: number;
  /** Tables whose rows are known to be whole. */
  whole: Set<Table>;
  issues: Issue[];
}

function placer(lines: readonly Line[]): Placer {
  return (start, end): Place => [{ in: 'text', start, end, line: lineAt(lines, start) }];
}

/** Number of the line that holds an offset, by halving. */
function lineAt(lines: readonly Line[], offset: number): number {
  let low = 0;
  let high = lines.length - 1;
  while (low < high) {
    const middle = (low + high + 1) >> 1;
    if ((lines[middle]?.start ?? 0) <= offset) low = middle;
    else high = middle - 1;
  }
  return lines[low]?.number ?? 1;
}

/** The width a text was wrapped at, where no line is longer than a hundred and thirty and many come close. */
function wrapWidth(lines: readonly Line[]): number {
  const words = lines.filter((line) => line.kind === 'words');
  const widest = words.reduce((most, line) => Math.max(most, line.text.trimEnd().length), 0);
  if (widest > 130 || widest < 50) return 0;
  const near = words.filter((line) => line.text.trimEnd().length >= widest * 0.8);
  return near.length >= 5 && near.length >= words.length * 0.3 ? widest : 0;
}

function readNext(reader: TextReader): void {
  const line = reader.lines[reader.at];
  const isFlattened = reader.wrapped.has(reader.at) || reader.stacked.has(reader.at);
  if ((isFlattened && readRunOn(reader, true)) || readWrapped(reader)) return;
  const stacked = reader.stacked.get(reader.at);
  if (stacked !== undefined) {
    reader.blocks.push(stacked.table);
    reader.at = stacked.to;
  } else if (line === undefined || line.kind === 'blank' || line.kind === 'furniture') {
    reader.at++;
  } else if (line.kind === 'html') {
    readTags(reader);
  } else if (line.kind === 'pipes' || line.kind === 'rule') {
    readPipes(reader);
  } else if (line.kind === 'tabs' && !isIndented(line, tableAbove(reader)?.columns ?? 0)) {
    readTabs(reader);
  } else if (!readSpaced(reader, line) && !readByHeader(reader, line) && !readRunOn(reader)) {
    readWords(reader, line);
  }
}

/** A table whose cells stand one after the other, still wrapped; false where none begins here. */
function readWrapped(reader: TextReader): boolean {
  const found = reader.wrapped.get(reader.at);
  if (found === undefined || isSpaced(reader.lines.slice(reader.at, found.to))) return false;
  reader.blocks.push(found.table);
  reader.wrappedLines.push({ from: reader.at, to: found.to });
  reader.at = found.to;
  return true;
}

/** True for lines many of which have gaps between words: they are set out in columns, not one cell after the other. */
function isSpaced(lines: readonly Line[]): boolean {
  const filled = lines.filter((line) => line.kind === 'words');
  return filled.filter((line) => GAP.test(line.text)).length > filled.length * 0.3;
}

function readTags(reader: TextReader): void {
  const from = reader.at;
  while (reader.lines[reader.at]?.kind === 'html') reader.at++;
  const run = reader.lines.slice(from, reader.at);
  reader.blocks.push(...readTagLines(reader.source, run, placer(reader.lines)));
}

function tableAbove(reader: TextReader): Table | null {
  const last = reader.blocks.at(-1);
  return last?.type === 'table' ? last : null;
}

function readPipes(reader: TextReader): void {
  const from = reader.at;
  while (['pipes', 'rule'].includes(reader.lines[reader.at]?.kind ?? '')) reader.at++;
  reader.at = nextHeaderRow(reader.lines, from, reader.at);
  const run = reader.lines.slice(from, reader.at);
  const table = readPipeTable(reader.source, run, placer(reader.lines), reader.headers, headedTables(reader));
  if (table !== null) reader.blocks.push(table);
}

/** The last table with a header above, by its number of columns. */
function headedTables(reader: TextReader): ReadonlyMap<number, Table> {
  for (; reader.headedTo < reader.blocks.length; reader.headedTo++) {
    const block = reader.blocks[reader.headedTo];
    if (block?.type === 'table' && block.headerRows > 0) reader.headed.set(block.columns, block);
  }
  return reader.headed;
}

const GAP = /\S {2,}\S|^ {20,}\S/;

/** A table set out with spaces, where this line heads one; false where it does not. */
function readSpaced(reader: TextReader, line: Line): boolean {
  if (!GAP.test(line.text) || reader.at < reader.spacedFrom) return false;
  const spaced = readSpacedTable(reader.source, reader.lines, reader.at, placer(reader.lines));
  if (spaced === null) return false;
  if (spaced.table === null) {
    reader.spacedFrom = spaced.seen;
    return false;
  }
  reader.blocks.push(spaced.table);
  reader.whole.add(spaced.table);
  reader.issues.push(...spaced.issues);
  reader.at = spaced.to;
  return true;
}

/** The same where only the header's words tell the columns. */
function readByHeader(reader: TextReader, line: Line): boolean {
  if (!GAP.test(line.text)) return false;
  const found = readHeaderColumns(reader.source, reader.lines, reader.at, placer(reader.lines));
  if (found === null) return false;
  reader.blocks.push(found.table);
  reader.issues.push(
    unsureColumns(found.table, 'columns of a table set out with spaces are told by its header alone'),
  );
  reader.at += found.used;
  return true;
}

/** A table whose cells run on in the lines of its rows; false where none begins here, or none that is sure. */
function readRunOn(reader: TextReader, isSure = false): boolean {
  const found = readRunOnRows(reader.source, reader.lines, reader.at, placer(reader.lines));
  if (found === null || (isSure && !found.isSure)) return false;
  reader.blocks.push(found.table);
  reader.issues.push(
    unsureColumns(found.table, 'cells that run together are told apart by their words alone'),
  );
  reader.at += found.used;
  return true;
}

/** A run of tab lines, and words between two of them without a gap: they go on with the last cell. */
function readTabs(reader: TextReader): void {
  const { lines } = reader;
  const from = reader.at;
  while (reader.at < lines.length) {
    const line = lines[reader.at];
    if (line?.kind === 'tabs') reader.at++;
    else if (line?.kind === 'words' && isInRow(lines, reader.at)) reader.at++;
    else break;
  }
  reader.blocks.push(
    ...readTabTables(reader.source, lines.slice(from, reader.at), placer(lines), reader.headers),
  );
}

function isInRow(lines: readonly Line[], at: number): boolean {
  return goesOnInCell(lines, at) || opensRowBelow(lines, at) || bridgesRow(lines, at);
}

function readWords(reader: TextReader, line: Line): void {
  const place = placer(reader.lines);
  // The first line, and those of the same group after it.
  const opens =
    reader.blocks.every(isTitle) &&
    (reader.blocks.length === 0 || reader.lines[reader.at - 1]?.kind === 'words');
  const level = headingLevel(reader.lines, reader.at, opens);
  const raw = traceSource(reader.source, line.start, line.start + line.text.length);
  reader.at++;
  if (level > 0) {
    const words = trimTraced(
      cleanInline(sliceTraced(raw, /^\s*(?:[-*•] (?=\**\d)|#*\s*)/.exec(line.text)?.[0].length ?? 0)),
    );
    const range = tracedRange(words);
    const text = collapse(words.text).replace(/\s#+$/, '');
    if (range !== null)
      reader.blocks.push({ type: 'heading', level, text, place: place(range.start, range.end) });
    return;
  }
  if (/^[-_=*|\s]+$/.test(line.text)) return;
  const indent = /^[ \t>]*/.exec(line.text)?.[0].replaceAll('\t', '    ').length ?? 0;
  const bold = /^[ \t]*(?:\*\*|__)[^*]+(?:\*\*|__)[ \t]*$/.test(line.text);
  const cleaned = trimTraced(cleanInline(sliceTraced(raw, /^[ \t>]*/.exec(line.text)?.[0].length ?? 0)));
  if (cleaned.text === '') return;
  const fresh = readLines(cleaned, place);
  if (continuesAbove(reader, line, fresh)) return;
  for (const block of fresh) {
    if (block.type === 'listItem') block.level = Math.min(5, Math.round(indent / 4));
    else if (bold) block.bold = true;
    reader.blocks.push(block);
  }
}

function isTitle(block: Block): boolean {
  return block.type === 'heading' && block.level === 1;
}
