/**
 * Tagged pages → blocks by the structure tree, when the tree is plausible: it covers the words, its tables have
 * the shape of tables, and no ruled table stands outside it. Otherwise `null`, and the layout is read instead.
 */
import type { Block } from '../../model.ts';
import type { Grid } from './grid.ts';
import { cellBlock } from './grid-table.ts';
import type { Line } from './lines.ts';
import type { PageContent, Word } from './page-content.ts';
import type { StructureNode } from './structure-tree.ts';
import { isPlausible } from './tag-checks.ts';
import { makeTaggedTable } from './tagged-cells.ts';
import { columnsOf, flowPiece } from './tagged-flow.ts';
import type { TaggedPiece } from './tagged-model.ts';
import { collectPieces, isHeadingRole } from './tagged-pieces.ts';
import { measureStyle, type Column, type TextStyle } from './text-style.ts';

export interface TaggedPages {
  pages: PageContent[];
  /** Page numbers by the object number of the page. */
  pageNumbers: Map<number, number>;
  root: StructureNode;
  /** Ruled grids by page index: for boxes, fills and the check that no table is missed. */
  grids: Grid[][];
  furniture: Set<Word>;
}

/** The document's blocks, or `null` when the tags are not to be trusted. */
export function readTagged(tagged: TaggedPages): Block[] | null {
  const { pages, furniture } = tagged;
  const pieces = collectPieces(tagged.root, indexWords(tagged));
  if (!isPlausible(pieces, pages, tagged.grids, furniture)) return null;
  const contents = new Map(pages.map((page) => [page.page, page]));
  const columns = pieces.map((piece) => columnsOf(piece));
  const style = measureStyle(columns.flatMap((map) => [...map.values()]));
  const rights = new Map<number, number>();
  for (const [index, piece] of pieces.entries()) {
    if (piece.kind !== 'text') continue;
    for (const column of columns[index]?.values() ?? []) {
      for (const line of column.lines) rights.set(line.page, Math.max(rights.get(line.page) ?? 0, line.x1));
    }
  }
  return pieces.flatMap((piece, index): Block[] => {
    const found = columns[index] ?? new Map<object, Column>();
    if (piece.kind === 'table') return [makeTaggedTable(piece.table, found, tagged, style)];
    const lines = found.get(piece)?.lines ?? [];
    const right = rights.get(lines[0]?.page ?? 0) ?? 0;
    return textBlocks(piece, lines, right, contents, style);
  });
}

function indexWords({
  pages,
  pageNumbers,
  furniture,
}: TaggedPages): (pageObject: number, mark: number) => Word[] {
  const marked = new Map(
    pages.map((page) => [page.page, byMark(page.words.filter((word) => !furniture.has(word)))]),
  );
  return (pageObject, mark) => marked.get(pageNumbers.get(pageObject) ?? 0)?.get(mark) ?? [];
}

/** The words of each marked content, from the runs in which they mostly come. */
function byMark(words: Word[]): Map<number, Word[]> {
  const marks = new Map<number, Word[]>();
  for (let from = 0; from < words.length;) {
    const mark = words[from]?.mark ?? -1;
    let to = from + 1;
    while (words[to]?.mark === mark) to += 1;
    const run = words.slice(from, to);
    const earlier = marks.get(mark);
    if (mark >= 0) marks.set(mark, earlier ? [...earlier, ...run] : run);
    from = to;
  }
  return marks;
}

function textBlocks(
  piece: TaggedPiece & { kind: 'text' },
  lines: Line[],
  right: number,
  contents: Map<number, PageContent>,
  style: TextStyle,
): Block[] {
  return flowPiece(piece, lines, right, style).map((flow): Block => {
    const block = cellBlock(flow, contents);
    if (!isHeadingRole(piece.role)) return block;
    const text = block.type === 'listItem' ? `${block.marker} ${block.text}` : block.text;
    return { type: 'heading', level: Number(piece.role.slice(1)) || 1, text, place: block.place };
  });
}
