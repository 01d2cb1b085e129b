/**
 * Rows of a table whose cells stand in the middle of their rows, found as the likeliest way to part a page's lines: all
 * cells of a row have one middle, the tallest of them fills it, and each begins and goes on as cells do.
 */
import type { ColumnLines, TableLine } from './column-lines.ts';
import { DOUBT, HOLE, weighParting, weighStart, type RowHabits } from './row-evidence.ts';

/** How the cells of a table stand in their rows. */
export interface RowSetting {
  table: ColumnLines;
  habits: RowHabits;
  /** Columns whose cells are set in the middle; those of the others begin at the top. */
  middle: ReadonlySet<number>;
}

/** A page's lines, by what is known beforehand of where rows begin. */
export interface PageLines {
  lines: TableLine[];
  /** Infinite where a row certainly begins, minus infinity where none does, `null` where it is to be found. */
  certain: (number | null)[];
  /** The first or last row may be cut by the page's end. */
  cut: { first: boolean; last: boolean };
}

/** The likeliest parting of a page's lines into rows. */
export interface Parting {
  starts: number[];
  /** Log-likelihood of the lines, for comparing settings. */
  score: number;
  /** Log-likelihoods of the rows that may begin at each line, by how many lines they have, less one. */
  rows: number[][];
}

/** In leadings: how far the middle of a cell is usually off that of its row. */
const SPREAD = 0.17;
/** Of shares of cells that are off for other reasons: blank paragraphs, rows cut by a page's end. */
const LOG_STRAY = Math.log(0.02);
const LOG_STRAY_AT_CUT = Math.log(0.2);
/** The next row begins at least this many leadings further down; what is nearer stands beside a cell. */
const LEAST_GAP = 0.8;
const TOO_NEAR = -6;
/** A row whose words are less likely than this has too many holes to go on. */
const HOPELESS = -40;
/** What evidence counts: the pieces of it depend on one another. */
const TRUST = 0.5;

/** The likeliest rows of a page. */
export function partRows(page: PageLines, setting: RowSetting): Parting {
  const weigh = placeWeights(setting);
  const rows = page.lines.map((_, from) => weighRows(page, from, setting, weigh));
  const best = new Float64Array(rows.length + 1).fill(-Infinity);
  const cameFrom = new Int32Array(rows.length + 1);
  best[0] = 0;
  for (const [from, scores] of rows.entries()) {
    for (const [index, score] of scores.entries()) {
      const sum = (best[from] ?? 0) + score;
      if (sum <= (best[from + index + 1] ?? 0)) continue;
      best[from + index + 1] = sum;
      cameFrom[from + index + 1] = from;
    }
  }
  const starts: number[] = [];
  for (let to = rows.length; to > 0; to = cameFrom[to] ?? 0) starts.unshift(cameFrom[to] ?? 0);
  return { starts, score: best[rows.length] ?? 0, rows };
}

/** By line: log-odds that a row begins there, against all other ways to part the lines. */
export function weighStarts({ starts, rows }: Parting, certain: (number | null)[]): number[] {
  const count = rows.length;
  const ahead = new Float64Array(count + 1).fill(-Infinity);
  const behind = new Float64Array(count + 1).fill(-Infinity);
  ahead[0] = behind[count] = 0;
  for (const [from, scores] of rows.entries()) {
    for (const [index, score] of scores.entries()) {
      const to = from + index + 1;
      ahead[to] = addLogs(ahead[to] ?? 0, (ahead[from] ?? 0) + TRUST * score);
    }
  }
  for (let from = count - 1; from >= 0; from--) {
    for (const [index, score] of (rows[from] ?? []).entries()) {
      behind[from] = addLogs(behind[from] ?? 0, (behind[from + index + 1] ?? 0) + TRUST * score);
    }
  }
  const chosen = new Set(starts);
  return rows.map((_, index) => {
    const known = certain[index] ?? null;
    if (known !== null) return known;
    const share = Math.exp(Math.min(0, (ahead[index] ?? 0) + (behind[index] ?? 0) - (ahead[count] ?? 0)));
    const odds = Math.log((share + 1e-6) / (1 - share + 1e-6));
    // What was chosen stays chosen, though all others together may be likelier.
    return chosen.has(index) ? Math.max(odds, DOUBT / 2) : Math.min(odds, -DOUBT / 2);
  });
}

function addLogs(a: number, b: number): number {
  const most = Math.max(a, b);
  return most === -Infinity ? most : most + Math.log1p(Math.exp(Math.min(a, b) - most));
}

/** The cells of a row, by column: from the top of the first small letters to the last baseline; NaN where blank. */
interface RowCells {
  tops: Float64Array;
  bottoms: Float64Array;
  top: number;
  bottom: number;
}

function noCells(columns: number): RowCells {
  return {
    tops: new Float64Array(columns).fill(Number.NaN),
    bottoms: new Float64Array(columns).fill(Number.NaN),
    top: Infinity,
    bottom: -Infinity,
  };
}

function addLine(cells: RowCells, line: TableLine): void {
  for (const { column, here } of line.columns) {
    if (!here) continue;
    if (Number.isNaN(cells.tops[column])) {
      const top = here.base - 0.7 * here.size;
      cells.tops[column] = top;
      if (top < cells.top) cells.top = top;
    }
    cells.bottoms[column] = here.base;
    if (here.base > cells.bottom) cells.bottom = here.base;
  }
}

/** Log-likelihoods of the rows that begin at a line, by how many lines they have, less one. */
function weighRows(page: PageLines, from: number, setting: RowSetting, weigh: WeighCells): number[] {
  const { lines, certain, cut } = page;
  const { habits, table } = setting;
  const first = lines[from];
  if (!first || certain[from] === -Infinity) return [];
  const cells = noCells(first.columns.length);
  const scores: number[] = [];
  const above = lines[from - 1];
  let words = above ? weighParting(first, habits) : 0;
  if (above && certain[from] !== Infinity && first.base - above.base < LEAST_GAP * table.leading)
    words += TOO_NEAR;
  for (let to = from; to < lines.length; to++) {
    const line = lines[to];
    if (!line || words < HOPELESS || (to > from && certain[to] === Infinity)) break;
    for (const piece of line.columns) {
      if (!piece.here) continue;
      if (Number.isNaN(cells.tops[piece.column])) words += above ? weighStart(piece, habits, table) : 0;
      else if (!piece.near) words += Math.log(HOLE);
    }
    addLine(cells, line);
    const isCut = (cut.first && from === 0) || (cut.last && to === lines.length - 1);
    // A header, or a title, may be set in a manner of its own.
    const isOwn = from === 0 && !cut.first;
    scores.push(words + (isOwn ? 0 : weigh(cells, isCut)));
  }
  return scores;
}

/** How likely cells of these extents, and blank ones, are those of one row. */
type WeighCells = (row: RowCells, isCut: boolean) => number;

function placeWeights({ table, habits, middle }: RowSetting): WeighCells {
  const filled = habits.filled.map((share) => Math.log(share));
  const blank = habits.filled.map((share) => Math.log(1 - share));
  const centred = habits.filled.map((_, column) => middle.has(column));
  return (row, isCut) => {
    let sum = 0;
    for (let column = 0; column < filled.length; column++) {
      if (Number.isNaN(row.tops[column])) sum += Math.max(blank[column] ?? 0, isCut ? -1 : -Infinity);
      else
        sum +=
          (filled[column] ?? 0) + weighPlace(row, column, centred[column] === true, table.leading, isCut);
    }
    return sum;
  };
}

/** Log-likelihood of a cell's place in its row, by its middle or its top. */
function weighPlace(row: RowCells, column: number, middle: boolean, leading: number, isCut = false): number {
  const [top, bottom] = [row.tops[column] ?? 0, row.bottoms[column] ?? 0];
  const off = middle ? (top + bottom - row.top - row.bottom) / 2 : top - row.top;
  const distance = off / (leading * SPREAD);
  const stray = isCut ? LOG_STRAY_AT_CUT : LOG_STRAY;
  return Math.max((-distance * distance) / 2, stray);
}

/** By column: by how much the cells of these rows fit the middle better than the top, as log-likelihood. */
export function preferMiddle(rows: TableLine[][], { leading, lefts }: ColumnLines): number[] {
  const better = lefts.map(() => 0);
  for (const lines of rows) {
    const row = noCells(lefts.length);
    for (const line of lines) addLine(row, line);
    for (const column of better.keys()) {
      if (Number.isNaN(row.tops[column])) continue;
      const gain = weighPlace(row, column, true, leading) - weighPlace(row, column, false, leading);
      better[column] = (better[column] ?? 0) + gain;
    }
  }
  return better;
}
