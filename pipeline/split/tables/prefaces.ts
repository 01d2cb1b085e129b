/**
 * What stands above a table and speaks for it: labels and values in a small table of their own ("Lead officer | Head of
 * HR"), or in rows over its header. In: tables and their cells; out: cells that all rows share, and the recommendation.
 */
import type { Cell, ColumnRole, RoleCell, Table } from '../../model.ts';
import { joinPassages, passageOf, passagesOf } from '../passage.ts';
import type { PlanBuilder } from '../plan-builder.ts';
import { findNumber } from '../recommendations.ts';
import { isKnownHeader, voteHeader } from './header-votes.ts';
import { roleCellOf } from './role-cells.ts';
import type { Walk, WalkState } from '../walk-state.ts';
import { isTimeRole } from '../words.ts';

/** Labels such as "Owner: Head of HR" that fill a table's cells, each cut into label and value; `null` for others. */
export function labelRowsOf(table: Table): Cell[][] | null {
  if (table.rows.length > 3) return null;
  const cells = table.rows.flatMap((row) => row.cells.filter((cell) => cell.text.trim() !== ''));
  const cut = cells.map((cell) => {
    const match = /^([^:\n]{3,40}):\s*(?=\S)/.exec(cell.text.trim());
    const role = match?.[1] ? voteHeader(match[1])[0] : undefined;
    if (!match?.[1] || !role || role.score < 0.7 || role.role === 'action') return null;
    return [withText(cell, match[1]), withText(cell, cell.text.trim().slice(match[0].length))];
  });
  const rows = cut.filter((row) => row !== null);
  return rows.length > 0 && rows.length === cut.length ? rows : null;
}

/** "Sponsor | Leader of the Council" over "Lead officer | Head of HR": a table of nothing but who leads and when. */
export function leadRowsOf(table: Table): Cell[][] | null {
  if (table.columns !== 2 || table.rows.length > 4) return null;
  const isLead = ([label, value]: readonly Cell[]): boolean => {
    const role = isKnownHeader(label?.text ?? '') ? voteHeader(label?.text ?? '')[0]?.role : undefined;
    const isSaid = (value?.text.trim() ?? '') !== '' && !isKnownHeader(value?.text ?? '');
    return isSaid && (role === 'owner' || isTimeRole(role ?? null));
  };
  const rows = table.rows.map((row) => row.cells);
  const leads = rows.some(([label]) => voteHeader(label?.text ?? '')[0]?.role === 'owner');
  return leads && rows.every((cells) => isLead(cells)) ? rows : null;
}

function withText(cell: Cell, text: string): Cell {
  return { ...cell, text, blocks: [{ type: 'paragraph', text, place: cell.place }] };
}

/** Labels that name a recommendation and who answers for it, but no action and no progress. */
export function isAboutRecommendation(table: Table): boolean {
  const roles = table.rows.map((row) => voteHeader(row.cells[0]?.text ?? '')[0]?.role);
  return (
    table.rows.length <= 5 &&
    roles.includes('recommendation') &&
    roles.every((role) => role && PREFACE_ROLES.has(role))
  );
}

const PREFACE_ROLES: ReadonlySet<ColumnRole> = new Set<ColumnRole>([
  'recommendation',
  'reference',
  'theme',
  'owner',
  'timescale',
  'end',
]);

/** A preface that no action table followed stands for itself. */
export function leavePreface(state: WalkState, walk: Walk): void {
  if (state.preface?.labelled) walk.labelledTables.push(state.preface.labelled);
  state.preface = null;
}

/** What labels above the header say of the whole table: its recommendation, its lead, its date. */
export function readPreface(rows: readonly Cell[][], state: WalkState, plan: PlanBuilder): RoleCell[] {
  const cells: RoleCell[] = [];
  for (const row of rows) {
    for (let at = 0; at + 1 < row.length; at += 2) {
      const [label, value] = [row[at], row[at + 1]];
      if (!label || !value) continue;
      const number = findNumber(label.text);
      const role = number ? 'recommendation' : voteHeader(label.text)[0]?.role;
      if (role === 'recommendation') {
        const passage = joinPassages(passagesOf(value).map((unit) => unit.passage));
        const own = number ? null : findNumber(passage.text, true);
        const words = own ? passageOf(passage.text.slice(own.at), value.place) : passage;
        state.recommendation = plan.recommendations.add(words, number?.ref ?? own?.ref ?? '', '');
      } else if (role === 'owner' || isTimeRole(role ?? null)) {
        if (role === 'owner') plan.hasOwnerColumn = true;
        cells.push(roleCellOf(value, role ?? 'other', label.text.trim(), true));
      }
    }
  }
  return cells;
}
