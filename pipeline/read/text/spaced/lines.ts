/**
 * Which lines of a page are lines of a table: words that fit its columns, and headings over all columns among them.
 * In: words line by line and columns; out: lines as cells down to the last row, and where the next row is.
 */
import type { Line } from '../lines.ts';
import { type SpacedColumns, assignWords } from './assignment.ts';
import { type SpacedWord, type Stretch, findRuns } from './words.ts';

/** A line of the table; `cells` by column, none for a blank line. */
export interface GridLine {
  line: Line;
  cells: (Stretch | null)[] | null;
  /** What speaks against its words being told apart as they are. */
  cost: number;
}

/** Words that fit their columns worse than this are no row. */
export const highestCost = 7;
/** A line of cells that costs less is a row beyond doubt. */
const rowCost = 3;
/** Lines looked at for another row before a lone line is taken for what follows the table. */
const ahead = 12;

/** The lines of a page from one on, down to the last row before words that are none. */
export function takeRows(
  lines: readonly Line[],
  from: number,
  page: readonly SpacedWord[][],
  start: number,
  columns: SpacedColumns,
): GridLine[] {
  const taken: GridLine[] = [];
  let used = 0;
  for (let index = start; index < page.length; index++) {
    const [line, words] = [lines[from + index], page[index]];
    if (line === undefined || words === undefined) break;
    if (words.length === 0) {
      if (line.kind === 'words' && !/^[-=_ ]+$/.test(line.text)) break;
      taken.push({ line, cells: null, cost: 0 });
      continue;
    }
    if (/^[-=_ ]+$/.test(line.text)) {
      taken.push({ line, cells: null, cost: 0 });
      continue;
    }
    const told = assignWords(words, index, columns);
    if (!isRowLine(words, told.cells, told.cost)) {
      // A line of cells that fit badly, in the midst of others that fit.
      const amid = findRuns(words).length > 1 && used > 0 && hasRowBelow(page, index, columns);
      if (!amid) break;
    }
    const gap = index > 0 && (page[index - 1]?.length ?? 0) === 0;
    const [run, ...others] = findRuns(words);
    const lone = others.length === 0 && (run?.start ?? 0) < (columns.edges[1] ?? 0) - 2;
    if (lone && (gap || used === 0) && !hasRowBelow(page, index, columns)) break;
    taken.push({ line, ...told });
    used = taken.length;
  }
  return taken.slice(0, used);
}

const mostBannerLines = 2;

/** The index of the row below a line or two that run over all columns; `null` where no row follows them. */
export function findBanner(page: readonly SpacedWord[][], at: number, columns: SpacedColumns): number | null {
  let passed = 0;
  for (let index = at; index < page.length; index++) {
    const words = page[index] ?? [];
    if (words.length === 0) continue;
    const { cells, cost } = assignWords(words, index, columns);
    const filled = cells.filter((cell) => cell !== null).length;
    if (findRuns(words).length > 1 && filled > 1 && cost < rowCost) return passed > 0 ? index : null;
    passed += 1;
    if (passed > mostBannerLines || findRuns(words).length > 1) return null;
  }
  return null;
}

/** No row: words without a wide gap from the first column over three or more, or words that fit the columns badly. */
function isRowLine(words: readonly SpacedWord[], cells: readonly (Stretch | null)[], cost: number): boolean {
  const filled = cells.filter((cell) => cell !== null).length;
  const prose = findRuns(words).length === 1 && filled >= 3 && cells[0] !== null;
  return cost <= highestCost && !prose;
}

/** True where a line with cells side by side follows soon. */
function hasRowBelow(page: readonly SpacedWord[][], at: number, columns: SpacedColumns): boolean {
  for (let index = at + 1; index < Math.min(page.length, at + ahead); index++) {
    const words = page[index] ?? [];
    if (words.length === 0) continue;
    const { cells, cost } = assignWords(words, index, columns);
    if (!isRowLine(words, cells, cost)) {
      if (findRuns(words).length === 1) return false;
      continue;
    }
    if (findRuns(words).length > 1 && cells.filter((cell) => cell !== null).length > 1) return true;
  }
  return false;
}
