/** Builds split actions from the short form of the case files. */
import type { ColumnRole, RoleCell, SplitAction } from '../../pipeline/model.ts';

/** A cell in a case file. */
export interface CaseCell {
  role: ColumnRole;
  header?: string;
  text: string;
  lines?: string[];
  inherited?: boolean;
  fill?: string;
}

/** A role cell with the fields that a case leaves out. */
export function cellOf({ role, header, text, lines, inherited, fill }: CaseCell): RoleCell {
  return {
    role,
    header: header ?? role,
    text,
    lines: lines ?? [text],
    place: [],
    inherited: inherited ?? false,
    ...(fill === undefined ? {} : { fill }),
  };
}

/** A split action of row `row` with these words and cells. */
export function actionOf(text: string, row: number, cells: readonly CaseCell[]): SplitAction {
  return {
    text,
    marker: '',
    recommendations: [],
    objective: '',
    headings: [],
    row,
    cells: cells.map(cellOf),
    place: [],
    evidence: [],
    confidence: 1,
    issues: [],
  };
}
