/** A structure tree's blocks with their words, before lines are flowed. */
import type { Word } from './page-content.ts';

/** A block element of the tree: text with its label, or a table. */
export type TaggedPiece =
  | { kind: 'text'; role: string; marker: string; level: number; words: Word[] }
  | { kind: 'table'; table: TaggedTable };

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
