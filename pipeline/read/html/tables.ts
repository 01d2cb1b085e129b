/**
 * HTML tables to model tables: spans laid out and clamped, header rows, fills, tables used for layout told apart.
 */
import type { Block, Cell, ListItem, Paragraph, Place, Row, Table } from '../../model.ts';
import { joinBlocks } from '../cell-blocks.ts';
import { countHeaderRows } from '../header-rows.ts';
import { unfoldTable } from '../nested-tables.ts';
import type { HtmlElement } from './dom.ts';
import { descendants } from './dom.ts';

/** Spans beyond these are mistakes or attacks; browsers clamp at 1000 columns too. */
const mostColumns = 200;

/** Reads the inside of a cell. */
export type ContentReader = (element: HtmlElement, inCell: boolean) => Block[];

interface RowElement {
  element: HtmlElement;
  section: string;
}

/** Blocks of a `table`: one table, or its content where it only lays out the page. */
export function readHtmlTable(element: HtmlElement, readContent: ContentReader): Block[] {
  const rows = findRows(element);
  const cells = rows.flatMap((row) => cellElements(row.element));
  const blocks = caption(element);
  const nested = cells.some((cell) => descendants(cell, 'table').some((table) => findRows(table).length > 1));
  const layout = ['presentation', 'none'].includes(element.attributes['role'] ?? '');
  if (cells.length <= 1 || layout || (nested && rows.length <= 2)) {
    return [...blocks, ...cells.flatMap((cell) => readContent(cell, false))];
  }
  const table = layTable(element, rows, readContent);
  return table === null ? blocks : [...blocks, table];
}

function caption(element: HtmlElement): Block[] {
  const found = element.children.find((child): child is HtmlElement => child.name === 'caption');
  if (found === undefined) return [];
  const text = descendantsText(found);
  return text === '' ? [] : [{ type: 'paragraph', text, place: placeOf(found), bold: true }];
}

function descendantsText(element: HtmlElement): string {
  const pieces = element.children.map((child) =>
    'traced' in child ? child.traced.text : descendantsText(child),
  );
  return pieces.join('').replaceAll(/\s+/g, ' ').trim();
}

/** Rows of this table, not of those inside its cells. */
function findRows(table: HtmlElement): RowElement[] {
  const rows: RowElement[] = [];
  const walk = (element: HtmlElement, section: string): void => {
    for (const child of element.children) {
      if ('traced' in child) continue;
      if (child.name === 'tr') rows.push({ element: child, section });
      else if (['thead', 'tbody', 'tfoot', 'form', 'div'].includes(child.name)) walk(child, child.name);
    }
  };
  walk(table, '');
  return rows;
}

function cellElements(row: HtmlElement): HtmlElement[] {
  return row.children.filter((child): child is HtmlElement => child.name === 'td' || child.name === 'th');
}

function layTable(
  element: HtmlElement,
  rows: readonly RowElement[],
  readContent: ContentReader,
): Table | null {
  /** For each column the row index up to which a cell from above covers it. */
  const coveredUntil: number[] = [];
  const contents = new Map<Cell, Block[]>();
  let columns = 0;
  const laid = rows.map((row, index): Row => {
    const cells: Cell[] = [];
    let column = 0;
    for (const cell of cellElements(row.element)) {
      while ((coveredUntil[column] ?? 0) > index) column++;
      if (column >= mostColumns) break;
      const colSpan = Math.min(span(cell.attributes['colspan']), mostColumns - column);
      const declared = cell.attributes['rowspan'] === '0' ? rows.length : span(cell.attributes['rowspan']);
      const rowSpan = Math.min(declared, rows.length - index);
      const found = readContent(cell, true);
      const made = makeHtmlCell(cell, row.element, column, colSpan, rowSpan, found);
      contents.set(made, found);
      cells.push(made);
      for (let covered = column; covered < column + colSpan; covered++)
        coveredUntil[covered] = index + rowSpan;
      column += colSpan;
    }
    columns = Math.max(columns, column);
    const place = placeOf(row.element);
    return 'hidden' in row.element.attributes ? { cells, place, hidden: true } : { cells, place };
  });
  columns = Math.max(
    columns,
    ...laid.flatMap((row) => row.cells.map((cell) => cell.column + cell.colSpan)),
    0,
  );
  const filled = laid
    .map((row, index) => ({ row, source: rows[index] }))
    .filter(({ row }) => row.cells.length > 0);
  if (columns === 0 || !filled.some(({ row }) => row.cells.some((cell) => cell.text !== ''))) return null;
  const kept = dropEmptyRows(filled.map(({ row }) => row));
  const sources = filled.filter(({ row }) => kept.includes(row)).map(({ source }) => source);
  const table: Table = {
    type: 'table',
    method: 'native',
    columns,
    headerRows: headerRows(kept, sources),
    rows: kept,
    joins: [],
    place: placeOf(element),
  };
  return unfoldTable(table, contents);
}

/** Rows without words, unless a cell from above spans over them. */
function dropEmptyRows(rows: readonly Row[]): Row[] {
  const spanned = new Set<number>();
  for (const [index, row] of rows.entries()) {
    for (const cell of row.cells) for (let over = 1; over < cell.rowSpan; over++) spanned.add(index + over);
  }
  return rows.filter(
    (row, index) => spanned.has(index) || row.cells.some((cell) => cell.text !== '' || cell.rowSpan > 1),
  );
}

/** Rows of a `thead`, else leading rows of nothing but `th`, else what the words say. */
function headerRows(rows: readonly Row[], sources: readonly (RowElement | undefined)[]): number {
  const count = (test: (source: RowElement) => boolean): number => {
    const at = sources.findIndex((source) => source === undefined || !test(source));
    return at < 0 ? 0 : at;
  };
  const declared = count((source) => source.section === 'thead');
  if (declared > 0 && declared < rows.length) return declared;
  const marked = count((source) => cellElements(source.element).every((cell) => cell.name === 'th'));
  return marked > 0 && marked < rows.length ? marked : countHeaderRows(rows);
}

function span(value: string | undefined): number {
  const number = Number.parseInt(value ?? '1', 10);
  return Number.isFinite(number) ? Math.max(1, Math.min(number, 65_534)) : 1;
}

function makeHtmlCell(
  element: HtmlElement,
  row: HtmlElement,
  column: number,
  colSpan: number,
  rowSpan: number,
  found: readonly Block[],
): Cell {
  const blocks = found.flatMap(toCellBlocks);
  const place = blocks.length > 0 ? narrowPlace(element, blocks) : placeOf(element);
  const cell: Cell = { column, colSpan, rowSpan, text: joinBlocks(blocks), blocks, place };
  const fill = cellFill(element) ?? cellFill(row);
  if (fill !== undefined) cell.fill = fill;
  return cell;
}

/** The cell's path with the stretch of its words. */
function narrowPlace(element: HtmlElement, blocks: readonly Block[]): Place {
  const spans = blocks.flatMap((block) => block.place).filter((span) => span.in === 'html');
  const start = Math.min(...spans.map((span) => span.start));
  const end = Math.max(...spans.map((span) => span.end));
  return [{ in: 'html', path: element.path, start, end }];
}

function toCellBlocks(block: Block): (Paragraph | ListItem)[] {
  switch (block.type) {
    case 'heading':
      return [{ type: 'paragraph', text: block.text, place: block.place, bold: true }];
    case 'table':
      return block.rows.flatMap((row) => row.cells.flatMap((cell) => cell.blocks));
    default:
      return [block];
  }
}

/** The place of a whole element. */
export function placeOf(element: HtmlElement): Place {
  return [{ in: 'html', path: element.path, start: element.start, end: element.end }];
}

const colourNames: Record<string, string> = {
  red: '#ff0000',
  green: '#008000',
  lime: '#00ff00',
  amber: '#ffbf00',
  orange: '#ffa500',
  yellow: '#ffff00',
  gold: '#ffd700',
  blue: '#0000ff',
  grey: '#808080',
  gray: '#808080',
  silver: '#c0c0c0',
  lightgreen: '#90ee90',
};

function cellFill(element: HtmlElement): string | undefined {
  const style = /background(?:-color)?\s*:\s*([^;]{1,60})/i.exec(element.attributes['style'] ?? '')?.[1];
  const value = (style ?? element.attributes['bgcolor'] ?? '').trim().toLowerCase();
  const [, short = ''] = /^#([\da-f]{3})$/.exec(value) ?? [];
  const rgb = /^rgba?\(\s*(\d{1,3})[\s,]+(\d{1,3})[\s,]+(\d{1,3})/.exec(value);
  const full = /#[\da-f]{6}/.exec(value)?.[0];
  const parsed =
    full ??
    colourNames[value] ??
    (short === '' ? undefined : `#${short.replaceAll(/./g, '$&$&')}`) ??
    (rgb === null
      ? undefined
      : `#${rgb
          .slice(1)
          .map((part) => Number(part).toString(16).padStart(2, '0'))
          .join('')}`);
  return parsed === '#ffffff' ? undefined : parsed;
}
