/**
 * Pieces that were given their columns to an ordinary table.
 * In: header, pieces and steps; out: the table, each cell with the stretches of the text it is made of.
 */
import type { Row, Table } from '../../../model.ts';
import type { Placer } from '../../cell-blocks.ts';
import { findCellKind } from '../cell-kinds.ts';
import { endsClosed } from '../../column-habits.ts';
import type { ColumnContent } from '../../header-rows.ts';
import { findOpeningMarker } from '../../list-markers.ts';
import type { StackedHeader } from './header.ts';
import { type Piece, goesOn } from './pieces.ts';
import type { Step } from './rows.ts';
import { type RawRow, buildTable } from '../tables.ts';
import type { Line } from '../lines.ts';
import { type Traced, joinTraced, traceAt, traceSource, trimTraced } from '../../traced.ts';

/** The table of pieces in columns. A heading between rows is one cell over all columns. */
export function buildStackedTable(
  source: string,
  header: StackedHeader,
  pieces: readonly Piece[],
  steps: readonly Step[],
  place: Placer,
): Table {
  const holds = header.columns.map((column) => column.holds);
  const rows: Piece[][][] = [header.cells];
  const sections = new Set<number>();
  let section = false;
  for (const [index, step] of steps.entries()) {
    const piece = pieces[index];
    if (piece === undefined || step.column === null) continue;
    const heads = step.column < 0;
    if (step.opens || (heads && !section)) rows.push(holds.map(() => []));
    if (heads) sections.add(piece.lines[0]?.start ?? 0);
    section = heads;
    rows.at(-1)?.[Math.max(0, step.column)]?.push(piece);
  }
  const raw = rows.map((cells, index) => makeRow(source, cells, index === 0 ? [] : holds));
  const table = buildTable(raw, place, new Set());
  return {
    ...table,
    headerRows: Math.max(1, table.headerRows),
    rows: table.rows.map((row) => (sections.has(startOf(row)) ? spanRow(row, table.columns) : row)),
  };
}

function startOf(row: Row): number {
  const [span] = row.place;
  return span !== undefined && 'start' in span ? span.start : -1;
}

/** The row as one cell over all columns. */
function spanRow(row: Row, columns: number): Row {
  return { ...row, cells: row.cells.slice(0, 1).map((cell) => ({ ...cell, colSpan: columns })) };
}

function makeRow(source: string, cells: readonly Piece[][], holds: readonly ColumnContent[]): RawRow {
  const lines = cells.flat().flatMap((piece) => piece.lines);
  const end = lines.at(-1)?.end ?? 0;
  const empty = traceSource(source, end, end);
  const made = cells.map((pieces, column) => makeCellWords(source, pieces, holds[column] ?? 'note'));
  return {
    cells: made.map((words) => (words.length === 0 ? empty : joinTraced(words))),
    pieces: cells.map((pieces) => pieces.flatMap((piece) => piece.lines).map(spanOf)),
    start: lines[0]?.start ?? 0,
    end,
  };
}

function spanOf(line: Line): { start: number; end: number } {
  const lead = line.text.length - line.text.trimStart().length;
  return { start: line.start + lead, end: line.start + line.text.trimEnd().length };
}

/** A cell's lines with what joins each to the one before. */
function makeCellWords(source: string, pieces: readonly Piece[], holds: ColumnContent): Traced[] {
  const words: Traced[] = [];
  let last: Piece | undefined;
  for (const piece of pieces.flatMap(splitPiece)) {
    const [line] = piece.lines;
    if (line === undefined) continue;
    if (last !== undefined) {
      const end = last.lines[0]?.end ?? line.start;
      words.push(traceAt(isOneParagraph(last, piece, holds) ? ' ' : '\n', Math.max(0, end - 1)));
    }
    words.push(trimTraced(traceSource(source, line.start, line.start + line.text.length)));
    last = piece;
  }
  return words;
}

/** Each line of a piece as a piece; only the first keeps the gap before it. */
function splitPiece(piece: Piece): Piece[] {
  return piece.lines.map((line, index) => {
    const text = line.text.trim();
    const known = piece.wraps?.[index - 1];
    const wraps = known === undefined ? [] : [known];
    return { ...piece, text, kind: findCellKind(text), lines: [line], gap: index === 0 && piece.gap, wraps };
  });
}

const values: Partial<Record<ColumnContent, readonly string[]>> = {
  owner: ['post', 'posted', 'name'],
  time: ['time', 'open', 'dated'],
  status: ['status', 'open', 'time'],
};

/** Wrapped words are one paragraph; list items, two values and what a gap parts are not. */
function isOneParagraph(above: Piece, below: Piece, holds: ColumnContent): boolean {
  const [known] = below.wraps ?? [];
  if (known !== undefined) return known;
  if (findOpeningMarker(below.text) !== null) return false;
  if (goesOn(above, below)) return true;
  if (below.gap && !below.page) return false;
  const own = values[holds];
  if (own !== undefined) return !own.includes(above.kind) || !own.includes(below.kind);
  return !endsClosed(above.text) || above.text.length > 45;
}
