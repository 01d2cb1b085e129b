/**
 * Tagged pages → blocks by the structure tree, when the tree is plausible: it covers the words, its tables have
 * the shape of tables, and no ruled table stands outside it. Otherwise `null`, and the layout is read instead.
 */
import type { Block, Cell, Row, Table } from '../../model.ts';
import { countHeaderRows } from '../header-rows.ts';
import { joinBlocks } from '../cell-blocks.ts';
import { flowLines, type FlowBlock } from './flow.ts';
import { fillOf, intervalOf, wordMiddle, type Grid } from './grid.ts';
import { cellBlock } from './grid-table.ts';
import { makeLines, type Line } from './lines.ts';
import { readMarker } from './markers.ts';
import { boundsOf, spanOn, type PageContent, type Word } from './page-content.ts';
import type { StructureNode } from './structure-tree.ts';
import { measureStyle, type Column, type TextStyle } from './text-style.ts';
import { isPlausible } from './tag-checks.ts';
import { layTagged, type TaggedCell, type TaggedTable } from './tagged-tables.ts';

export interface TaggedPages {
  pages: PageContent[];
  /** Page numbers by the object number of the page. */
  pageNumbers: Map<number, number>;
  root: StructureNode;
  /** Ruled grids by page index: for boxes, fills and the check that no table is missed. */
  grids: Grid[][];
  furniture: Set<Word>;
}

/** A block element of the tree with its words, before its lines are flowed. */
export type TaggedPiece =
  | { kind: 'text'; role: string; marker: string; level: number; words: Word[] }
  | { kind: 'table'; table: TaggedTable };

/** The document's blocks, or `null` when the tags are not to be trusted. */
export function readTagged(tagged: TaggedPages): Block[] | null {
  const { pages, furniture } = tagged;
  const marked = indexWords(tagged);
  const found: TaggedPiece[] = [];
  collect(tagged.root, marked, 0, found);
  const pieces = joinLoneMarkers(found);
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
  const marked = new Map<string, Word[]>();
  for (const page of pages) {
    for (const word of page.words) {
      if (word.mark < 0 || furniture.has(word)) continue;
      const key = `${word.page}:${word.mark}`;
      const words = marked.get(key);
      if (words) words.push(word);
      else marked.set(key, [word]);
    }
  }
  return (pageObject, mark) => marked.get(`${pageNumbers.get(pageObject) ?? 0}:${mark}`) ?? [];
}

const CONTAINERS = new Set(
  'Document DocumentFragment Part Art Sect Div BlockQuote TOC TOCI Index NonStruct Private Aside'.split(' '),
);
const HEADINGS = /^(?:H[1-6]?|Title)$/;

type Marked = (pageObject: number, mark: number) => Word[];

/** Pieces of the subtree in order. Inline content straight inside a container makes a paragraph. */
function collect(node: StructureNode, marked: Marked, level: number, pieces: TaggedPiece[]): void {
  let inline: Word[] = [];
  const flush = (): void => {
    if (inline.length > 0)
      pieces.push({
        kind: 'text',
        role: node.role === 'LBody' ? 'P' : node.role,
        marker: '',
        level,
        words: inline,
      });
    inline = [];
  };
  for (const kid of node.kids) {
    if (!('role' in kid)) {
      inline.push(...marked(kid.pageObject, kid.mark));
    } else if (kid.role === 'Table') {
      flush();
      const table = layTagged(kid, (cell) => cellPieces(cell, marked));
      if (table) pieces.push({ kind: 'table', table });
    } else if (kid.role === 'L') {
      flush();
      collectList(kid, marked, level, pieces);
    } else if (CONTAINERS.has(kid.role) || holdsBlocks(kid)) {
      flush();
      collect(kid, marked, level, pieces);
    } else if (isBlockRole(kid.role)) {
      flush();
      const words = wordsUnder(kid, marked);
      if (words.length > 0) pieces.push({ kind: 'text', role: kid.role, marker: '', level, words });
    } else {
      inline.push(...wordsUnder(kid, marked));
    }
  }
  flush();
}

function collectList(list: StructureNode, marked: Marked, level: number, pieces: TaggedPiece[]): void {
  for (const kid of list.kids) {
    if (!('role' in kid)) continue;
    if (kid.role === 'L') {
      collectList(kid, marked, level + 1, pieces);
    } else if (kid.role === 'LI' || kid.role === 'Div' || kid.role === 'NonStruct') {
      collectItem(kid, marked, level, pieces);
    } else {
      collect({ ...list, role: 'P', kids: [kid] }, marked, level, pieces);
    }
  }
}

function collectItem(item: StructureNode, marked: Marked, level: number, pieces: TaggedPiece[]): void {
  const from = pieces.length;
  let marker = '';
  const body: StructureNode = { ...item, role: 'P', kids: [] };
  for (const kid of item.kids) {
    if ('role' in kid && kid.role === 'Lbl') {
      marker = wordsUnder(kid, marked)
        .map((word) => word.text)
        .join(' ');
    } else body.kids.push(kid);
  }
  collectBody(body, marked, level, pieces);
  const first = pieces[from];
  if (first?.kind === 'text' && marker !== '') Object.assign(first, { marker, role: 'LI', level });
}

/** The body of an item: its blocks, with lists inside it one level deeper. */
function collectBody(body: StructureNode, marked: Marked, level: number, pieces: TaggedPiece[]): void {
  const kids: StructureNode['kids'] = [];
  for (const kid of body.kids) {
    if ('role' in kid && kid.role === 'LBody') kids.push(...kid.kids);
    else kids.push(kid);
  }
  let run: StructureNode['kids'] = [];
  const flush = (): void => {
    if (run.length > 0) collect({ ...body, kids: run }, marked, level, pieces);
    run = [];
  };
  for (const kid of kids) {
    if ('role' in kid && kid.role === 'L') {
      flush();
      collectList(kid, marked, level + 1, pieces);
    } else run.push(kid);
  }
  flush();
}

function isBlockRole(role: string): boolean {
  return (
    HEADINGS.test(role) ||
    ['P', 'Caption', 'Note', 'FENote', 'LI', 'LBody', 'Code', 'Formula', 'Figure', 'TR', 'TD', 'TH'].includes(
      role,
    )
  );
}

function holdsBlocks(node: StructureNode): boolean {
  return node.kids.some(
    (kid) =>
      'role' in kid &&
      (isBlockRole(kid.role) || kid.role === 'L' || kid.role === 'Table' || CONTAINERS.has(kid.role)) &&
      kid.role !== 'Note',
  );
}

function wordsUnder(node: StructureNode, marked: Marked): Word[] {
  return node.kids.flatMap((kid) =>
    'role' in kid ? wordsUnder(kid, marked) : marked(kid.pageObject, kid.mark),
  );
}

function cellPieces(cell: StructureNode, marked: Marked): TaggedPiece[] {
  const found: TaggedPiece[] = [];
  collect({ ...cell, role: 'P' }, marked, 0, found);
  const pieces = joinLoneMarkers(found);
  // A table inside a cell counts as its words, row by row.
  return pieces.flatMap((piece) =>
    piece.kind === 'table'
      ? piece.table.rows.flatMap((row) => row.cells.flatMap((inner) => inner.pieces))
      : [piece],
  );
}

/** A marker tagged as a paragraph of its own goes with the text beside it. */
function joinLoneMarkers(pieces: TaggedPiece[]): TaggedPiece[] {
  const joined: TaggedPiece[] = [];
  for (const piece of pieces) {
    const last = joined.at(-1);
    const [mark, ...others] = last?.kind === 'text' ? last.words : [];
    const beside = piece.kind === 'text' ? piece.words[0] : undefined;
    const isLone = mark !== undefined && others.length === 0 && readMarker(mark.text, 1) !== null;
    if (
      isLone &&
      beside &&
      piece.kind === 'text' &&
      beside.page === mark.page &&
      Math.abs(beside.base - mark.base) < 2
    ) {
      joined[joined.length - 1] = { ...piece, words: [mark, ...piece.words] };
    } else joined.push(piece);
  }
  return joined;
}

/** The lines of a piece: one column for text; for a table one a cell, as far right as its column's longest line. */
function columnsOf(piece: TaggedPiece): Map<object, Column> {
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
  const pages = [...new Set(words.map((word) => word.page))].toSorted((a, b) => a - b);
  return pages.flatMap((page) => makeLines(words.filter((word) => word.page === page)));
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
    if (!HEADINGS.test(piece.role)) return block;
    const text = block.type === 'listItem' ? `${block.marker} ${block.text}` : block.text;
    return { type: 'heading', level: Number(piece.role.slice(1)) || 1, text, place: block.place };
  });
}

/** The flow of a tagged piece, with the marker and level that its label gives. */
function flowPiece(
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

function makeTaggedTable(
  tagged: TaggedTable,
  columns: Map<object, Column>,
  { pages, grids }: TaggedPages,
  style: TextStyle,
): Table {
  const contents = new Map(pages.map((page) => [page.page, page]));
  const words = tagged.rows.flatMap((row) => row.cells.flatMap(cellWords));
  const tablePlace = placeOf(words, contents);
  const rows = tagged.rows.map((row): Row => {
    const rowWords = row.cells.filter((cell) => cell.rowSpan === 1).flatMap(cellWords);
    const own = rowWords.length > 0 ? rowWords : row.cells.flatMap(cellWords);
    const place = placeOf(own, contents);
    return {
      cells: row.cells.map((cell): Cell => {
        const blocks = cell.pieces.flatMap((piece) => {
          if (piece.kind !== 'text') return [];
          const { lines, right } = columns.get(piece) ?? { lines: [], right: 0 };
          return flowPiece(piece, lines, right, style).map((flow) => cellBlock(flow, contents));
        });
        const drawn = findDrawn(cell, own, tagged.columns, grids, contents);
        const cellPlace = placeOf(cellWords(cell), contents);
        return {
          column: cell.column,
          colSpan: cell.colSpan,
          rowSpan: cell.rowSpan,
          text: joinBlocks(blocks),
          blocks,
          place: firstFilled(drawn.place, cellPlace, place, tablePlace),
          ...(drawn.fill === undefined ? {} : { fill: drawn.fill }),
        };
      }),
      place: firstFilled(place, tablePlace),
    };
  });
  return {
    type: 'table',
    method: 'tagged',
    columns: tagged.columns,
    headerRows: tagged.headerRows || countHeaderRows(rows),
    rows,
    joins: [],
    place: tablePlace,
  };
}

function cellWords(cell: TaggedCell): Word[] {
  return cell.pieces.flatMap((piece) => (piece.kind === 'text' ? piece.words : []));
}

function firstFilled<T>(...lists: T[][]): T[] {
  return lists.find((list) => list.length > 0) ?? [];
}

function placeOf(words: Word[], contents: Map<number, PageContent>): Table['place'] {
  const pages = [...new Set(words.map((word) => word.page))].toSorted((a, b) => a - b);
  return pages.flatMap((page) => {
    const content = contents.get(page);
    return content ? [spanOn(content, boundsOf(words.filter((word) => word.page === page)))] : [];
  });
}

/** Box and fill of a cell where rules draw the same columns; the fill behind its words otherwise. */
function findDrawn(
  cell: TaggedCell,
  rowWords: Word[],
  columns: number,
  grids: Grid[][],
  contents: Map<number, PageContent>,
): { place: Table['place']; fill?: string } {
  const place: Table['place'] = [];
  let fill: string | undefined;
  const own = cellWords(cell);
  for (const page of new Set((own.length > 0 ? own : rowWords).map((word) => word.page))) {
    const content = contents.get(page);
    const anchor = (own.length > 0 ? own : rowWords).find((word) => word.page === page);
    if (!content || !anchor) continue;
    const grid = (grids[page - 1] ?? []).find(
      ({ xs, ys }) =>
        xs.length === columns + 1 &&
        intervalOf(ys, wordMiddle(anchor)) >= 0 &&
        intervalOf(xs, anchor.x0) >= 0,
    );
    const row = grid ? intervalOf(grid.ys, wordMiddle(anchor)) : -1;
    const drawn = grid?.cells.find(
      (other) => other.column === cell.column && other.row <= row && row < other.row + other.rowSpan,
    );
    const extent =
      grid && drawn
        ? {
            x0: grid.xs[drawn.column] ?? 0,
            x1: grid.xs[drawn.column + drawn.colSpan] ?? 0,
            top: grid.ys[drawn.row] ?? 0,
            bottom: grid.ys[drawn.row + drawn.rowSpan] ?? 0,
          }
        : own.length > 0
          ? boundsOf(own.filter((word) => word.page === page))
          : null;
    if (!extent) continue;
    if (drawn) place.push(spanOn(content, extent));
    fill ??=
      drawn?.fill ??
      fillOf(content.fills, { x0: extent.x0, x1: extent.x1, y0: extent.top, y1: extent.bottom }, false);
  }
  return fill === undefined ? { place } : { place, fill };
}
