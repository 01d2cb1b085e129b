/**
 * Tables as grids: which cell stands at a row and column when spans are laid out.
 * In: model rows; out: look-ups. Nothing here changes a table.
 */
import type { Cell, Row } from '../model.ts';

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

/** The first line of `layGrid` without laying the rest. */
export function layFirstRow(rows: readonly Row[], columns: number): (Cell | undefined)[] {
  return layGrid(rows.slice(0, 1), columns)[0] ?? [];
}

/** The last line of `layGrid` without laying the rest: the nearest cell above decides for each column. */
export function layLastRow(rows: readonly Row[], columns: number): (Cell | undefined)[] {
  const line: (Cell | undefined)[] = Array.from({ length: columns });
  const open = new Set(line.keys());
  for (let index = rows.length - 1; index >= 0 && open.size > 0; index--) {
    for (const cell of rows[index]?.cells ?? []) {
      for (let column = cell.column; column < cell.column + cell.colSpan; column++) {
        if (open.delete(column) && index + cell.rowSpan >= rows.length) line[column] = cell;
      }
    }
  }
  return line;
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
