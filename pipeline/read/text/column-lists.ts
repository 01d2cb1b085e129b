/**
 * Tables that were copied column by column: below the name of each column all its cells, one a line or more, then the next
 * column's. Parts of a table may each have a list of deeds before those of owners and times follow.
 * In: a text's lines; out: tables by the line they begin on, rows put together by the order of their cells.
 */
import type { Placer } from '../cell-blocks.ts';
import { type CellKind, findCellKind } from './cell-kinds.ts';
import { type ColumnContent, findColumnContent, isColumnName, namesColumn } from '../header-rows.ts';
import type { Line } from './lines.ts';
import type { StackedTable } from './stacked/stacked-tables.ts';
import { type RawRow, buildTable } from './tables.ts';
import { type Traced, joinTraced, traceAt, traceSource } from '../traced.ts';

/** A column's name and its cells, each by its lines. */
interface ColumnList {
  label: Line;
  holds: ColumnContent;
  cells: Line[][];
  /** Index of the line after the last. */
  to: number;
}

/** A list of deeds and those of its other columns. */
interface ListedPart {
  deeds: ColumnList;
  values: ColumnList[];
}

const longestLabel = 60;
const fewestRows = 3;
const mostRows = 60;
const mostParts = 12;
/** Share of the cells of a column that must look like what its name says. */
const leastAlike = 0.7;

const kindsOf: Partial<Record<ColumnContent, readonly CellKind[]>> = {
  owner: ['post', 'posted', 'name'],
  time: ['time', 'open', 'dated'],
  status: ['status', 'open'],
};

/**
 * Every such table: lists of deeds, then lists of values with as many cells. That they go by order must show: in a value
 * that comes again, in two columns as long, or in two parts of which each has its own.
 */
export function findColumnLists(
  source: string,
  lines: readonly Line[],
  place: Placer,
): Map<number, StackedTable> {
  const tables = new Map<number, StackedTable>();
  for (let at = 0; at < lines.length; at++) {
    if (labelOf(lines[at]) !== 'action') continue;
    const found = readParts(lines, at);
    if (found === null) continue;
    const raw = found.parts.flatMap((part, index) => makeRows(source, part, index));
    const table = buildTable(raw, place, new Set());
    const names = new Set(found.parts.slice(1).map((part) => part.deeds.label.start));
    const rows = table.rows.map((row) => {
      const [span] = row.place;
      const isName = span !== undefined && 'start' in span && names.has(span.start);
      return isName
        ? { ...row, cells: row.cells.slice(0, 1).map((cell) => ({ ...cell, colSpan: table.columns })) }
        : row;
    });
    tables.set(at, { table: { ...table, rows, headerRows: 1 }, to: found.to });
    at = found.to - 1;
  }
  return tables;
}

/** What the cells below a line hold, if it names a column and nothing else. */
function labelOf(line: Line | undefined): ColumnContent | null {
  const text = line?.text.trim() ?? '';
  if (line?.kind !== 'words' || text.length > longestLabel || /[.;,?!]$/.test(text)) return null;
  if (!/^\p{Lu}/u.test(text) || !namesColumn(text)) return null;
  if (findCellKind(text) === 'post' && !isColumnName(text)) return null;
  const holds = findColumnContent(text.replace(/:$/, ''));
  return holds === 'action' || kindsOf[holds] !== undefined ? holds : null;
}

function readParts(lines: readonly Line[], at: number): { parts: ListedPart[]; to: number } | null {
  const parts: ListedPart[] = [];
  let next = at;
  while (labelOf(lines[next]) === 'action') {
    const deeds = readList(lines, next, 'action', mostRows);
    if (deeds.cells.length === 0 || deeds.cells.length > mostRows) return null;
    parts.push({ deeds, values: [] });
    if (parts.length > mostParts) return null;
    next = skipBlank(lines, deeds.to);
  }
  let to = 0;
  for (;;) {
    const holds = labelOf(lines[next]);
    const name = nameOf(lines[next]);
    const part = parts.find((one) => one.values.every((list) => nameOf(list.label) !== name));
    if (holds === null || holds === 'action' || part === undefined) break;
    const list = readList(lines, next, holds, part.deeds.cells.length);
    if (list.cells.length !== part.deeds.cells.length || !isAlike(list)) break;
    part.values.push(list);
    to = list.to;
    next = skipBlank(lines, to);
  }
  return isByOrder(parts) ? { parts, to } : null;
}

function nameOf(line: Line | undefined): string {
  return line?.text.trim().toLowerCase() ?? '';
}

/** The cells below a column's name, up to so many, or up to the next name. */
function readList(lines: readonly Line[], at: number, holds: ColumnContent, most: number): ColumnList {
  const label = lines[at];
  const cells: Line[][] = [];
  let to = at + 1;
  for (let index = at + 1; index < lines.length; index++) {
    const line = lines[index];
    if (line === undefined || labelOf(line) !== null) break;
    if (line.kind === 'blank' || line.kind === 'furniture') continue;
    if (line.kind !== 'words') break;
    const last = cells.at(-1);
    if (last !== undefined && lines[index - 1]?.kind === 'words' && /^\s*\p{Ll}/u.test(line.text))
      last.push(line);
    else if (cells.length >= most && holds !== 'action') break;
    else cells.push([line]);
    to = index + 1;
    if (cells.length > mostRows) break;
  }
  return { label: label ?? { text: '', start: 0, end: 0, number: 0, kind: 'words' }, holds, cells, to };
}

function skipBlank(lines: readonly Line[], from: number): number {
  let at = from;
  while (lines[at]?.kind === 'blank' || lines[at]?.kind === 'furniture') at++;
  return at;
}

function isAlike({ holds, cells }: ColumnList): boolean {
  const wanted = kindsOf[holds] ?? [];
  const alike = cells.filter((cell) => wanted.includes(findCellKind(wordsOf(cell))));
  return alike.length >= cells.length * leastAlike;
}

function wordsOf(cell: readonly Line[]): string {
  return cell.map((line) => line.text.trim()).join(' ');
}

/** The cells come in the order of their rows, as far as they can show it; deeds look like no values. */
function isByOrder(parts: readonly ListedPart[]): boolean {
  const [first] = parts;
  const names = (first?.values ?? []).map((list) => nameOf(list.label));
  const isWhole = parts.every(
    ({ values }) => values.map((list) => nameOf(list.label)).join() === names.join(),
  );
  const rows = parts.reduce((sum, { deeds }) => sum + deeds.cells.length, 0);
  if (first === undefined || names.length === 0 || !isWhole || rows < fewestRows) return false;
  const deeds = parts.flatMap((part) => part.deeds.cells);
  const values = deeds.filter((cell) => ['time', 'post', 'status'].includes(findCellKind(wordsOf(cell))));
  if (values.length > deeds.length * (1 - leastAlike)) return false;
  const comesAgain = first.values.some(({ cells }) => new Set(cells.map(wordsOf)).size < cells.length);
  return comesAgain || names.length > 1 || parts.length > 1;
}

function makeRows(source: string, { deeds, values }: ListedPart, index: number): RawRow[] {
  const lists = [deeds, ...values];
  const name =
    index === 0 ? lists.map((list) => [list.label]) : lists.map((list, at) => (at === 0 ? [list.label] : []));
  const rows = deeds.cells.map((_, at) => lists.map((list) => list.cells[at] ?? []));
  return [name, ...rows].map((cells) => ({
    cells: cells.map((lines) => cellOf(source, lines)),
    pieces: cells.map((lines) => lines.map(spanOf)),
    start: cells[0]?.[0]?.start ?? 0,
    end: cells[0]?.at(-1)?.end ?? 0,
  }));
}

function spanOf({ text, start }: Line): { start: number; end: number } {
  const lead = text.length - text.trimStart().length;
  return { start: start + lead, end: start + text.trimEnd().length };
}

function cellOf(source: string, lines: readonly Line[]): Traced {
  const pieces = lines.map((line) => {
    const { start, end } = spanOf(line);
    return traceSource(source, start, end);
  });
  if (pieces.length === 0) return traceSource(source, 0, 0);
  return joinTraced(
    pieces.flatMap((piece, index) => (index === 0 ? [piece] : [traceAt(' ', piece.offsets[0] ?? 0), piece])),
  );
}
