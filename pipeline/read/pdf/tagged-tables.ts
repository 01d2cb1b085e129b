/** A Table element of the structure tree → rows and cells laid on columns, repeated header fragments taken once. */
import type { Word } from './page-content.ts';
import type { StructureNode } from './structure-tree.ts';
import type { TaggedPiece } from './tagged.ts';

export interface TaggedCell {
  column: number;
  colSpan: number;
  rowSpan: number;
  header: boolean;
  pieces: TaggedPiece[];
}

export interface TaggedTable {
  columns: number;
  headerRows: number;
  rows: { cells: TaggedCell[] }[];
}

/** `null` for a table without rows. */
export function layTagged(
  table: StructureNode,
  readCell: (cell: StructureNode) => TaggedPiece[],
): TaggedTable | null {
  const lines = rowsUnder(table, false);
  const rows: { cells: TaggedCell[]; inHead: boolean }[] = [];
  /** For each column the first row (by index) that is free again. */
  const free: number[] = [];
  let columns = 0;
  for (const { row, inHead } of lines) {
    const index = rows.length;
    const cells: TaggedCell[] = [];
    let column = 0;
    for (const kid of row.kids) {
      if (!('role' in kid) || (kid.role !== 'TD' && kid.role !== 'TH')) continue;
      while ((free[column] ?? 0) > index) column += 1;
      cells.push({
        column,
        colSpan: kid.colSpan,
        rowSpan: kid.rowSpan,
        header: kid.role === 'TH',
        pieces: readCell(kid).map((piece) => (inHead ? onFirstPage(piece) : piece)),
      });
      for (let span = 0; span < kid.colSpan; span++) free[column + span] = index + kid.rowSpan;
      column += kid.colSpan;
      columns = Math.max(columns, column);
    }
    rows.push({ cells, inHead });
  }
  if (columns === 0) return null;
  for (const [index, row] of rows.entries()) {
    for (const cell of row.cells) cell.rowSpan = Math.min(cell.rowSpan, rows.length - index);
  }
  const filled = rows.filter((row) => row.cells.length > 0);
  let headerRows = filled.findIndex((row) => !row.inHead && !row.cells.every((cell) => cell.header));
  if (headerRows < 0) headerRows = 0;
  return { columns, headerRows, rows };
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
  const first = Math.min(...piece.words.map((word) => word.page));
  const text = (words: Word[]): string => words.map((word) => word.text).join('');
  const start = text(piece.words.filter((word) => word.page === first));
  const words = piece.words.filter(
    (word) => word.page === first || text(piece.words.filter((other) => other.page === word.page)) !== start,
  );
  return { ...piece, words };
}
