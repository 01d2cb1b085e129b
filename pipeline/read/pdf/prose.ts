/** Words outside tables → regions in reading order: bands between tables, columns within bands. */
import { makeLine, makeLines, type Line } from './lines.ts';
import { boundsOf, type Extent, type Word } from './page-content.ts';
import { findSideBoxes } from './side-boxes.ts';

/** A column of running text. */
export interface Region extends Extent {
  lines: Line[];
  right: number;
}

/** A gutter between columns of text is at least this wide (points) and has this many lines on either side. */
const GUTTER = 12;
const COLUMN_LINES = 5;

/** Splits words (of one band of a page, no tables inside) into columns, in reading order. */
export function findRegions(words: Word[]): Region[] {
  const upright = words.filter((word) => !word.sideways);
  const regions = cut(makeLines(upright).flatMap((line) => splitAtGaps(line))).map((pieces) =>
    makeRegion(pieces),
  );
  const sideways = makeLines(words.filter((word) => word.sideways));
  return sideways.length === 0
    ? regions
    : [...regions, { ...boundsOf(sideways), lines: sideways, right: Infinity }];
}

function makeRegion(pieces: Line[]): Region {
  const lines = makeLines(pieces.flatMap((piece) => piece.words));
  const bounds = boundsOf(lines);
  return { ...bounds, lines, right: bounds.x1 };
}

/** Pieces of a line that wide gaps part. */
export function splitAtGaps(line: Line, gapEms = 1.1): Line[] {
  const pieces: Word[][] = [];
  for (const word of line.words) {
    const last = pieces.at(-1)?.at(-1);
    if (last && word.x0 - last.x1 < gapEms * Math.max(word.size, last.size)) pieces.at(-1)?.push(word);
    else pieces.push([word]);
  }
  return pieces.length === 1 ? [line] : pieces.map((words) => makeLine(words));
}

/** How many pieces wide gaps part a line into. */
export function countPieces({ words }: Line, gapEms = 1.1): number {
  let count = Math.min(1, words.length);
  for (let index = 1; index < words.length; index++) {
    const [last, word] = [words[index - 1], words[index]];
    if (last && word && word.x0 - last.x1 >= gapEms * Math.max(word.size, last.size)) count += 1;
  }
  return count;
}

/** Recursive cuts: columns where a gutter runs through, else bands where that lays columns open. */
function cut(pieces: Line[]): Line[][] {
  if (pieces.length < 2 * COLUMN_LINES) return cutBoxes(pieces);
  const gutter = findGutter(pieces);
  if (gutter !== null) {
    return [
      ...cut(pieces.filter((piece) => piece.x1 <= gutter)),
      ...cut(pieces.filter((piece) => piece.x1 > gutter)),
    ];
  }
  const sorted = pieces.toSorted((a, b) => a.base - b.base);
  const gaps = sorted
    .slice(1)
    .map((piece, index) => ({
      at: index + 1,
      gap: piece.base - (sorted[index]?.base ?? 0),
      size: piece.size,
    }))
    .filter(({ gap, size }) => gap > 0.9 * size)
    .toSorted((a, b) => b.gap - a.gap)
    .slice(0, 8);
  for (const { at } of gaps) {
    const [above, below] = [sorted.slice(0, at), sorted.slice(at)];
    if (findGutter(above) !== null || findGutter(below) !== null) return [...cut(above), ...cut(below)];
  }
  return cutBoxes(pieces);
}

/** Two boxes side by side, with what stands above and below them. */
function cutBoxes(pieces: Line[]): Line[][] {
  const boxes = findSideBoxes(pieces);
  const parts = boxes ? [boxes.above, boxes.left, boxes.right] : [pieces];
  return [...parts.filter((part) => part.length > 0), ...(boxes ? cut(boxes.below) : [])];
}

/** The x of a gutter with enough text on both sides, or `null`. Columns are of like width and full of lines. */
function findGutter(pieces: Line[]): number | null {
  if (pieces.length < 2 * COLUMN_LINES) return null;
  const bounds = boundsOf(pieces);
  const width = bounds.x1 - bounds.x0;
  const intervals = pieces.map((piece) => [piece.x0, piece.x1] as const).toSorted((a, b) => a[0] - b[0]);
  let reach = intervals[0]?.[1] ?? 0;
  for (const [x0, x1] of intervals) {
    if (x0 - reach >= GUTTER) {
      const middle = (x0 + reach) / 2;
      const left = pieces.filter((piece) => piece.x1 <= middle);
      const right = pieces.filter((piece) => piece.x1 > middle);
      if (isColumn(left, width) && isColumn(right, width)) return middle;
    }
    reach = Math.max(reach, x1);
  }
  return null;
}

function isColumn(pieces: Line[], width: number): boolean {
  if (pieces.length < COLUMN_LINES) return false;
  const bounds = boundsOf(pieces);
  const mean = pieces.reduce((sum, piece) => sum + piece.x1 - piece.x0, 0) / pieces.length;
  return bounds.x1 - bounds.x0 > 0.2 * width && mean > 0.55 * (bounds.x1 - bounds.x0);
}
