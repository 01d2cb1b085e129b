/**
 * Tables of a plan, each given to the reader of its kind: action tables, lists of recommendations, legends, labelled
 * values. A table without known columns goes on with the columns of the one before, where they fit.
 */
import type { Place, RoleCell, Table } from '../../model.ts';
import { readActionTable } from './action-table.ts';
import { assignColumns, type ColumnUse } from './columns.ts';
import { unfoldForm } from './form-tables.ts';
import { layGrid, type Grid } from './grid.ts';
import { joinPassages, passageOf, passagesOf } from '../passage.ts';
import type { PlanBuilder } from '../plan-builder.ts';
import { findNumber } from '../recommendations.ts';
import { isAboutRecommendation, labelRowsOf, leadRowsOf, leavePreface, readPreface } from './prefaces.ts';
import { isPostHeading } from './post-headings.ts';
import { cellOfWords } from './role-cells.ts';
import { kindOfTable } from './table-kinds.ts';
import { opensWithVerb } from '../verbs.ts';
import { DIVISION, type Walk, type WalkState } from '../walk-state.ts';
import { cellsOfHeadings } from '../prose/time-headings.ts';
import { countWords, DATE_ROLES, isTimeRole } from '../words.ts';

/** Gives a table to the reader of its kind. */
export function takeTable(found: Table, state: WalkState, walk: Walk, plan: PlanBuilder): void {
  const table = unfoldForm(found) ?? found;
  const grid = layGrid(table);
  const body = grid.headers.map((_, column) =>
    grid.rows
      .filter((row) => row.section === '')
      .map((row) => (row.cells[column]?.covered ? '' : (row.cells[column]?.cell.text ?? ''))),
  );
  const headed = grid.headers.some((header) => header !== '');
  let uses = assignColumns(grid.headers, body);
  if (!headed && state.columns?.length === uses.length)
    // Columns of a header that stood by itself are told with the first rows under it.
    uses = state.bareHeader
      ? assignColumns(state.bareHeader, body)
      : state.columns.map((use) => ({ ...use }));
  const known = knownColumns(grid, uses, state);
  if (known) uses = known;
  const labels = labelRowsOf(table);
  if (labels) {
    leavePreface(state, walk);
    state.preface = { rows: labels, labelled: null };
    return;
  }
  if (headed && grid.rows.length === 0 && uses.filter((use) => use.role !== 'other').length >= 2) {
    // A header row that section headings part from its rows: what follows goes on with its columns.
    state.columns = uses;
    state.bareHeader = grid.headers;
    return;
  }
  const leads = leadRowsOf(table);
  if (leads) {
    leavePreface(state, walk);
    state.preface = { rows: leads, labelled: null };
    return;
  }
  const kind = kindOfTable(grid, uses);
  const headings = state.headings.map((heading) => heading.text);
  const isPreface = kind === 'labelled' && isAboutRecommendation(table);
  if (kind !== 'actions' || isPreface) leavePreface(state, walk);
  if (isPreface) {
    const rows = table.rows.map((row) => row.cells.filter((cell) => cell.text.trim() !== ''));
    state.preface = { rows, labelled: { grid, headings, recommendation: state.recommendation } };
  } else if (kind === 'legend') walk.legendTables.push(grid);
  else if (kind === 'labelled')
    walk.labelledTables.push({ grid, headings, recommendation: state.recommendation });
  else if (kind === 'recommendations') readRecommendations(grid, uses, plan);
  else if (kind === 'actions') {
    walk.actionTables += 1;
    if (state.labelled && state.recommendation === '')
      state.recommendation = plan.recommendations.add(state.labelled, '', '');
    state.labelled = null;
    state.columns = uses;
    state.bareHeader = null;
    demoteFindings(uses, state);
    promoteColumns(grid, uses, plan, table.place);
    nameFromCaption(grid, uses, state, plan);
    const cells = [
      ...readPreface(state.preface?.rows ?? [], state, plan),
      ...readPreface(grid.preface, state, plan),
    ];
    state.preface = null;
    if (!uses.some((use) => DATE_ROLES.has(use.role)))
      cells.push(
        ...cellsOfHeadings(
          headings.map((text) => ({ text, pieces: [] })),
          false,
        ),
      );
    if (!uses.some((use) => use.role === 'owner')) cells.push(...leadAbove(state));
    const { recommendation } = state;
    const headers = uses.map((use) => use.header).join('\n');
    const goesOn = state.run?.headers === headers && state.run.recommendation === recommendation;
    const hasColumn = uses.some(
      (use, column) =>
        use.role === 'recommendation' && (body[column] ?? []).some((text) => text.trim() !== ''),
    );
    const context = { headings, recommendation: hasColumn ? '' : recommendation, cells };
    state.led = true;
    const run = readActionTable(grid, uses, context, plan, goesOn ? (state.run?.run ?? null) : null);
    state.run = { run, headers, recommendation };
  } else if (grid.rows.length * uses.length > 6) {
    walk.otherTables.push(table.place);
  }
}

/** The columns under the same header before, where the table goes on with a few rows that speak no louder. */
function knownColumns(grid: Grid, uses: readonly ColumnUse[], state: WalkState): ColumnUse[] | null {
  const { columns, run } = state;
  const { headers, rows } = grid;
  if (
    columns === null ||
    run?.recommendation !== state.recommendation ||
    rows.length > 3 ||
    columns.length !== headers.length
  )
    return null;
  if (!headers.some((header) => header !== '')) return null;
  if (headers.some((header, column) => columns[column]?.header !== header)) return null;
  const deeds = (all: readonly ColumnUse[]) =>
    Math.max(0, ...all.map((use, column) => (use.role === 'action' ? shareOfDeeds(grid, column) : 0)));
  return deeds(uses) > deeds(columns) ? null : columns.map((use) => ({ ...use }));
}

/** Who leads, as the heading or a line above a table says it: "(Lead: Head of Culture)", "Sponsor: Leader". */
function leadAbove(state: WalkState): RoleCell[] {
  const { caption, leads } = state;
  const bracket =
    /\((?:lead|leads|owner|sponsor|lead officer|lead member|led by)\s?:?\s([^()]{3,90})\)\s*$/i.exec(
      caption?.text ?? '',
    );
  if (caption && bracket?.[1])
    return [{ ...cellOfWords('owner', '', passageOf(bracket[1], caption.place)), inherited: true }];
  if (leads.length > 0) return leads.map((lead) => ({ ...lead, inherited: true }));
  // A plan set out by who is responsible: a table under "Director of Place".
  const heading = state.headings.at(-1)?.text ?? '';
  if (!isPostHeading(heading)) return [];
  return [{ ...cellOfWords('owner', '', passageOf(heading, [])), inherited: true }];
}

/** A table without an action column: what comes nearest to one is read as such, with an issue that says so. */
function promoteColumns(grid: Grid, uses: ColumnUse[], plan: PlanBuilder, place: Place): void {
  if (uses.some((use) => use.role === 'action')) return;
  const deliverables = uses.find(
    ({ role, header }) => role === 'outcome' && /\bdeliverables?\b/i.test(header),
  );
  if (deliverables && uses.some(({ role }) => role === 'recommendation')) {
    useAsAction(deliverables, plan, place);
    return;
  }
  const deeds = uses.map((_, column) => shareOfDeeds(grid, column));
  const best = deeds.indexOf(Math.max(...deeds));
  const free = uses[best];
  if (free && (deeds[best] ?? 0) >= 0.6 && (free.role === 'progress' || free.role === 'other')) {
    useAsAction(free, plan, place);
    return;
  }
  for (const role of ['progress', 'objective', 'recommendation', 'outcome', 'other'] as const) {
    const use = uses.find((other) => other.role === role && other.score > 0.2);
    if (!use) continue;
    const isText =
      role !== 'progress' || !uses.some((other) => other.role === 'owner' || isTimeRole(other.role));
    if (!isText) continue;
    useAsAction(use, plan, place);
    return;
  }
}

/** "What the peers found" under the heading of a recommendation: the issue behind it, not a recommendation more. */
function demoteFindings(uses: ColumnUse[], state: WalkState): void {
  const heading = state.headings.at(-1)?.text ?? '';
  if (state.recommendation === '' || findNumber(heading)?.ref !== state.recommendation) return;
  for (const use of uses)
    if (use.role === 'recommendation' && !/\brec(?:ommendation)?s?\b/i.test(use.header))
      use.role = 'objective';
}

function useAsAction(use: ColumnUse, plan: PlanBuilder, place: Place): void {
  if (use.role === 'recommendation') use.standsIn = true;
  else use.role = 'action';
  use.score = 0.5;
  plan.addIssue({
    code: 'no-action-column',
    severity: 'warning',
    message: `no action column; “${use.header}” was read as one`,
    place,
  });
}

/** Share of a column's cells, 0..1, that open with an imperative. */
function shareOfDeeds(grid: Grid, column: number): number {
  const filled = grid.rows.flatMap((row) => {
    const text = row.section === '' ? (row.cells[column]?.cell.text.trim() ?? '') : '';
    return text === '' ? [] : [text];
  });
  return filled.length < 2 ? 0 : filled.filter((text) => opensWithVerb(text)).length / filled.length;
}

/** A heading above a table whose objectives are numbered 7.1, 7.2 … is recommendation 7, when none is known yet. */
function nameFromCaption(grid: Grid, uses: readonly ColumnUse[], state: WalkState, plan: PlanBuilder): void {
  if (uses.some((use) => use.role === 'recommendation') || !state.caption) return;
  const numbers = grid.rows.flatMap((row) =>
    row.cells.slice(0, 2).flatMap((cell) => {
      const block = cell?.cell.blocks[0];
      const text = block?.type === 'listItem' ? `${block.marker} ${block.text}` : (cell?.cell.text ?? '');
      const lead = /^(\d{1,2})\.\d/.exec(text)?.[1];
      return lead ? [lead] : [];
    }),
  );
  const [ref] = numbers;
  if (!ref || numbers.some((other) => other !== ref)) return;
  const { text, place } = state.caption;
  const known = plan.recommendations.byRef(ref);
  if (known && known.text !== '') {
    state.recommendation = ref;
    return;
  }
  const fits = state.recommendation === '' || state.recommendation === ref;
  if (!fits || DIVISION.test(text) || findNumber(text) || countWords(text) < 5 || isPostHeading(text)) return;
  state.recommendation = plan.recommendations.add(passageOf(text, place), ref, '');
}

function readRecommendations(grid: Grid, uses: readonly ColumnUse[], plan: PlanBuilder): void {
  const column = Math.max(
    uses.findIndex((use) => use.role === 'recommendation'),
    uses.length === 2 ? 1 : 0,
  );
  const theme = uses.findIndex((use) => use.role === 'theme');
  for (const row of grid.rows) {
    const cell = row.cells[column]?.cell;
    if (!cell || cell.text.trim() === '' || row.cells[column]?.covered) continue;
    const passage = joinPassages(passagesOf(cell).map((unit) => unit.passage));
    const lead = column > 0 ? (row.cells[0]?.cell.text ?? '') : '';
    const number = findNumber(lead, true) ?? findNumber(passage.text, true);
    const bare = /^\D{0,3}(\d{1,2}[a-z]?)\D?$/i.exec(lead.trim())?.[1];
    const ownNumber = findNumber(passage.text, true);
    const words = ownNumber ? passageOf(passage.text.slice(ownNumber.at), cell.place) : passage;
    plan.recommendations.add(words, number?.ref ?? bare ?? '', row.cells[theme]?.cell.text.trim() ?? '');
  }
}
