/**
 * Rows of a sheet (spreadsheet or CSV) to blocks: title lines as headings or paragraphs, then tables with their
 * headers found. In: rows in sheet order, a row without words where rows are blank; out: blocks.
 */
import type { Block, Cell, Row, Table } from '../model.ts';
import { plainText } from './grid.ts';
import { countHeaderRows, looksLikeHeader } from './header-rows.ts';

/**
 * Blocks of one sheet. A gap ends a table only where something that looks like a header, or lines of title, follow
 * it: tables have gaps too.
 */
export function buildSheetBlocks(rows: readonly Row[], columns: number): Block[] {
  const blocks: Block[] = [];
  let open: Row[] = [];
  const close = (): void => {
    if (open.length > 0) blocks.push(makeTable(open, columns));
    open = [];
  };
  let afterGap = true;
  for (const [index, row] of rows.entries()) {
    const words = row.cells.filter((cell) => cell.text.trim() !== '');
    const [only] = words;
    if (only === undefined) {
      afterGap = true;
      continue;
    }
    const below = rows
      .slice(index + 1, index + 40)
      .filter((next) => next.cells.some((cell) => cell.text.trim() !== ''));
    if (words.length === 1 && columns > 1 && (open.length === 0 || titlesNext(below, open, afterGap))) {
      close();
      blocks.push(makeTitle(only, blocks.length === 0));
    } else if (open.length > 0 && startsTable(row, below, open, afterGap)) {
      close();
      open.push(row);
    } else {
      open.push(row);
    }
    afterGap = false;
  }
  close();
  return blocks;
}

/** True when a header follows within three rows of single cells, or nothing but such rows. */
function titlesNext(below: readonly Row[], open: readonly Row[], afterGap: boolean): boolean {
  const at = below
    .slice(0, 3)
    .findIndex((row) => row.cells.filter((cell) => cell.text.trim() !== '').length > 1);
  return at < 0 ? afterGap : startsTable(below[at], below.slice(at + 1), open, afterGap);
}

/** True for a row that repeats the open table's header, or after a gap looks like a header itself. */
function startsTable(
  row: Row | undefined,
  below: readonly Row[],
  open: readonly Row[],
  afterGap: boolean,
): boolean {
  if (row === undefined) return false;
  const [header] = open;
  const same =
    header !== undefined && rowText(header) === rowText(row) && looksLikeHeader(header, open.slice(1));
  return same || (afterGap && open.length > 1 && looksLikeHeader(row, below) && startsBody(below[0]));
}

/** A header needs a row of content under it; two rows of labels are not two tables. */
function startsBody(row: Row | undefined): boolean {
  return row !== undefined && !looksLikeHeader(row);
}

function rowText(row: Row): string {
  return row.cells.map((cell) => plainText(cell.text)).join('|');
}

function makeTitle(cell: Cell, first: boolean): Block {
  const text = cell.text.replaceAll('\n', ' ');
  const short = text.length <= 120 && !/[.;:]$/.test(text);
  return short
    ? { type: 'heading', level: first ? 1 : 2, text, place: cell.place }
    : { type: 'paragraph', text, place: cell.place };
}

/** The table without columns that are empty in all its rows. */
function makeTable(rows: readonly Row[], columns: number): Table {
  const used = Array.from({ length: columns }, (_, column) =>
    rows.some((row) =>
      row.cells.some(
        (cell) => cell.column === column && (cell.text.trim() !== '' || cell.fill !== undefined),
      ),
    ),
  );
  const before = (column: number): number => used.slice(0, column).filter(Boolean).length;
  const trimmed = rows.map((row): Row => {
    const cells = row.cells.flatMap((cell): Cell[] => {
      const colSpan = used.slice(cell.column, cell.column + cell.colSpan).filter(Boolean).length;
      return colSpan === 0 ? [] : [{ ...cell, column: before(cell.column), colSpan }];
    });
    return { ...row, cells };
  });
  return {
    type: 'table',
    method: 'native',
    columns: used.filter(Boolean).length,
    headerRows: countHeaderRows(trimmed),
    rows: trimmed,
    joins: [],
    place: rows.flatMap((row) => row.place).slice(0, 1),
  };
}
