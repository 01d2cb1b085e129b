/**
 * Labels right below a table of actions, as on a slide: "Responsible: Head of HR", a box "By when" over its date. In: the
 * lines after a table and the actions it gave; the cells go to those of them that have none of the kind.
 */
import type { RoleCell, SplitAction } from '../../model.ts';
import { cellOfWords } from '../tables/role-cells.ts';
import { countWords } from '../words.ts';
import { kinOf } from './gathered-blocks.ts';
import type { LabelLine } from './labels.ts';

const SURELY = 0.9;
const LONGEST_VALUE = 15;

/**
 * Gives the labels' cells to the actions above. Where nothing but labels stands before the next table they may speak for
 * that one, and are left; `isLast` says that no table follows.
 */
export function giveLabelsBelow(
  lines: readonly LabelLine[],
  actions: readonly SplitAction[],
  isLast: boolean,
): void {
  const cells: RoleCell[] = [];
  let label: LabelLine | null = null;
  for (const line of lines) {
    const value = line.unit.passage;
    const names: LabelLine | null = isLabel(line) ? line : line.heading || line.role !== null ? null : label;
    if (names !== null && names === line && value.text === '') {
      label = line;
    } else if (names?.role && countWords(value.text) <= LONGEST_VALUE) {
      cells.push({ ...cellOfWords(names.role, names.label, value), inherited: true });
      label = null;
    } else {
      // Labels that run on to other labels or words are of a block, or of a paper's own particulars.
      if (line.heading) addCells(cells, actions);
      return;
    }
  }
  if (isLast) addCells(cells, actions);
}

function isLabel({ role, score, label }: LabelLine): boolean {
  return (
    role !== null &&
    ['owner', 'time'].includes(kinOf(role)) &&
    score >= SURELY &&
    !/^\W*date\W*$/i.test(label)
  );
}

function addCells(cells: readonly RoleCell[], actions: readonly SplitAction[]): void {
  for (const action of actions) {
    const missing = cells.filter((cell) => !action.cells.some((own) => kinOf(own.role) === kinOf(cell.role)));
    action.cells.push(...missing);
  }
}
