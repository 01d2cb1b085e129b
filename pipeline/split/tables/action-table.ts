/**
 * An action table: rows under recommendations or objectives, each with its action cell, owner, time and the rest.
 * In: a laid-out table and its columns' roles; out: recommendations and actions added to the plan.
 */
import type { Cell, ColumnRole, RoleCell } from '../../model.ts';
import { findActions, type FoundAction } from '../cell-actions.ts';
import { isCrossReference } from './cross-references.ts';
import type { ColumnUse } from './columns.ts';
import type { Unit } from '../entries.ts';
import type { Grid, GridRow } from './grid.ts';
import { cutLabels } from '../prose/labels.ts';
import { goesOnWith, joinCells, joinCutCells, withCells } from './cut-rows.ts';
import type { LeftOut } from '../narrative.ts';
import { tellsWorkDone } from './settled-columns.ts';
import { findOpeners, sectionOfRow } from './table-sections.ts';
import { splitParallel } from '../parallel.ts';
import { passagesOf } from '../passage.ts';
import type { PlanBuilder } from '../plan-builder.ts';
import { readGroup, readSection, type Run, type TableContext } from './row-groups.ts';
import { appendCells, cellOfWords, roleCellsOf } from './role-cells.ts';
import { withoutRecommendation, withoutStatus } from './shared-cells.ts';
import { peelTail } from '../tails.ts';
import { DATE_ROLES, hasTimeWords, isTimeRole } from '../words.ts';

/** An action with the cells that labels beside its own words gave it. */
type LabelledAction = FoundAction & { cells: RoleCell[] };

/** Reads every row of an action table into the plan. `before`: the run of a table that this one goes on with. */
export function readActionTable(
  grid: Grid,
  uses: readonly ColumnUse[],
  context: TableContext,
  plan: PlanBuilder,
  before: Run | null = null,
): Run {
  if (uses.some((use) => use.role === 'owner')) plan.hasOwnerColumn = true;
  const goesOn = before !== null && (startsBlank(grid, uses) || startsSmall(grid, uses, before));
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
        theme: '',
        owed: [],
      };
  run.numbersActions = numbersActions(grid, uses);
  const openers = findOpeners(grid.rows, uses);
  grid.rows.forEach((plain, index) => {
    const row = { ...plain, section: sectionOfRow(plain, grid.rows[index + 1], uses, openers) };
    if (row.section !== '' && !uses.every((use) => use.role === 'action'))
      readSection(row, run, context, plan, openers.has(plain));
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

/** True for a table whose first action goes on with a sentence of the table before. */
function startsSmall(grid: Grid, uses: readonly ColumnUse[], before: Run): boolean {
  const column = uses.findIndex((use) => use.role === 'action');
  const text = grid.rows[0]?.cells[column]?.cell.text.trim() ?? '';
  const last = before.actions.at(-1)?.text ?? '';
  return /^\p{Ll}/u.test(text) && /^\p{Lu}/u.test(last) && !/[.!?]$/.test(last);
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
  const cells = roleCellsOf(row, uses, isNew ? null : run.cells, run.refs.length > 0);
  const own = [...cells];
  const isSaid = ({ role }: RoleCell) =>
    own.some((cell) => cell.role === role || (isTimeRole(cell.role) && isTimeRole(role)));
  cells.push(...context.cells.filter((cell) => !isSaid(cell)));
  joinCutCells(cells, next, uses, run);
  const blank = columns.every(
    (column) => row.cells[column]?.covered || row.cells[column]?.cell.text.trim() === '',
  );
  if (blank) {
    if (!isNew && run.cells) appendCells(run.cells, cells);
    else run.cells = cells;
    return;
  }
  const last = run.actions.at(-1);
  if (!isNew && last && columns.length === 1 && goesOnWith(last, row, columns[0] ?? 0, cells, run)) {
    const cell = row.cells[columns[0] ?? 0]?.cell;
    last.text = `${last.text} ${(cell?.blocks.map((block) => block.text).join(' ') ?? '').replaceAll(/\s+/g, ' ')}`;
    last.place = [...last.place, ...(cell?.place ?? [])];
    if (run.cells) joinCells(run.cells, cells);
    for (const action of run.actions) action.cells = withCells(action.cells, cells);
    return;
  }
  const elsewhere = cells.find((cell) => !cell.inherited && isCrossReference(cell.text));
  // "As part of the spring review (May 2026)" says when.
  const dates = elsewhere && isTimeRole(elsewhere.role) && !hasTimeWords(elsewhere.text);
  if (elsewhere && (elsewhere.role === 'owner' || dates)) {
    plan.addIssue({
      code: 'cross-reference-row',
      severity: 'info',
      message: `no action taken from a row that only refers to another: ${elsewhere.text}`,
      place: elsewhere.place,
    });
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
  const { units: own, status } = withoutStatus(passagesOf(grid.cell), cells);
  const units = tellRunOn(withoutRecommendation(own, uses, run, plan), cells);
  const found = findLabelled(units, next);
  if (!cells.some(({ role, text }) => role === 'owner' && text.trim() !== ''))
    found.actions = found.actions.map((action) => withNamedAtEnd(action));
  found.actions = withoutLead(found.actions, cells);
  const header = use.header === '' ? 'action column by content' : `action column “${use.header}”`;
  const number = plan.nextRow();
  for (const action of found.actions) {
    const placed = plan.addAction(action, {
      recommendations: [...run.refs],
      objective: run.objective,
      headings: [...context.headings, run.section].filter((heading) => heading !== ''),
      row: number,
      cells: [...columnCells(use, uses, grid.cell, cells), ...status, ...action.cells],
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

/** Bullets that the row's times answer one by one: the words above them only say what they are for. */
function withoutLead(actions: LabelledAction[], cells: readonly RoleCell[]): LabelledAction[] {
  const [lead, ...items] = actions;
  const time = cells.find((cell) => isTimeRole(cell.role) && !cell.inherited);
  const isLed = lead?.marker === '' && items.length > 1 && items.every((item) => item.marker !== '');
  return isLed && lead.cells.length === 0 && time?.lines.length === items.length ? items : actions;
}

/** "Refresh the work programme (Democratic Services)" in a row whose owner cell is blank. */
function withNamedAtEnd(action: LabelledAction): LabelledAction {
  const { passage, cells } = peelTail(action.passage);
  if (!cells.some(({ role }) => role === 'owner')) return action;
  return { ...action, passage, cells: [...action.cells, ...cells] };
}

/** One paragraph that holds as many deeds as the row has dates: each becomes a unit. */
function tellRunOn(units: Unit[], cells: readonly RoleCell[]): Unit[] {
  const [only] = units;
  const time = cells.find((cell) => isTimeRole(cell.role) && !cell.inherited);
  if (!only || units.length > 1 || only.marker !== '' || !time) return units;
  const parts = splitParallel(only.passage, time.lines);
  return parts.length === 1 ? units : parts.map((passage) => ({ marker: '', level: -1, passage }));
}

/** The actions of a cell, with what labels inside it say ("Review the code. Lead: Monitoring Officer"). */
function findLabelled(units: readonly Unit[], next: string): { actions: LabelledAction[]; left: LeftOut[] } {
  const cut = units.map((unit) => ({ unit, parts: cutLabels(unit.passage) }));
  const says = (role: ColumnRole | null) => role === 'owner' || role === 'status' || isTimeRole(role);
  const labelled = cut.filter(({ parts }) => parts.some((part) => says(part.role) && part.score >= 0.9));
  if (labelled.length === 0) {
    const { actions, left } = findActions(units, { next, trust: 'cell' });
    return { actions: actions.map((action) => ({ ...action, cells: [] })), left };
  }
  const groups = labelled.length > 1 ? cut.map((each) => [each]) : [cut];
  const results = groups.map((group) => {
    const cells = group.flatMap(({ parts }) =>
      parts
        .filter((part) => says(part.role))
        .map((part) => cellOfWords(part.role ?? 'other', part.label, part.passage)),
    );
    const own = group.flatMap(({ unit, parts }) =>
      parts.filter((part) => !says(part.role)).map((part) => ({ ...unit, passage: part.passage })),
    );
    const { actions, left } = findActions(own, { next, trust: 'cell' });
    return { actions: actions.map((action) => ({ ...action, cells })), left };
  });
  return { actions: results.flatMap((each) => each.actions), left: results.flatMap((each) => each.left) };
}

/**
 * The row's cells, with the column's own header as the time where it is a term, and as the status where it tells of
 * work done beside a column of what is next: the row's times are then the next one's.
 */
function columnCells(use: ColumnUse, uses: readonly ColumnUse[], cell: Cell, cells: RoleCell[]): RoleCell[] {
  const { header } = use;
  const say = (role: ColumnRole): RoleCell => ({
    role,
    header: '',
    text: header,
    lines: [header],
    place: cell.place,
    inherited: true,
  });
  if (use.timeHeader) return [...cells, say('timescale')];
  const others = uses.filter((other) => other !== use && other.role === 'action');
  if (others.length === 0 || !tellsWorkDone(header) || others.every((other) => tellsWorkDone(other.header)))
    return cells;
  return [say('status'), ...cells.filter(({ role }) => !DATE_ROLES.has(role))];
}
