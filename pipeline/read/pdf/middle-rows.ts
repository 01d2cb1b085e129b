/**
 * Tables with cells set in the middle of their rows: which columns' cells are, and where the rows begin then. How rows
 * usually look is learnt from the table itself, in a few rounds.
 */
import type { ColumnLines, TableLine } from './column-lines.ts';
import { assumedHabits, DOUBT, learnHabits, type RowHabits } from './row-evidence.ts';
import { partRows, preferMiddle, weighStarts, type PageLines, type Parting } from './row-segments.ts';

/** Rounds of learning. */
const ROUNDS = 3;
/** Pages that are looked at to see how cells are set. */
const SAMPLE = 4;
/** Log-likelihood by which cells in the middle must explain the lines better than cells at the top. */
const MARGIN = 4;

/** Log-likelihood of a row, on average, in a table whose cells are set as supposed. */
const LIKELY = -3;

/** The rows of a table, and which of its columns have their cells in the middle. */
export interface MiddleRows {
  middle: ReadonlySet<number>;
  /** By page: by line, log-odds that a row begins there. */
  odds: number[][];
}

/** `null` where all cells begin at the top. `certain` holds by page and line what is known beforehand. */
export function findMiddleRows(table: ColumnLines, certain: (number | null)[][]): MiddleRows | null {
  const pages = table.whole.map((lines, page): PageLines => ({
    lines,
    certain: certain[page] ?? [],
    cut: { first: page > 0, last: page < table.whole.length - 1 },
  }));
  const sample = pages.slice(0, SAMPLE);
  const every = [...table.lefts.keys()];
  const supposed = [table.floating, every.filter((column) => !table.long.includes(column)), every];
  const plain = settle(sample, table, new Set());
  if (isPlain(sample, table, plain)) return null;
  const best = supposed
    .filter((middle, index) => middle.length > 0 && middle.join() !== supposed[index - 1]?.join())
    .map((middle) => settle(sample, table, new Set(middle)))
    .reduce((a, b) => (b.score > a.score ? b : a), plain);
  if (best.score < plain.score + MARGIN || best.middle.size === 0) return null;
  const { middle, partings } = pages.length > SAMPLE ? settle(pages, table, best.middle, best.habits) : best;
  return { middle, odds: partings.map((parting, page) => weighStarts(parting, certain[page] ?? [])) };
}

/** True when cells at the top explain the lines so well that nothing else need be tried. */
function isPlain(pages: PageLines[], table: ColumnLines, { partings, score }: Settled): boolean {
  const count = partings.reduce((sum, { starts }) => sum + starts.length, 0);
  const rows = wholeRows(pages, partings);
  return score > LIKELY * count && preferMiddle(rows, table).every((gain) => gain < 0.05 * rows.length);
}

interface Settled {
  middle: ReadonlySet<number>;
  habits: RowHabits;
  partings: Parting[];
  /** Log-likelihood of the lines. */
  score: number;
}

function settle(
  pages: PageLines[],
  table: ColumnLines,
  supposed: ReadonlySet<number>,
  assumed = assumedHabits(table.lefts.length),
): Settled {
  let [habits, middle] = [assumed, supposed];
  let partings: Parting[] = [];
  for (let round = 0; round < ROUNDS; round++) {
    if (round > 0) {
      const rows = wholeRows(pages, partings);
      habits = learn(pages, partings, rows, table.lefts.length);
      if (supposed.size > 0) middle = columnsInMiddle(rows, table, supposed);
    }
    const before = partings.map(({ starts }) => starts.join()).join(';');
    partings = pages.map((page) => partRows(page, { table, habits, middle }));
    if (before === partings.map(({ starts }) => starts.join()).join(';')) break;
  }
  return { middle, habits, partings, score: partings.reduce((sum, { score }) => sum + score, 0) };
}

/** The lines of each row that no page end can have cut. */
function wholeRows(pages: PageLines[], partings: Parting[]): TableLine[][] {
  return pages.flatMap(({ lines }, page) => {
    const { starts = [] } = partings[page] ?? {};
    return starts.slice(1, -1).flatMap((start, index) => {
      const row = lines.slice(start, starts[index + 2]);
      return row[0]?.spanning ? [] : [row];
    });
  });
}

/** Habits seen in the rows found; cells in the middle are counted in their whole row. */
function learn(pages: PageLines[], partings: Parting[], rows: TableLine[][], columns: number): RowHabits {
  const odds = pages.map(({ lines }, page) => {
    const starts = new Set(partings[page]?.starts);
    return lines.map((_, index) => (starts.has(index) ? DOUBT : -DOUBT));
  });
  const habits = learnHabits(
    pages.map(({ lines }) => lines),
    odds,
    columns,
  );
  const filled = Array.from({ length: columns }, () => 0.7);
  const runsOn = Array.from({ length: columns }, () => 0.05);
  for (const row of rows) {
    for (const column of filled.keys()) {
      const piece = row.map((line) => line.columns[column]).find((one) => one?.here);
      if (piece) filled[column] = (filled[column] ?? 0) + 1;
      if (piece?.midway) runsOn[column] = (runsOn[column] ?? 0) + 1;
    }
  }
  const share = (count: number): number => Math.min(0.97, Math.max(0.03, count / (rows.length + 1)));
  return { ...habits, filled: filled.map(share), runsOn: runsOn.map(share) };
}

/** Columns whose cells fit the middle of their rows better than the top; the tallest cells fit both. */
function columnsInMiddle(
  rows: TableLine[][],
  table: ColumnLines,
  supposed: ReadonlySet<number>,
): Set<number> {
  const better = preferMiddle(rows, table);
  return new Set(
    [...better.keys()].filter((column) => (better[column] ?? 0) > (supposed.has(column) ? -1 : 1)),
  );
}
