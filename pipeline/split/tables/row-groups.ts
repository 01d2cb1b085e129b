/**
 * Which recommendation, objective and section a table row stands under: from its own cells, the merged cells above,
 * the section rows between, or the heading over the table.
 */
import type { ColumnRole, RoleCell, SplitAction } from '../../model.ts';
import type { ColumnUse } from './columns.ts';
import type { GridRow } from './grid.ts';
import { joinPassages, passageOf, passagesOf, placeOf, type Passage } from '../passage.ts';
import type { PlanBuilder } from '../plan-builder.ts';
import { countWords } from '../words.ts';
import { findNumber, findRefs, namesRefsOnly, themeOf } from '../recommendations.ts';

/** Where a table stands in the document. */
export interface TableContext {
  headings: string[];
  /** Ref of the recommendation whose heading stands above the table; empty when none. */
  recommendation: string;
  /** What stands above the header for the whole table: its lead, its date. */
  cells: RoleCell[];
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
  /** The theme column's last words. */
  theme: string;
  /** Cells joined over a page break that the next row has the rest of. */
  owed: RoleCell[];
}

/** Words that a section's title may have; more are what the rows below answer. */
const LONGEST_TITLE = 10;

/** Follows a row that is one heading: a recommendation's words, or a section of the table. */
export function readSection(
  row: GridRow,
  run: Run,
  context: TableContext,
  plan: PlanBuilder,
  isOpener = false,
): void {
  const number = findNumber(row.section);
  const filled = row.cells.flatMap((grid) => (grid && grid.cell.text.trim() !== '' ? [grid.cell] : []));
  const cell = filled.at(-1);
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
  else if (isOpener || (countWords(row.section) > LONGEST_TITLE && themeOf([row.section]) === ''))
    run.refs = [plan.recommendations.add(passageOf(row.section, cell.place), '', '')];
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

/** Recommendation, objective and number of a row; true when a new group begins. */
export function readGroup(
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
  const printedTheme = theme?.passage.text.replaceAll(/\s+/g, ' ') ?? '';
  if (printedTheme !== '') run.theme = printedTheme;
  const themeText = run.theme === '' ? themeOf([...context.headings, run.section]) : run.theme;
  let isNew = false;
  if (recommendation?.own) {
    const before = run.refs.join();
    run.objective = '';
    const numbersDeeds = /\b(?:action|task|step)\b/i.test(uses[reference?.column ?? -1]?.header ?? '');
    const printed =
      reference?.own && reference.column < recommendation.column && !numbersDeeds
        ? reference.passage.text
        : '';
    const ownRef = run.numbersActions ? (/^\D{0,4}(\d{1,2})\./.exec(printed)?.[1] ?? '') : printed;
    const marker = row.cells[recommendation.column]?.cell.blocks[0];
    const counter = marker?.type === 'listItem' && /^\(?r?\d/i.test(marker.marker) ? marker.marker : '';
    run.refs = readRecommendation(recommendation.passage, ownRef === '' ? counter : ownRef, themeText, plan);
    isNew = run.cells === null || run.refs.join() !== before;
  } else if (reference?.own && !recommendation) {
    const ofRecommendations = /\brec(?:ommendation)?s?\b/i.test(uses[reference.column]?.header ?? '');
    const named = findRefs(reference.passage.text).filter(
      (ref) =>
        plan.recommendations.byRef(ref) ??
        (ofRecommendations && plan.recommendations.add({ ...reference.passage, text: '' }, ref, themeText)),
    );
    if (named.length > 0 && context.recommendation === '') {
      isNew = run.refs.join() !== named.join();
      run.refs = named;
    }
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
