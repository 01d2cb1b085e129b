/**
 * Two parts of one cell to one cell, and list items that only show once the parts are joined.
 * In: the earlier and the later cell; out: the earlier one, lengthened. Places keep both stretches.
 */
import type { Cell, ListItem, Paragraph, Place, Span } from '../model.ts';
import { collapse, joinBlocks } from './cell-blocks.ts';
import type { FoundMarker } from './list-markers.ts';
import { findMarkers } from './list-markers.ts';

type CellBlock = Paragraph | ListItem;

/**
 * Lengthens `into` by `later`. With `goesOn` the first words of the later part belong to the last block of the
 * earlier; without, they are a block of their own.
 */
export function appendCell(into: Cell, later: Cell, goesOn: boolean): void {
  if (later.blocks.length === 0) {
    if (later.text.trim() === '') return;
  }
  const blocks = splitLater(into, later);
  const last = into.blocks.at(-1);
  const [first, ...rest] = blocks;
  if (goesOn && last !== undefined && first?.type === 'paragraph') {
    into.blocks = [...into.blocks.slice(0, -1), joinWords(last, first), ...rest];
  } else {
    into.blocks = [...into.blocks, ...blocks];
  }
  into.blocks = splitJoined(into.blocks);
  into.text = joinBlocks(into.blocks);
  into.place = [...into.place, ...later.place];
}

/** Moves the tail of a cut cell up into `into`; gives back the later cell with only the items after the tail. */
export function flowCell(into: Cell, later: Cell): Cell {
  const blocks = splitLater(into, later);
  const at = blocks.findIndex((block) => block.type === 'listItem');
  const tail = at < 0 ? blocks : blocks.slice(0, at);
  const rest = at < 0 ? [] : blocks.slice(at);
  const tailPlace = tail.flatMap((block) => block.place);
  appendCell(into, { ...later, blocks: tail, text: joinBlocks(tail), place: tailPlace }, true);
  const place = rest.flatMap((block) => block.place);
  return { ...later, blocks: rest, text: joinBlocks(rest), place: place.length > 0 ? place : later.place };
}

/** The later part's blocks, its first paragraph split at the list marker that comes next after the earlier part. */
function splitLater(into: Cell, later: Cell): CellBlock[] {
  const [first, ...rest] = later.blocks;
  if (first?.type !== 'paragraph') return later.blocks;
  const previous = previousMarker(into.blocks);
  return [...splitBlock(first, findMarkers(first.text, previous)), ...rest];
}

function previousMarker(blocks: readonly CellBlock[]): FoundMarker | null {
  const last = blocks.findLast((block) => block.type === 'listItem');
  return last === undefined ? null : (findMarkers(`${last.marker} ${last.text}`)[0] ?? null);
}

/** Paragraphs that hold a whole sequence only now that they are joined (`… a. one` | `b. two`). */
function splitJoined(blocks: readonly CellBlock[]): CellBlock[] {
  return blocks.flatMap((block) =>
    block.type === 'paragraph' ? splitBlock(block, findMarkers(block.text)) : [block],
  );
}

function splitBlock(block: Paragraph, markers: readonly FoundMarker[]): CellBlock[] {
  if (markers.length === 0) return [block];
  const blocks: CellBlock[] = [];
  const before = block.text.slice(0, markers[0]?.start).trim();
  if (before !== '')
    blocks.push({ ...block, text: before, place: cutPlace(block, 0, markers[0]?.start ?? 0) });
  for (const [index, marker] of markers.entries()) {
    const end = markers[index + 1]?.start ?? block.text.length;
    const text = block.text.slice(marker.textStart, end);
    const place = cutPlace(block, marker.textStart, marker.textStart + text.trimEnd().length);
    blocks.push({ type: 'listItem', marker: marker.marker, level: 0, text: collapse(text), place });
  }
  return blocks;
}

/** The place of a part of a block: exact where one span is as long as the text, else the block's whole place. */
function cutPlace(block: Paragraph, start: number, end: number): Place {
  const [span] = block.place;
  if (block.place.length !== 1 || span === undefined || !('start' in span)) return block.place;
  if (span.end - span.start !== block.text.length) return block.place;
  const trimmed = start + block.text.slice(start, end).trimEnd().length;
  const part: Span = { ...span, start: span.start + start, end: span.start + trimmed };
  return [part];
}

/** Words over a break: a hyphen that cut a word stays (it may be a compound), everything else gets a space. */
function joinWords(last: CellBlock, first: Paragraph): CellBlock {
  const glue = /[\p{L}\p{N}][-/]$/u.test(last.text) && /^[\p{Ll}]/u.test(first.text) ? '' : ' ';
  return { ...last, text: `${last.text}${glue}${first.text}`.trim(), place: [...last.place, ...first.place] };
}
