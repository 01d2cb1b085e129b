/**
 * Tables as grids: which cell stands at a row and column when spans are laid out.
 * In: model rows; out: look-ups and small facts about columns. Nothing here changes a table.
 */
import type { Cell, Row, Table } from '../model.ts';
import { findOpeningMarker } from './list-markers.ts';

/** For each row and column the cell that covers it, wherever that cell began; `undefined` where none does. */
export function layGrid(rows: readonly Row[], columns: number): (Cell | undefined)[][] {
  const grid: (Cell | undefined)[][] = rows.map(() => Array.from({ length: columns }));
  for (const [index, row] of rows.entries()) {
    for (const cell of row.cells) {
      const lastRow = Math.min(rows.length, index + cell.rowSpan);
      const lastColumn = Math.min(columns, cell.column + cell.colSpan);
      for (let r = index; r < lastRow; r++) {
        const line = grid[r] ?? [];
        for (let c = cell.column; c < lastColumn; c++) line[c] ??= cell;
      }
    }
  }
  return grid;
}

/** What a column usually looks like, over the rows given. */
export interface ColumnHabit {
  /** Cells counted. */
  rows: number;
  /** Share of cells with words, 0..1. */
  filled: number;
  /** Share of filled cells that end with a full stop or the like. */
  stopped: number;
  /** Share of filled cells that begin with a small letter. */
  lower: number;
  /** Mean length of filled cells in characters. */
  meanLength: number;
}

/** Habits of every column over the body rows, rows in `except` left out. */
export function columnHabits(table: Table, except: ReadonlySet<Row> = new Set()): ColumnHabit[] {
  const body = table.rows.slice(table.headerRows).filter((row) => !except.has(row));
  return Array.from({ length: table.columns }, (_, column) => {
    const texts = body.flatMap((row) =>
      row.cells.filter((cell) => cell.column === column).map((cell) => cell.text),
    );
    const filled = texts.filter((text) => text.trim() !== '');
    const share = (test: (text: string) => boolean): number =>
      filled.length === 0 ? 0 : filled.filter((text) => test(text.trim())).length / filled.length;
    return {
      rows: texts.length,
      filled: texts.length === 0 ? 0 : filled.length / texts.length,
      stopped: share(endsClosed),
      lower: share((text) => /^\p{Ll}/u.test(text) && findOpeningMarker(text) === null),
      meanLength:
        filled.length === 0 ? 0 : filled.reduce((sum, text) => sum + text.length, 0) / filled.length,
    };
  });
}

/** True when the words end as a sentence does. */
export function endsClosed(text: string): boolean {
  return /[.!?]["'”’)\]]*$/.test(text.trimEnd());
}

/** Lower-case letters and digits only: how texts are compared that differ in spaces, hyphens or case. */
export function plainText(text: string): string {
  return text.toLowerCase().replaceAll(/[^\p{L}\p{N}]+/gu, '');
}

/** The header rows' words by column, joined from top to bottom; a spanning cell counts for its first column. */
export function headerTexts(rows: readonly Row[], columns: number): string[] {
  return Array.from({ length: columns }, (_, column) =>
    rows
      .flatMap((row) =>
        row.cells.filter((cell) => cell.column === column).map((cell) => plainText(cell.text)),
      )
      .join(''),
  );
}
