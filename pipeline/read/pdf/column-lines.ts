/** Lines of a table without vertical rules, column by column, with what stands above each. */
import { makeLine, type Line } from './lines.ts';
import { readMarker } from './markers.ts';
import type { PageContent } from './page-content.ts';
import type { TableRegion } from './table-regions.ts';

/** A line's words in one column. */
export interface ColumnPiece {
  column: number;
  here: Line | undefined;
  /** The last line of the column above on the page. */
  before: Line | undefined;
  /** True when that is near enough to be of the same cell. */
  near: boolean;
  /** True when the words begin in the middle of a sentence, near below others. */
  midway: boolean;
}

export interface TableLine {
  /** One for each column whose cells begin at the top of their row; those set in the middle tell nothing of rows. */
  columns: ColumnPiece[];
  base: number;
  /**
   * Distance to the baseline of the line above, 0 for the first. Columns whose words go on in the middle of a sentence
   * do not count as long as others begin: a merged cell runs on where a row ends beside it.
   */
  gap: number;
  /** Between this line and the one above a rule, or the edge of a fill, runs across most of the table. */
  parted: boolean;
  /** The line, or the one above, runs across the columns. */
  spanning: boolean;
}

/** The lines of a table on all its pages. */
export interface ColumnLines {
  pages: TableLine[][];
  /** The same with all columns. */
  whole: TableLine[][];
  /** Columns of many lines. */
  long: number[];
  /** Columns of few lines whose cells mostly begin beside no cell of a long one. */
  floating: number[];
  /** By column: the x where most of its lines begin, and the x that its text may reach. */
  lefts: number[];
  rights: number[];
  /** The commonest distance of lines within a column. */
  leading: number;
}

/** A column is set in the middle when this share of its cells begins beside the middle of others. */
const FLOATING = 0.4;
/** A line further below than this many leadings is of another cell. */
const NEAR = 1.85;

/** The lines of the regions of one table, whose columns have the edges given. */
export function readColumnLines(parts: TableRegion[], xs: number[]): ColumnLines {
  const columns = xs.length - 1;
  const pieces = parts.map(({ lines }) => lines.map((line) => splitLine(line, xs)));
  const leading = commonestGap(pieces.flatMap((page) => columnGaps(page, columns)));
  const lefts = Array.from({ length: columns }, () => Infinity);
  const rights = Array.from({ length: columns }, () => 0);
  for (const [page, { lines, spanning }] of parts.entries()) {
    for (const [index, line] of lines.entries()) {
      if (spanning.has(line)) continue;
      for (const [column, piece] of (pieces[page]?.[index] ?? []).entries()) {
        if (!piece) continue;
        lefts[column] = Math.min(lefts[column] ?? Infinity, piece.x0);
        rights[column] = Math.max(rights[column] ?? 0, piece.x1);
      }
    }
  }
  const read = (fixed: number[]): TableLine[][] =>
    parts.map((region, page) => readPage(region, pieces[page] ?? [], xs, leading, fixed));
  const pages = read([...lefts.keys()]);
  const long = longColumns(pages, columns);
  const fixed = fixedColumns(pages, columns, long);
  return {
    leading,
    lefts,
    // Words that all are short leave a margin before the next column; they may reach up to it.
    rights: rights.map((right, column) => Math.max(right, (lefts[column + 1] ?? 0) - 14)),
    pages: fixed.length === columns ? pages : read(fixed),
    whole: pages,
    long,
    floating: [...lefts.keys()].filter((column) => !fixed.includes(column)),
  };
}

function splitLine(line: Line, xs: number[]): (Line | undefined)[] {
  const words = xs.slice(1).map((right, column) =>
    line.words.filter((word) => {
      const middle = (word.x0 + word.x1) / 2;
      const [from, to] = [
        column === 0 ? -Infinity : (xs[column] ?? 0),
        column === xs.length - 2 ? Infinity : right,
      ];
      return middle >= from && middle < to;
    }),
  );
  return words.map((own) => (own.length === 0 ? undefined : makeLine(own)));
}

function columnGaps(page: (Line | undefined)[][], columns: number): { gap: number; size: number }[] {
  const gaps: { gap: number; size: number }[] = [];
  for (let column = 0; column < columns; column++) {
    let before: Line | undefined;
    for (const pieces of page) {
      const here = pieces[column];
      if (here && before) gaps.push({ gap: here.base - before.base, size: here.size });
      before = here ?? before;
    }
  }
  return gaps;
}

function commonestGap(gaps: { gap: number; size: number }[]): number {
  const counts = new Map<number, number>();
  for (const { gap, size } of gaps) {
    if (gap < 0.8 * size || gap > 1.8 * size) continue;
    const key = Math.round(gap * 4) / 4;
    counts.set(key, (counts.get(key) ?? 0) + 1);
  }
  const best = [...counts].toSorted((a, b) => b[1] - a[1] || a[0] - b[0])[0];
  return best?.[0] ?? 1.2 * (gaps[0]?.size ?? 10);
}

function readPage(
  { lines, spanning, content }: TableRegion,
  pieces: (Line | undefined)[][],
  xs: number[],
  leading: number,
  fixed: number[],
): TableLine[] {
  const last: (Line | undefined)[] = [];
  const width = (xs.at(-1) ?? 0) - (xs[0] ?? 0);
  let above: Line | undefined;
  return lines.map((line, index) => {
    const columns = fixed.map((column): ColumnPiece => {
      const here = pieces[index]?.[column];
      const before = last[column];
      if (here) last[column] = here;
      const near = before !== undefined && line.base - before.base <= NEAR * leading;
      return { column, here, before, near, midway: near && here !== undefined && isMidway(here) };
    });
    const read = {
      columns,
      base: line.base,
      gap: above ? gapAbove(columns, line.base - above.base) : 0,
      parted: above !== undefined && partedWidth(content, above, line) > 0.6 * width,
      spanning: spanning.has(line) || (above !== undefined && spanning.has(above)),
    };
    if (columns.some(({ here }) => here) || spanning.has(line)) above = line;
    return read;
  });
}

function plainLines(pages: TableLine[][]): TableLine[] {
  return pages.flat().filter(({ spanning }) => !spanning);
}

function longColumns(pages: TableLine[][], columns: number): number[] {
  const lines = plainLines(pages);
  const counts = Array.from(
    { length: columns },
    (_, column) => lines.filter((line) => line.columns[column]?.here).length,
  );
  const most = Math.max(...counts);
  return [...counts.keys()].filter((column) => (counts[column] ?? 0) >= 0.4 * most);
}

/** The columns of many lines, and those whose cells mostly begin level with something in one of them. */
function fixedColumns(pages: TableLine[][], columns: number, long: number[]): number[] {
  const lines = plainLines(pages);
  return [...Array.from({ length: columns }).keys()].filter((column) => {
    if (long.includes(column)) return true;
    const begun = [...lines.keys()].filter((index) => {
      const own = lines[index]?.columns[column];
      return own?.here && !own.near;
    });
    const afloat = begun.filter((index) => {
      const base = lines[index]?.columns[column]?.here?.base ?? 0;
      // List items stand a little off the line of plain text.
      const level = lines.slice(Math.max(0, index - 2), index + 3).flatMap((line) =>
        long.filter((other) => {
          const { here, midway } = line.columns[other] ?? {};
          return here && !midway && Math.abs(here.base - base) < 0.5 * here.size;
        }),
      );
      return level.length === 0;
    });
    return begun.length < 4 || afloat.length < FLOATING * begun.length;
  });
}

function gapAbove(columns: ColumnPiece[], plain: number): number {
  const begun = columns.filter(({ midway }) => !midway);
  const here = begun.flatMap((piece) => (piece.here ? [piece.here.base] : []));
  const before = begun.flatMap((piece) => (piece.before ? [piece.before.base] : []));
  if (begun.length === columns.length || here.length === 0 || before.length === 0) return plain;
  return Math.min(...here) - Math.max(...before);
}

function isMidway({ text, words }: Line): boolean {
  return /^[\p{Ll}),;]/u.test(text) && readMarker(words[0]?.text ?? '', 1) === null;
}

/** How far fills that begin or end between two lines, or rules there, go across. */
function partedWidth({ fills, rules }: PageContent, above: Line, line: Line): number {
  const [top, low] = [above.base - 0.1 * line.size, line.base - 0.5 * line.size];
  const isBetween = (y: number): boolean => y > top && y < low;
  const shades = new Map<number, number>();
  for (const { x0, x1, y0, y1 } of fills) {
    if (isBetween(y0) || isBetween(y1)) shades.set(Math.round(x0), x1 - x0);
  }
  const drawn = new Map<number, number>();
  for (const { horizontal, across, from, to } of rules) {
    if (horizontal && isBetween(across)) drawn.set(Math.round(from), to - from);
  }
  const sum = (widths: Map<number, number>): number => [...widths.values()].reduce((a, b) => a + b, 0);
  return Math.max(sum(shades), sum(drawn));
}
