/**
 * How much a line of a table without row rules looks like the first of a row, as log-odds: which columns have words
 * in it, the gap above, and whether the words go on with the line above. How a table behaves is learnt from itself.
 */
import type { ColumnLines, ColumnPiece, TableLine } from './column-lines.ts';
import { readMarker, type Marker } from './markers.ts';
import type { Line } from './lines.ts';
import { isFull } from './text-style.ts';

/** What rows of one table, over all its pages, usually look like. Shares are 0..1. */
export interface RowHabits {
  /** By column: the share of rows with words in their first line. */
  filled: number[];
  /** By column: of the lines that begin no row and have words right above, the share with words. */
  goesOn: number[];
  /** By column: the share of rows whose first line goes on with a cell from above. */
  runsOn: number[];
  /** The share of rows with a rule or the edge of a fill above. */
  parted: number;
  /** Log-likelihood ratio of a gap above a line. */
  weighGap: (gap: number) => number;
}

/** Log-odds of a first line before anything is seen. */
const PRIOR = -1;
/** A cell rarely has a hole inside, or begins below the first line of its row. */
export const HOLE = 0.02;
/** Log-odds nearer to even than this are a doubt. */
export const DOUBT = 1.2;

const NUMBER = /^[-–+£$€(]?\d[\d.,]*[)%]?\*?$/;

/** Habits assumed before any row is known. */
export function assumedHabits(columns: number): RowHabits {
  return {
    filled: Array.from({ length: columns }, () => 0.85),
    goesOn: Array.from({ length: columns }, () => 0.5),
    runsOn: Array.from({ length: columns }, () => 0.02),
    parted: 0.3,
    weighGap: () => 0,
  };
}

/**
 * Habits seen in the lines, by the log-odds that each begins a row; doubtful ones, and the first line of a page, count
 * for nothing.
 */
export function learnHabits(pages: TableLine[][], odds: number[][], columns: number): RowHabits {
  const count = (): number[] => Array.from({ length: columns }, () => 0);
  const [rows, filled, insides, goesOn, runsOn] = [count(), count(), count(), count(), count()];
  const gaps = { start: new Map<number, number>(), inside: new Map<number, number>() };
  const total = { start: 0, inside: 0 };
  let parted = 0;
  for (const [page, lines] of pages.entries()) {
    for (const [index, line] of lines.entries()) {
      if (index === 0 || line.spanning) continue;
      const own = odds[page]?.[index] ?? 0;
      if (Math.abs(own) < DOUBT) continue;
      const isStart = own > 0;
      // Paragraphs taken for rows of one cell would teach that cells are blank.
      if (isStart && line.columns.filter(({ here }) => here).length < Math.min(2, line.columns.length))
        continue;
      for (const { column, here, near, midway } of line.columns) {
        const tally = isStart ? [rows, filled] : [insides, goesOn];
        if (!isStart && !near) continue;
        add(tally[0], column, 1);
        add(tally[1], column, here ? 1 : 0);
        // Where cells are blank because they are merged, they may as well run on.
        if (isStart) add(runsOn, column, midway ? 1 : here ? 0 : 0.25);
      }
      const kind = isStart ? 'start' : 'inside';
      const bin = gapBin(line.gap);
      gaps[kind].set(bin, (gaps[kind].get(bin) ?? 0) + 1);
      total[kind] += 1;
      if (isStart && line.parted) parted += 1;
    }
  }
  const share = (part: number[], whole: number[], prior: number): number[] =>
    part.map((value, column) => clamp((value + prior) / ((whole[column] ?? 0) + 1), 0.03, 0.97));
  return {
    filled: share(filled, rows, 0.7),
    goesOn: share(goesOn, insides, 0.5),
    runsOn: share(runsOn, rows, 0.1),
    parted: clamp((parted + 0.3) / (total.start + 1), 0.02, 0.97),
    weighGap: gapRatios(gaps.start, gaps.inside, total),
  };
}

function add(tally: number[] | undefined, column: number, value: number): void {
  if (tally) tally[column] = (tally[column] ?? 0) + value;
}

function gapRatios(
  start: Map<number, number>,
  inside: Map<number, number>,
  total: { start: number; inside: number },
): (gap: number) => number {
  const lowest = total.start >= 3 ? Math.min(...start.keys()) : -Infinity;
  const around = (counts: Map<number, number>, bin: number): number =>
    (counts.get(bin - 1) ?? 0) + (counts.get(bin) ?? 0) + (counts.get(bin + 1) ?? 0);
  return (gap) => {
    const bin = gapBin(gap);
    // Between lines, gaps smaller than those between rows may be of any paragraph.
    const unseen = bin < lowest - 1 ? 1.5 : 0.4;
    const ofStart = (around(start, bin) + 0.4) / (total.start + 1);
    const ofInside = (around(inside, bin) + unseen) / (total.inside + 1);
    return total.start === 0 ? 0 : clamp(Math.log(ofStart / ofInside), -4, 4);
  };
}

function gapBin(gap: number): number {
  return Math.round(gap * 2);
}

/** Log-odds that the line begins a row. */
export function weighLine(line: TableLine, habits: RowHabits, table: ColumnLines): number {
  let odds = weighParting(line, habits);
  for (const piece of line.columns) {
    const { column, here, near } = piece;
    const filled = habits.filled[column] ?? 0.5;
    const goesOn = near ? (habits.goesOn[column] ?? 0.5) : HOLE;
    odds += here ? Math.log(filled / goesOn) : Math.log((1 - filled) / (1 - goesOn));
    odds += weighStart(piece, habits, table);
  }
  return odds;
}

/** The part of it that the space, or a rule, above the line gives. */
export function weighParting({ gap, parted }: TableLine, habits: RowHabits): number {
  return PRIOR + habits.weighGap(gap) + (parted ? 4 : Math.log((1 - habits.parted) / 0.98));
}

/** Log-odds that the words of a line in one column begin a cell: 0 where nothing stands right above. */
export function weighStart(piece: ColumnPiece, habits: RowHabits, table: ColumnLines): number {
  const { column, here, near, midway, before } = piece;
  if (!here || !before || !near) return 0;
  return midway ? Math.log((habits.runsOn[column] ?? 0.02) / 0.7) : knownWords(before, here, column, table);
}

/** Weights of words by the line they stand in: the same in every round. */
const weights = new WeakMap<Line, number>();

function knownWords(before: Line, here: Line, column: number, table: ColumnLines): number {
  const known = weights.get(here) ?? weighWords(before, here, column, table);
  weights.set(here, known);
  return known;
}

/** Log-odds that the words begin a cell, against a line within one, from what stands above them in their column. */
function weighWords(before: Line, here: Line, column: number, table: ColumnLines): number {
  if (before.bold !== here.bold) return before.bold ? 2 : 1;
  // Numbers under numbers are cells of their own.
  if (NUMBER.test(before.text) && NUMBER.test(here.text)) return 1.5;
  const marker = markerOf(here);
  const left = (table.lefts[column] ?? 0) + 0.8 * here.size;
  const afterItem = markerOf(before) !== null || before.x0 > left;
  if (marker !== null && marker.kind !== 'bullet' && marker.kind !== 'dash') {
    // A list that begins anew is of another cell. Rows are numbered as often as the items in them.
    if (marker.ordinal === 1 || /^\(?i\W/i.test(marker.marker)) return afterItem ? 2.5 : 1.5;
    return column === 0 && here.words.length === 1 ? 1.5 : -1;
  }
  if (/(?:[,(/&–-]|(?<!\p{L})(?:and|or|the|a|an|of|to|for|with|from|by|in))$/iu.test(before.text))
    return -2.5;
  const closed = /[.!?]["'”’)\]]*$/.test(before.text) ? 0.5 : -0.3;
  if (marker !== null) return closed;
  if (here.x0 > left) return closed - 2;
  if (afterItem) return closed + 1.5;
  return closed + (isFull(before, here, table.rights[column] ?? 0) ? -1.2 : 1.2);
}

function markerOf(line: Line): Marker | null {
  const [first, second] = line.words;
  if (!first) return null;
  return readMarker(first.text, second ? (second.x0 - first.x1) / Math.max(1, line.size) : 1);
}

function clamp(value: number, low: number, high: number): number {
  return Math.min(high, Math.max(low, value));
}
