/**
 * Page joins: tables that go on after a page break become one, and rows that a break cut become whole.
 * Format-independent: text, PDF and Word use it on finished Table blocks. In: blocks in reading order with
 * furniture left out; out: the same with joined tables, each join recorded with evidence and confidence.
 */
import type { Block, Cell, Issue, Row, Table, TableJoin } from '../model.ts';
import { appendCell, flowCell } from './cell-joins.ts';
import type { Verdict } from './continuation.ts';
import { judgeRows } from './continuation.ts';
import { columnHabits } from './column-habits.ts';
import { headerTexts, layGrid, layLastRow } from './grid.ts';

export interface JoinOptions {
  /** Whether two neighbouring tables may be one; asked besides the column count. Geometry belongs here. */
  mayJoin?: (earlier: Table, later: Table) => boolean;
  /** Look for rows cut without any visible break too, as in flattened text. Default false. */
  cutRowsInside?: boolean;
  /** Tables that are whole already: neither joined nor mended. */
  whole?: ReadonlySet<Block>;
}

/**
 * Joins neighbouring tables of equal column count where the later one repeats the header or has none, and mends
 * rows that the break cut. Anything between two tables keeps them apart. The blocks given are not changed.
 */
export function joinTables(blocks: readonly Block[], options: JoinOptions = {}): Block[] {
  const joined: Block[] = [];
  for (const block of blocks) {
    const last = joined.at(-1);
    if (block.type !== 'table' || options.whole?.has(block) === true) {
      joined.push(block);
      continue;
    }
    const later = structuredClone(block);
    const pair =
      last?.type === 'table' && options.whole?.has(last) !== true && (options.mayJoin?.(last, later) ?? true)
        ? joinPair(last, later)
        : null;
    if (pair === null) joined.push(later);
    else joined[joined.length - 1] = pair;
  }
  return joined.map((block) =>
    block.type === 'table' && options.whole?.has(block) !== true
      ? mendRows(block, options.cutRowsInside ?? false)
      : block,
  );
}

/** A warning for every join or cut row that could as well have been judged otherwise. */
export function findUnsureJoins(blocks: readonly Block[]): Issue[] {
  return blocks.flatMap((block): Issue[] => {
    if (block.type !== 'table') return [];
    const unsure = block.joins.filter((join) => join.confidence < unsureBelow);
    return unsure.map((join) => ({
      code: 'unsure-join',
      severity: 'warning',
      message: `a row may ${join.continuesRow ? 'not ' : ''}go on with the row above it: ${join.evidence.join('; ')}`,
      place: block.rows[join.row]?.place ?? block.place,
    }));
  });
}

const unsureBelow = 0.65;

/** How many leading rows of `later` repeat the header of `earlier`: 0 when none do. */
export function repeatedHeaderRows(earlier: Table, later: Table): number {
  if (earlier.headerRows === 0) return 0;
  const header = headerTexts(earlier.rows.slice(0, earlier.headerRows), earlier.columns);
  if (header.every((text) => text === '')) return 0;
  for (let count = 1; count <= Math.min(earlier.headerRows + 2, later.rows.length); count++) {
    const repeated = headerTexts(later.rows.slice(0, count), later.columns);
    if (repeated.every((text, column) => text === header[column])) return count;
  }
  return 0;
}

/** Rows of the later part after those of the earlier, the seam marked by a join that is still to be judged. */
function joinPair(earlier: Table, later: Table): Table | null {
  if (earlier.columns !== later.columns) return null;
  const repeated = repeatedHeaderRows(earlier, later);
  if (repeated === 0 && later.headerRows > 0) return null;
  const seam: TableJoin = {
    row: earlier.rows.length,
    continuesRow: false,
    evidence: [repeated > 0 ? 'same header repeated' : 'same number of columns, no header'],
    confidence: repeated > 0 ? 0.95 : 0.7,
  };
  const moved = later.joins.map((join) => ({ ...join, row: join.row - repeated + earlier.rows.length }));
  return {
    ...earlier,
    rows: [...earlier.rows, ...later.rows.slice(repeated)],
    joins: [...earlier.joins, seam, ...moved],
    place: [...earlier.place, ...later.place],
  };
}

/** Judges every seam (and, if asked, every pair of rows) from top to bottom. */
function mendRows(table: Table, inside: boolean): Table {
  if (!inside && table.joins.length === 0) return table;
  // Cut rows blur what columns usually look like: mend once, look again, and judge by the mended rows.
  const habits = columnHabits(table);
  const first = mendWith(structuredClone(table), inside, habits);
  if (first.rows.length === table.rows.length) return first;
  // Values are still those of the table as it came: a joined value must not vouch for its own joining.
  const again = columnHabits(first).map((habit, column) => ({
    ...habit,
    values: habits[column]?.values ?? habit.values,
  }));
  return mendWith(table, inside, again);
}

function mendWith(table: Table, inside: boolean, habits: ReturnType<typeof columnHabits>): Table {
  const seams = new Map(table.joins.map((join) => [table.rows[join.row], join]));
  const rows: Row[] = table.rows.slice(0, table.headerRows);
  const joins: TableJoin[] = [];
  let pending: TableJoin | undefined;
  for (const row of table.rows.slice(table.headerRows)) {
    const seam = seams.get(row) ?? pending;
    pending = undefined;
    if (repeatsHeader(table, row)) {
      // A header inside the rows is a page break that left no gap.
      pending = seam ?? { row: 0, continuesRow: false, evidence: ['same header repeated'], confidence: 0.95 };
      continue;
    }
    const above = rows.length > table.headerRows ? rows.at(-1) : undefined;
    const verdict = above === undefined ? null : judgePair(rows, row, table, habits, seam !== undefined);
    if (verdict === null || above === undefined || (seam === undefined && !inside)) {
      if (seam !== undefined) joins.push({ ...seam, row: rows.length });
      rows.push(row);
      continue;
    }
    const mended = applyVerdict(verdict, rows, row, table.columns);
    if (seam === undefined && verdict.kind === 'new' && verdict.cut.length === 0) continue;
    joins.push({
      row: mended,
      continuesRow: verdict.kind !== 'new' || verdict.cut.length > 0,
      evidence: [...(seam?.evidence ?? []), ...verdict.evidence],
      confidence: seam === undefined ? verdict.confidence : Math.min(seam.confidence, verdict.confidence),
    });
  }
  return { ...table, rows, joins };
}

function repeatsHeader(table: Table, row: Row): boolean {
  return table.headerRows > 0 && repeatedHeaderRows(table, { ...table, rows: [row], headerRows: 0 }) === 1;
}

/** `null` where spans make the rows incomparable: then the row stays as it is. */
function judgePair(
  rows: readonly Row[],
  row: Row,
  table: Table,
  habits: ReturnType<typeof columnHabits>,
  atBreak: boolean,
): Verdict | null {
  const above = layLastRow(rows, table.columns);
  const [below = []] = layGrid([row], table.columns);
  if ([...above, ...below].some((cell) => (cell?.colSpan ?? 1) > 1)) return null;
  return judgeRows({ above, below, habits, atBreak });
}

/** Changes the last of `rows` or adds to them; gives back the index of the row where the later part goes on. */
function applyVerdict(verdict: Verdict, rows: Row[], row: Row, columns: number): number {
  const above = layLastRow(rows, columns);
  const last = rows.at(-1);
  if (verdict.kind === 'merge' && last !== undefined) {
    for (const cell of row.cells) {
      const into = above[cell.column];
      if (into === undefined) last.cells.push(cell);
      else appendCell(into, cell, verdict.cut.includes(cell.column));
    }
    last.cells.sort((a, b) => a.column - b.column);
    last.place = [...last.place, ...row.place];
    return rows.length - 1;
  }
  const kept: Cell[] = [];
  for (const cell of row.cells) {
    const into = above[cell.column];
    const spans =
      into !== undefined &&
      cell.column !== verdict.main &&
      (verdict.cut.includes(cell.column) ||
        (verdict.kind === 'flow' && cell.text.trim() === '' && cell.column < verdict.main));
    if (spans) {
      appendCell(into, cell, true);
      into.rowSpan += cell.rowSpan;
    } else if (into !== undefined && verdict.kind === 'flow' && cell.column === verdict.main) {
      kept.push(flowCell(into, cell));
    } else {
      kept.push(cell);
    }
  }
  rows.push({ ...row, cells: kept });
  return rows.length - 1;
}
