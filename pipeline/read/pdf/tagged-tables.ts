/** A Table element of the structure tree → rows and cells laid on columns, repeated header fragments taken once. */
import { byPage } from './page-content.ts';
import type { StructureNode } from './structure-tree.ts';
import type { TaggedCell, TaggedPiece, TaggedTable } from './tagged-model.ts';

interface LaidRow {
  cells: TaggedCell[];
  inHead: boolean;
}

/** `null` for a table without rows. */
export function layTagged(
  table: StructureNode,
  readCell: (cell: StructureNode) => TaggedPiece[],
): TaggedTable | null {
  const rows = rowsUnder(table, false).map(({ row, inHead }): LaidRow => {
    const cells = row.kids.filter((kid) => 'role' in kid && (kid.role === 'TD' || kid.role === 'TH'));
    return {
      inHead,
      cells: (cells as StructureNode[]).map((cell) => readTaggedCell(cell, inHead, readCell)),
    };
  });
  const widths = layColumns(rows);
  const columns = tableWidth(rows, widths);
  if (columns === 0) return null;
  if (widths.some((width) => width > columns)) {
    for (const [index, row] of rows.entries()) joinFragments(row, (widths[index] ?? 0) - columns);
    layColumns(rows);
  }
  settleShortRows(rows, columns);
  for (const [index, row] of rows.entries()) {
    for (const cell of row.cells) cell.rowSpan = Math.min(cell.rowSpan, rows.length - index);
  }
  const filled = rows.filter((row) => row.cells.length > 0);
  const firstBody = filled.findIndex((row) => !row.inHead && !row.cells.every((cell) => cell.header));
  const widest = Math.max(
    columns,
    ...rows.flatMap((row) => row.cells.map((cell) => cell.column + cell.colSpan)),
  );
  return { columns: widest, headerRows: Math.max(0, firstBody), rows };
}

function readTaggedCell(
  cell: StructureNode,
  inHead: boolean,
  readCell: (cell: StructureNode) => TaggedPiece[],
): TaggedCell {
  const header = cell.role === 'TH';
  const pieces = readCell(cell).map((piece) => (inHead || header ? onFirstPage(piece) : piece));
  return { column: 0, colSpan: cell.colSpan, rowSpan: cell.rowSpan, header, pieces };
}

/** Sets each cell's column, past cells that reach down from above; gives back how wide each row is. */
function layColumns(rows: LaidRow[]): number[] {
  /** For each column the first row (by index) that is free again. */
  const free: number[] = [];
  return rows.map((row, index) => {
    let column = 0;
    for (const cell of row.cells) {
      while ((free[column] ?? 0) > index) column += 1;
      cell.column = column;
      for (let span = 0; span < cell.colSpan; span++) free[column + span] = index + cell.rowSpan;
      column += cell.colSpan;
    }
    while ((free[column] ?? 0) > index) column += 1;
    return column;
  });
}

/**
 * The width of most rows, or a larger one that the first row or several others have without one cell under another:
 * then blank cells were left out of most rows.
 */
function tableWidth(rows: LaidRow[], widths: number[]): number {
  const whole = widths.filter((_, index) => isSideBySide(rows[index]?.cells ?? []));
  const first = isSideBySide(rows[0]?.cells ?? []) ? (widths[0] ?? 0) : 0;
  const several = whole.filter((width, index) => whole.indexOf(width) < index);
  return Math.max(usualWidth(widths), first, ...several);
}

/** True when every cell has words and begins well to the right of the one before; blank ones prove nothing. */
function isSideBySide(cells: TaggedCell[]): boolean {
  const lefts = cells.map(leftOf);
  return lefts.every((left, index) => left !== null && (index === 0 || left > (lefts[index - 1] ?? 0) + 4));
}

/** The width of most rows, the larger of equals. */
function usualWidth(widths: number[]): number {
  const counts = new Map<number, number>();
  for (const width of widths) counts.set(width, (counts.get(width) ?? 0) + 1);
  return [...counts].toSorted((a, b) => b[1] - a[1] || b[0] - a[0])[0]?.[0] ?? 0;
}

/** A row cut by a page may be tagged as one row with the cells of both parts: those under one another are one. */
function joinFragments(row: LaidRow, excess: number): void {
  let left = excess;
  for (let index = row.cells.length - 1; index > 0 && left > 0; index--) {
    const cell = row.cells[index];
    const x = cell ? leftOf(cell) : null;
    if (!cell) continue;
    const earlier = row.cells
      .slice(0, index)
      .find((other) => x !== null && Math.abs((leftOf(other) ?? Infinity) - x) < 4);
    if (earlier) earlier.pieces.push(...cell.pieces);
    else if (x !== null) continue;
    row.cells.splice(index, 1);
    left -= cell.colSpan;
  }
}

/**
 * Some producers leave blank cells out of the tree. The cells of a short row go to the columns they stand under,
 * and blank ones are put in for the rest.
 */
function settleShortRows(rows: { cells: TaggedCell[] }[], columns: number): void {
  const widths = rows.map(() => 0);
  for (const [index, row] of rows.entries()) {
    for (const cell of row.cells) {
      const last = Math.min(rows.length, index + cell.rowSpan);
      for (let below = index; below < last; below++) widths[below] = (widths[below] ?? 0) + cell.colSpan;
    }
  }
  if (widths.every((width) => width >= columns)) return;
  const lefts = columnLefts(
    rows.filter((_, index) => widths[index] === columns),
    columns,
  );
  const free = Array.from({ length: columns }, () => 0);
  for (const [index, row] of rows.entries()) {
    const open = [...free.keys()].filter((column) => (free[column] ?? 0) <= index);
    const short = row.cells.reduce((sum, cell) => sum + cell.colSpan, 0) < open.length;
    let from = 0;
    for (const [position, cell] of row.cells.entries()) {
      const left = leftOf(cell);
      const later = row.cells.slice(position + 1).reduce((sum, other) => sum + other.colSpan, 0);
      const choices = open.slice(from, open.length - later - cell.colSpan + 1);
      if (left !== null && choices.length > 0) {
        const distances = choices.map((column) => Math.abs((lefts[column] ?? Infinity) - left));
        const nearest = choices[distances.indexOf(Math.min(...distances))];
        cell.column = short && nearest !== undefined ? nearest : (choices[0] ?? cell.column);
      } else {
        cell.column = choices[0] ?? cell.column;
      }
      from = open.indexOf(cell.column) + cell.colSpan;
      for (let span = 0; span < cell.colSpan; span++) free[cell.column + span] = index + cell.rowSpan;
    }
    if (!short) continue;
    for (const column of open) {
      if ((free[column] ?? 0) > index) continue;
      row.cells.push({ column, colSpan: 1, rowSpan: 1, header: false, pieces: [] });
      free[column] = index + 1;
    }
    row.cells.sort((a, b) => a.column - b.column);
  }
}

/** The commonest left edge of each column's words. */
function columnLefts(rows: { cells: TaggedCell[] }[], columns: number): number[] {
  return Array.from({ length: columns }, (_, column) => {
    const lefts = rows
      .flatMap((row) => row.cells.filter((cell) => cell.column === column).map((cell) => leftOf(cell)))
      .filter((left) => left !== null)
      .toSorted((a, b) => a - b);
    return lefts[Math.floor(lefts.length / 2)] ?? Infinity;
  });
}

function leftOf(cell: TaggedCell): number | null {
  const words = cell.pieces.flatMap((piece) => (piece.kind === 'text' ? piece.words : []));
  return words.length === 0 ? null : Math.min(...words.map((word) => word.x0));
}

function rowsUnder(node: StructureNode, inHead: boolean): { row: StructureNode; inHead: boolean }[] {
  return node.kids.flatMap((kid) => {
    if (!('role' in kid)) return [];
    if (kid.role === 'TR') return [{ row: kid, inHead }];
    if (kid.role === 'THead') return rowsUnder(kid, true);
    return ['TBody', 'TFoot', 'NonStruct', 'Div', 'Sect'].includes(kid.role) ? rowsUnder(kid, inHead) : [];
  });
}

/** A header that producers repeat on each page stands in the tree with all its fragments. */
function onFirstPage(piece: TaggedPiece): TaggedPiece {
  if (piece.kind !== 'text') return piece;
  const texts = new Map(
    byPage(piece.words).map(([page, words]) => [page, words.map((word) => word.text).join('')]),
  );
  const [[first, start] = []] = texts;
  const words = piece.words.filter((word) => word.page === first || texts.get(word.page) !== start);
  return { ...piece, words };
}
