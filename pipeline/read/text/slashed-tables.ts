/**
 * Tables whose cells a converter parted with " / ", each cell with its own line breaks, a row's last blank cells gone.
 * In: a text's lines; out: tables by the line they begin on, read as if each cell stood on lines of its own.
 */
import type { Placer } from '../cell-blocks.ts';
import { findCellKind } from './cell-kinds.ts';
import { findColumnContent } from '../header-rows.ts';
import type { Line } from './lines.ts';
import { buildStackedTable } from './stacked/cells.ts';
import { settleBlanks, settleContents } from './stacked/habits.ts';
import { type StackedHeader, readHeader } from './stacked/header.ts';
import type { Piece } from './stacked/pieces.ts';
import { fitRows } from './stacked/rows.ts';
import type { StackedTable } from './stacked/stacked-tables.ts';

const fewestNames = 4;
const longestHeader = 200;
/** Lines on which a header is tried; a table that takes them all is read to its end. */
const sampleLines = 200;
/** So often a header is tried that no table stands below. */
const mostFailures = 3;
const fewestRows = 2;
/** Log-likelihood of a table against prose, and how sure its cells must be on average. */
const leastScore = 7;
const leastConfidence = 0.6;

/** Every such table: below a line of nothing but columns' names, most cells of each row parted so. */
export function findSlashedTables(
  source: string,
  lines: readonly Line[],
  place: Placer,
): Map<number, StackedTable> {
  const tables = new Map<number, StackedTable>();
  const failed = new Map<string, number>();
  for (let at = 0; at < lines.length; at++) {
    const header = readNames(lines[at], at);
    const words = lines[at]?.text ?? '';
    const failures = failed.get(words) ?? 0;
    if (header === null || failures >= mostFailures) continue;
    const tried = readTable(source, lines, at, header, place, sampleLines);
    if (tried === null) failed.set(words, failures + 1);
    if (tried === null) continue;
    const isLong = tried.to >= at + sampleLines;
    const found = isLong ? readTable(source, lines, at, header, place, lines.length) : tried;
    tables.set(at, found ?? tried);
    at = (found ?? tried).to - 1;
  }
  return tables;
}

/** The header in a line; `null` where it is none of a plan's. */
function readNames(line: Line | undefined, at: number): StackedHeader | null {
  if (line?.kind !== 'words' || line.text.length > longestHeader || !line.text.includes(' / ')) return null;
  const names = cutLine(line, at);
  const holds = new Set(names.map((name) => findColumnContent(name.text)));
  const isPlan = holds.has('action') && (holds.has('owner') || holds.has('time'));
  if (names.length < fewestNames || !isPlan) return null;
  return readHeader(
    names.map((name) => [name]),
    'half',
  );
}

function readTable(
  source: string,
  lines: readonly Line[],
  at: number,
  header: StackedHeader,
  place: Placer,
  mostLines: number,
): StackedTable | null {
  const title = lines[at]?.text;
  const below = lines.slice(at + 1, at + 1 + mostLines);
  const end = below.findIndex((next) => next.kind !== 'words' || next.text === title);
  const body = end < 0 ? below : below.slice(0, end);
  const pieces = cutLines(body, at + 1);
  const options = { gapsPartRows: false, endsOpen: false, marked: true };
  const settled = settleContents(header.columns, pieces, fitRows(pieces, header.columns, options));
  const columns = settleBlanks(settled, pieces, fitRows(pieces, settled, options));
  const fit = fitRows(pieces, columns, options);
  const rows = fit.steps.filter((step) => step.opens).length;
  const used = pieces.slice(0, fit.steps.length);
  const parted = used.filter((piece) => piece.closed).length;
  const confidence = fit.steps.reduce((sum, step) => sum + step.confidence, 0) / fit.steps.length;
  const isTable =
    rows >= fewestRows &&
    parted >= (rows * (columns.length - 1)) / 2 &&
    fit.score >= Math.max(leastScore, rows * 2) &&
    confidence >= leastConfidence;
  if (!isTable) return null;
  const table = buildStackedTable(source, { ...header, columns }, pieces, fit.steps, place);
  return { table, to: (used.at(-1)?.at ?? at) + 1 };
}

/** The pieces of lines, those before a mark that opens the next line closed too. */
function cutLines(lines: readonly Line[], at: number): Piece[] {
  const pieces: Piece[] = [];
  for (const [index, line] of lines.entries()) {
    const last = pieces.at(-1);
    if (last !== undefined && /^\s*\/\s/.test(line.text)) last.closed = true;
    pieces.push(...cutLine(line, at + index));
  }
  return joinPosts(pieces);
}

/** The cells, or parts of cells, in a line; `closed` where a mark stands after them. */
function cutLine(line: Line, at: number): Piece[] {
  const pieces: Piece[] = [];
  let from = 0;
  for (const mark of [...line.text.matchAll(/(?<=^|\s)\/(?=\s|$)/g), null]) {
    const to = mark?.index ?? line.text.length;
    const text = line.text.slice(from, to);
    const last = pieces.at(-1);
    if (text.trim() !== '') {
      const own = { ...line, text, start: line.start + from, end: line.start + to };
      const words = text.trim();
      pieces.push({
        text: words,
        kind: findCellKind(words),
        lines: [own],
        at,
        gap: false,
        page: false,
        wall: false,
        closed: mark !== null,
      });
    } else if (last !== undefined) last.closed = true;
    from = to + 1;
  }
  return pieces;
}

/** Two posts one after the other may share a cell: the mark between them is the cell's own. */
function joinPosts(pieces: readonly Piece[]): Piece[] {
  return pieces.map((piece, index) =>
    piece.kind === 'post' && pieces[index + 1]?.kind === 'post' ? { ...piece, closed: false } : piece,
  );
}
