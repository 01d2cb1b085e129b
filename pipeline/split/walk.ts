/**
 * Walks a document's blocks in order: keeps the headings, sees which recommendation is under discussion, hands
 * tables to their readers and gathers the rest into sections for the readers of labelled blocks and prose.
 */
import type { Block, Document, Heading, ListItem, Paragraph, Place, Table } from '../model.ts';
import { readActionTable } from './action-table.ts';
import { assignColumns, type ColumnUse } from './columns.ts';
import { layGrid, type Grid } from './grid.ts';
import { joinPassages, passageOf, passagesOf } from './passage.ts';
import type { PlanBuilder } from './plan-builder.ts';
import { findNumber } from './recommendations.ts';
import { kindOfTable } from './table-kinds.ts';
import { countWords } from './words.ts';

/** Paragraphs and list items under one heading. */
export interface Section {
  headings: string[];
  /** Ref of the recommendation whose heading it stands under; empty when none. */
  recommendation: string;
  blocks: (Paragraph | ListItem)[];
}

/** What the walk leaves for others to read. */
export interface Walk {
  sections: Section[];
  legendTables: Grid[];
  labelledTables: { grid: Grid; section: Section }[];
  /** Action tables seen, also those that gave nothing. */
  actionTables: number;
  /** Tables that no reader took, with more than a few cells. */
  otherTables: Place[];
}

interface State {
  headings: { level: number; text: string }[];
  recommendation: string;
  recommendationLevel: number;
  /** A bare "Recommendation 7" whose words are still to come. */
  pending: string;
  caption: { text: string; place: Place } | null;
  columns: ColumnUse[] | null;
}

const DIVISION =
  /^(?:theme|workstream|priority|pillar|section|part|appendix|annex|strand|introduction|background|context|next steps|conclusion|summary|action plan|foreword)\b/i;

/** Reads all tables into the plan and gives the rest back. */
export function walkDocument(document: Document, plan: PlanBuilder): Walk {
  const walk: Walk = { sections: [], legendTables: [], labelledTables: [], actionTables: 0, otherTables: [] };
  const state: State = {
    headings: [],
    recommendation: '',
    recommendationLevel: 99,
    pending: '',
    caption: null,
    columns: null,
  };
  let section = openSection(walk, state);
  for (const block of document.blocks) {
    if (block.type === 'table') {
      takeTable(block, state, section, walk, plan);
      state.caption = null;
      section = openSection(walk, state);
    } else if (block.type === 'heading') {
      takeHeading(block, state, plan);
      section = openSection(walk, state);
    } else {
      takeText(block, state, plan);
      section.blocks.push(block);
      section.recommendation = state.recommendation;
    }
  }
  walk.sections = walk.sections.filter((each) => each.blocks.length > 0);
  return walk;
}

function openSection(walk: Walk, state: State): Section {
  const section: Section = {
    headings: state.headings.map((heading) => heading.text),
    recommendation: state.recommendation,
    blocks: [],
  };
  walk.sections.push(section);
  return section;
}

function takeHeading(block: Heading, state: State, plan: PlanBuilder): void {
  const text = block.text.trim();
  const isWords = state.pending !== '' && findNumber(text) === null && !DIVISION.test(text);
  if (!isWords) {
    while ((state.headings.at(-1)?.level ?? 0) >= block.level) state.headings.pop();
    if (block.level <= state.recommendationLevel) state.recommendation = '';
  }
  noteRecommendation(block, state, plan);
  if (state.recommendation !== '' && !isWords) state.recommendationLevel = block.level;
  state.headings.push({ level: block.level, text });
  state.caption = { text, place: block.place };
}

function takeText(block: Paragraph | ListItem, state: State, plan: PlanBuilder): void {
  const text = block.text.trim();
  if (block.type === 'listItem') return;
  if (state.pending !== '' || findNumber(text)) noteRecommendation(block, state, plan);
  else if (countWords(text) <= 45) {
    const known = plan.recommendations.like(text);
    if (known) state.recommendation = known.ref;
  }
  state.caption = countWords(text) <= 45 ? { text, place: block.place } : null;
}

/** "Recommendation 4", "R4: Refresh the plan", or the words of a recommendation known already. */
function noteRecommendation(block: Heading | Paragraph, state: State, plan: PlanBuilder): void {
  const text = block.text.trim();
  const number = findNumber(text);
  if (number) {
    const words = text.slice(number.at).trim();
    if (words === '') {
      state.pending = number.ref;
      state.recommendation = plan.recommendations.add({ ...passageOf('', block.place) }, number.ref, '');
      return;
    }
    state.recommendation = plan.recommendations.add(passageOf(words, block.place), number.ref, '');
    state.pending = '';
    return;
  }
  const known = plan.recommendations.like(text);
  if (known) state.recommendation = known.ref;
  else if (state.pending !== '') {
    const waiting = plan.recommendations.byRef(state.pending);
    if (waiting && waiting.text === '' && countWords(text) > 3)
      Object.assign(waiting, { text, place: block.place });
    state.recommendation = state.pending;
  }
  state.pending = '';
}

function takeTable(table: Table, state: State, section: Section, walk: Walk, plan: PlanBuilder): void {
  const grid = layGrid(table);
  const body = grid.headers.map((_, column) =>
    grid.rows
      .filter((row) => row.section === '')
      .map((row) => (row.cells[column]?.covered ? '' : (row.cells[column]?.cell.text ?? ''))),
  );
  const headed = grid.headers.some((header) => header !== '');
  let uses = assignColumns(grid.headers, body);
  if (!headed && state.columns?.length === uses.length) uses = state.columns.map((use) => ({ ...use }));
  const kind = kindOfTable(grid, uses);
  if (kind === 'legend') walk.legendTables.push(grid);
  else if (kind === 'labelled') walk.labelledTables.push({ grid, section });
  else if (kind === 'recommendations') readRecommendations(grid, uses, plan);
  else if (kind === 'actions') {
    walk.actionTables += 1;
    state.columns = uses;
    promoteColumns(uses, plan, table.place);
    nameFromCaption(grid, uses, state, plan);
    readActionTable(
      grid,
      uses,
      {
        headings: state.headings.map((heading) => heading.text),
        recommendation: uses.some((use) => use.role === 'recommendation') ? '' : state.recommendation,
      },
      plan,
    );
  } else if (grid.rows.length * uses.length > 6) {
    walk.otherTables.push(table.place);
  }
}

/** A table without an action column: what comes nearest to one is read as such, with an issue that says so. */
function promoteColumns(uses: ColumnUse[], plan: PlanBuilder, place: Place): void {
  if (uses.some((use) => use.role === 'action')) return;
  for (const role of ['progress', 'objective', 'recommendation', 'outcome', 'other'] as const) {
    const use = uses.find((other) => other.role === role && other.score > 0.2);
    if (!use) continue;
    const isText =
      role !== 'progress' || !uses.some((other) => other.role === 'owner' || other.role === 'timescale');
    if (!isText) continue;
    use.role = 'action';
    use.score = 0.5;
    plan.addIssue({
      code: 'no-action-column',
      severity: 'warning',
      message: `no action column; “${use.header}” was read as one`,
      place,
    });
    return;
  }
}

/** A heading above a table whose objectives are numbered 7.1, 7.2 … is recommendation 7, when none is known yet. */
function nameFromCaption(grid: Grid, uses: readonly ColumnUse[], state: State, plan: PlanBuilder): void {
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
  if (!fits || DIVISION.test(text) || findNumber(text) || countWords(text) < 5) return;
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

/** Blocks of a section as one run, for readers that want text only. */
export function isText(block: Block): block is Paragraph | ListItem {
  return block.type === 'paragraph' || block.type === 'listItem';
}
