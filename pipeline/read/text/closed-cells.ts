/**
 * Tables with one cell a line, or a few lines, and a pipe where each cell ends (`Head of Housing |`), as copying from
 * committee pages leaves them; blank cells keep their pipe, and a row may open with a pipe of its own.
 * In: a text's lines; out: tables by the line they begin on. Their lines are marked as a table's.
 */
import type { Placer } from '../cell-blocks.ts';
import type { StackedTable } from './stacked/stacked-tables.ts';
import { type RawRow, buildTable } from './tables.ts';
import type { Line } from './lines.ts';
import { type ClosedCell, cellText, countCells, findCells, openRows } from './pipe-cells.ts';
import { headerWidth, numberedWidth, openedWidth } from './pipe-headers.ts';
import { sliceTraced } from '../traced.ts';

/**
 * Every such table below a header of column names, at least one row under it. Rows that go on after words between
 * (a theme's title) with as many columns are a table of their own, without a header. A text whose cells do not
 * come out even below its header is none.
 */
export function findClosedCells(
  source: string,
  lines: readonly Line[],
  place: Placer,
): Map<number, StackedTable> {
  const cells = findCells(lines);
  const tables = new Map<number, StackedTable>();
  let width = 0;
  for (let at = 0; at < cells.length;) {
    const opened = openedWidth(lines, cells, at);
    const numbered = opened > 0 ? 0 : numberedWidth(source, lines, cells, at);
    const headed = opened || numbered || headerWidth(source, lines, cells, at);
    width = headed > 0 ? headed : width;
    const named = numbered > 0 ? width - 1 : 0;
    const used = width === 0 ? 0 : named + countCells(cells, at + named, width);
    if (used < width || used === 0) {
      at += 1;
      continue;
    }
    const own = openRows(lines, cells.slice(at, at + used), width, headed > 0);
    const head = readRows(source, lines, own.slice(0, named), named).map(withBlank);
    const rows = [...head, ...readRows(source, lines, own.slice(named), width)];
    const table =
      opened === 0
        ? buildTable(rows, place, new Set())
        : { ...buildTable(rows.map(withoutOpener), place, new Set()), headerRows: 1 };
    const from = own[0]?.from ?? 0;
    const to = (own.at(-1)?.to ?? from) + 1;
    tables.set(from, { table, to });
    markLines(lines, from, to);
    at += used;
  }
  return tables;
}

function markLines(lines: readonly Line[], from: number, to: number): void {
  for (const line of lines.slice(from, to)) if (line.kind !== 'blank') line.kind = 'pipes';
}

function withoutOpener(row: RawRow): RawRow {
  return { ...row, cells: row.cells.slice(1) };
}

/** A header that has no name for the numbers of its rows. */
function withBlank(row: RawRow): RawRow {
  const [first] = row.cells;
  return first === undefined ? row : { ...row, cells: [sliceTraced(first, 0, 0), ...row.cells] };
}

function readRows(
  source: string,
  lines: readonly Line[],
  cells: readonly ClosedCell[],
  width: number,
): RawRow[] {
  const rows: RawRow[] = [];
  for (let at = 0; at < cells.length; at += width) {
    const row = cells.slice(at, at + width);
    rows.push({
      cells: row.map((cell) => cellText(source, lines, cell)),
      start: lines[row[0]?.from ?? 0]?.start ?? 0,
      end: lines[row.at(-1)?.to ?? 0]?.end ?? 0,
    });
  }
  return rows;
}
