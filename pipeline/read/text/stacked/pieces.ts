/**
 * Lines of a text as pieces that may each be a cell: whole groups of lines between gaps, or single lines.
 * In: classified lines; out: pieces in reading order, each with what it looks like.
 */
import { type CellKind, findCellKind } from '../cell-kinds.ts';
import { namesColumn } from '../../header-rows.ts';
import { isIndented } from '../tables.ts';
import type { Line } from '../lines.ts';
import { isClosedCell } from '../pipe-lines.ts';

/** Words that stand apart: the whole of a cell, or a part of one. */
export interface Piece {
  text: string;
  kind: CellKind;
  lines: Line[];
  /** Index of the first line among all lines. */
  at: number;
  /** True where a blank line stands before. */
  gap: boolean;
  /** True where a page number or running head stands before. */
  page: boolean;
  /** True where something that is no words stands before: a table of another make, or a Markdown heading. */
  wall: boolean;
  /** True where a pipe says that the cell ends. */
  closed: boolean;
  /** For each line after the first, whether it goes on with the one above, where that is known. */
  wraps?: readonly boolean[];
}

/** `groups`: a piece is what stands between two blank lines; `lines`: a piece is a line. */
export type PieceUnit = 'groups' | 'lines';

/** Every piece of a text. Lone numbers and running heads are among them only where they may be cells. */
export function findPieces(lines: readonly Line[], unit: PieceUnit): Piece[] {
  const pieces: Piece[] = [];
  let open = { gap: true, page: false, wall: false };
  for (const [at, line] of lines.entries()) {
    const text = line.text.trim();
    if (line.kind === 'blank') {
      open.gap = true;
    } else if (text === '|') {
      const last = pieces.at(-1);
      if (last !== undefined && !open.wall) last.closed = true;
    } else if (line.kind === 'furniture' && (line.isPage === true || !mayBeCell(text))) {
      open.page = true;
    } else if (isWall(line)) {
      open.wall = true;
    } else {
      const last = pieces.at(-1);
      const closed = isClosedCell(line.text);
      const own = closed ? withoutPipe(line) : line;
      const isOpen = !open.gap && !open.page && !open.wall;
      if (unit === 'groups' && last?.closed === false && isOpen) {
        last.lines.push(own);
        last.closed = closed;
      } else pieces.push({ text, kind: 'short', lines: [own], at, closed, ...open });
      open = { gap: false, page: false, wall: false };
    }
  }
  for (const piece of pieces) {
    piece.text = piece.lines.map((line) => line.text.trim()).join(' ');
    piece.kind = findCellKind(piece.text);
  }
  return pieces;
}

function withoutPipe(line: Line): Line {
  return { ...line, text: line.text.slice(0, line.text.lastIndexOf('|')).trimEnd() };
}

/** What stands beside page numbers and is a cell all the same: a reference, a year, a header, a recurring value. */
function mayBeCell(text: string): boolean {
  if (text.length > 60 || /\bpage\b/i.test(text)) return false;
  const kind = findCellKind(text);
  return ['reference', 'time', 'status', 'open', 'post'].includes(kind) || namesColumn(text);
}

function isWall(line: Line): boolean {
  if (line.kind === 'words' || line.kind === 'furniture') return /^\s*#{1,6}\s/.test(line.text);
  return line.kind !== 'tabs' || !isIndented(line, 0);
}

/** True for what was taken for a page number or running head, and may be a reference, a year or a value. */
export function mayBeFurniture(piece: Piece): boolean {
  return piece.lines[0]?.kind === 'furniture';
}

/** Lone numbers that count on from the first of them. */
export function findCounted(pieces: readonly Piece[]): Set<Piece> {
  const counted = new Set<Piece>();
  let next = NaN;
  for (const piece of pieces) {
    if (piece.kind !== 'reference' || !mayBeFurniture(piece)) continue;
    const value = Number(piece.text);
    if (!Number.isNaN(next) && value !== next) continue;
    counted.add(piece);
    next = value + 1;
  }
  return counted;
}

/** `Recommendation 2` and no more: its words stand below. */
export function isBareHeading(piece: Piece | undefined): boolean {
  return piece?.kind === 'section' && piece.text.length < 30 && /\d[a-z]?[.:]?$/.test(piece.text);
}

const dangling = /(?:[,(/&–—-]|(?<!\p{L})(?:and|or|the|a|an|of|to|for|with|from|that|which|by|in|on))$/iu;

/** True where the words themselves run on: a small letter, an open end, an aside in brackets, a month and its year, `1.1` and `1.1.1`. */
export function goesOn(above: Piece, piece: Piece): boolean {
  if (piece.kind === 'reference')
    return above.kind === 'reference' && piece.text.startsWith(`${above.text}.`);
  if (piece.kind === 'bullet') return false;
  const isAside = /^\(\p{L}[^()]{2,}\)$/u.test(piece.text) && above.kind !== 'reference';
  if (isAside || /^\p{Ll}/u.test(piece.text))
    return ['short', 'long', 'dated', 'posted'].includes(piece.kind);
  if (dangling.test(above.text) && above.text.length > 1) return true;
  return /\p{L}{3}$/u.test(above.text) && above.kind === 'time' && /^(?:19|20)\d\d$/.test(piece.text);
}
