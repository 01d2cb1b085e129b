/**
 * A person's corrections, from `data/overrides.csv`, laid over finished plans. Plans and rows in, new plans out, with
 * the rows that met nothing. The nightly job never writes that file; a row that matches nothing any more is reported.
 *
 * Columns: `plan` (id, council name or ONS code; may be empty when `action` is given), then one of `action` (id),
 * `recommendation` (ref; the row holds for all its actions) and `text` (words of the action, twelve characters or
 * more), `field`, `value`, `who`, `when`, `why`. A row whose `value` is empty is passed over.
 */
import {
  type Action,
  type IsoDay,
  type Issue,
  type Owner,
  type Plan,
  type Status,
  THEMES,
  type ThemeTag,
  type Timescale,
  type TimescaleKind,
} from './model.ts';
import { findOwners } from './owner/owner.ts';

/** A row of `data/overrides.csv` by header; columns it does not know are ignored. */
export type OverrideRow = Record<string, string>;

/** The corrected plans, the rows that met no action, and an issue for each row that was not used. */
export interface OverrideResult {
  plans: Plan[];
  unmatched: OverrideRow[];
  issues: Issue[];
}

type Change = (action: Action) => Action;

const SHORTEST_TEXT = 12;
const KINDS: readonly TimescaleKind[] = ['by', 'in', 'from', 'ongoing', 'done', 'tbc', 'none'];
const STATUSES: readonly Status[] = ['done', 'under_way', 'not_started', 'unknown'];

/**
 * Applies every row in order (a later row wins); plans that no row meets are passed on as they are. Values:
 * `theme`: a theme, or two with a semicolon (`governance; capacity`); `owner`: names with semicolons, `-` for nobody;
 * `status`: as in the model; `timescale`: a kind with an interval where it has one (`by ../2025-03-31`, `ongoing`).
 */
export function applyOverrides(plans: readonly Plan[], rows: readonly OverrideRow[]): OverrideResult {
  const result: OverrideResult = { plans: [...plans], unmatched: [], issues: [] };
  for (const row of rows) {
    if (!cell(row, 'value')) continue;
    const change = readChange(cell(row, 'field'), cell(row, 'value'), reasonOf(row));
    if (!change) {
      result.issues.push(issueOf('override-not-understood', row));
    } else if (!changeActions(result.plans, row, change)) {
      result.unmatched.push(row);
      result.issues.push(issueOf('override-unmatched', row));
    }
  }
  return result;
}

/** Replaces plans in place by ones with changed actions; false when no action was met. */
function changeActions(plans: Plan[], row: OverrideRow, change: Change): boolean {
  let met = false;
  plans.forEach((plan, index) => {
    if (!meetsPlan(plan, row)) return;
    let changed = false;
    const actions = plan.actions.map((action) => {
      if (!meetsAction(action, row)) return action;
      changed = true;
      return change(action);
    });
    if (changed) plans[index] = { ...plan, actions };
    met ||= changed;
  });
  return met;
}

function meetsPlan(plan: Plan, row: OverrideRow): boolean {
  const wanted = fold(cell(row, 'plan'));
  if (wanted === '') return cell(row, 'action') !== '';
  const council = plan.council.value;
  return [plan.id, council?.name ?? '', council?.gss ?? ''].some(
    (name) => name !== '' && fold(name) === wanted,
  );
}

function meetsAction(action: Action, row: OverrideRow): boolean {
  const id = cell(row, 'action');
  if (id) return action.id === id;
  const ref = cell(row, 'recommendation');
  const text = fold(cell(row, 'text'));
  if (ref && !action.recommendations.includes(ref)) return false;
  if (text.length >= SHORTEST_TEXT) return fold(action.text).includes(text);
  return ref !== '' && text === '';
}

function readChange(field: string, value: string, reason: string): Change | null {
  if (field === 'theme') {
    const themes = readThemes(value, reason);
    return themes && ((action) => ({ ...action, themes, themeUnsure: false }));
  }
  if (field === 'owner') {
    const owners = readOwners(value);
    return (action) => ({ ...action, owners });
  }
  if (field === 'status') {
    const status = STATUSES.find((name) => name === value);
    return status ? (action) => ({ ...action, status, statusText: reason }) : null;
  }
  if (field === 'timescale') {
    const range = readRange(value);
    return range && ((action) => ({ ...action, timescale: { ...action.timescale, ...range } }));
  }
  return null;
}

function readThemes(value: string, reason: string): ThemeTag[] | null {
  const named = value.split(';').map((word) => THEMES.find((theme) => theme === word.trim().toLowerCase()));
  const [first, second] = named;
  if (!first || named.length > 2 || (named.length === 2 && (!second || second === first))) return null;
  const tags = THEMES.map((theme): ThemeTag => {
    const probability = theme === first ? (second ? 0.75 : 1) : theme === second ? 0.25 : 0;
    return { theme, probability, basis: 'override', evidence: theme === first ? [reason] : [] };
  });
  return tags.toSorted((a, b) => b.probability - a.probability);
}

function readOwners(value: string): Owner[] {
  const names = value.split(';').map((name) => name.trim());
  return names
    .filter((name) => name !== '' && name !== '-')
    .map((text) => {
      const [known] = findOwners(text);
      return { role: '', kind: 'unknown', vague: false, ...known, text, basis: 'override' };
    });
}

function readRange(value: string): Partial<Timescale> | null {
  const [, word = '', start = '', end = ''] =
    /^([a-z]+)(?:\s+(\d{4}-\d\d-\d\d|\.\.)\/(\d{4}-\d\d-\d\d|\.\.))?$/.exec(value.trim()) ?? [];
  const kind = KINDS.find((name) => name === word);
  if (!kind) return null;
  const day = (text: string): IsoDay | null => (text === '' || text === '..' ? null : text);
  const range = { start: day(start), end: day(end) };
  const needs = { by: [false, true], in: [true, true], from: [true, false] }[kind as 'by' | 'in' | 'from'];
  if (needs && (needs[0] !== (range.start !== null) || needs[1] !== (range.end !== null))) return null;
  if (range.start && range.end && range.start > range.end) return null;
  const dated = range.start !== null || range.end !== null;
  const edtf = dated ? `${range.start ?? '..'}/${range.end ?? '..'}` : '';
  const granularity = dated ? 'range' : 'none';
  return {
    kind,
    ...range,
    edtf,
    granularity,
    frequency: '',
    basis: 'override',
    rule: 'override',
    anchor: null,
    flags: [],
  };
}

function issueOf(code: 'override-not-understood' | 'override-unmatched', row: OverrideRow): Issue {
  const target = ['plan', 'action', 'recommendation', 'text'].map((name) => cell(row, name)).filter(Boolean);
  const fault =
    code === 'override-unmatched'
      ? 'override meets no action any more'
      : 'override has an unknown field or value';
  const message = `${fault}: ${target.join(', ')}: ${cell(row, 'field')} = ${cell(row, 'value')}`;
  return { code, severity: 'warning', message, place: null };
}

function reasonOf(row: OverrideRow): string {
  const said = ['who', 'when', 'why'].map((name) => cell(row, name)).filter(Boolean);
  return said.join(', ') || 'corrected by a person';
}

function cell(row: OverrideRow, column: string): string {
  return (row[column] ?? '').trim();
}

function fold(words: string): string {
  return (words.toLowerCase().match(/[\p{L}\p{N}]+/gu) ?? []).join(' ');
}
