/** Tagged pieces → lines and flowed blocks, with the markers their labels give. */
import { flowLines, type FlowBlock } from './flow.ts';
import { makeLines, type Line } from './lines.ts';
import { byPage, type Word } from './page-content.ts';
import type { TaggedCell, TaggedPiece } from './tagged-model.ts';
import type { Column, TextStyle } from './text-style.ts';

/** The lines of a piece: one column for text; for a table one a cell, as far right as its column's longest line. */
export function columnsOf(piece: TaggedPiece): Map<object, Column> {
  const columns = new Map<object, Column>();
  if (piece.kind === 'text') {
    const lines = linesByPage(piece.words);
    columns.set(piece, { lines, right: Math.max(0, ...lines.map((line) => line.x1)) });
    return columns;
  }
  const longest = new Map<string, number>();
  const key = (cell: TaggedCell): string => `${cell.column}+${cell.colSpan}`;
  for (const row of piece.table.rows) {
    for (const cell of row.cells) {
      for (const inner of cell.pieces) {
        if (inner.kind !== 'text') continue;
        const lines = linesByPage(inner.words);
        columns.set(inner, { lines, right: 0 });
        longest.set(key(cell), Math.max(longest.get(key(cell)) ?? 0, ...lines.map((line) => line.x1)));
      }
    }
  }
  for (const row of piece.table.rows) {
    for (const cell of row.cells) {
      for (const inner of cell.pieces) {
        const column = columns.get(inner);
        if (column) column.right = longest.get(key(cell)) ?? 0;
      }
    }
  }
  return columns;
}

function linesByPage(words: Word[]): Line[] {
  return byPage(words).flatMap(([, own]) => makeLines(own));
}

/** The flow of a tagged piece, with the marker and level that its label gives. */
export function flowPiece(
  piece: TaggedPiece & { kind: 'text' },
  lines: Line[],
  right: number,
  style: TextStyle,
): FlowBlock[] {
  const flows = flowLines(lines, right, style);
  const [first] = flows;
  if (first && piece.marker !== '') {
    if (first.marker !== '' && first.marker !== piece.marker) first.text = `${first.marker} ${first.text}`;
    first.marker = piece.marker;
  }
  for (const flow of flows) if (flow.marker !== '') flow.level += piece.level;
  return flows;
}
