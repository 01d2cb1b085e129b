/**
 * Tables set out with spaces, as a PDF's text keeps them: columns begin where the header's words do.
 * In: lines from a header on; out: the table and how many lines it took, or nothing.
 */
import type { Table } from '../../model.ts';
import type { Placer } from '../cell-blocks.ts';
import type { Line } from './lines.ts';
import { buildTable, type RawRow } from './tables.ts';
import { joinTraced, sliceTraced, traceAt, traceSource, trimTraced, type Traced } from '../traced.ts';

/** Words between two gaps of two spaces or more, and where they stand in their line. */
interface Chunk {
  start: number;
  end: number;
}

/** How far left of its header a cell may begin. */
const SLACK = 2;
const FEWEST_COLUMNS = 3;
const LONGEST = 400;

/** The table that begins at a line, with the number of lines it took; `null` where none does. */
export function readHeaderColumns(
  source: string,
  lines: readonly Line[],
  at: number,
  place: Placer,
): { table: Table; used: number } | null {
  const header = chunksOf(lines[at]);
  if (header.length < FEWEST_COLUMNS) return null;
  const starts = header.map((chunk) => chunk.start);
  if (!headsColumns(source, lines[at], starts, place)) return null;
  const rows: RawRow[] = [];
  let aligned = 0;
  let gap = false;
  let used = 0;
  for (let index = at; index < lines.length; index++) {
    const line = lines[index];
    if (line === undefined) break;
    if (line.kind === 'blank' || line.kind === 'furniture' || /^[-=_ ]+$/.test(line.text)) {
      if (gap && line.kind === 'blank' && lines[index + 1]?.kind === 'blank') break;
      gap = true;
      continue;
    }
    const cells = line.kind === 'words' ? cellsOf(source, line, starts) : null;
    if (cells === null) break;
    const filled = cells.filter((cell) => cell.text !== '');
    if (gap && index > at + 2 && filled.length === 1 && cells[0]?.text !== '') break;
    if (filled.length > 1) aligned += 1;
    const last = rows.at(-1);
    if (last === undefined || rows.length === 1 || opensRow(cells, rows))
      rows.push({ cells, pieces: cells.map(pieceOf), start: line.start, end: line.end });
    else goOnWith(last, cells, line.end);
    gap = false;
    used = index - at + 1;
  }
  if (rows.length < 2 || aligned < 3) return null;
  const table = buildTable(rows, place, new Set());
  return table.headerRows > 0 ? { table, used } : null;
}

/** True for a line whose words, cell by cell, are those of headers: asked first, so that a long text is read once. */
function headsColumns(
  source: string,
  line: Line | undefined,
  starts: readonly number[],
  place: Placer,
): boolean {
  const cells = line === undefined ? null : cellsOf(source, line, starts);
  if (line === undefined || cells === null) return false;
  return buildTable([{ cells, start: line.start, end: line.end }], place, new Set()).headerRows > 0;
}

function chunksOf(line: Line | undefined): Chunk[] {
  if (line === undefined || line.kind !== 'words' || line.text.length > LONGEST) return [];
  return [...line.text.matchAll(/\S+(?: \S+)*/g)].map((match) => ({
    start: match.index,
    end: match.index + match[0].length,
  }));
}

/** A line's cells under the header's columns; `null` where its words run over the gaps between them. */
function cellsOf(source: string, line: Line, starts: readonly number[]): Traced[] | null {
  const apart = chunksOf(line);
  if (apart.length === 0) return null;
  const chunks = apart.length > 1 ? apart.flatMap((chunk) => cutAtColumns(chunk, line.text, starts)) : apart;
  const whole = traceSource(source, line.start, line.start + line.text.length);
  const cells = starts.map(() => sliceTraced(whole, 0, 0));
  for (const chunk of chunks) {
    const column = Math.max(
      0,
      starts.findLastIndex((start) => start <= chunk.start + SLACK),
    );
    const next = starts[column + 1];
    if (next !== undefined && chunk.end > next) return null;
    const words = sliceTraced(whole, chunk.start, chunk.end);
    const before = cells[column];
    cells[column] =
      before === undefined || before.text === ''
        ? words
        : joinTraced([before, traceAt(' ', line.start + chunk.start), words]);
  }
  return cells;
}

/** Words of two columns that one space parts, where the second begins right under its header. */
function cutAtColumns(chunk: Chunk, text: string, starts: readonly number[]): Chunk[] {
  const cut = starts.find((start) => start > chunk.start && start < chunk.end && text[start - 1] === ' ');
  if (cut === undefined) return [chunk];
  return [
    { start: chunk.start, end: cut - 1 },
    ...cutAtColumns({ start: cut, end: chunk.end }, text, starts),
  ];
}

/** Words that leave a cell open for the line below: "January to", "Head of", "Leader,". */
const OPEN_END =
  /(?:(?:^|\s)(?:to|of|the|and|for|in|by|with|an?|from|on|or|at|as|into|between|its|their|our|until)|[&,(–/-])$/i;

/**
 * A row begins where the last column of the rows so far is filled again, and its longest cell with a capital, unless
 * a cell of the line above waits for its rest.
 */
function opensRow(cells: readonly Traced[], rows: readonly RawRow[]): boolean {
  const above = rows.at(-1);
  const waits = cells.some(
    (cell, at) => at > 0 && cell.text !== '' && OPEN_END.test(above?.cells[at]?.text.trimEnd() ?? ''),
  );
  if (waits) return false;
  const column = rows[1]?.cells.findLastIndex((cell) => cell.text !== '') ?? -1;
  const longest = cells.reduce((best, cell) => (cell.text.length > best.text.length ? cell : best));
  const filled = cells.filter((cell) => cell.text !== '').length;
  return (
    filled > 1 &&
    (cells[column]?.text ?? '') !== '' &&
    [longest, cells[column]].every((cell) => /^[\P{Ll}]/u.test(cell?.text ?? ''))
  );
}

/** Where a cell's words of one line stand in the source. */
function pieceOf(cell: Traced): { start: number; end: number }[] {
  const [first, last] = [cell.offsets[0], cell.offsets.at(-1)];
  return first === undefined || last === undefined ? [] : [{ start: first, end: last + 1 }];
}

/** Adds a line's cells to the row that it goes on with. */
function goOnWith(row: RawRow, more: readonly Traced[], end: number): void {
  row.pieces =
    row.pieces?.map((pieces, column) => {
      const next = more[column];
      return next === undefined ? pieces : [...pieces, ...pieceOf(next)];
    }) ?? [];
  row.cells = row.cells.map((cell, column) => {
    const next = more[column];
    if (next === undefined || next.text === '') return cell;
    if (cell.text === '') return trimTraced(next);
    return joinTraced([cell, traceAt(' ', (cell.offsets.at(-1) ?? 0) + 1), next]);
  });
  row.end = end;
}
