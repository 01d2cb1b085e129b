/**
 * Tables flattened to text, their cells one after the other and still wrapped, several short ones on one line, blank
 * ones gone without a trace. In: a text's lines; out: tables by the line they begin on.
 */
import type { Issue } from '../../../model.ts';
import type { Placer } from '../../cell-blocks.ts';
import { type CellKind, findCellKind } from '../cell-kinds.ts';
import { findOpeningMarker } from '../../list-markers.ts';
import type { ColumnContent } from '../../header-rows.ts';
import { buildStackedTable } from '../stacked/cells.ts';
import { settleBlanks, settleContents } from '../stacked/habits.ts';
import type { StackedColumn } from '../stacked/header.ts';
import { type Piece, goesOn } from '../stacked/pieces.ts';
import type { StackedFit } from '../stacked/rows.ts';
import type { FoundStacked, StackedTable } from '../stacked/stacked-tables.ts';
import type { Line } from '../lines.ts';
import { type WrappedHeader, findWrappedHeaders } from './header.ts';
import { type CutCache, type Strip, findStrips } from './lines.ts';
import { type WrappedCell, type WrappedFit, fitWrapped } from './rows.ts';
import { type ColumnWidth, findWidths, hasRoom } from './widths.ts';

interface Reading {
  header: WrappedHeader;
  strips: Strip[];
  fit: WrappedFit;
  widths: ColumnWidth[];
  score: number;
  /** The lines read end before the table does. */
  open: boolean;
}

const sampleLines = 90;
const mostHeaders = 8;
const mostFailures = 3;
const fewestStrips = 4;
/** A table that comes so near to the end of what was read may go on. */
const openStrips = 30;
/** What the likelihood of a header counts against that of the cells below. */
const namesWeight = 4;
const leastScore = 7;
const leastShare = 0.6;
const rounds = 3;
const leastWrapped = 0.12;
const leastSuited = 0.9;

/** Worked out before, for the next reading of the same lines. */
interface Known {
  cuts: CutCache;
  kinds: Map<string, CellKind>;
}

/** Every wrapped table of a text. */
export function findWrappedTables(source: string, lines: readonly Line[], place: Placer): FoundStacked {
  const tables = new Map<number, StackedTable>();
  const issues: Issue[] = [];
  const known: Known = { cuts: new Map(), kinds: new Map() };
  const failed = new Map<string, number>();
  for (let at = 0; at < lines.length; at++) {
    const words = lines[at]?.text ?? '';
    if ((failed.get(words) ?? 0) >= mostFailures) continue;
    const headers = findHeadersFrom(lines, at);
    if (headers.length === 0) continue;
    const reading = readTable(lines, headers, known);
    if (reading === null) {
      failed.set(words, (failed.get(words) ?? 0) + 1);
      continue;
    }
    const taken = reading.strips.slice(0, reading.fit.used);
    for (const strip of taken) lineOf(lines, strip.at).kind = 'words';
    const { pieces, fit } = asStacked(reading.fit.cells, reading.header.columns, reading.widths);
    const table = buildStackedTable(source, reading.header, pieces, fit.steps, place);
    const to = (taken.at(-1)?.at ?? at) + 1;
    tables.set(reading.header.from, { table, to });
    issues.push(...findUnsure(reading, place));
    at = to - 1;
  }
  return { tables, issues };
}

/** Headers from a line on, or from one of the next, where a title right above looks like the first name. */
function findHeadersFrom(lines: readonly Line[], at: number): WrappedHeader[] {
  const headers = findWrappedHeaders(lines, at);
  const end = Math.max(at, ...headers.map((header) => header.to));
  for (let later = at + 1; later < Math.min(end, at + 4); later++) {
    headers.push(...findWrappedHeaders(lines, later));
  }
  return headers.sort((a, b) => a.joined - b.joined).slice(0, mostHeaders);
}

/** The table below the header that its first lines fit best; `null` where they fit none. */
function readTable(lines: readonly Line[], headers: readonly WrappedHeader[], known: Known): Reading | null {
  const best = headers
    .map((header) => readBelow(lines, header, sampleLines, known))
    .reduce<Reading | null>((a, b) => (b !== null && (a === null || b.score > a.score) ? b : a), null);
  if (best === null || !isTable(best)) return null;
  let reading: Reading | null = best;
  // As many lines as the table takes and no more: twice as many as long as it takes them all.
  for (let most = sampleLines * 2; reading !== null && reading.open; most *= 2) {
    reading = readBelow(lines, best.header, most, known);
  }
  return reading !== null && isTable(reading) && isWrapped(reading) ? reading : null;
}

function lineOf(lines: readonly Line[], at: number): Line {
  const line = lines[at];
  if (line === undefined) throw new RangeError(`no line ${at}`);
  return line;
}

/** The lines below a header fitted to its columns, which learn from their cells. */
function readBelow(
  lines: readonly Line[],
  header: WrappedHeader,
  most: number,
  known: Known,
): Reading | null {
  const names = header.columns
    .map((column) => column.name)
    .join(' ')
    .toLowerCase()
    .replaceAll(/\s+/g, ' ');
  const again = (at: number): number => countAgain(lines, at, names);
  const to = Math.min(lines.length, header.to + most);
  const { strips, end } = findStrips(lines, header.to, to, again, known.cuts);
  if (strips.length < fewestStrips) return null;
  const opening = strips.filter((strip) => strip.opensLine);
  const gapsPartCells = opening.filter((strip) => strip.gap).length > opening.length * 0.15;
  const { kinds } = known;
  let { columns } = header;
  let widths: ColumnWidth[] = [];
  let fit = fitWrapped(strips, columns, { gapsPartCells, widths, kinds });
  for (let round = 1; round < rounds; round++) {
    const shown = asStacked(fit.cells, columns, widths);
    columns = settleContents(columns, shown.pieces, shown.fit);
    if (round === rounds - 1) columns = settleBlanks(columns, shown.pieces, shown.fit);
    widths = findWidths(fit.cells, columns.length);
    fit = fitWrapped(strips, columns, { gapsPartCells, widths, kinds });
  }
  const score = fit.score + weighColumns(columns, fit) - header.joined * namesWeight;
  const open = end >= to && to < lines.length && fit.used >= strips.length - openStrips;
  return { header: { ...header, columns }, strips, fit, widths, score, open };
}

/** A column that is filled speaks for its header, one that is hardly ever against it. */
function weighColumns(columns: readonly StackedColumn[], fit: WrappedFit): number {
  const rows = Math.max(1, fit.cells.filter((cell) => cell.opens).length);
  const worths = columns.map((column, index) => {
    const filled = fit.cells.filter((cell) => cell.column === index).length;
    return column.named ? 1.5 * (2 * Math.min(1, (2 * filled) / rows) - 1) : -3;
  });
  return worths.reduce((sum, worth) => sum + worth, 0);
}

/** How many lines from an index hold the header's words again, blank lines between them counted; 0 where they do not. */
function countAgain(lines: readonly Line[], at: number, names: string): number {
  let rest = names;
  for (let index = at; index < Math.min(lines.length, at + 20); index++) {
    const text = lines[index]?.text.trim().toLowerCase().replaceAll(/\s+/g, ' ') ?? '';
    if (text === '') continue;
    if (!rest.startsWith(text)) return 0;
    rest = rest.slice(text.length).trimStart();
    if (rest === '') return index - at + 1;
  }
  return 0;
}

/** Cells as the pieces and steps of a stacked table. */
function asStacked(
  cells: readonly WrappedCell[],
  columns: readonly StackedColumn[],
  widths: readonly ColumnWidth[],
): { pieces: Piece[]; fit: StackedFit } {
  const pieces = cells.map((cell): Piece => {
    const lines = joinLines(cell.strips);
    const text = lines.map((line) => line.text).join(' ');
    const holds = columns[cell.column]?.holds ?? 'note';
    return {
      text,
      kind: findCellKind(text),
      lines,
      at: cell.strips[0]?.at ?? 0,
      gap: false,
      page: false,
      wall: false,
      closed: false,
      wraps: lines
        .slice(1)
        .map((line, index) => wraps(lines[index]?.text ?? '', line.text, holds, widths[cell.column])),
    };
  });
  const steps = cells.map(({ column, opens, confidence }) => ({ column, opens, confidence }));
  return { pieces, fit: { steps, score: 0 } };
}

/** Strips of one line as one stretch. */
function joinLines(strips: readonly Strip[]): Line[] {
  const lines: Line[] = [];
  let at = -1;
  for (const strip of strips) {
    const last = lines.at(-1);
    if (last !== undefined && strip.at === at) {
      last.text += ' '.repeat(Math.max(1, strip.line.start - last.end)) + strip.line.text;
      last.end = strip.line.end;
    } else {
      lines.push({ ...strip.line });
    }
    at = strip.at;
  }
  return lines;
}

const headNoun =
  /^(?:Manager|Officer|Director|Executive|Lead|Governance|Services?|Finance|Communities|Team)\b/;

/** True where a line goes on with the one above; false where it is the next value or paragraph of the cell. */
function wraps(above: string, line: string, holds: string, width: ColumnWidth): boolean {
  if (findOpeningMarker(line) !== null) return false;
  const [first, second] = [above, line].map((text) => ({ text, kind: findCellKind(text) }));
  const piece = (part: typeof first): Piece => ({
    text: part?.text ?? '',
    kind: part?.kind ?? 'short',
    lines: [],
    at: 0,
    gap: false,
    page: false,
    wall: false,
    closed: false,
  });
  if (goesOn(piece(first), piece(second))) return true;
  if (
    holds === 'owner' &&
    (/^\S+$/.test(line) || headNoun.test(line)) &&
    !['post', 'name'].includes(second?.kind ?? '')
  )
    return true;
  // Nothing tells the width: two whole values are two.
  if (width === undefined && first?.kind === second?.kind && ['post', 'time'].includes(first?.kind ?? ''))
    return false;
  return !hasRoom(width, above, line);
}

/** Names of columns share a line, or lines of the cells go on over their breaks: else each line is a cell. */
function isWrapped(reading: Reading): boolean {
  const { header, fit, strips } = reading;
  const onLine = new Map<number, number>();
  for (const [piece] of header.cells)
    if (piece !== undefined) onLine.set(piece.at, (onLine.get(piece.at) ?? 0) + 1);
  if (Math.max(...onLine.values()) >= 3) return true;
  const opening = strips.slice(0, fit.used).filter((strip) => strip.opensLine);
  const ungapped = opening.filter((strip, index) => index > 0 && !strip.gap && !strip.page);
  const goingOn = ungapped.filter((strip) => /^\p{Ll}\S* /u.test(strip.line.text));
  const gapped = opening.length - ungapped.length > opening.length * 0.2;
  // Columns may be read out of order there: every value must suit.
  const values = findValues(reading);
  const suited = values.filter(({ suits }) => suits).length;
  if (gapped && suited < values.length * leastSuited) return false;
  const share = gapped ? ungapped.length / 2 : goingOn.length;
  return share >= opening.length * leastWrapped;
}

/** Kinds of cells that suit a column of values. */
const suiting: Partial<Record<ColumnContent, readonly CellKind[]>> = {
  owner: ['post', 'posted', 'name', 'open'],
  time: ['time', 'open', 'dated'],
  status: ['status', 'open'],
  reference: ['reference'],
};

/** Cells of columns of values, and whether each looks like one. */
function findValues({ fit, header }: Reading): { cell: WrappedCell; suits: boolean }[] {
  return fit.cells.flatMap((cell) => {
    const wanted = suiting[header.columns[cell.column]?.holds ?? 'note'];
    const text = cell.strips.map((strip) => strip.line.text).join(' ');
    return wanted === undefined ? [] : [{ cell, suits: wanted.includes(findCellKind(text)) }];
  });
}

/** Enough rows, with values where the columns want them. */
function isTable(reading: Reading): boolean {
  const { fit } = reading;
  const rows = fit.cells.filter((cell) => cell.opens && cell.column >= 0).length;
  if (rows < 2 || fit.score < leastScore || fit.score < rows * 2) return false;
  const values = findValues(reading);
  const suited = values.filter(({ suits }) => suits).length;
  return values.length >= rows * leastShare && suited >= values.length * leastShare;
}

/** A warning for every cell that does not look like what its column holds. */
function findUnsure(reading: Reading, place: Placer): Issue[] {
  return findValues(reading)
    .filter(({ suits }) => !suits)
    .map(({ cell }) => {
      const [first, last] = [cell.strips[0]?.line, cell.strips.at(-1)?.line];
      const name = reading.header.columns[cell.column]?.name ?? '';
      return {
        code: 'unsure-cell',
        severity: 'warning',
        message: `lines without their layout: "${first?.text.slice(0, 60) ?? ''}" may not belong to "${name}"`,
        place: place(first?.start ?? 0, last?.end ?? 0),
      };
    });
}
