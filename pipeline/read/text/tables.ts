/**
 * Runs of tab-separated or pipe-separated lines to tables.
 * In: lines that belong together; out: one table or several, where the number of cells changes for good.
 */
import type { Place, Row, Table } from '../../model.ts';
import type { Placer } from '../cell-blocks.ts';
import { makeCell, readCellBlocks } from '../cell-blocks.ts';
import { endsClosed } from '../column-habits.ts';
import { headerTexts } from '../grid.ts';
import { countHeaderRows } from '../header-rows.ts';
import { findOpeningMarker } from '../list-markers.ts';
import type { Line } from './lines.ts';
import type { Traced } from '../traced.ts';
import { mendBrokenRows, opensRowBelow } from './torn-rows.ts';
import { joinTraced, sliceTraced, traceAt, traceSource } from '../traced.ts';

/** A row's cells as traced source text, before they are read. */
export interface RawRow {
  cells: Traced[];
  /** Stretches of the source that each cell is made of, where others stand between them. */
  pieces?: { start: number; end: number }[][];
  start: number;
  end: number;
}

/** Tables of a run of tab lines; words-only lines among them belong to the row or cell before. */
export function readTabTables(
  source: string,
  lines: readonly Line[],
  place: Placer,
  headers: Set<string>,
): Table[] {
  const rows = mendBrokenRows(rawRows(source, lines, '\t'));
  return segmentRows(rows).map((segment) => buildTable(segment, place, headers));
}

/**
 * True when tabs only indent, or only stand between a list marker and its words, so that the line is no row.
 * `columns` is the width of a table just above, which a cut row may go on with.
 */
export function isIndented(line: Line, columns: number): boolean {
  const filled = line.text.split('\t').filter((field) => field.trim() !== '');
  if (line.text.split('\t').length === columns) return false;
  if (filled.length === 1 && !line.text.endsWith('\t')) return true;
  if (filled.length !== 2) return false;
  const marker = (filled[0] ?? '').trim();
  const opening = findOpeningMarker(`${marker} X`);
  return opening !== null && opening.marker === marker && opening.kind !== 'decimal';
}

/** Rows of lines cut at the separator; a line without one goes on with the row before. */
export function rawRows(source: string, lines: readonly Line[], separator: '\t' | '|'): RawRow[] {
  const rows: RawRow[] = [];
  const first = lines[0]?.text.trim() ?? '';
  const frame = { left: first.startsWith('|'), right: first.endsWith('|') };
  let opening: Traced[] = [];
  let opened = 0;
  for (const [at, line] of lines.entries()) {
    const traced = traceSource(source, line.start, line.start + line.text.length);
    if (separator === '\t' && line.kind === 'words' && opensRowBelow(lines, at)) {
      if (opening.length === 0) opened = line.start;
      opening.push(traced, traceAt('\n', line.end));
      continue;
    }
    const cells = separator === '\t' ? splitAt(traced, '\t') : splitPipes(traced, frame);
    const last = rows.at(-1);
    if (opening.length > 0) {
      const [first, ...others] = cells;
      rows.push({
        cells: [joinTraced([...opening, ...(first ? [first] : [])]), ...others],
        start: opened,
        end: line.end,
      });
      opening = [];
    } else if (last !== undefined && isOpen(last, rows[0], frame, source)) {
      const [rest, ...others] = cells;
      const end = last.cells.at(-1);
      if (rest && end)
        last.cells = [
          ...last.cells.slice(0, -1),
          joinTraced([end, traceAt('\n', last.end), rest]),
          ...others,
        ];
      last.end = line.end;
    } else if (line.kind === 'words' && last !== undefined) {
      last.cells = extendRow(last.cells, traced);
      last.end = line.end;
    } else {
      rows.push({ cells, start: line.start, end: line.end });
    }
  }
  return rows;
}

/** True for a row that only its last line closes with a pipe, and that has not come to it. */
function isOpen(
  row: RawRow,
  first: RawRow | undefined,
  frame: { left: boolean; right: boolean },
  source: string,
): boolean {
  if (frame.left || !frame.right || first === undefined) return false;
  return row.cells.length <= first.cells.length && !/\|[ \t]*$/.test(source.slice(row.start, row.end));
}

function splitAt(traced: Traced, separator: string): Traced[] {
  const cells: Traced[] = [];
  let start = 0;
  for (let at = 0; at <= traced.text.length; at++) {
    if (at < traced.text.length && traced.text[at] !== separator) continue;
    cells.push(sliceTraced(traced, start, at));
    start = at + 1;
  }
  return cells;
}

/** Pipes at the ends are the frame where the first row has one there; a pipe behind a backslash is a character. */
function splitPipes(traced: Traced, frame: { left: boolean; right: boolean }): Traced[] {
  const masked = traced.text.replaceAll('\\|', '\u0000\u0000');
  const cells = splitAt({ text: masked, offsets: traced.offsets }, '|');
  if (frame.left && cells[0]?.text.trim() === '') cells.shift();
  if (frame.right && cells.length > 1 && cells.at(-1)?.text.trim() === '') cells.pop();
  return cells.map((cell) => ({ text: cell.text.replaceAll('\u0000\u0000', '\\|'), offsets: cell.offsets }));
}

/** A line without a separator goes on with the last filled cell. */
function extendRow(cells: Traced[], line: Traced): Traced[] {
  const at = Math.max(
    0,
    cells.findLastIndex((cell) => cell.text.trim() !== ''),
  );
  return cells.map((cell, index) => {
    if (index !== at) return cell;
    const joint = (cell.offsets.at(-1) ?? 0) + 1;
    return joinTraced([cell, traceAt('\n', joint), line]);
  });
}

/**
 * Splits where the width changes for good: the next two rows agree on another width. A single odd row is a row
 * with cells left out (or too many), not a table of its own.
 */
function segmentRows(rows: readonly RawRow[]): RawRow[][] {
  const segments: RawRow[][] = [];
  for (const [index, row] of rows.entries()) {
    const current = segments.at(-1);
    const width = row.cells.length;
    const usual = current === undefined ? 0 : usualWidth(current);
    const next = rows[index + 1]?.cells.length;
    // Narrower rows have lost empty cells at their end, unless much narrower ones follow each other.
    const narrower = width * 2 <= usual && next === width;
    const changes = width > usual ? next === width || next === undefined : narrower;
    if (current === undefined || changes) segments.push([row]);
    else current.push(row);
  }
  return segments;
}

function usualWidth(rows: readonly RawRow[]): number {
  const counts = new Map<number, number>();
  for (const row of rows.slice(0, 50)) counts.set(row.cells.length, (counts.get(row.cells.length) ?? 0) + 1);
  return [...counts].sort((a, b) => b[1] - a[1] || b[0] - a[0])[0]?.[0] ?? 0;
}

/** True for a row without words. */
export function isBlank(row: RawRow | undefined): boolean {
  return row === undefined || row.cells.every((cell) => cell.text.trim() === '');
}

/** The table of raw rows; `headers` are those of tables seen before, and this one's is added. */
export function buildTable(raw: readonly RawRow[], place: Placer, headers: Set<string>): Table {
  const kept = raw.filter((row) => !isBlank(row));
  const columns = filledWidth(kept);
  const rows = joinCutHeader(
    kept.map((row) => buildRow(row, columns, place)),
    headers,
  );
  const headerRows = countHeaderRows(rows);
  if (headerRows > 0) headers.add(headerTexts(rows.slice(0, 1), columns).join('|'));
  const start = raw[0]?.start ?? 0;
  return {
    type: 'table',
    method: 'native',
    columns,
    headerRows,
    rows,
    joins: [],
    place: place(start, raw.at(-1)?.end ?? start),
  };
}

/** The widest row, trailing columns without any words in any row left out. */
function filledWidth(rows: readonly RawRow[]): number {
  const widths = rows.map((row) => row.cells.findLastIndex((cell) => cell.text.trim() !== '') + 1);
  return Math.max(1, usualWidth(rows), ...widths);
}

function buildRow(raw: RawRow, columns: number, place: Placer): Row {
  const cells = Array.from({ length: columns }, (_, column) => {
    const traced = raw.cells[column];
    const placeInCell = raw.pieces === undefined ? place : piecewise(raw.pieces[column] ?? [], place);
    const blocks = traced === undefined ? [] : readCellBlocks(traced, placeInCell);
    return makeCell(column, blocks, cellPlace(raw, traced, placeInCell));
  });
  return { cells, place: place(raw.start, raw.end) };
}

/** Places within a cell that is made of pieces: one span for each piece it touches. */
function piecewise(pieces: readonly { start: number; end: number }[], place: Placer): Placer {
  return (start, end) => {
    const touched = pieces.filter((piece) => piece.end > start && piece.start < end);
    if (touched.length === 0) return place(start, end);
    return touched.flatMap((piece) => place(Math.max(start, piece.start), Math.min(end, piece.end)));
  };
}

function cellPlace(raw: RawRow, traced: Traced | undefined, place: Placer): Place {
  const text = traced?.text ?? '';
  const first = text.length - text.trimStart().length;
  const last = text.trimEnd().length - 1;
  if (traced === undefined || last < first) {
    const at = traced?.offsets[0] ?? raw.end;
    return place(at, at);
  }
  return place(traced.offsets[first] ?? raw.start, (traced.offsets[last] ?? raw.start) + 1);
}

/**
 * A header that the page broke over two lines (`What do we want to` / `achieve?`) is one row. A header that was seen
 * whole before is whole here too: then the second line goes on with a row of the page before.
 */
function joinCutHeader(rows: Row[], headers: ReadonlySet<string>): Row[] {
  const [first, second, ...rest] = rows;
  if (first === undefined || second === undefined || countHeaderRows([first]) === 0) return rows;
  if (headers.has(headerTexts([first], first.cells.length).join('|'))) return rows;
  const filled = second.cells.filter((cell) => cell.text.trim() !== '');
  const goesOn = filled.every((cell) => {
    const above = first.cells[cell.column]?.text ?? '';
    return (
      /^[\p{Ll}(]/u.test(cell.text) &&
      cell.text.length <= 40 &&
      above !== '' &&
      above.length <= 60 &&
      !endsClosed(above)
    );
  });
  if (!goesOn || filled.length === 0) return rows;
  const cells = first.cells.map((cell) => {
    const more = second.cells[cell.column];
    if (more === undefined || more.text.trim() === '') return cell;
    const text = `${cell.text} ${more.text}`;
    const joined = [...cell.place, ...more.place];
    return { ...cell, text, blocks: [{ type: 'paragraph' as const, text, place: joined }], place: joined };
  });
  return [{ ...first, cells, place: [...first.place, ...second.place] }, ...rest];
}
