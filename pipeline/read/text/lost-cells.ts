/**
 * Rows of a pipe table whose first cells were merged with those above: converters write the cells a row has, one after
 * the other, and fill the row up on the right.
 * In: raw rows, the header first; out: the same, such rows moved to the columns that their words fit.
 */
import { type CellKind, findCellKind } from './cell-kinds.ts';
import { type ColumnContent, findColumnContent } from '../header-rows.ts';
import type { RawRow } from './tables.ts';
import { sliceTraced } from '../traced.ts';

/** What speaks for a cell in a column of values; all other words speak against it. */
const fitting: Partial<Record<ColumnContent, readonly CellKind[]>> = {
  reference: ['reference'],
  owner: ['post', 'posted', 'name', 'open'],
  time: ['time', 'dated', 'open'],
  status: ['status', 'open'],
};
const values: readonly CellKind[] = ['reference', 'time', 'post', 'status'];
/** By so much a row must fit better where it is moved to. */
const leastGain = 2;

/** The rows, those moved right that opened with a cell of a later column, as their dates, posts or numbers say. */
export function restoreMerged(rows: readonly RawRow[]): RawRow[] {
  const [header, ...body] = rows;
  if (header === undefined || header.cells.length < 3) return [...rows];
  const holds = header.cells.map(({ text }) => findColumnContent(text));
  if (!holds.includes('time') && !holds.includes('owner')) return [...rows];
  return [header, ...body.map((row) => moveRow(row, holds))];
}

function moveRow(row: RawRow, holds: readonly ColumnContent[]): RawRow {
  const used = row.cells.findLastIndex(({ text }) => text.trim() !== '') + 1;
  const [first] = row.cells;
  if (first === undefined || first.text.trim() === '' || used < 2 || used >= holds.length) return row;
  const kinds = row.cells.slice(0, used).map(({ text }) => (text.trim() === '' ? null : findCellKind(text)));
  const scores = Array.from({ length: holds.length - used + 1 }, (_, by) => scoreOf(kinds, holds, by));
  const best = scores.indexOf(Math.max(...scores));
  const [here = 0] = scores;
  if (here > 0 || (scores[best] ?? 0) < here + leastGain || (scores[best] ?? 0) <= 0) return row;
  const blank = sliceTraced(first, 0, 0);
  const moved = [...Array.from({ length: best }, () => blank), ...row.cells.slice(0, used)];
  const rest = row.cells.slice(used, Math.max(used, holds.length - best));
  return { ...row, cells: [...moved, ...rest] };
}

/** How well a row's cells fit the columns, so many of these left out before the first. */
function scoreOf(kinds: readonly (CellKind | null)[], holds: readonly ColumnContent[], by: number): number {
  return kinds.reduce((sum, kind, index) => {
    const wanted = fitting[holds[index + by] ?? 'note'];
    if (kind === null) return sum;
    if (wanted === undefined) return sum - (values.includes(kind) ? 1 : 0);
    return sum + (wanted.includes(kind) ? 1 : -1);
  }, 0);
}
