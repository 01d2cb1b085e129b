/**
 * Boxes of a slide that stand side by side: why, in a few lines of running text, and beside it a list of what will be
 * done. Too short to be columns of a page. In: pieces of lines that wide gaps part; out: the first such pair.
 */
import { makeLine, type Line } from './lines.ts';
import { readMarker } from './markers.ts';

/** Pieces in reading order: above the boxes, in each of them, below. */
export interface SideBoxes {
  above: Line[];
  left: Line[];
  right: Line[];
  below: Line[];
}

/** The strip between boxes, and what may part their lines from top to bottom, in font sizes. */
const GUTTER = 1.2;
const NEXT_LINE = 2;
/** Lines of running text stand as close as this to the closest of them. */
const SAME_LEADING = 1.25;

/** The first pair of boxes, `null` where none stands. Subjects with a list beside each of them are rows, not boxes. */
export function findSideBoxes(pieces: readonly Line[]): SideBoxes | null {
  const rows = rowsOf(pieces);
  for (let from = 0; from < rows.length; from += 1) {
    if (rows[from]?.length !== 2) continue;
    const run = takeRun(rows, from);
    if (run !== null && isPair(run))
      return { ...run, above: rows.slice(0, from).flat(), below: rows.slice(from + run.count).flat() };
  }
  return null;
}

/** Running text beside a list, in either order; where heads stand over both, the text begins below its head. */
function isPair({ left, right }: Pick<SideBoxes, 'left' | 'right'>): boolean {
  const areHeaded = [left, right].every(([first]) => first !== undefined && !isItem(first));
  const isBeside = (told: readonly Line[], listed: readonly Line[]) =>
    isListed(listed) && (isTold(told) || (areHeaded && isTold(told.slice(1))));
  return isBeside(left, right) || isBeside(right, left);
}

/** Pieces on one height each, from top to bottom, left to right. */
function rowsOf(pieces: readonly Line[]): Line[][] {
  const rows: Line[][] = [];
  for (const piece of pieces.toSorted((a, b) => a.base - b.base)) {
    const row = rows.at(-1);
    if (row?.[0] && piece.base - row[0].base < 0.5 * piece.size) row.push(piece);
    else rows.push([piece]);
  }
  return rows.map((row) => withMarkers(row.toSorted((a, b) => a.x0 - b.x0)));
}

/** The pieces of a row, a bullet far from its words with them. */
function withMarkers(row: readonly Line[]): Line[] {
  const pieces: Line[] = [];
  for (const piece of row) {
    const last = pieces.at(-1);
    const isMarker = last?.words.length === 1 && readMarker(last.text, 1) !== null;
    if (last && isMarker) pieces.splice(-1, 1, makeLine([...last.words, ...piece.words]));
    else pieces.push(piece);
  }
  return pieces;
}

/** The rows from one with two pieces on, as long as a strip between them stays free and no wide gap parts them. */
function takeRun(
  rows: readonly Line[][],
  from: number,
): { left: Line[]; right: Line[]; count: number } | null {
  const [left, right]: [Line[], Line[]] = [[], []];
  let [open, close] = [-Infinity, Infinity];
  let count = 0;
  for (const row of rows.slice(from)) {
    const last = rows[from + count - 1]?.[0];
    const [first] = row;
    if (!first || (count > 0 && last && first.base - last.base > NEXT_LINE * first.size)) break;
    const middle = count === 0 ? (first.x1 + (row[1]?.x0 ?? 0)) / 2 : (open + close) / 2;
    const [west, east] = [row.filter(({ x0 }) => x0 < middle), row.filter(({ x0 }) => x0 >= middle)];
    const reach = Math.max(open, ...west.map(({ x1 }) => x1));
    const next = Math.min(close, ...east.map(({ x0 }) => x0));
    if (west.length > 1 || east.length > 1 || next - reach < GUTTER * first.size) break;
    [open, close] = [reach, next];
    left.push(...west);
    right.push(...east);
    count += 1;
  }
  return count < 2 ? null : { left, right, count };
}

/** Two lines or more that run on, without bullets and gaps. */
function isTold(lines: readonly Line[]): boolean {
  const leadings = lines.slice(1).map((line, index) => line.base - (lines[index]?.base ?? 0));
  const isEven = leadings.every((leading) => leading <= SAME_LEADING * Math.min(...leadings));
  const runsOn = lines.slice(1).filter(({ text }) => /^[\p{Ll}\d£(]/u.test(text)).length;
  return (
    lines.length > 1 && isEven && runsOn >= (lines.length - 1) / 2 && !lines.some((line) => isItem(line))
  );
}

/** Bullets at one x, below a head at most, and nothing to the left of them. */
function isListed(lines: readonly Line[]): boolean {
  const items = lines.filter((line) => isItem(line));
  const [first] = items;
  const edge = Math.min(...lines.map(({ x0 }) => x0));
  return first !== undefined && lines.indexOf(first) <= 1 && items.every(({ x0 }) => x0 - edge < 2);
}

function isItem({ words }: Line): boolean {
  const marker = readMarker(words[0]?.text ?? '', 1);
  return marker !== null && words.length > 1 && marker.kind !== 'letter';
}
