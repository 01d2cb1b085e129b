/** What shares a cell with an action: the recommendation that it answers, and a word at its head that says how far it has got. */
import type { RoleCell } from '../../model.ts';
import type { ColumnUse } from './columns.ts';
import type { Unit } from '../entries.ts';
import { cutPassage, joinPassages } from '../passage.ts';
import type { PlanBuilder } from '../plan-builder.ts';
import { findNumber } from '../recommendations.ts';
import { cellOfWords } from './role-cells.ts';
import type { Run } from './row-groups.ts';
import { splitSentences } from '../sentences.ts';
import { isStatusCell } from '../words.ts';

/** "R2 – Work with partners" over an action in the same cell, in a table without a column for it, heads the rows below. */
export function withoutRecommendation(
  units: Unit[],
  uses: readonly ColumnUse[],
  run: Run,
  plan: PlanBuilder,
): Unit[] {
  const [first, ...rest] = apartFromAction(units, uses);
  const number = first && rest.length > 0 ? findNumber(first.passage.text) : null;
  if (!first || !number || uses.some((use) => use.role === 'recommendation')) return units;
  const words = cutPassage(first.passage, number.at, first.passage.text.length);
  run.refs = [plan.recommendations.add(words, number.ref, '')];
  return rest;
}

/** "R2 – Work with partners. Set up a board" under "Recommendation and action": the first sentence is the recommendation. */
function apartFromAction(units: Unit[], uses: readonly ColumnUse[]): Unit[] {
  const [only, ...more] = units;
  const header = uses.find(({ role }) => role === 'action')?.header ?? '';
  if (!only || more.length > 0 || only.marker !== '' || !/\brecommendations?\b/i.test(header)) return units;
  const [first, ...rest] = splitSentences(only.passage);
  return first && rest.length > 0
    ? [
        { ...only, passage: first },
        { ...only, passage: joinPassages(rest) },
      ]
    : units;
}

const AT_HEAD = /^(?<status>\p{Lu}[\p{L} ]{2,20}?)\s?[–—:-]\s+(?=[\p{Lu}\d])/u;

/** "COMPLETED – Joint board set up" in a row whose cells say no status: the rest of the words, and the status. */
export function withoutStatus(
  units: Unit[],
  cells: readonly RoleCell[],
): { units: Unit[]; status: RoleCell[] } {
  const [first, ...rest] = units;
  const head = first ? AT_HEAD.exec(first.passage.text) : null;
  const words = head?.groups?.['status'] ?? '';
  const isSaid = cells.some(({ role, text }) => role === 'status' && text.trim() !== '');
  if (!first || !head || isSaid || !isStatusCell(words)) return { units, status: [] };
  const passage = cutPassage(first.passage, head[0].length, first.passage.text.length);
  const status = cellOfWords('status', '', cutPassage(first.passage, 0, words.length));
  return { units: [{ ...first, passage }, ...rest], status: [status] };
}
