/** Is a structure tree to be trusted? Bad tags ship: trees that miss text, tables in pieces, tables never tagged. */
import type { Grid } from './grid.ts';
import { boundsOf, type PageContent, type Word } from './page-content.ts';
import type { TaggedCell, TaggedPiece, TaggedTable } from './tagged-model.ts';

/** The tree must hold this share of the characters that are no artifacts. */
const COVERAGE = 0.95;
/** More than this share of artifacts means that text was hidden from the tree. */
const ARTIFACTS = 0.35;
/** Share of rows that must have the table's columns, and cells in order. */
const SHAPE = 0.9;

/** True when coverage, table shapes and drawn tables agree with the tree. */
export function isPlausible(
  pieces: TaggedPiece[],
  pages: PageContent[],
  grids: Grid[][],
  furniture: Set<Word>,
): boolean {
  const held = new Set<Word>();
  const inTables = new Set<Word>();
  for (const piece of pieces) {
    const words = piece.kind === 'text' ? piece.words : tableWords(piece.table);
    for (const word of words) {
      held.add(word);
      if (piece.kind === 'table') inTables.add(word);
    }
  }
  if (held.size === 0) return false;
  const { all, texts, wanted, found } = countCharacters(pages, furniture, held, headWords(pieces));
  if (found < COVERAGE * wanted) return false;
  if (texts < (1 - ARTIFACTS) * all) return false;
  if (!pieces.every((piece) => piece.kind === 'text' || hasShape(piece.table))) return false;
  return grids.flat().every((grid) => isTagged(grid, inTables, held));
}

/**
 * Characters outside furniture; those of them that are no artifacts; those of these that the tree should hold, headers
 * printed again left out; and those that it holds.
 */
function countCharacters(
  pages: PageContent[],
  furniture: Set<Word>,
  held: Set<Word>,
  heads: ReadonlySet<string>,
) {
  const count = { all: 0, texts: 0, wanted: 0, found: 0 };
  for (const { words } of pages) {
    for (const word of words) {
      if (furniture.has(word)) continue;
      const { length } = word.text;
      count.all += length;
      if (word.artifact) continue;
      count.texts += length;
      const isHeld = held.has(word);
      if (isHeld) count.found += length;
      if (isHeld || !heads.has(headKey(word))) count.wanted += length;
    }
  }
  return count;
}

/** Words of header rows by text and x: producers print them again on later pages without a place in the tree. */
function headWords(pieces: TaggedPiece[]): Set<string> {
  const rows = pieces.flatMap((piece) =>
    piece.kind === 'table' ? piece.table.rows.slice(0, Math.max(1, piece.table.headerRows)) : [],
  );
  return new Set(rows.flatMap((row) => row.cells.flatMap(cellWords)).map(headKey));
}

function headKey({ text, x0 }: Word): string {
  return `${Math.round(x0)} ${text}`;
}

function tableWords(table: TaggedTable): Word[] {
  return table.rows.flatMap((row) => row.cells.flatMap(cellWords));
}

function cellWords(cell: TaggedCell): Word[] {
  return cell.pieces.flatMap((piece) => (piece.kind === 'text' ? piece.words : []));
}

/** Rows fill the table's columns, cells of a row follow from left to right and share their height. */
function hasShape(table: TaggedTable): boolean {
  const covered = table.rows.map(() => 0);
  for (const [index, row] of table.rows.entries()) {
    for (const cell of row.cells) {
      for (let span = 0; span < cell.rowSpan; span++)
        covered[index + span] = (covered[index + span] ?? 0) + cell.colSpan;
    }
  }
  const full = covered.filter((count) => count === table.columns).length;
  const orderly = table.rows.filter((row) => isOrderly(row.cells)).length;
  return full >= SHAPE * table.rows.length && orderly >= SHAPE * table.rows.length;
}

function isOrderly(cells: TaggedCell[]): boolean {
  const filled = cells.map(cellWords).filter((words) => words.length > 0);
  for (let index = 1; index < filled.length; index++) {
    const [left, right] = [filled[index - 1] ?? [], filled[index] ?? []];
    const page = right[0]?.page;
    const near = left.filter((word) => word.page === page);
    if (near.length === 0) continue;
    const [a, b] = [boundsOf(near), boundsOf(right.filter((word) => word.page === page))];
    if (b.x0 < a.x0 - 2) return false;
  }
  return true;
}

/** A drawn table of some size must be a table in the tree too. */
function isTagged(grid: Grid, inTables: Set<Word>, held: Set<Word>): boolean {
  if (grid.xs.length < 3 || grid.ys.length < 3) return true;
  const words = grid.cells.flatMap((cell) => cell.words).filter((word) => held.has(word));
  if (grid.cells.filter((cell) => cell.words.length > 0).length < 4) return true;
  return words.filter((word) => inTables.has(word)).length >= 0.5 * words.length;
}
