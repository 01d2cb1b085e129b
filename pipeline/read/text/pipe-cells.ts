/**
 * Cells of a text that a pipe ends, one cell a line or a few lines.
 * In: lines; out: cells in order, with where rows may end.
 */
import { isColumnName } from '../header-rows.ts';
import type { Line } from './lines.ts';
import { traceSource } from '../traced.ts';

/** Lines that one cell may take. */
const longestCell = 60;

/** Indexes of a cell's first line and of the one its pipe ends. */
export interface ClosedCell {
  from: number;
  to: number;
  /** True where words and a blank line stand before the pipe's own paragraph: they may not be the cell's. */
  isParted: boolean;
  /** Indexes of the next such cell after this, and of the first, from this on, that is none: other lines stand there. */
  nextParted: number;
  nextEnd: number;
}

export function findCells(lines: readonly Line[]): ClosedCell[] {
  const cells: ClosedCell[] = [];
  let from = -1;
  let isParted = false;
  for (const [index, line] of lines.entries()) {
    const goesOn = line.kind === 'words' || line.kind === 'furniture';
    if (line.kind === 'blank') {
      isParted ||= from >= 0;
    } else if (!goesOn || (line.text.includes('|') && !/^[^|]*\|[ \t]*$/.test(line.text))) {
      from = -1;
      cells.push({ from: index, to: -1, isParted: true, nextParted: 0, nextEnd: 0 });
    } else {
      if (from < 0) {
        from = index;
        isParted = false;
      }
      if (!line.text.includes('|')) continue;
      cells.push({
        from,
        to: index,
        isParted: isParted || index - from > longestCell,
        nextParted: 0,
        nextEnd: 0,
      });
      from = -1;
    }
  }
  let nextParted = cells.length;
  let nextEnd = cells.length;
  for (const [index, cell] of [...cells.entries()].toReversed()) {
    if (cell.to < 0) nextEnd = index;
    Object.assign(cell, { nextParted, nextEnd });
    if (cell.isParted) nextParted = index;
  }
  return cells;
}

export function wordsOf(lines: readonly Line[], cell: ClosedCell): string {
  const texts = lines.slice(cell.from, cell.to + 1).map(({ text }) => text.replace('|', '').trim());
  return texts.join(' ').trim();
}

export function cellText(
  source: string,
  lines: readonly Line[],
  cell: ClosedCell,
): ReturnType<typeof traceSource> {
  const last = lines[cell.to];
  const end = (last?.start ?? 0) + (last?.text.lastIndexOf('|') ?? 0);
  return traceSource(source, lines[cell.from]?.start ?? end, end);
}

/** Words above a row's first cell, a blank line between, stand before the table; so do those above a header's lone pipe. */
export function openRows(
  lines: readonly Line[],
  cells: readonly ClosedCell[],
  width: number,
  isHeaded: boolean,
): ClosedCell[] {
  return cells.map((cell, index) => {
    if (isHeaded && index === 0 && isUnderTitle(lines, cell)) return { ...cell, from: cell.to };
    return index % width === 0 && cell.isParted ? { ...cell, from: paragraphStart(lines, cell) } : cell;
  });
}

/** A lone pipe, or a column's name on a line of its own, under words that name none. */
function isUnderTitle(lines: readonly Line[], cell: ClosedCell): boolean {
  const name = lines[cell.to]?.text.replace('|', '').trim() ?? '';
  return name === '' || (/^\p{Lu}/u.test(name) && isColumnName(name) && !isColumnName(wordsOf(lines, cell)));
}

function paragraphStart(lines: readonly Line[], cell: ClosedCell): number {
  let from = cell.to;
  while (from > cell.from && lines[from - 1]?.kind === 'words') from--;
  return from;
}

/** Cells from `at` that make up whole rows, up to where other words stand before a row. */
export function countCells(cells: readonly ClosedCell[], at: number, width: number): number {
  let end = cells[at]?.nextEnd ?? at;
  for (let parted = cells[at]?.nextParted ?? end; parted < end; parted = cells[parted]?.nextParted ?? end)
    if ((parted - at) % width === 0) end = parted;
  return Math.floor((end - at) / width) * width;
}

export function isEnd(next: ClosedCell | undefined): boolean {
  return next === undefined || next.to < 0 || next.isParted;
}
