/** The actions of a plan, dated: each one's own words against the cells of its row, by the conventions. */
import type { Issue, RoleCell, SplitAction, Status, Timescale } from '../model.ts';
import { statusOfAction } from './action-status.ts';
import { partForAction, partsOfCell, shareCell } from './cells.ts';
import type { CellTime } from './cells.ts';
import { chooseTime } from './choice.ts';
import type { TimeExpression } from './dated.ts';
import { readDoneTail } from './done-tails.ts';
import { asDeadline, timeOfColumns, timeOfFinish, withRevisedDate } from './columns.ts';
import { toEdtf } from './edtf.ts';
import { parseTimescale } from './parse-timescale.ts';
import type { ParsedTimescale } from './parse-timescale.ts';
import { findOwnTimes, reportsDone } from './prose.ts';
import type { OwnTimes } from './prose.ts';
import { referenceOf } from './reference.ts';
import type { TimeContext } from './reference.ts';

/** What the stage adds to one action. */
export interface DatedAction {
  timescale: Timescale;
  milestones: Timescale[];
  status: Status;
  statusText: string;
  issues: Issue[];
}

/** Slips of a plan that are read as written and told: flag, issue, fault. */
const SLIPS: readonly (readonly [string, string, string])[] = [
  ['before-plan-date', 'date-before-plan', "the time lies before the plan's own date"],
  [
    'odd-financial-year',
    'odd-financial-year',
    'the two years of the financial year do not follow each other',
  ],
  ['start-after-end', 'start-after-end', 'the start column is later than the end column'],
];

/**
 * Timescale, milestones and status of each action, in the same order. Actions of one row share its time cell:
 * see `shareCell`. A plan that anywhere names a quarter of a financial year counts all its quarters so.
 */
export function dateActions(actions: readonly SplitAction[], context: TimeContext): DatedAction[] {
  const counted = context.financialYear ?? usesFinancialQuarters(actions);
  const full: TimeContext = { ...context, financialYear: counted };
  const dated: DatedAction[] = [];
  for (const row of joinMerged(rowsOf(actions), full)) dated.push(...dateRow(row, full));
  return dated;
}

/** True when a plan's time cells name a quarter of a financial year ("Q2 2024/25"). */
export function usesFinancialQuarters(actions: readonly SplitAction[]): boolean {
  const named =
    /\b(?:q|qtr|quarter)\s?[1-4][^A-Za-z\d]{0,3}(?:of\s|fy\s?)?(?:20)?\d\d\s?[/–-]\s?(?:20)?\d\d\b|\b(?:20)?\d\d\/\d\d\s(?:q|qtr|quarter)\s?[1-4]\b/i;
  return actions.some(({ cells }) => cells.some(({ text }) => named.test(text)));
}

function rowsOf(actions: readonly SplitAction[]): SplitAction[][] {
  const rows: SplitAction[][] = [];
  for (const action of actions) {
    const row = rows.at(-1);
    if (row?.[0]?.row === action.row) row.push(action);
    else rows.push([action]);
  }
  return rows;
}

/** Rows under one merged cell that lists several times are taken together, so that its times can be shared out. */
function joinMerged(rows: readonly SplitAction[][], context: TimeContext): SplitAction[][] {
  const joined: SplitAction[][] = [];
  for (const row of rows) {
    const above = joined.at(-1);
    const cell = row[0] === undefined ? undefined : timeCell(row[0]);
    const other = above?.[0] === undefined ? undefined : timeCell(above[0]);
    const merged = cell !== undefined && cell.inherited && cell.text === other?.text;
    if (merged && above !== undefined && partsOfCell(cell, context, 2).length > 1) above.push(...row);
    else joined.push([...row]);
  }
  return joined;
}

function dateRow(row: readonly SplitAction[], context: TimeContext): DatedAction[] {
  const owns = row.map(({ text }) => findOwnTimes(text, context));
  const shared = sharedTimes(row, owns, context);
  return row.map((action, index) => {
    const own = owns[index] ?? { own: [], going: null, frequency: null, open: null, context: [] };
    const told = row.length === 1 ? withRevisedDate(action.cells, context) : action.cells;
    const columns =
      timeOfColumns(told, context) ??
      (timeCell(action) === undefined ? timeOfFinish(action.cells, context) : null);
    const cell = columns === null ? (shared[index] ?? null) : null;
    const found: CellTime | null =
      columns === null
        ? cell
        : { timescale: columns.timescale, specific: true, inherited: columns.inherited, disagrees: false };
    if (columns === null && found !== null && timeCell(action)?.role === 'end')
      found.timescale = asDeadline(found.timescale);
    const cells = action.cells.map((one) =>
      one.role === 'status' || one.role === 'progress' ? partForAction(one, row, index) : one,
    );
    const ended = readDoneTail({ ...action, cells }, found, context);
    return dateAction(ended.action, own, ended.time, columns?.milestones ?? [], context);
  });
}

/** The timescale cell's time for each action; each action's own cell where the cells of a row differ. */
function sharedTimes(
  row: readonly SplitAction[],
  owns: readonly OwnTimes[],
  context: TimeContext,
): (CellTime | null)[] {
  const cells = row.map((action) => timeCell(action));
  const first = cells[0];
  const same = first !== undefined && cells.every((cell) => cell?.text === first.text);
  if (same)
    return shareCell(
      first,
      row,
      owns.map(({ own }) => own.length > 0),
      context,
    );
  return cells.map((cell, index) => {
    const action = row[index];
    return cell === undefined || action === undefined
      ? null
      : (shareCell(cell, [action], [false], context)[0] ?? null);
  });
}

function timeCell(action: SplitAction): RoleCell | undefined {
  const filledOf = (wanted: RoleCell['role']): RoleCell[] =>
    action.cells.filter(({ role, text }) => role === wanted && /[A-Za-z\d?]/.test(text));
  const times = filledOf('timescale');
  const cells = times.length > 0 ? times : filledOf('end');
  return cells.find(({ inherited }) => !inherited) ?? cells[0];
}

function dateAction(
  action: SplitAction,
  own: OwnTimes,
  cell: CellTime | null,
  extra: readonly Timescale[],
  context: TimeContext,
): DatedAction {
  const issues: Issue[] = [];
  const written = ownTimescale(action.text, own, context);
  const fromCell = cell === null ? null : inheritedOf(cell);
  const told =
    fromCell?.kind === 'done' && !isDated(fromCell) && (written?.kind === 'in' || written?.kind === 'done');
  const winner =
    told && reportsDone(action.text, own, context)
      ? { ...written, kind: 'done' as const }
      : choose(written, own, cell, fromCell);
  const milestones = [...extra];
  if (winner !== written && written !== null && written.kind !== 'ongoing' && isDated(written))
    milestones.push(written);
  milestones.push(...partsOf(winner, cell, context));
  const timescale = winner ?? emptyTimescale();
  if (cell?.disagrees === true && winner === fromCell) {
    issues.push({
      code: 'parallel-lists-disagree',
      severity: 'warning',
      message: `the row's times do not match its actions one by one: ${cell.timescale.text.slice(0, 60)}`,
      place: action.place,
    });
  }
  const status = statusOfAction({
    action,
    timescale,
    own,
    written: winner === written && written !== null,
    cell,
    context,
  });
  for (const [flag, code, fault] of SLIPS) {
    const past = flag === 'before-plan-date' && (winner === written || status.status === 'done');
    if (!timescale.flags.includes(flag) || past) continue;
    issues.push({ code, severity: 'warning', message: `${fault}: ${timescale.text}`, place: action.place });
  }
  return { timescale: bare(timescale), milestones: milestones.map(bare), ...status, issues };
}

/** Own dates beat an inherited or shared cell, and any cell without a date; the action's own dated cell beats them. */
function choose(
  written: Timescale | null,
  own: OwnTimes,
  cell: CellTime | null,
  fromCell: Timescale | null,
): Timescale | null {
  if (fromCell === null || cell === null) return written;
  if (written === null) return fromCell;
  if (written.kind === 'ongoing') {
    if (own.going !== null) return cell.timescale.kind === 'done' ? fromCell : written;
    return cell.inherited && fromCell.kind !== 'from' && fromCell.kind !== 'done'
      ? written
      : fromCell.kind === 'none' && !isPressing(cell)
        ? written
        : fromCell;
  }
  // "Completed" in the cell covers whatever date the words report.
  if (fromCell.kind === 'done') return fromCell;
  // "share it within eight weeks" counts from what it speaks of, and gives way to a cell that says something.
  const counted = own.own.length > 0 && own.own.every(({ sort }) => sort === 'relative');
  if (counted && (isDated(fromCell) || fromCell.kind === 'tbc')) return fromCell;
  if (!isDated(fromCell)) return written;
  if (cell.specific && !cell.inherited && cell.timescale.basis !== 'legend')
    return isCloser(written, fromCell) ? written : fromCell;
  return written;
}

/** "by March 2026" in the words beside "2025/26" in the cell: the same, said more closely. */
function isCloser(written: Timescale, fromCell: Timescale): boolean {
  return (
    fromCell.granularity === 'year' &&
    fromCell.kind === 'in' &&
    written.granularity !== 'year' &&
    written.end !== null &&
    written.end >= (fromCell.start ?? '') &&
    written.end <= (fromCell.end ?? '')
  );
}

/** "Immediate", "As soon as possible": no date can be had, yet the cell has said when. */
function isPressing({ timescale }: CellTime): boolean {
  return timescale.expressions.some(
    ({ rule, text }) => rule === 'vague' && !/^(?:n\W?a|none|nil|not )/i.test(text.trim()),
  );
}

function ownTimescale(text: string, own: OwnTimes, context: TimeContext): Timescale | null {
  const isNext = own.frequency !== null && /\bthen\s{1,3}$/i.test(text.slice(0, own.frequency.span[0]));
  const recurs =
    own.frequency !== null && (isNext || own.own.some(({ kind }) => kind === 'from' || kind === 'by'));
  const dates = recurs && own.frequency !== null ? [...own.own, own.frequency] : own.own;
  const chosen: TimeExpression[] =
    own.own.length > 0
      ? dates.sort((a, b) => a.span[0] - b.span[0])
      : [own.going ?? own.frequency ?? own.open].filter((one) => one !== null);
  if (chosen.length === 0) return null;
  const reference = referenceOf(context.planDate);
  const choice = chooseTime({ text, expressions: chosen, claim: null, reference });
  const first = chosen[0]?.span[0] ?? 0;
  const last = chosen.at(-1)?.span[1] ?? 0;
  const { primary: _, ...rest } = choice;
  return {
    text: text.slice(first, last).replaceAll(/\s+/g, ' '),
    ...rest,
    edtf: toEdtf(rest.start, rest.end),
    anchor: rest.basis === 'inferred' && reference !== null ? reference.date : null,
  };
}

function inheritedOf(cell: CellTime): Timescale {
  const basis = cell.inherited && cell.timescale.basis === 'stated' ? 'inherited' : cell.timescale.basis;
  return { ...cell.timescale, basis };
}

/** The single times inside a range that was made of several. */
function partsOf(winner: Timescale | null, cell: CellTime | null, context: TimeContext): Timescale[] {
  if (winner === null || cell === null || !winner.flags.includes('several-times')) return [];
  return cell.timescale.expressions
    .filter(({ start, end, sort }) => sort !== 'words' && (start !== null || end !== null))
    .map((one) => parseTimescale(one.text, context));
}

function isDated({ start, end }: Timescale): boolean {
  return start !== null || end !== null;
}

function emptyTimescale(): Timescale {
  return {
    text: '',
    kind: 'none',
    start: null,
    end: null,
    edtf: '',
    granularity: 'none',
    frequency: '',
    basis: 'stated',
    rule: '',
    anchor: null,
    flags: [],
  };
}

/** Only what the model names: nothing of the parse is stored. */
function bare(timescale: Timescale | ParsedTimescale): Timescale {
  const { text, kind, start, end, edtf, granularity, frequency, basis, rule, anchor, flags } = timescale;
  return { text, kind, start, end, edtf, granularity, frequency, basis, rule, anchor, flags };
}
