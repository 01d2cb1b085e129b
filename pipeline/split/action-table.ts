/**
 * An action table: rows under recommendations or objectives, each with its action cell, owner, time and the rest.
 * In: a laid-out table and its columns' roles; out: recommendations and actions added to the plan.
 */
import type { Cell, ColumnRole, RoleCell, SplitAction } from '../model.ts';
import { findActions } from './cell-actions.ts';
import type { ColumnUse } from './columns.ts';
import type { Grid, GridRow } from './grid.ts';
import { joinPassages, passageOf, passagesOf, placeOf, type Passage } from './passage.ts';
import type { PlanBuilder } from './plan-builder.ts';
import { findNumber, findRefs, namesRefsOnly } from './recommendations.ts';
import { appendCells, isClosingBracket, isOpenBracket, roleCellsOf } from './role-cells.ts';

/** Where a table stands in the document. */
export interface TableContext {
  headings: string[];
  /** Ref of the recommendation whose heading stands above the table; empty when none. */
  recommendation: string;
}

/** What the rows so far say about the next one; a table that goes on in another begins with the last one's. */
export interface Run {
  refs: string[];
  objective: string;
  section: string;
  cells: RoleCell[] | null;
  actions: SplitAction[];
  lastLetter: string;
  /** True when the number column counts actions, not recommendations. */
  numbersActions: boolean;
}

/** Reads every row of an action table into the plan. `before`: the run of a table that this one goes on with. */
export function readActionTable(
  grid: Grid,
  uses: readonly ColumnUse[],
  context: TableContext,
  plan: PlanBuilder,
  before: Run | null = null,
): Run {
  if (uses.some((use) => use.role === 'owner')) plan.hasOwnerColumn = true;
  const goesOn = before !== null && startsBlank(grid, uses);
  const run: Run = goesOn
    ? before
    : {
        refs: context.recommendation === '' ? [] : [context.recommendation],
        objective: '',
        section: '',
        cells: null,
        actions: [],
        lastLetter: '',
        numbersActions: false,
      };
  run.numbersActions = numbersActions(grid, uses);
  grid.rows.forEach((row, index) => {
    if (row.section !== '' && !uses.every((use) => use.role === 'action'))
      readSection(row, run, context, plan);
    else readRow(row, grid.rows[index + 1], uses, run, context, plan);
  });
  return run;
}

/** True for a table whose first row names no recommendation, objective or number of its own. */
function startsBlank(grid: Grid, uses: readonly ColumnUse[]): boolean {
  const groups = uses.flatMap((use, column) =>
    ['recommendation', 'objective', 'reference'].includes(use.role) ? [column] : [],
  );
  const first = grid.rows[0];
  return groups.length > 0 && groups.every((column) => (first?.cells[column]?.cell.text.trim() ?? '') === '');
}

/** True when the number column counts actions (1.1, 1.2 …) and not recommendations: some stand beside a blank one. */
function numbersActions(grid: Grid, uses: readonly ColumnUse[]): boolean {
  const reference = uses.findIndex((use) => use.role === 'reference');
  const recommendation = uses.findIndex((use) => use.role === 'recommendation');
  if (reference < 0 || recommendation < 0) return false;
  return grid.rows.some((row) => {
    const number = row.cells[reference];
    const words = row.cells[recommendation];
    return (
      number?.covered === false &&
      number.cell.text.trim() !== '' &&
      (words === null || words?.covered || words?.cell.text.trim() === '')
    );
  });
}

function readSection(row: GridRow, run: Run, context: TableContext, plan: PlanBuilder): void {
  const number = findNumber(row.section);
  const cell = row.cells.find((grid) => grid !== null)?.cell;
  if (!cell) return;
  run.cells = null;
  run.actions = [];
  run.objective = '';
  run.lastLetter = '';
  const known = number ? undefined : plan.recommendations.like(row.section);
  if (number)
    run.refs = [
      plan.recommendations.add(passageOf(row.section.slice(number.at), cell.place), number.ref, ''),
    ];
  else if (known) run.refs = [known.ref];
  else {
    run.section = row.section;
    run.refs = context.recommendation === '' ? [] : [context.recommendation];
  }
}

function columnText(
  row: GridRow,
  uses: readonly ColumnUse[],
  role: ColumnRole,
): { passage: Passage; own: boolean; column: number } | null {
  const column = uses.findIndex((use) => use.role === role);
  const grid = row.cells[column];
  if (!grid) return null;
  const passage = joinPassages(passagesOf(grid.cell).map((unit) => unit.passage));
  return { passage, own: !grid.covered && passage.text !== '', column };
}

function readRow(
  row: GridRow,
  next: GridRow | undefined,
  uses: readonly ColumnUse[],
  run: Run,
  context: TableContext,
  plan: PlanBuilder,
): void {
  const isNew = readGroup(row, uses, run, context, plan);
  const columns = uses.flatMap((use, column) =>
    (use.role === 'action' || use.standsIn) && row.cells[column] ? [column] : [],
  );
  const covered = columns.length > 0 && columns.every((column) => row.cells[column]?.covered);
  if (covered && isNew) {
    for (const action of run.actions)
      for (const ref of run.refs) if (!action.recommendations.includes(ref)) action.recommendations.push(ref);
    return;
  }
  const cells = roleCellsOf(row, uses, isNew ? null : run.cells);
  joinCutCells(cells, next, uses);
  const blank = columns.every(
    (column) => row.cells[column]?.covered || row.cells[column]?.cell.text.trim() === '',
  );
  if (blank) {
    if (!isNew && run.cells) appendCells(run.cells, cells);
    else run.cells = cells;
    return;
  }
  if (isNew) run.lastLetter = '';
  run.cells = cells;
  run.actions = [];
  for (const column of columns) {
    const grid = row.cells[column];
    if (grid && !grid.covered) readActionCell(row, column, uses, cells, run, context, plan);
  }
}

/** Recommendation, objective and number of a row; true when a new group begins. */
function readGroup(
  row: GridRow,
  uses: readonly ColumnUse[],
  run: Run,
  context: TableContext,
  plan: PlanBuilder,
): boolean {
  const reference = columnText(row, uses, 'reference');
  const recommendation = columnText(row, uses, 'recommendation');
  const objective = columnText(row, uses, 'objective');
  const theme = columnText(row, uses, 'theme');
  let isNew = false;
  if (recommendation?.own) {
    isNew = true;
    run.objective = '';
    const printed = reference?.own && reference.column < recommendation.column ? reference.passage.text : '';
    const ownRef = run.numbersActions ? (/^\D{0,4}(\d{1,2})\./.exec(printed)?.[1] ?? '') : printed;
    run.refs = readRecommendation(recommendation.passage, ownRef, theme?.passage.text ?? '', plan);
  } else if (reference?.own && !recommendation) {
    const named = findRefs(reference.passage.text).filter((ref) => plan.recommendations.byRef(ref));
    if (named.length > 0 && context.recommendation === '') run.refs = named;
  }
  if (objective?.own) {
    if (!recommendation || recommendation.own) isNew = true;
    run.objective = objective.passage.text.replaceAll(/\s+/g, ' ');
    const lead = /^(\d{1,2})\.\d/.exec(run.objective)?.[1];
    if (!recommendation && lead && plan.recommendations.byRef(lead) && context.recommendation === '')
      run.refs = [lead];
  }
  return isNew;
}

function readRecommendation(passage: Passage, ownRef: string, theme: string, plan: PlanBuilder): string[] {
  const text = passage.text.trim();
  if (namesRefsOnly(text)) {
    const refs = findRefs(text);
    for (const ref of refs) {
      if (!plan.recommendations.byRef(ref)) plan.recommendations.add({ ...passage, text: '' }, ref, theme);
    }
    return refs;
  }
  const number = findNumber(text, true);
  const refs = findRefs(ownRef);
  const ref = refs[0] ?? number?.ref ?? '';
  const words =
    number && (refs.length === 0 || refs[0] === number.ref)
      ? passageOf(text.slice(number.at), placeOf(passage))
      : passage;
  return [plan.recommendations.add(words, ref, theme), ...refs.slice(1)];
}

/** A merged owner cell that a page break cut inside brackets belongs to both rows. */
function joinCutCells(cells: RoleCell[], next: GridRow | undefined, uses: readonly ColumnUse[]): void {
  if (!next) return;
  uses.forEach((use, column) => {
    const cell = cells.find((other) => other.role === use.role && other.header === use.header);
    const below = next.cells[column]?.cell;
    if (
      !cell ||
      !below ||
      use.role === 'action' ||
      !isOpenBracket(cell.text) ||
      !isClosingBracket(below.text)
    )
      return;
    cell.text = `${cell.text} ${below.text}`;
    cell.lines = [cell.text];
    cell.place = [...cell.place, ...below.place];
    below.text = cell.text;
    below.blocks = [];
    below.place = cell.place;
  });
}

function readActionCell(
  row: GridRow,
  column: number,
  uses: readonly ColumnUse[],
  cells: RoleCell[],
  run: Run,
  context: TableContext,
  plan: PlanBuilder,
): void {
  const grid = row.cells[column];
  const use = uses[column];
  if (!grid || !use) return;
  const next = run.lastLetter === '' ? '' : String.fromCodePoint(run.lastLetter.charCodeAt(0) + 1);
  const found = findActions(passagesOf(grid.cell), { next, trust: 'cell' });
  const header = use.header === '' ? 'action column by content' : `action column “${use.header}”`;
  const number = plan.nextRow();
  for (const action of found.actions) {
    const placed = plan.addAction(action, {
      recommendations: [...run.refs],
      objective: run.objective,
      headings: [...context.headings, run.section].filter((heading) => heading !== ''),
      row: number,
      cells: termCells(use, grid.cell, cells),
      source: header,
      confidence: 0.6 + 0.4 * use.score,
    });
    run.actions.push(placed);
    if (/^\(?[a-z][.)]$/.test(action.marker)) run.lastLetter = action.marker.replaceAll(/[^a-z]/g, '');
  }
  if (row.row.hidden) {
    plan.addIssue({
      code: 'hidden-row',
      severity: 'info',
      message: `a hidden row was read: ${grid.cell.text.slice(0, 80)}`,
      place: grid.cell.place,
    });
  }
  if (found.actions.length === 0 && found.left.length > 0) {
    plan.addIssue({
      code: found.left.every((part) => part.reason.includes('another row'))
        ? 'cross-reference-row'
        : 'no-action-in-cell',
      severity: 'info',
      message: `no action taken from: ${found.left
        .map((part) => part.text)
        .join(' ')
        .slice(0, 100)}`,
      place: grid.cell.place,
    });
  }
}

/** The row's cells, with the column's own header as the time where it is a term. */
function termCells(use: ColumnUse, cell: Cell, cells: RoleCell[]): RoleCell[] {
  if (!use.timeHeader) return cells;
  const { header } = use;
  return [
    ...cells,
    { role: 'timescale', header: '', text: header, lines: [header], place: cell.place, inherited: true },
  ];
}
