/**
 * Tables with one cell a line, or a few lines, and a pipe where each cell ends (`Head of Housing |`), as copying from
 * committee pages leaves them; blank cells keep their pipe, and a row may open with a pipe of its own.
 * In: a text's lines; out: tables by the line they begin on. Their lines are marked as a table's.
 */
import type { Placer } from '../cell-blocks.ts';
import { makeCell } from '../cell-blocks.ts';
import { looksLikeHeader, namesColumn } from '../header-rows.ts';
import type { StackedTable } from './stacked/stacked-tables.ts';
import { type RawRow, buildTable } from './tables.ts';
import type { Line } from './lines.ts';
import { traceSource } from '../traced.ts';

/** Indexes of a cell's first line and of the one its pipe ends. */
interface ClosedCell {
  from: number;
  to: number;
  /** True where words and a blank line stand before the pipe's own paragraph: they may not be the cell's. */
  isParted: boolean;
  /** Indexes of the next such cell after this, and of the first, from this on, that is none: other lines stand there. */
  nextParted: number;
  nextEnd: number;
}

/** Columns that a table of this kind may have. */
const fewestColumns = 3;
const mostColumns = 12;
/** Rows, header included, that must open with a pipe of their own; letters that a column's name may have. */
const fewestOpened = 3;
const longestName = 90;
/** Lines that one cell may take. */
const longestCell = 60;

/**
 * Every such table below a header of column names, at least one row under it. Rows that go on after words between
 * (a theme's title) with as many columns are a table of their own, without a header. A text whose cells do not
 * come out even below its header is none.
 */
export function findClosedCells(
  source: string,
  lines: readonly Line[],
  place: Placer,
): Map<number, StackedTable> {
  const cells = findCells(lines);
  const tables = new Map<number, StackedTable>();
  let width = 0;
  for (let at = 0; at < cells.length;) {
    const opened = openedWidth(lines, cells, at);
    const headed = opened || headerWidth(source, lines, cells, at);
    width = headed > 0 ? headed : width;
    const used = width === 0 ? 0 : countCells(cells, at, width);
    if (used < width || used === 0) {
      at += 1;
      continue;
    }
    const own = openRows(lines, cells.slice(at, at + used), width, headed > 0);
    const rows = readRows(source, lines, own, width);
    const table =
      opened === 0
        ? buildTable(rows, place, new Set())
        : { ...buildTable(rows.map(withoutOpener), place, new Set()), headerRows: 1 };
    const from = own[0]?.from ?? 0;
    const to = (own.at(-1)?.to ?? from) + 1;
    tables.set(from, { table, to });
    for (const line of lines.slice(from, to)) if (line.kind !== 'blank') line.kind = 'pipes';
    at += used;
  }
  return tables;
}

function findCells(lines: readonly Line[]): ClosedCell[] {
  const cells: ClosedCell[] = [];
  let from = -1;
  let isParted = false;
  for (const [index, line] of lines.entries()) {
    const goesOn = line.kind === 'words' || line.kind === 'blank' || line.kind === 'furniture';
    if (!goesOn || (line.text.includes('|') && !/^[^|]*\|[ \t]*$/.test(line.text))) {
      from = -1;
      cells.push({ from: index, to: -1, isParted: true, nextParted: 0, nextEnd: 0 });
    } else if (line.kind === 'blank') {
      isParted ||= from >= 0;
    } else {
      if (from < 0) {
        from = index;
        isParted = false;
      }
      if (!line.text.includes('|')) continue;
      cells.push({
        from,
        to: index,
        isParted: isParted || index - from > longestCell,
        nextParted: 0,
        nextEnd: 0,
      });
      from = -1;
    }
  }
  let nextParted = cells.length;
  let nextEnd = cells.length;
  for (const [index, cell] of [...cells.entries()].toReversed()) {
    if (cell.to < 0) nextEnd = index;
    Object.assign(cell, { nextParted, nextEnd });
    if (cell.isParted) nextParted = index;
  }
  return cells;
}

/**
 * Columns where a lone pipe opens every row, that pipe counted: all stretches between such pipes are equally long. A cell
 * of the first names a column; 0 where it is not so.
 */
function openedWidth(lines: readonly Line[], cells: readonly ClosedCell[], at: number): number {
  // The words above the table may run into its first pipe.
  const isBlank = (index: number): boolean =>
    lines[cells[index]?.to ?? -1]?.text.trim() === '|' &&
    (index === at || cells[index]?.from === cells[index]?.to);
  if (!isBlank(at)) return 0;
  const end = cells[at]?.nextEnd ?? at;
  for (let width = fewestColumns; width <= mostColumns + 1; width++) {
    const head = cells.slice(at + 1, at + width);
    const rows = Math.floor((end - at) / width);
    const isFilled = head.every((cell, index) => !isBlank(at + 1 + index) && !cell.isParted);
    if (rows < fewestOpened || !isFilled) continue;
    const names = head.map((cell) => wordsOf(lines, cell));
    if (!names.some(namesColumn) || names.some((name) => name.length >= longestName)) continue;
    let row = 0;
    while (row < rows && isBlank(at + row * width)) row += 1;
    if (row === rows) return width;
  }
  return 0;
}

function withoutOpener(row: RawRow): RawRow {
  return { ...row, cells: row.cells.slice(1) };
}

function wordsOf(lines: readonly Line[], cell: ClosedCell): string {
  const texts = lines.slice(cell.from, cell.to + 1).map(({ text }) => text.replace('|', '').trim());
  return texts.join(' ').trim();
}

/** Columns of the header whose first cell is at `at`, the widest that comes out even; 0 where none is there. */
function headerWidth(
  source: string,
  lines: readonly Line[],
  cells: readonly ClosedCell[],
  at: number,
): number {
  for (let width = mostColumns; width >= fewestColumns; width--) {
    const head = openRows(lines, cells.slice(at, at + width), width, true);
    if (head.length < width || head.some((cell, index) => cell.to < 0 || (index > 0 && cell.isParted)))
      continue;
    const texts = head.map((cell) => cellText(source, lines, cell).text.trim());
    const row = { cells: texts.map((text, column) => ({ ...makeCell(column, [], []), text })), place: [] };
    if (!looksLikeHeader(row)) continue;
    const used = countCells(cells, at, width);
    const next = cells[at + used];
    const isEven = next === undefined || next.to < 0 || next.isParted;
    if (used >= width * 2 && isEven) return width;
  }
  return 0;
}

/** Cells from `at` that make up whole rows, up to where other words stand before a row. */
function countCells(cells: readonly ClosedCell[], at: number, width: number): number {
  let end = cells[at]?.nextEnd ?? at;
  for (let parted = cells[at]?.nextParted ?? end; parted < end; parted = cells[parted]?.nextParted ?? end)
    if ((parted - at) % width === 0) end = parted;
  return Math.floor((end - at) / width) * width;
}

/** Words above a row's first cell, a blank line between, stand before the table; so do those above a header's lone pipe. */
function openRows(
  lines: readonly Line[],
  cells: readonly ClosedCell[],
  width: number,
  isHeaded: boolean,
): ClosedCell[] {
  return cells.map((cell, index) => {
    if (isHeaded && index === 0 && lines[cell.to]?.text.trim() === '|') return { ...cell, from: cell.to };
    return index % width === 0 && cell.isParted ? { ...cell, from: paragraphStart(lines, cell) } : cell;
  });
}

function paragraphStart(lines: readonly Line[], cell: ClosedCell): number {
  let from = cell.to;
  while (from > cell.from && lines[from - 1]?.kind === 'words') from--;
  return from;
}

function cellText(source: string, lines: readonly Line[], cell: ClosedCell): ReturnType<typeof traceSource> {
  const last = lines[cell.to];
  const end = (last?.start ?? 0) + (last?.text.lastIndexOf('|') ?? 0);
  return traceSource(source, lines[cell.from]?.start ?? end, end);
}

function readRows(
  source: string,
  lines: readonly Line[],
  cells: readonly ClosedCell[],
  width: number,
): RawRow[] {
  const rows: RawRow[] = [];
  for (let at = 0; at < cells.length; at += width) {
    const row = cells.slice(at, at + width);
    rows.push({
      cells: row.map((cell) => cellText(source, lines, cell)),
      start: lines[row[0]?.from ?? 0]?.start ?? 0,
      end: lines[row.at(-1)?.to ?? 0]?.end ?? 0,
    });
  }
  return rows;
}
