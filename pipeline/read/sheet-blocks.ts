/**
 * Rows of a sheet (spreadsheet or CSV) to blocks: title lines above the table as headings or paragraphs, then the
 * table with its header found. In: rows in sheet order, blank ones included; out: blocks.
 */
import type { Block, Row, Table } from '../model.ts';
import { joinTables } from './join-tables.ts';
import { countHeaderRows, looksLikeHeader } from './header-rows.ts';

/** Blocks of one sheet. Blank rows end nothing by themselves: a table may have gaps. */
export function buildSheetBlocks(rows: readonly Row[], columns: number): Block[] {
  const filled = rows.filter((row) => row.cells.some((cell) => cell.text.trim() !== ''));
  const headerAt = findHeader(filled);
  const blocks: Block[] = [];
  const tableRows: Row[] = [];
  for (const [index, row] of filled.entries()) {
    const words = row.cells.filter((cell) => cell.text.trim() !== '');
    const [only] = words;
    if (index < headerAt && words.length === 1 && only !== undefined) {
      const text = only.text.replaceAll('\n', ' ');
      if (text.length <= 120 && !text.endsWith('.')) {
        blocks.push({ type: 'heading', level: blocks.length === 0 ? 1 : 2, text, place: only.place });
      } else {
        blocks.push({ type: 'paragraph', text, place: only.place });
      }
    } else {
      tableRows.push(row);
    }
  }
  const first = tableRows[0];
  if (first === undefined) return blocks;
  const lead = filled.slice(headerAt);
  const prefix = tableRows.length - lead.length;
  if (prefix > 0) blocks.push(makeTable(tableRows.slice(0, prefix), columns));
  if (lead.length > 0) blocks.push(makeTable(tableRows.slice(prefix), columns));
  return joinTables(blocks);
}

/** Index of the first of the opening rows that reads as a header; 0 when none does. */
function findHeader(rows: readonly Row[]): number {
  const at = rows.slice(0, 30).findIndex((row, index) => looksLikeHeader(row, rows.slice(index + 1)));
  if (at >= 0) return at;
  const wide = rows.findIndex((row) => row.cells.filter((cell) => cell.text.trim() !== '').length > 1);
  return Math.max(0, wide);
}

function makeTable(rows: readonly Row[], columns: number): Table {
  const [first] = rows;
  return {
    type: 'table',
    method: 'native',
    columns,
    headerRows: countHeaderRows(rows),
    rows: [...rows],
    joins: [],
    place: first?.place ?? [],
  };
}
