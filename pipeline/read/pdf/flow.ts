/**
 * Lines of one cell or column → paragraphs and list items. A new one begins at a list marker, a wider gap,
 * a change of size or weight, or where the next word would have fitted on the line before (a forced break).
 */
import { joinLine } from './line-joins.ts';
import { makeLine, type Line } from './lines.ts';
import { follows, readMarker, type Marker } from './markers.ts';
import { isFull, type TextStyle } from './text-style.ts';

/** A paragraph or list item with the lines it was made of. */
export interface FlowBlock {
  /** Empty for a paragraph. */
  marker: string;
  level: number;
  text: string;
  bold: boolean;
  size: number;
  lines: Line[];
}

interface OpenBlock extends FlowBlock {
  found: Marker | null;
  /** x of the marker, or of the paragraph's first line. */
  markerX: number;
  /** x where the words after the marker begin. */
  textX: number;
}

/** Blocks in reading order. `right` is the x that text may reach in this column. */
export function flowLines(lines: Line[], right: number, style: TextStyle): FlowBlock[] {
  const blocks: OpenBlock[] = [];
  let open: OpenBlock | null = null;
  let previous: Line | null = null;
  for (const printed of lines) {
    const line = partGluedMarker(printed);
    const marked = markerOf(line);
    if (open && previous && !beginsBlock(open, previous, line, marked, right, style, blocks)) {
      open.text = joinLine(open.text, previous, line, right, style);
      open.bold &&= line.bold;
      open.lines.push(line);
      if (open.lines.length === 2 && open.found) open.textX = Math.max(open.textX, line.x0);
    } else {
      open = startBlock(
        line,
        marked && isListStart(marked, line, previous, open, right, blocks) ? marked : null,
      );
      blocks.push(open);
    }
    previous = line;
  }
  setLevels(blocks);
  return blocks.map(({ marker, level, text, bold, size, lines }) => ({
    marker,
    level,
    text,
    bold,
    size,
    lines,
  }));
}

/** A line whose list marker stands so close to its words that they were read as one: `iii.Review`. */
function partGluedMarker(line: Line): Line {
  const first = line.words[0];
  const glued = first && /^(\(?(?:[ivx]{1,5}|[a-z]|\d{1,2})[.)])(\p{Lu}\p{Ll}.*)$/u.exec(first.text);
  if (!first || !glued || line.sideways) return line;
  const [, marker = '', text = ''] = glued;
  const x = first.x0 + ((first.x1 - first.x0) * marker.length) / first.text.length;
  const words = [
    { ...first, text: marker, x1: x, spaceAfter: true },
    { ...first, text, x0: x },
  ];
  return makeLine([...words, ...line.words.slice(1)]);
}

function markerOf(line: Line): Marker | null {
  const [first, second] = line.words;
  if (!first || line.sideways) return null;
  const gap = second ? (second.x0 - first.x1) / Math.max(1, line.size) : 1;
  return readMarker(first.text, gap);
}

function startBlock(line: Line, found: Marker | null): OpenBlock {
  const second = line.words[1];
  return {
    marker: found?.marker ?? '',
    level: 0,
    text: found ? line.text.slice(found.marker.length).trimStart() : line.text,
    bold: line.bold,
    size: line.size,
    lines: [line],
    found,
    markerX: line.x0,
    textX: found && second ? second.x0 : line.x0,
  };
}

/** A marker at the start of a block is taken as one when a word follows it or it stands in a list. */
function isListStart(
  marker: Marker,
  line: Line,
  previous: Line | null,
  open: OpenBlock | null,
  right: number,
  blocks: OpenBlock[],
): boolean {
  if (marker.kind === 'bullet') return true;
  const second = line.words[1];
  if (!second) return false;
  if (marker.kind === 'dash') return true;
  if (
    marker.kind === 'letter' &&
    /^[A-Z]\.$/.test(marker.marker) &&
    marker.ordinal > 1 &&
    !inSequence(blocks, marker)
  ) {
    // An initial: `J. Smith`.
    return false;
  }
  return open === null || previous === null || right > 0;
}

function inSequence(blocks: OpenBlock[], marker: Marker): boolean {
  return blocks.slice(-12).some((block) => block.found !== null && follows(block.found, marker));
}

function beginsBlock(
  open: OpenBlock,
  previous: Line,
  line: Line,
  marker: Marker | null,
  right: number,
  style: TextStyle,
  blocks: OpenBlock[],
): boolean {
  if (line.sideways || previous.sideways) return true;
  if (line.page !== previous.page) return beginsOverBreak(open, previous, line, marker, right);
  const size = Math.max(previous.size, line.size);
  if (Math.abs(previous.size - line.size) > 0.15 * size) return true;
  const leading = style.leadingOf(line.size);
  const gap = line.base - previous.base;
  if (gap > Math.max(1.28 * leading, leading + 0.22 * size) || gap < 0) return true;
  if (gap > 1.9 * size && open.lines.length === 1 && gap > leading * 1.15) return true;
  const lowerStart = /^\p{Ll}/u.test(line.text);
  const closed = /[.;:?!]$/.test(previous.text);
  const forced = isForced(previous, line, right, lowerStart && !closed);
  if (marker && startsItem(open, line, marker, forced, closed, blocks)) return true;
  if (forced) return true;
  if (previous.bold !== line.bold && open.bold === previous.bold && isEven(previous) && isEven(line)) {
    if (closed || !lowerStart) return true;
  }
  if (open.found && open.textX - open.markerX > 0.5 * size && line.x0 < open.textX - 0.5 * size) {
    // Back at the margin: the item is over, unless its own lines run on there.
    const hanging = open.lines.length === 1 || (open.lines.at(-1)?.x0 ?? 0) >= open.textX - 0.5 * size;
    if (hanging && line.x0 <= open.markerX + 0.5 && (closed || !lowerStart) && open.lines.length > 1)
      return true;
  }
  return false;
}

/** Over a page break there is no gap to measure: only markers and forced breaks tell. */
function beginsOverBreak(
  open: OpenBlock,
  previous: Line,
  line: Line,
  marker: Marker | null,
  right: number,
): boolean {
  if (marker && (marker.kind === 'bullet' || Math.abs(line.x0 - open.markerX) < 2)) return true;
  const closed = /[.;:?!]$/.test(previous.text);
  return isForced(previous, line, right, /^\p{Ll}/u.test(line.text) && !closed);
}

/** True when the line before was left although the next word would have fitted. */
function isForced(previous: Line, line: Line, right: number, midSentence: boolean): boolean {
  if (isFull(previous, line, right)) return false;
  const first = line.words[0];
  const width = first ? first.x1 - first.x0 : 0;
  const room = right - previous.x1 - 0.25 * previous.size - width;
  return room > (midSentence ? 3 * previous.size : 0.35 * previous.size);
}

function isEven(line: Line): boolean {
  return line.words.every((word) => word.bold === line.bold || !/\p{L}/u.test(word.text));
}

function startsItem(
  open: OpenBlock,
  line: Line,
  marker: Marker,
  forced: boolean,
  closed: boolean,
  blocks: OpenBlock[],
): boolean {
  if (marker.kind === 'bullet' || forced) return true;
  const second = line.words[1];
  if (!second) return false;
  const sameEdge = Math.abs(line.x0 - open.markerX) < 2;
  if (open.found && follows(open.found, marker) && sameEdge) return true;
  if (open.found && sameEdge && open.textX - open.markerX > line.size) return true;
  if (marker.kind !== 'dash' && inSequence(blocks, marker)) return true;
  // Set in from the paragraph above, or with a tab after it.
  const tab = second.x0 - (line.words[0]?.x1 ?? 0) > 0.5 * line.size;
  if (tab && (closed || marker.ordinal <= 1)) return true;
  return closed && line.x0 > open.markerX + 0.6 * line.size;
}

/** Levels from the x of the markers: each further step in of more than 6 pt is a level. */
function setLevels(blocks: OpenBlock[]): void {
  let edges: number[] = [];
  for (const block of blocks) {
    if (!block.found) continue;
    edges = edges.filter((edge) => edge <= block.markerX + 6);
    const last = edges.at(-1);
    if (last === undefined || block.markerX - last > 6) edges.push(block.markerX);
    block.level = Math.max(0, edges.length - 1);
  }
}
