/**
 * Does the first row of a table part go on with the last row of the page before? A cell that a break cut fills
 * its page to the end, so a cell that stops short of its neighbours cannot go on; a row that fills only cells
 * which reach the end, and leaves blank what is otherwise filled, does.
 */
import type { Cell, Table } from '../../model.ts';
import { judgeRows, weighCut } from '../continuation.ts';
import { columnHabits, layGrid, type ColumnHabit } from '../grid.ts';
import type { CellSource, TablePart } from './grid-table.ts';
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
  const above = layGrid(earlier.rows, columns).at(-1) ?? [];
  const below = layGrid(later.rows, columns)[0] ?? [];
  const except = new Set([...earlier.rows.slice(-1), ...later.rows.slice(0, 1)]);
  const habits = columnHabits({ ...earlier, rows: [...earlier.rows, ...later.rows] }, except);
  const merged = mergedColumns(above, below, habits);
  const filled = [...below.keys()].filter(
    (column) => (below[column]?.text ?? '') !== '' && below[column] !== below[column - 1],
  );
  if (filled.length === 0) return seam('merge', [], ['an empty row'], 1);
  const aligned = isTopAligned(facts.last) && isTopAligned(facts.part);
  const page = last.grid.content.page;
  const lowest = Math.max(...above.map((cell) => lastBottom(cell, sources, page)));
  const blocked = filled.filter(
    (column) => !merged.includes(column) && !mayGoOn(above[column], below[column], lowest, facts, page),
  );
  if (aligned && blocked.length > 0) {
    return seam('new', merged, [`column ${(blocked[0] ?? 0) + 1} ended before the page did`], 0.97);
  }
  const leading = facts.style.leadingOf(facts.style.bodySize);
  if (aligned && facts.limit - (last.grid.ys.at(-1) ?? 0) > 4.5 * leading) {
    return seam('new', merged, ['room was left on the page before'], 0.9);
  }
  return judgeWords(facts, above, below, habits, merged, filled, aligned);
}

function judgeWords(
  facts: SeamFacts,
  above: (Cell | undefined)[],
  below: (Cell | undefined)[],
  habits: ColumnHabit[],
  merged: number[],
  filled: number[],
  aligned: boolean,
): Seam {
  const text = (cells: (Cell | undefined)[], column: number): string => cells[column]?.text.trim() ?? '';
  const gaps = [...below.keys()].filter(
    (column) =>
      text(below, column) === '' &&
      !merged.includes(column) &&
      (habits[column]?.filled ?? 0) >= 0.8 &&
      text(above, column) !== '',
  );
  const scores = filled
    .filter((column) => !merged.includes(column))
    .map((column) => weighCut(text(above, column), text(below, column), habits[column], true));
  const score = scores.reduce((sum, { score }) => sum + score, 0);
  const reasons = [...new Set(scores.flatMap(({ reasons }) => reasons))];
  const blanks = gaps.map((column) => `column ${column + 1} blank, filled elsewhere`);
  if (below.some((cell) => (cell?.colSpan ?? 1) > 1 && cell?.colSpan === facts.earlier.columns)) {
    return seam('new', merged, ['a cell over all columns'], 0.9);
  }
  if (aligned && gaps.length > 0) {
    const points = score + 2.5 * gaps.length;
    if (points > 0)
      return seam(
        'merge',
        [],
        ['filled to the end of the page', ...blanks, ...reasons],
        Math.min(0.97, 0.7 + 0.05 * points),
      );
    return seam('new', merged, ['words begin anew'], 0.65);
  }
  if (aligned && score >= 2.5)
    return seam(
      'merge',
      [],
      ['filled to the end of the page', ...reasons],
      Math.min(0.95, 0.6 + 0.06 * score),
    );
  const verdict = judgeRows({ above, below, habits, atBreak: true });
  if (verdict.kind === 'merge') return seam('merge', [], verdict.evidence, verdict.confidence);
  return seam('new', merged, verdict.evidence, verdict.confidence);
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
    return (upper.rowSpan > 1 || lower.rowSpan > 1) && (habits[column]?.filled ?? 0) > 0.9;
  });
}

function lastBottom(cell: Cell | undefined, sources: Map<Cell, CellSource>, page: number): number {
  const lines = (cell && sources.get(cell)?.lines.filter((line) => line.page === page)) ?? [];
  return Math.max(0, ...lines.map((line) => line.bottom));
}

/** True when the cell above reaches the end of the page, so that the cell below may be its rest. */
function mayGoOn(
  above: Cell | undefined,
  below: Cell | undefined,
  lowest: number,
  { sources, style }: SeamFacts,
  page: number,
): boolean {
  const own = lastBottom(above, sources, page);
  if (own === 0) return false;
  const size = below ? (sources.get(below)?.lines[0]?.size ?? style.bodySize) : style.bodySize;
  // One line, a paragraph's gap, or the line that widow control takes along.
  return lowest - own <= 1.2 * style.leadingOf(size) + 8;
}

/** True unless many cells begin well below the first line of their row. */
function isTopAligned({ table, sources }: TablePart): boolean {
  let top = 0;
  let lower = 0;
  for (const row of table.rows) {
    const starts = row.cells
      .map((cell) => sources.get(cell)?.lines[0])
      .filter((line) => line !== undefined)
      .map((line) => ({ base: line.base, size: line.size }));
    const first = Math.min(...starts.map(({ base }) => base));
    for (const { base, size } of starts) {
      if (base - first > 0.9 * size) lower += 1;
      else top += 1;
    }
  }
  return lower <= 0.25 * (top + lower);
}
