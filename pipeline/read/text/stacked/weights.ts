/**
 * What a piece of a kind says for and against each kind of column, as log-likelihood of a cell there against the same
 * piece in prose. Rounded and set by hand, not fitted: a sure sign weighs 3 to 4, a sign against 4 and more.
 */
import type { CellKind } from '../cell-kinds.ts';
import type { ColumnContent } from '../../header-rows.ts';

type Weights = Record<CellKind, number>;

/** Log-likelihood of each kind of piece in each kind of column against prose. */
export const weights: Record<ColumnContent, Weights> = {
  reference: weigh(4, -3, -4, -4, -4, -6, -6, -5, -6, -5, -6, -5, -8),
  owner: weigh(-4, -4, -3, 0.3, -4, 3, 1.5, 1.2, -5, -4, -2, -1, -5),
  time: weigh(-2, 3, 0.5, 2.5, 1, -4, -4, -4, -5, -4, -3, -1.5, -5),
  status: weigh(-2, 0.5, 3, 2.5, 0, -3, -2, -2, -5, -3, -2, -1, -3),
  progress: weigh(-2, 0, 1.5, 1, 0.5, -1.2, -0.3, -1, -4, 0.2, 0.4, 0.3, 0.4),
  action: weigh(-4, -3, -3, -3, 0.4, -2.5, -0.3, -1, -4, 0.8, 0.6, 0.4, 0.6),
  note: weigh(0, -1.5, -1, -0.5, 0.3, -1.2, -0.3, -0.5, -1, 0, 0.4, 0.3, 0.3),
};

/** In the order of the kinds: sorts of values first, then sorts of words. */
function weigh(...values: number[]): Weights {
  const kinds: CellKind[] = [
    ...(['reference', 'time', 'status', 'open', 'dated', 'post', 'posted', 'name'] as const),
    ...(['section', 'numbered', 'bullet', 'short', 'long'] as const),
  ];
  return Object.fromEntries(kinds.map((kind, index) => [kind, values[index] ?? 0])) as Weights;
}

/** What a second piece in a cell costs where nothing says that it goes on. */
export const secondPieceCost: Record<ColumnContent, number> = {
  reference: 8,
  owner: 1.5,
  time: 1.5,
  status: 3,
  progress: 2,
  action: 2,
  note: 2,
};
