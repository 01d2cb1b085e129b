/**
 * One worksheet to rows of cells: values as displayed, merges clamped to what is filled, hidden rows flagged.
 * Declared dimensions are never looped over: only cells that are there are visited.
 */
import type { Cell, Paragraph, ListItem, Place, Row } from '../../model.ts';
import { joinBlocks, readLineBlocks } from '../cell-blocks.ts';
import { splitTraced, traceSource, trimTraced } from '../traced.ts';
import type { XmlNode } from '../xml.ts';
import { childElements, findChild, nodeText, visitXml } from '../xml.ts';
import { formatNumber, isDateFormat } from './number-format.ts';
import type { CellStyle } from './styles.ts';

/** Filled cells read over all sheets; beyond this the rest of the workbook is left out with an issue. */
export const mostCells = 200_000;

export interface Workbook {
  strings: readonly string[];
  styles: readonly CellStyle[];
  epoch1904: boolean;
  /** Filled cells still allowed. */
  budget: number;
}

export interface Sheet {
  /** Rows in order; a row without cells stands for blank rows between. */
  rows: Row[];
  columns: number;
  hiddenRows: number;
  hiddenColumns: number;
  truncated: boolean;
}

interface Found {
  row: number;
  column: number;
  text: string;
  fill: string | undefined;
  serial: number | undefined;
}

interface Range {
  top: number;
  left: number;
  bottom: number;
  right: number;
}

/** Rows of a worksheet part. Uses up the workbook's budget of cells. Throws `XmlError`. */
export function readSheet(bytes: Uint8Array, name: string, workbook: Workbook, hidden: boolean): Sheet {
  const found: Found[] = [];
  const merges: Range[] = [];
  const hiddenRows = new Set<number>();
  let hiddenColumns = 0;
  let truncated = false;
  let lastRow = 0;
  visitXml(
    bytes,
    (element, parent) => ['row', 'mergeCell'].includes(element) || (element === 'col' && parent === 'cols'),
    (node) => {
      if (node.name === 'mergeCell') {
        const range = parseRange(node.attributes['ref'] ?? '');
        if (range !== null && merges.length < mostMerges) merges.push(range);
        return;
      }
      if (node.name === 'col') {
        if (isTrue(node.attributes['hidden'])) hiddenColumns++;
        return;
      }
      lastRow = Number(node.attributes['r'] ?? lastRow + 1);
      if (isTrue(node.attributes['hidden'])) hiddenRows.add(lastRow);
      truncated = readRow(node, lastRow, workbook, found) || truncated;
    },
  );
  const { rows, columns } = layRows(found, merges, name, { hiddenRows, all: hidden });
  return { rows, columns, hiddenRows: hiddenRows.size, hiddenColumns, truncated };
}

function isTrue(value: string | undefined): boolean {
  return value === '1' || value === 'true';
}

/** Adds the filled cells of a row; true when the budget ran out. */
function readRow(node: XmlNode, row: number, workbook: Workbook, found: Found[]): boolean {
  let column = -1;
  for (const cell of childElements(node, 'c')) {
    const address = /^([A-Z]{1,3})\d+$/.exec(cell.attributes['r'] ?? '');
    column = address === null ? column + 1 : columnIndex(address[1] ?? 'A');
    const style = workbook.styles[Number(cell.attributes['s'] ?? 0)];
    const { text, serial } = readValue(cell, style?.format ?? '', workbook);
    if (text.trim() === '' && style?.fill === undefined) continue;
    if (text.trim() !== '' && workbook.budget-- <= 0) return true;
    found.push({ row, column, text, fill: style?.fill, serial });
  }
  return false;
}

function readValue(
  cell: XmlNode,
  format: string,
  workbook: Workbook,
): { text: string; serial: number | undefined } {
  const raw = nodeText(findChild(cell, 'v'));
  const nothing = { text: '', serial: undefined };
  switch (cell.attributes['t'] ?? 'n') {
    case 's':
      return { ...nothing, text: workbook.strings[Number(raw)] ?? '' };
    case 'inlineStr':
      return { ...nothing, text: richText(findChild(cell, 'is')) };
    case 'b':
      return { ...nothing, text: raw === '1' ? 'TRUE' : raw === '' ? '' : 'FALSE' };
    case 'n': {
      const value = Number(raw);
      if (raw.trim() === '' || !Number.isFinite(value)) return nothing;
      const text = formatNumber(value, format, workbook.epoch1904);
      return { text, serial: isDateFormat(format) ? value + (workbook.epoch1904 ? 1462 : 0) : undefined };
    }
    default:
      return { ...nothing, text: raw };
  }
}

/** Runs of a rich text without the phonetic reading. */
export function richText(node: XmlNode | undefined): string {
  return childElements(node)
    .filter((child) => child.name === 't' || child.name === 'r')
    .map((child) => (child.name === 't' ? nodeText(child) : nodeText(findChild(child, 't'))))
    .join('');
}

function columnIndex(letters: string): number {
  let index = 0;
  for (const letter of letters) index = index * 26 + letter.charCodeAt(0) - 64;
  return index - 1;
}

function parseRange(ref: string): Range | null {
  const match = /^([A-Z]{1,3})(\d{1,7}):([A-Z]{1,3})(\d{1,7})$/.exec(ref);
  if (match === null) return null;
  const [, left = '', top = '', right = '', bottom = ''] = match;
  return { left: columnIndex(left), top: Number(top), right: columnIndex(right), bottom: Number(bottom) };
}

/** Grids of more cells than this are not squared out: only the filled cells are given. */
const largestGrid = 1_000_000;
/** Merges beyond this many are left out. */
const mostMerges = 20_000;

/** Cells to rows: empty columns left out, merges measured in the rows and columns that are left. */
function layRows(
  found: readonly Found[],
  merges: readonly Range[],
  sheet: string,
  hidden: { hiddenRows: ReadonlySet<number>; all: boolean },
): { rows: Row[]; columns: number } {
  const filled = found.filter((cell) => cell.text.trim() !== '');
  const usedColumns = [...new Set(filled.map((cell) => cell.column))].sort((a, b) => a - b);
  const usedRows = [...new Set(filled.map((cell) => cell.row))].sort((a, b) => a - b);
  const byRow = new Map<number, Map<number, Found>>();
  for (const cell of found) {
    const line = byRow.get(cell.row) ?? new Map<number, Found>();
    byRow.set(cell.row, line.set(cell.column, cell));
  }
  const square = usedRows.length * usedColumns.length <= largestGrid;
  const { spans, covered, bridged } = layMerges(square ? merges : [], usedRows, usedColumns);
  const rows: Row[] = [];
  let before = 0;
  for (const row of usedRows) {
    if (before > 0 && row > before + 1 && !bridged.has(row))
      rows.push({ cells: [], place: rowPlace(sheet, before + 1) });
    before = row;
    const line = byRow.get(row);
    const cells = usedColumns.flatMap((column, index): Cell[] => {
      const key = `${row}/${column}`;
      const cell = line?.get(column);
      if (covered.has(key) || (!square && cell === undefined)) return [];
      return [makeSheetCell(cell, index, spans.get(key), `${columnLetters(column)}${row}`, sheet)];
    });
    const place = rowPlace(sheet, row);
    rows.push(hidden.all || hidden.hiddenRows.has(row) ? { cells, place, hidden: true } : { cells, place });
  }
  return { rows, columns: usedColumns.length };
}

interface Merges {
  spans: Map<string, { colSpan: number; rowSpan: number }>;
  /** Cells under a merge, by `row/column`. */
  covered: Set<string>;
  /** Rows that a merge ties to the filled row before them, so that the blank rows between are no gap. */
  bridged: Set<number>;
}

function layMerges(
  merges: readonly Range[],
  usedRows: readonly number[],
  usedColumns: readonly number[],
): Merges {
  const laid: Merges = { spans: new Map(), covered: new Set(), bridged: new Set() };
  for (const merge of merges) {
    const rows = usedRows.slice(lowerBound(usedRows, merge.top), lowerBound(usedRows, merge.bottom + 1));
    const columns = usedColumns.slice(
      lowerBound(usedColumns, merge.left),
      lowerBound(usedColumns, merge.right + 1),
    );
    if (rows[0] !== merge.top || columns[0] !== merge.left) continue;
    if (laid.covered.size + rows.length * columns.length > largestGrid) break;
    laid.spans.set(`${merge.top}/${merge.left}`, { colSpan: columns.length, rowSpan: rows.length });
    for (const row of rows) {
      for (const column of columns) laid.covered.add(`${row}/${column}`);
      if (row > merge.top) laid.bridged.add(row);
    }
    laid.covered.delete(`${merge.top}/${merge.left}`);
  }
  return laid;
}

/** Index of the first number that is at least `value`, in an ascending list. */
function lowerBound(numbers: readonly number[], value: number): number {
  let low = 0;
  let high = numbers.length;
  while (low < high) {
    const middle = (low + high) >> 1;
    if ((numbers[middle] ?? 0) < value) low = middle + 1;
    else high = middle;
  }
  return low;
}

function rowPlace(sheet: string, row: number): Place {
  return [{ in: 'sheet', sheet, cell: `A${row}` }];
}

function makeSheetCell(
  found: Found | undefined,
  column: number,
  span: { colSpan: number; rowSpan: number } | undefined,
  address: string,
  sheet: string,
): Cell {
  const place: Place = [{ in: 'sheet', sheet, cell: address }];
  const text = (found?.text ?? '').replaceAll(/\r\n?/g, '\n').replaceAll(/_x000[dD]_/g, '');
  const blocks = splitTraced(traceSource(text.replaceAll(/[\u00a0\t]/g, ' ')), '\n').flatMap(
    (line): (Paragraph | ListItem)[] => readLineBlocks(trimTraced(line), () => [...place]),
  );
  const cell: Cell = {
    column,
    colSpan: span?.colSpan ?? 1,
    rowSpan: span?.rowSpan ?? 1,
    text: joinBlocks(blocks),
    blocks,
    place,
  };
  if (found?.fill !== undefined) cell.fill = found.fill;
  if (found?.serial !== undefined) cell.serial = found.serial;
  return cell;
}

/** `0` is `A`, `26` is `AA`. */
export function columnLetters(index: number): string {
  let letters = '';
  for (let rest = index + 1; rest > 0; rest = Math.floor((rest - 1) / 26)) {
    letters = String.fromCharCode(65 + ((rest - 1) % 26)) + letters;
  }
  return letters;
}
