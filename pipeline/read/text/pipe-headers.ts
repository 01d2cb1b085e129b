/**
 * How many columns a table has whose cells each end with a pipe.
 * In: cells and where a header may stand; out: a width, 0 for no header.
 */
import { makeCell } from '../cell-blocks.ts';
import { type CellKind, findCellKind } from './cell-kinds.ts';
import {
  type ColumnContent,
  findColumnContent,
  isColumnName,
  looksLikeHeader,
  namesColumn,
} from '../header-rows.ts';
import type { Line } from './lines.ts';
import { type ClosedCell, cellText, countCells, isEnd, openRows, wordsOf } from './pipe-cells.ts';

/** Columns that a table of this kind may have. */
const fewestColumns = 3;
const mostColumns = 12;
/** Rows, header included, that must open with a pipe of their own; letters that a column's name may have. */
const fewestOpened = 3;
const longestName = 90;
/** Cells below a header that are compared with it. */
const mostCompared = 120;

/**
 * Columns where a lone pipe opens every row, that pipe counted: all stretches between such pipes are equally long. A cell
 * of the first names a column; 0 where it is not so.
 */
export function openedWidth(lines: readonly Line[], cells: readonly ClosedCell[], at: number): number {
  // The words above the table may run into its first pipe.
  const isBlank = (index: number): boolean =>
    lines[cells[index]?.to ?? -1]?.text.trim() === '|' &&
    (index === at || cells[index]?.from === cells[index]?.to);
  if (!isBlank(at)) return 0;
  const end = cells[at]?.nextEnd ?? at;
  for (let width = fewestColumns; width <= mostColumns + 1; width++) {
    const head = cells.slice(at + 1, at + width);
    const rows = Math.floor((end - at) / width);
    const isFilled = head.every((cell, index) => !isBlank(at + 1 + index) && !cell.isParted);
    if (rows < fewestOpened || !isFilled) continue;
    const names = head.map((cell) => wordsOf(lines, cell));
    if (!names.some(namesColumn) || names.some((name) => name.length >= longestName)) continue;
    let row = 0;
    while (row < rows && isBlank(at + row * width)) row += 1;
    if (row === rows) return width;
  }
  return 0;
}

/**
 * Columns of rows that each open with a number the header at `at` has no name for, its name spread over both: one more
 * than the header's; 0 where the rows are not numbered so, or do not come out even.
 */
export function numberedWidth(
  source: string,
  lines: readonly Line[],
  cells: readonly ClosedCell[],
  at: number,
): number {
  if ((cells[at]?.to ?? -1) < 0) return 0;
  for (let named = fewestColumns; named < mostColumns; named++) {
    const first = cells[at + named];
    if (first === undefined || first.to < 0) return 0;
    if (!isNumber(lines, first) || !isHeader(source, lines, cells, at, named)) continue;
    const used = countCells(cells, at + named, named + 1);
    if (used < (named + 1) * 2 || !isEnd(cells[at + named + used])) return 0;
    let row = at + named;
    for (let cell = cells[row]; row < at + named + used; cell = cells[row]) {
      if (cell === undefined || !isNumber(lines, cell)) return 0;
      row += named + 1;
    }
    return named + 1;
  }
  return 0;
}

function isNumber(lines: readonly Line[], cell: ClosedCell): boolean {
  return cell.to >= 0 && findCellKind(wordsOf(lines, cell)) === 'reference';
}

/**
 * Columns of the header whose first cell is at `at`: of the widths that come out even the one that most cells of the header
 * speak for, the widest of those alike; 0 where none is there, or the header goes on after it.
 */
export function headerWidth(
  source: string,
  lines: readonly Line[],
  cells: readonly ClosedCell[],
  at: number,
): number {
  let best = { width: 0, score: 0 };
  const before = cells[at - 1];
  const above = before === undefined || before.to < 0 ? '' : wordsOf(lines, before);
  if (isColumnName(above)) return 0;
  for (let width = mostColumns; width >= fewestColumns; width--) {
    if (!isHeader(source, lines, cells, at, width)) continue;
    const used = countCells(cells, at, width);
    if (used < width * 2 || !isEnd(cells[at + used])) continue;
    const names = cells.slice(at, at + width).map((cell) => wordsOf(lines, cell));
    const next = cells[at + width];
    const goesOn = next !== undefined && next.to >= 0 && isColumnName(wordsOf(lines, next));
    const named = names.filter((name) => name === '' || namesColumn(name)).length;
    const score = named * 2 - width - (goesOn ? width : 0);
    if (!isWhole(above, names)) continue;
    if (
      score > best.score &&
      fitsHeader(lines, cells.slice(at + width, at + Math.min(used, mostCompared)), names)
    )
      best = { width, score };
  }
  return best.width;
}

/** False where no column is named for the actions, and the cell above the header may be that name. */
function isWhole(above: string, names: readonly string[]): boolean {
  return !namesColumn(above) || names.some((name) => findColumnContent(name) === 'action');
}

const fitting: Partial<Record<ColumnContent, readonly CellKind[]>> = {
  owner: ['post', 'posted', 'name', 'open'],
  time: ['time', 'dated', 'open', 'status'],
};
const leastFitting = 0.5;

/** True where no column is named for who or when, or at least half of those columns' cells look like it. */
function fitsHeader(lines: readonly Line[], body: readonly ClosedCell[], names: readonly string[]): boolean {
  const wanted = names.map((name) => (name === '' ? undefined : fitting[findColumnContent(name)]));
  let filled = 0;
  let found = 0;
  for (const [index, cell] of body.entries()) {
    const kinds = wanted[index % names.length];
    const words = kinds === undefined ? '' : wordsOf(lines, cell);
    if (words === '' || kinds === undefined) continue;
    filled += 1;
    found += kinds.includes(findCellKind(words)) ? 1 : 0;
  }
  return found >= filled * leastFitting;
}

/** True where as many cells from `at` on are the names of columns. */
function isHeader(
  source: string,
  lines: readonly Line[],
  cells: readonly ClosedCell[],
  at: number,
  width: number,
): boolean {
  const head = openRows(lines, cells.slice(at, at + width), width, true);
  if (head.length < width || head.some((cell, index) => cell.to < 0 || (index > 0 && cell.isParted)))
    return false;
  const texts = head.map((cell) => cellText(source, lines, cell).text.trim());
  const row = { cells: texts.map((text, column) => ({ ...makeCell(column, [], []), text })), place: [] };
  return looksLikeHeader(row);
}
