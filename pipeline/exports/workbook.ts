/** The store as an XLSX workbook: a sheet a table, typed cells, a frozen header and filters. */
import ExcelJS from 'exceljs';
import { sheetCell } from './flat-cells.ts';
import type { ExportColumn, ExportValue } from './tables.ts';

export interface Sheet {
  name: string;
  columns: ExportColumn[];
  rows: ExportValue[][];
}

/** What a sheet can hold: rows below the header, and characters in a cell. */
export const SHEET_ROWS = 1_048_575;
const CELL_CHARACTERS = 32_767;

/** Bytes of a workbook; the same for the same sheets and day. Rows past a sheet's limit are left to the other formats. */
export async function makeWorkbook(sheets: readonly Sheet[], asOf: string): Promise<Uint8Array> {
  const workbook = new ExcelJS.Workbook();
  workbook.creator = 'Peerlens';
  workbook.created = dateOf(asOf);
  workbook.modified = dateOf(asOf);
  for (const { name, columns, rows } of sheets) {
    const sheet = workbook.addWorksheet(name, { views: [{ state: 'frozen', ySplit: 1 }] });
    sheet.columns = columns.map((column) => ({ header: column.name, width: widthOf(column) }));
    sheet.getRow(1).font = { bold: true };
    for (const [index, column] of columns.entries()) {
      if (column.type === 'DATE') sheet.getColumn(index + 1).numFmt = 'yyyy-mm-dd';
    }
    for (const row of rows.slice(0, SHEET_ROWS)) {
      sheet.addRow(columns.map((column, index) => cellOf(row[index] ?? null, column)));
    }
    sheet.autoFilter = { from: { row: 1, column: 1 }, to: { row: 1, column: Math.max(1, columns.length) } };
  }
  const bytes = new Uint8Array(await workbook.xlsx.writeBuffer());
  return withFixedTimes(bytes);
}

function cellOf(value: ExportValue, column: ExportColumn): string | number | boolean | Date | null {
  if (typeof value === 'string' && column.type === 'DATE') return dateOf(value);
  const cell = sheetCell(value);
  return typeof cell === 'string' ? legalText(cell) : cell;
}

/** Text without the characters XML cannot hold, cut at what a cell can. */
function legalText(text: string): string {
  // oxlint-disable-next-line no-control-regex -- control characters are what this takes out
  const legal = text.replace(/[\u0000-\u0008\u000B\u000C\u000E-\u001F\uFFFE\uFFFF]/gu, ' ');
  return legal.length > CELL_CHARACTERS ? `${legal.slice(0, CELL_CHARACTERS - 1)}…` : legal;
}

function widthOf({ name, type }: ExportColumn): number {
  if (name === 'text' || name === 'recommendation' || name.startsWith('text_')) return 60;
  return type === 'VARCHAR' || type.endsWith('[]') ? 24 : 14;
}

function dateOf(day: string): Date {
  return new Date(`${day}T00:00:00Z`);
}

/**
 * The same ZIP with every entry's time set to 1 January 1980, so that bytes depend on content alone
 * (APPNOTE 4.3.7 and 4.3.12: time and date at offset 10 of a local header, 12 of a central one).
 */
function withFixedTimes(zip: Uint8Array): Uint8Array {
  const view = new DataView(zip.buffer, zip.byteOffset, zip.byteLength);
  const end = view.byteLength - 22;
  const entries = view.getUint16(end + 10, true);
  let at = view.getUint32(end + 16, true);
  for (let entry = 0; entry < entries; entry++) {
    const local = view.getUint32(at + 42, true);
    for (const offset of [at + 12, local + 10]) {
      view.setUint16(offset, 0, true);
      view.setUint16(offset + 2, 0x21, true);
    }
    at += 46 + view.getUint16(at + 28, true) + view.getUint16(at + 30, true) + view.getUint16(at + 32, true);
  }
  return zip;
}
