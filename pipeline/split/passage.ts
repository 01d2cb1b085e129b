/**
 * Words that still know where they stand. A passage is a text made of pieces, each with its place in the source;
 * cutting and joining keep the places, narrowed to the words wherever the source's length allows it.
 */
import type { Cell, Place, Span } from '../model.ts';

/** A stretch `[from, to)` of a passage's text and the place it was read from. */
interface Piece {
  from: number;
  to: number;
  /** Where the piece begins in its own source text; the piece is the source text from there on. */
  offset: number;
  /** Length of the whole source text that `span` covers. */
  sourceLength: number;
  span: Span;
}

/** A text and the places of its words. */
export interface Passage {
  text: string;
  pieces: Piece[];
}

/** The passage that says nothing. */
export const EMPTY: Passage = { text: '', pieces: [] };

function lengthOf(span: Span): number {
  return 'start' in span ? span.end - span.start : -1;
}

/**
 * A passage of a text and its place. Where several spans add up to the text (one separator between them), each
 * covers its own share; otherwise every word stands in all of them.
 */
export function passageOf(text: string, place: Place): Passage {
  const total = place.reduce((sum, span) => sum + lengthOf(span) + 1, -1);
  if (place.length > 1 && place.every((span) => lengthOf(span) >= 0) && total === text.length) {
    let from = 0;
    const pieces = place.map((span) => {
      const piece = { from, to: from + lengthOf(span), offset: 0, sourceLength: lengthOf(span), span };
      from = piece.to + 1;
      return piece;
    });
    return { text, pieces };
  }
  const pieces = place.map((span) => ({
    from: 0,
    to: text.length,
    offset: 0,
    sourceLength: text.length,
    span,
  }));
  return { text, pieces };
}

/** The words `[from, to)` of a passage, without the white space at their ends. */
export function cutPassage(passage: Passage, from: number, to: number): Passage {
  let start = Math.max(0, from);
  let end = Math.min(passage.text.length, to);
  while (start < end && /\s/.test(passage.text.charAt(start))) start += 1;
  while (end > start && /\s/.test(passage.text.charAt(end - 1))) end -= 1;
  if (start === 0 && end === passage.text.length) return passage;
  const pieces = passage.pieces
    .filter((piece) => piece.from < end && piece.to > start)
    .map((piece) => {
      const pieceFrom = Math.max(piece.from, start);
      return {
        ...piece,
        from: pieceFrom - start,
        to: Math.min(piece.to, end) - start,
        offset: piece.offset + (pieceFrom - piece.from),
      };
    });
  return { text: passage.text.slice(start, end), pieces };
}

/** Passages one after the other with a separator; empty ones are passed over. */
export function joinPassages(passages: readonly Passage[], separator = ' '): Passage {
  let text = '';
  const pieces: Piece[] = [];
  for (const passage of passages) {
    if (passage.text === '') continue;
    if (text !== '') text += separator;
    const shift = text.length;
    pieces.push(
      ...passage.pieces.map((piece) => ({ ...piece, from: piece.from + shift, to: piece.to + shift })),
    );
    text += passage.text;
  }
  return { text, pieces };
}

function narrowSpan(piece: Piece): Span {
  const { span, offset, sourceLength } = piece;
  if (!('start' in span) || lengthOf(span) !== sourceLength) return span;
  const start = span.start + offset;
  return { ...span, start, end: start + (piece.to - piece.from) };
}

/** Where a passage's words stand, in reading order, each span once; touching stretches of one text are one span. */
export function placeOf(passage: Passage): Place {
  const place: Place = [];
  for (const piece of passage.pieces) {
    const span = narrowSpan(piece);
    const last = place.at(-1);
    if (last && sameSource(last, span) && 'start' in last && 'start' in span && span.start <= last.end + 1) {
      if (span.end > last.end) place[place.length - 1] = { ...last, end: span.end };
    } else if (!place.some((other) => JSON.stringify(other) === JSON.stringify(span))) {
      place.push(span);
    }
  }
  return place;
}

function sameSource(a: Span, b: Span): boolean {
  if (a.in === 'text') return b.in === 'text' && b.start >= a.start;
  if (a.in === 'html') return b.in === 'html' && a.path === b.path && b.start >= a.start;
  return a.in === 'word' && b.in === 'word' && a.path === b.path && b.start >= a.start;
}

/** One passage for each paragraph, line or list item of a cell; markers of list items are left to the caller. */
export function passagesOf(cell: Cell): { marker: string; level: number; passage: Passage }[] {
  const blocks = cell.blocks.length > 0 ? cell.blocks : [];
  if (blocks.length === 0) {
    return cell.text.trim() === ''
      ? []
      : [{ marker: '', level: 0, passage: passageOf(cell.text, cell.place) }];
  }
  return blocks
    .filter((block) => block.text.trim() !== '')
    .map((block) => ({
      marker: block.type === 'listItem' ? block.marker : '',
      level: block.type === 'listItem' ? block.level : -1,
      passage: passageOf(block.text, block.place),
    }));
}
