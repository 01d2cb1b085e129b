/**
 * A table as splitting needs it: headers named over however many rows they take, and body rows in which every
 * column has its cell, also where a merged cell above covers it.
 */
import type { Cell, Row, Table } from '../../model.ts';
import { headerWords, isKnownHeader, voteHeader } from './header-votes.ts';
import { countWords, hasTimeWords, isReferenceCell, isTimeCell } from '../words.ts';

/** A cell where a body row meets a column. */
export interface GridCell {
  cell: Cell;
  /** True when the cell began in a row above (a merged cell). */
  covered: boolean;
}

/** A body row: `cells[column]`, `null` where the table has no cell at all. */
export interface GridRow {
  row: Row;
  cells: (GridCell | null)[];
  /** Words of a row that is one heading over the whole width; empty for ordinary rows. */
  section: string;
}

/** Headers by column (empty when the table has none) and body rows. */
export interface Grid {
  headers: string[];
  /** Cells of the first header row; none when the table has no header. */
  headerCells: Cell[];
  rows: GridRow[];
  /** Filled cells of the rows above the header that are labels and values: "Lead officer | Head of HR". */
  preface: Cell[][];
}

/** Lays a table out by rows and columns. */
export function layGrid(table: Table): Grid {
  const columns = Math.min(table.columns, 200);
  const matrix = coverCells(table, columns);
  const header = findHeader(table, matrix, columns);
  const names = Array.from({ length: columns }, (_, column) => headerOf(matrix, header, column));
  const headers = header.from === 0 ? names : withYears(names, matrix, header.from - 1);
  const rows = table.rows.map((row, index) => {
    const cells = matrix[index] ?? [];
    return { row, cells, section: sectionOf(cells, columns) || numberedSectionOf(cells, headers) };
  });
  const above = rows.slice(0, header.from).filter((row) => row.section !== '');
  const preface = rows
    .slice(0, header.from)
    .filter((row) => row.section === '')
    .map(({ row }) => row.cells.filter((cell) => cell.text.trim() !== ''));
  return {
    headers,
    preface,
    headerCells: table.rows[header.from]?.cells ?? [],
    rows: [...above, ...rows.slice(header.to).filter((row) => !repeatsHeader(row, names))],
  };
}

const YEAR = /\b20\d\d(?:\s?[/–-]\s?\d{2,4})?\b/;

/** "Q1", "Q2" under a row that says "Timescale 2024/25" once for all of them: each is of that year. */
function withYears(names: readonly string[], matrix: (GridCell | null)[][], above: number): string[] {
  let year = '';
  return names.map((name, column) => {
    const words = textAt(matrix, above, column);
    if (words !== '') year = YEAR.exec(words)?.[0] ?? '';
    return year !== '' && isTimeCell(name) && !YEAR.test(name) ? `${name} ${year}` : name;
  });
}

/** Rows `[from, to)` are the header. */
interface HeaderRows {
  from: number;
  to: number;
}

function coverCells(table: Table, columns: number): (GridCell | null)[][] {
  const matrix: (GridCell | null)[][] = table.rows.map(() => Array.from({ length: columns }, () => null));
  table.rows.forEach((row, at) => {
    for (const cell of row.cells) {
      const lastRow = Math.min(table.rows.length, at + Math.max(1, cell.rowSpan));
      for (let r = at; r < lastRow; r += 1) {
        const line = matrix[r];
        if (line && cell.column < columns) line[cell.column] ??= { cell, covered: r > at };
        if (!line) continue;
        for (let c = cell.column + 1; c < Math.min(columns, cell.column + cell.colSpan); c += 1) {
          line[c] ??= { cell, covered: true };
        }
      }
    }
  });
  return matrix;
}

function textAt(matrix: (GridCell | null)[][], row: number, column: number): string {
  return matrix[row]?.[column]?.cell.text.trim() ?? '';
}

/** The rows that name the columns: those the table gives as such, or the first of known header words. */
function findHeader(table: Table, matrix: (GridCell | null)[][], columns: number): HeaderRows {
  const given = Math.min(table.headerRows, table.rows.length);
  let from = 0;
  let to = given;
  const isTitle = (row: number) => distinctTexts(matrix, row, columns).length < 2;
  while (from < given && isTitle(from)) from += 1;
  if (from === given) {
    if (columns === 2 && isColumnOfLabels(matrix)) return { from: 0, to: 0 };
    to = from;
    for (let row = from; row < Math.min(from + 6, matrix.length - 1); row += 1) {
      if (looksLikeHeader(matrix, row, columns)) {
        from = row;
        to = row + 1;
        break;
      }
      const texts = distinctTexts(matrix, row, columns);
      if (
        texts.length > (columns > 3 ? 2 : 1) &&
        !isLabelRow(texts) &&
        !(columns > 2 && isNumberedRow(texts))
      )
        break;
    }
    if (to === from) return { from: 0, to: 0 };
  }
  while (to < matrix.length - 1 && to < from + 4 && continuesHeader(matrix, to, columns)) to += 1;
  return { from, to };
}

function distinctTexts(matrix: (GridCell | null)[][], row: number, columns: number): string[] {
  const texts: string[] = [];
  for (let column = 0; column < columns; column += 1) {
    const grid = matrix[row]?.[column];
    if (grid && grid.cell.column === column && grid.cell.text.trim() !== '')
      texts.push(grid.cell.text.trim());
  }
  return isBanner(matrix[row] ?? []) ? texts.slice(0, 1) : texts;
}

const NUMBERED_LABEL =
  /^(?:(?:key |cpc |lga )?recommendation|rec|theme|priority|objective|workstream)\.?\s?\d{1,2}[a-z]?\s?[:.–-]?$/i;

/** "Recommendation 2" beside its words, and nothing more. */
function isNumberedRow(texts: readonly string[]): boolean {
  return texts.length === 2 && NUMBERED_LABEL.test(texts[0] ?? '') && countWords(texts[1] ?? '') > 2;
}

/** A row of two cells, "Recommendation 2" and its words, in a table whose first column holds something else. */
function numberedSectionOf(cells: readonly (GridCell | null)[], headers: readonly string[]): string {
  const texts = cells.flatMap((grid, column) =>
    grid !== null && !grid.covered && grid.cell.column === column && grid.cell.text.trim() !== ''
      ? [grid.cell.text.trim()]
      : [],
  );
  const role = voteHeader(headers[0] ?? '')[0]?.role;
  if (headers.length < 3 || role !== 'action' || !isNumberedRow(texts)) return '';
  return `${texts[0]?.replace(/\s?[:.–-]$/, '')}: ${texts[1]}`;
}

/** A row of labels, each with its value after it. */
function isLabelRow(texts: readonly string[]): boolean {
  return texts.length % 2 === 0 && texts.every((text, at) => isKnownHeader(text) === (at % 2 === 0));
}

/** Labels all down the first column, each with its value beside it: such a table has no header row. */
function isColumnOfLabels(matrix: (GridCell | null)[][]): boolean {
  const labels = matrix.map((_, row) => textAt(matrix, row, 0)).filter((text) => text !== '');
  const known = labels.filter((label) => isKnownHeader(label));
  return known.length > 2 && known.length >= labels.length * 0.6;
}

function looksLikeHeader(matrix: (GridCell | null)[][], row: number, columns: number): boolean {
  const texts = distinctTexts(matrix, row, columns);
  if (texts.length < 2 || texts.some((text) => countWords(text) > 12)) return false;
  if (texts.length >= 4 && isLabelRow(texts)) return false;
  // A row that bears its own number is content: "3a | Set up a board | RT | Done".
  if (/\d/.test(texts[0] ?? '') && isReferenceCell(texts[0] ?? '')) return false;
  if (namesColumns(texts)) return true;
  if (texts.some((text) => hasTimeWords(text) && !isDatedHeader(text))) return false;
  const known = texts.filter((text) => (voteHeader(text)[0]?.score ?? 0) >= 0.6).length;
  return known >= 2 && known >= texts.length / 2;
}

/** A column of words as of a day: "Progress at June 2025", "RAG (Jan 25)". */
function isDatedHeader(text: string): boolean {
  const role = voteHeader(text)[0]?.role;
  return countWords(text) <= 6 && (role === 'progress' || role === 'status');
}

/** Header words, all or most of them known: "Lead officer", "Who leads". */
function isPlainHeader(text: string): boolean {
  return isKnownHeader(text) || (countWords(text) <= 3 && (voteHeader(text)[0]?.score ?? 0) >= 0.75);
}

/** Plain headers for different things, and beside them nothing but others or the periods of a chart ("Q1"). */
function namesColumns(texts: readonly string[]): boolean {
  const whole = texts.filter((text) => isPlainHeader(text));
  const roles = new Set(whole.map((text) => voteHeader(text)[0]?.role));
  if (roles.size < 2 || !roles.has('action')) return false;
  const periods = texts.filter((text) => hasTimeWords(text) && countWords(text) <= 3).length;
  const known = texts.filter((text) => (voteHeader(text)[0]?.score ?? 0) >= 0.6).length;
  return (periods === 0 || roles.size > 2) && known + periods >= texts.length - 1;
}

/** A second header row: sub-headers ("Start", "End") or the rest of words that wrapped ("achieve?"). */
function continuesHeader(matrix: (GridCell | null)[][], row: number, columns: number): boolean {
  const texts = distinctTexts(matrix, row, columns);
  if (texts.length === 0 || texts.some((text) => countWords(text) > 5)) return false;
  const spans = (matrix[row - 1] ?? []).some(
    (grid) => grid !== null && grid.cell.colSpan > 1 && grid.cell.colSpan < columns,
  );
  if (spans && texts.every((text) => (voteHeader(text)[0]?.score ?? 0) >= 0.5)) return true;
  let joined = 0;
  for (let column = 0; column < columns; column += 1) {
    const below = textAt(matrix, row, column);
    if (below === '') continue;
    const above = textAt(matrix, row - 1, column);
    if (above === '' || !/^[\p{Ll}(]/u.test(below)) return false;
    if ((voteHeader(above)[0]?.score ?? 0) >= 0.9) return false;
    joined += (voteHeader(`${above} ${below}`)[0]?.score ?? 0) >= 0.6 ? 1 : 0;
  }
  return joined > 0;
}

function headerOf(matrix: (GridCell | null)[][], header: HeaderRows, column: number): string {
  const parts: string[] = [];
  for (let row = header.from; row < header.to; row += 1) {
    const grid = matrix[row]?.[column];
    const text = grid?.cell.text.trim().replaceAll(/\s+/g, ' ') ?? '';
    if (text !== '' && !parts.includes(text) && countWords(text) <= 14) parts.push(text);
  }
  return parts.join(' ');
}

/** A row that is one heading: one cell over the whole width, or a lone first cell that names a theme or the like. */
function sectionOf(cells: readonly (GridCell | null)[], columns: number): string {
  const own = cells.filter(
    (grid, column) => grid !== null && grid.cell.column === column && grid.cell.text.trim() !== '',
  );
  const [only] = own;
  if (isBanner(cells)) return only?.cell.text.trim() ?? '';
  if (own.length !== 1 || !only || only.covered || columns < 2) return '';
  const text = only.cell.text.trim();
  if (only.cell.colSpan >= Math.max(2, columns - 1)) return text;
  const named =
    /^(?:themes?|priority|workstream|recommendation|objective|pillar|section|part|key theme|core theme|aim|goal|strand)\b\s?(?:\d|[a-z]\b|:|–|-)/i;
  return only.cell.column === 0 && countWords(text) <= 40 && named.test(text) && columns > 2 ? text : '';
}

/** One heading that stands in every cell of its row, as some converters write out a cell over the whole width. */
function isBanner(cells: readonly (GridCell | null)[]): boolean {
  const texts = new Set(cells.map((grid) => grid?.cell.text.trim() ?? ''));
  const [text = ''] = texts;
  const own = cells.every((grid, column) => grid?.cell.column === column && !grid.covered);
  return own && cells.length > 2 && texts.size === 1 && countWords(text) > 1 && !isTimeCell(text);
}

function repeatsHeader(row: GridRow, headers: readonly string[]): boolean {
  let same = 0;
  for (const [column, grid] of row.cells.entries()) {
    const text = grid?.cell.text.trim() ?? '';
    if (text === '') continue;
    if (headerWords(text) !== headerWords(headers[column] ?? '') || headerWords(text) === '') return false;
    same += 1;
  }
  return same >= 2;
}
