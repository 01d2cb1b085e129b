/**
 * Does the first row of a table part go on with the last row of the page before? A cell that a break cut fills
 * its page to the end, so a cell that stops short of its neighbours cannot go on; a row that fills only cells
 * which reach the end, and leaves blank what is otherwise filled, does.
 */
import type { Cell, Table } from '../../model.ts';
import { columnHabits, endsClosed, type ColumnHabit } from '../column-habits.ts';
import { judgeRows } from '../continuation.ts';
import { layFirstRow, layLastRow } from '../grid.ts';
import { findOpeningMarker } from '../list-markers.ts';
import type { CellSource, TablePart } from './grid-table.ts';
import type { Line } from './lines.ts';
import type { TextStyle } from './text-style.ts';

export interface Seam {
  kind: 'merge' | 'new';
  /** Columns of a new row whose cell only goes on with a merged cell above. */
  cut: number[];
  evidence: string[];
  confidence: number;
}

interface SeamFacts {
  earlier: Table;
  /** The later part without repeated headers. */
  later: Table;
  sources: Map<Cell, CellSource>;
  last: TablePart;
  part: TablePart;
  /** The lowest that tables reach on such pages. */
  limit: number;
  style: TextStyle;
}

/** Judges the seam between two parts of a table. */
export function judgeSeam(facts: SeamFacts): Seam {
  const { earlier, later, sources, last } = facts;
  const columns = earlier.columns;
  const above = layLastRow(earlier.rows, columns);
  const below = layFirstRow(later.rows, columns);
  const habits = columnHabits({ ...earlier, rows: [...earlier.rows.slice(0, -1), ...later.rows.slice(1)] });
  const merged = mergedColumns(above, below, habits);
  const filled = [...below.keys()].filter(
    (column) => (below[column]?.text ?? '') !== '' && below[column] !== below[column - 1],
  );
  if (filled.length === 0) return seam('merge', [], ['an empty row'], 1);
  if (below.some((cell) => (cell?.colSpan ?? 1) > 1 && cell?.colSpan === columns)) {
    return seam('new', merged, ['a cell over all columns'], 0.9);
  }
  const page = last.grid.content.page;
  const lowest = Math.max(...above.map((cell) => lastBottom(cell, sources, page)));
  const free = filled.filter((column) => !merged.includes(column));
  const slacks = free.map((column) => slackLines(above[column], below[column], lowest, facts, page));
  const blocked = free.find((_, index) => (slacks[index] ?? 0) > 3.2);
  const running = free.filter(
    (column, index) => (slacks[index] ?? 0) <= 1.2 && isMidSentence(above[column], below[column]),
  );
  // In a new row, only merged cells go on: other columns begin anew.
  const cut = [...merged, ...(running.length < free.length - 1 ? running : [])];
  if (blocked !== undefined)
    return seam('new', cut, [`column ${blocked + 1} ended before the page did`], 0.97);
  const leading = facts.style.leadingOf(facts.style.bodySize);
  if (facts.limit - (last.grid.ys.at(-1) ?? 0) > 4.5 * leading) {
    return seam('new', cut, ['room was left on the page before'], 0.9);
  }
  const words = byWords(above, below, habits, merged);
  const odds = Math.log(words.confidence / Math.max(0.001, 1 - words.confidence));
  // Every cell of a low row reaches the end; of a tall one hardly more than its longest, unless it was cut.
  const lines = Math.max(...above.map((cell) => linesOn(cell, sources, page).length));
  const proof = 0.8 * Math.min(1, Math.max(0, lines - 1) / 3);
  const reach = slacks.reduce((sum, slack) => sum + (slack <= 1.2 ? proof : -0.9), 0);
  const total = (words.kind === 'merge' ? odds : -odds) + reach;
  const evidence = total > 0 ? ['filled to the end of the page', ...words.evidence] : words.evidence;
  return seam(
    total > 0 ? 'merge' : 'new',
    total > 0 ? merged : cut,
    evidence,
    1 / (1 + Math.exp(-Math.abs(total))),
  );
}

/** True when the words below plainly go on with those above. */
function isMidSentence(above: Cell | undefined, below: Cell | undefined): boolean {
  const [upper, lower] = [above?.text ?? '', below?.text ?? ''];
  return (
    upper !== '' && !endsClosed(upper) && /^[\p{Ll}),;]/u.test(lower) && findOpeningMarker(lower) === null
  );
}

/** By the words alone. */
function byWords(
  above: (Cell | undefined)[],
  below: (Cell | undefined)[],
  habits: ColumnHabit[],
  merged: number[],
): Seam {
  const verdict = judgeRows({ above, below, habits, atBreak: true });
  return seam(verdict.kind === 'merge' ? 'merge' : 'new', merged, verdict.evidence, verdict.confidence);
}

function seam(kind: Seam['kind'], cut: number[], evidence: string[], confidence: number): Seam {
  return { kind, cut, evidence, confidence: Math.round(confidence * 100) / 100 };
}

/** Columns where a merged cell goes on below the break: blank there although the column is never blank. */
function mergedColumns(
  above: (Cell | undefined)[],
  below: (Cell | undefined)[],
  habits: ColumnHabit[],
): number[] {
  return [...below.keys()].filter((column) => {
    const [upper, lower] = [above[column], below[column]];
    if (!upper || !lower || lower.text !== '' || lower.column !== column) return false;
    return (upper.rowSpan > 1 || lower.rowSpan > 1) && (habits[column]?.filled ?? 0) > 0.8;
  });
}

function linesOn(cell: Cell | undefined, sources: Map<Cell, CellSource>, page: number): Line[] {
  return (cell && sources.get(cell)?.lines.filter((line) => line.page === page)) ?? [];
}

function lastBottom(cell: Cell | undefined, sources: Map<Cell, CellSource>, page: number): number {
  return Math.max(0, ...linesOn(cell, sources, page).map((line) => line.bottom));
}

/**
 * How many lines more would have fitted below the cell above: up to about one where a cut cell ends, up to three
 * where lines were kept together; infinite for a cell without words.
 */
function slackLines(
  above: Cell | undefined,
  below: Cell | undefined,
  lowest: number,
  { sources, style }: SeamFacts,
  page: number,
): number {
  const own = lastBottom(above, sources, page);
  if (own === 0) return Infinity;
  const size = below ? (sources.get(below)?.lines[0]?.size ?? style.bodySize) : style.bodySize;
  const paragraphGap = 8;
  return Math.max(0, lowest - own - paragraphGap) / style.leadingOf(size);
}
