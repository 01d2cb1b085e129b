/** A structure tree and the words it marks → text pieces and tables in reading order. */
import { readMarker } from './markers.ts';
import type { Word } from './page-content.ts';
import type { StructureNode } from './structure-tree.ts';
import type { TaggedPiece } from './tagged-model.ts';
import { layTagged } from './tagged-tables.ts';

/** The words of marked content, by the object number of its page and its id. */
export type Marked = (pageObject: number, mark: number) => Word[];

/** The pieces of the tree in order. */
export function collectPieces(root: StructureNode, marked: Marked): TaggedPiece[] {
  const found: TaggedPiece[] = [];
  collect(root, marked, 0, found);
  return joinLoneMarkers(found);
}

/** True for the roles of headings. */
export function isHeadingRole(role: string): boolean {
  return HEADINGS.test(role);
}

const CONTAINERS = new Set(
  'Document DocumentFragment Part Art Sect Div BlockQuote TOC TOCI Index NonStruct Private Aside'.split(' '),
);
const HEADINGS = /^(?:H[1-6]?|Title)$/;

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
      (isBlockRole(kid.role) ||
        kid.role === 'L' ||
        kid.role === 'Table' ||
        // Browsers wrap the words of every block in such an element.
        (kid.role === 'NonStruct' ? holdsBlocks(kid) : CONTAINERS.has(kid.role))) &&
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
