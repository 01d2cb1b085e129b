/**
 * What the columns of a stacked table turn out to hold, once pieces were given to them.
 * In: columns as their headers name them, pieces, a first fit; out: columns to fit anew.
 */
import type { CellKind } from '../cell-kinds.ts';
import type { ColumnContent } from '../../header-rows.ts';
import type { StackedColumn } from './header.ts';
import type { Piece } from './pieces.ts';
import type { StackedFit } from './rows.ts';

/** Contents that a column whose header says little may show by its cells. */
const shown: readonly [ColumnContent, readonly CellKind[]][] = [
  ['time', ['time', 'open']],
  ['owner', ['post']],
  ['status', ['status', 'open']],
  ['reference', ['reference']],
];
const fewestCells = 2;
const shareAgreed = 0.7;

/** How many rows the price of a blank by its header counts as. */
const priorRows = 4;

/** The columns with what their cells show them to hold, where the header says little. */
export function settleContents(
  columns: readonly StackedColumn[],
  pieces: readonly Piece[],
  fit: StackedFit,
): StackedColumn[] {
  return columns.map((column, index) => {
    if (column.holds !== 'note' || column.main) return column;
    const kinds = kindsIn(index, pieces, fit);
    const found = shown.find(([, wanted]) => {
      const agreed = kinds.filter((kind) => wanted.includes(kind)).length;
      return agreed >= fewestCells && agreed >= kinds.length * shareAgreed;
    });
    return found === undefined ? column : { ...column, holds: found[0] };
  });
}

/** The columns with blanks as cheap as they are common. */
export function settleBlanks(
  columns: readonly StackedColumn[],
  pieces: readonly Piece[],
  fit: StackedFit,
): StackedColumn[] {
  const rows = fit.steps.filter((step) => step.opens).length;
  return columns.map((column, index) => {
    const blank = Math.max(0, rows - kindsIn(index, pieces, fit).length);
    const expected = priorRows * Math.exp(-column.blankCost);
    const cost = -Math.log((blank + expected) / (rows + priorRows));
    return { ...column, blankCost: Math.min(column.blankCost, cost) };
  });
}

function kindsIn(column: number, pieces: readonly Piece[], fit: StackedFit): CellKind[] {
  return fit.steps.flatMap((step, at) => {
    const kind = pieces[at]?.kind;
    return step.column === column && kind !== undefined ? [kind] : [];
  });
}
