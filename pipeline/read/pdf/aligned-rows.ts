/**
 * Where the rows of a table without row rules begin. Each line is weighed by what the first lines of rows look like in
 * this very table (`row-evidence.ts`), learnt in a few rounds; where the odds are about even the row is unsure.
 */
import { readColumnLines, type ColumnLines, type TableLine } from './column-lines.ts';
import type { Line } from './lines.ts';
import { findMiddleRows, type MiddleRows } from './middle-rows.ts';
import { assumedHabits, DOUBT, learnHabits, weighLine, type RowHabits } from './row-evidence.ts';
import type { TableRegion } from './table-regions.ts';

export interface FoundRows {
  /** Indices of the lines that begin a row; the first is 0. */
  starts: number[];
  /** Indices of rows whose beginning or inside is doubtful. */
  unsure: number[];
  /** By row: the columns whose cell goes on from the row above. */
  runOn: number[][];
  /** True when rules part all the rows. */
  ruled: boolean;
}

/** Rounds of learning; most tables settle in two. */
const ROUNDS = 4;
/** Log-odds of a line over which all columns begin. */
const PLAIN = 8;

/** The rows of every part of one table, whose columns have the edges given. */
export function findRows(parts: TableRegion[], xs: number[]): FoundRows[] {
  const table = readColumnLines(parts, xs);
  const ruled = parts.map((part) => (part.rules.length < 3 ? null : ruledRows(part.lines, part)));
  const known = ruled.some((rows) => rows) && !rulesPartRows(table, parts) ? ruled.map(() => null) : ruled;
  if (known.every((rows) => rows !== null)) return known;
  const certain = certainLines(table, ruled, known);
  const found = findMiddleRows(table, certain) ?? { middle: new Set(), odds: weighLines(table, certain) };
  return known.map((rows, page) => rows ?? freeRows(table, page, found));
}

/** False when rules stand between groups of rows only: then many a line inside a group begins its columns anew. */
function rulesPartRows(table: ColumnLines, parts: TableRegion[]): boolean {
  const habits = { ...assumedHabits(table.lefts.length), parted: 0.02 };
  let [rows, inner] = [0, 0];
  for (const [page, part] of parts.entries()) {
    const { starts } = ruledRows(part.lines, part);
    rows += starts.length;
    for (const [index, line] of (table.pages[page] ?? []).entries()) {
      if (line.spanning || starts.includes(index)) continue;
      const odds = weighLine(line, habits, table);
      inner += odds > PLAIN ? 2 : odds > DOUBT ? 1 : 0;
    }
  }
  return inner < Math.max(2, 0.7 * rows);
}

/** By page and line: infinite where rules, titles or a header leave no doubt that a row begins, or none does. */
function certainLines(
  table: ColumnLines,
  ruled: (FoundRows | null)[],
  known: (FoundRows | null)[],
): (number | null)[][] {
  const headers = table.whole.map((lines) => repeatedLines(table.whole[0] ?? [], lines));
  headers[0] = Math.max(0, ...headers.slice(1));
  const given = (line: TableLine, page: number, index: number): number | null => {
    if (ruled[page]?.starts.includes(index)) return Infinity;
    if (known[page]) return -Infinity;
    const header = headers[page] ?? 0;
    if (index === 0 || line.spanning || index === header) return Infinity;
    return index < header ? -Infinity : null;
  };
  return table.whole.map((lines, page) => lines.map((line, index) => given(line, page, index)));
}

/** Log-odds of every line that it begins a row. */
function weighLines(table: ColumnLines, certain: (number | null)[][]): number[][] {
  const columns = table.lefts.length;
  const weigh = (line: TableLine, habits: RowHabits): number =>
    line.columns.some(({ here }) => here) ? weighLine(line, habits, table) : -Infinity;
  let habits = assumedHabits(columns);
  let odds: number[][] = [];
  let starts = '';
  for (let round = 0; round < ROUNDS; round++) {
    odds = table.pages.map((lines, page) =>
      lines.map((line, index) => certain[page]?.[index] ?? weigh(line, habits)),
    );
    const found = odds.map((page) => page.map((value) => (value > 0 ? 1 : 0)).join('')).join();
    if (found === starts) break;
    starts = found;
    habits = learnHabits(table.pages, odds, columns);
  }
  return odds;
}

/** How many lines at the top of a page repeat those of the first page: a header. */
function repeatedLines(first: TableLine[], page: TableLine[]): number {
  let count = 0;
  while (count < Math.min(first.length, page.length) && isSame(first[count], page[count])) count += 1;
  const words = page.slice(0, count).flatMap(({ columns }) => columns.filter(({ here }) => here));
  return words.length < 2 ? 0 : count;
}

function isSame(line: TableLine | undefined, other: TableLine | undefined): boolean {
  return (line?.columns ?? []).every(({ here }, column) => here?.text === other?.columns[column]?.here?.text);
}

function freeRows(table: ColumnLines, page: number, { middle, odds: all }: MiddleRows): FoundRows {
  const lines = table.whole[page] ?? [];
  const odds = all[page] ?? [];
  const starts = odds.flatMap((value, index) => (value > 0 ? [index] : []));
  const rowOf = (index: number): number => starts.findLastIndex((start) => start <= index);
  const unsure = new Set(odds.flatMap((value, index) => (Math.abs(value) < DOUBT ? [rowOf(index)] : [])));
  const runOn = starts.map((start, row) =>
    odds[start] === Infinity ? [] : runningOn(lines.slice(start, starts[row + 1]), table, middle),
  );
  return { starts, unsure: [...unsure], runOn, ruled: false };
}

/**
 * Columns of a row whose words go on with those above the row: set as close as within a paragraph, and either not
 * beginning where the row does, or plainly the middle of a sentence or list.
 */
function runningOn(row: TableLine[], table: ColumnLines, middle: ReadonlySet<number>): number[] {
  const columns = [...(row[0]?.columns ?? []).entries()];
  const running = columns.filter(([position]) => {
    const at = row.findIndex((line) => line.columns[position]?.here);
    const { here, before, midway } = row[at]?.columns[position] ?? {};
    if (!here || !before || here.base - before.base > 1.12 * table.leading + 0.4) return false;
    if (here.bold !== before.bold) return false;
    return (at > 0 && !middle.has(position)) || midway === true;
  });
  return running.map(([, { column }]) => column);
}

/** Rules part the rows. */
function ruledRows(lines: Line[], { rules, spanning }: TableRegion): FoundRows {
  const starts = [0];
  for (let index = 1; index < lines.length; index++) {
    const [above, line] = [lines[index - 1], lines[index]];
    if (!above || !line) continue;
    const parted = rules.some(
      (rule) => rule.across > above.base - 1 && rule.across < line.base - 0.3 * line.size,
    );
    if (parted || spanning.has(line) || spanning.has(above)) starts.push(index);
  }
  return { starts, unsure: [], runOn: [], ruled: true };
}
