/** Times spread over columns: start and end, original and revised. The original is kept as a milestone. */
import type { ColumnRole, RoleCell, Timescale } from '../model.ts';
import { toEdtf } from './edtf.ts';
import { findExpressions, parseTimescale } from './parse-timescale.ts';
import type { ParsedTimescale } from './parse-timescale.ts';
import { referenceOf } from './reference.ts';
import type { TimeContext } from './reference.ts';

/** Headers of original and revised dates that are last days: "Revised deadline", "Original due date". */
const DEADLINE =
  /\b(?:deadlines?|due|by|complet\w{1,5}|end|target (?:completion )?dates?|finish)\b|\btarget$/i;

/** What the columns say together. */
export interface ColumnTime {
  timescale: ParsedTimescale;
  milestones: Timescale[];
  inherited: boolean;
}

/** Words before a date that takes the place of the column's: "revised target date", "deadline moved to". */
const REVISED =
  /\b(?:(?:revised|new|amended|extended)\s{1,3}(?:(?:target|completion|due|delivery|end|implementation)\s{1,3})?(?:dates?|deadlines?|targets?|timescales?)|(?:(?:target|completion|due|delivery|end)\s{1,3})?(?:date|deadline|target|timescale)\s{1,3}(?:(?:has|have|now|been|was|is)\s{1,3}){0,3}(?:revised|extended|moved|changed|amended|(?:pushed|put)\s{1,3}back|deferred)\s{1,3}to)(?:\s{1,3}(?:is|of|now|set|agreed|for|completion|as|at)){0,3}[\s:–-]{0,4}$/i;

/** The cells with the revised date that a report of progress names as a column of its own, where the plan has none. */
export function withRevisedDate(cells: readonly RoleCell[], context: TimeContext): readonly RoleCell[] {
  if (cells.some(({ role }) => role === 'revised-date')) return cells;
  if (!cells.some(({ role }) => role === 'timescale' || role === 'end')) return cells;
  for (const cell of cells) {
    if (cell.role !== 'status' && cell.role !== 'progress') continue;
    const found = findExpressions(cell.text, context).findLast(
      ({ sort, kind, span, text }) =>
        sort !== 'words' && kind !== 'none' && REVISED.test(wordsBefore(cell.text, span[0], text)),
    );
    if (found !== undefined)
      return [...cells, { ...cell, role: 'revised-date', header: 'Revised date', text: found.text }];
  }
  return cells;
}

/** Headers of the days on which actions were finished: "Date completed", "Actual completion date". */
const FINISHED =
  /\bdate (?:complete|completed|closed|achieved|actioned|finished|delivered)\b|\bactual (?:date of )?(?:completion|delivery)\b|\bcompleted (?:on|date)\b/i;

/** True for a cell that holds the day on which its action was finished, and nothing else. */
export function tellsFinish({ role, header, text }: RoleCell, context: TimeContext): boolean {
  if ((role !== 'progress' && role !== 'status') || !FINISHED.test(header)) return false;
  const bare = text.replaceAll(/\b(?:on|of|the|early|mid|late)\b/gi, '');
  if (!/^[^A-Za-z]*(?:[A-Za-z]+[^A-Za-z]+)?$/.test(bare)) return false;
  const { end } = parseTimescale(text, context);
  return end !== null && end <= (referenceOf(context.planDate)?.last ?? '9999');
}

/** The day of a column of finished actions, where no other column says when. */
export function timeOfFinish(cells: readonly RoleCell[], context: TimeContext): ColumnTime | null {
  const cell = cells.find((one) => tellsFinish(one, context));
  if (cell === undefined) return null;
  const timescale = parseTimescale(cell.text, context);
  return { timescale: { ...timescale, kind: 'done' }, milestones: [], inherited: cell.inherited };
}

/** The words before a date, with those that bound it: "deadline moved to". */
function wordsBefore(text: string, start: number, date: string): string {
  const bound =
    /^(?:(?:[a-z]{2,9}\s{1,3}){0,2}(?:to|until)\s{1,3}|(?:revised|new|amended|extended)\s(?:[a-z]{2,14}\s){0,2}[a-z]{4,10}:?\s{1,3}(?=[a-z\d]))/i.exec(
      date,
    )?.[0] ?? '';
  return text.slice(Math.max(0, start - 90), start) + bound;
}

/** The time of start, end, original and revised columns; null where a plan has none of them filled. */
export function timeOfColumns(cells: readonly RoleCell[], context: TimeContext): ColumnTime | null {
  const plain = cellOf(cells, 'timescale');
  const revised = read(cellOf(cells, 'revised-date'), context);
  const original = read(cellOf(cells, 'original-date'), context);
  const start = read(cellOf(cells, 'start'), context);
  if (revised !== null && isTold(revised.timescale)) {
    const due = cellOf(cells, 'end');
    const old = original ?? read(plain ?? due, context);
    if (old !== null && plain === undefined && original === null) old.timescale = asDeadline(old.timescale);
    // What takes the place of a last day is a last day.
    const timescale =
      (plain === undefined && due !== undefined) || old?.timescale.kind === 'by'
        ? asDeadline(revised.timescale)
        : revised.timescale;
    return { ...since(start, { ...revised, timescale }), milestones: old === null ? [] : [old.timescale] };
  }
  // An end column alone is shared out like any time cell; see `asDeadline`.
  if (start === null && original === null) return null;
  const end = read(cellOf(cells, 'end'), context);
  if (original !== null && plain === undefined && end === null) return since(start, original);
  if (start === null) return null;
  // A timescale column beside start and end says more than either alone.
  if (plain !== undefined && end === null) return null;
  return {
    timescale: between(start.timescale, end?.timescale ?? null),
    milestones: [],
    inherited: start.inherited,
  };
}

function cellOf(cells: readonly RoleCell[], role: ColumnRole): RoleCell | undefined {
  const filled = cells.filter((cell) => cell.role === role && /[A-Za-z\d?]/.test(cell.text));
  return filled.find(({ inherited }) => !inherited) ?? filled[0];
}

function read(cell: RoleCell | undefined, context: TimeContext): ColumnTime | null {
  if (cell === undefined) return null;
  const timescale = parseTimescale(cell.text, context);
  const due = cell.role.endsWith('-date') && DEADLINE.test(cell.header);
  return {
    timescale: due ? asDeadline(timescale) : timescale,
    milestones: [],
    inherited: cell.inherited,
  };
}

/** The time of a last day's column, from the start column's day on where there is one. */
function since(start: ColumnTime | null, last: ColumnTime): ColumnTime {
  if (start === null || !isTold(start.timescale)) return { ...last, milestones: [] };
  return { ...last, timescale: between(start.timescale, last.timescale), milestones: [] };
}

function isTold({ kind }: Timescale): boolean {
  return kind !== 'none';
}

/** "End of August", "mid-May", "year end": part of one period, or an event, which has one last day. */
const PART = /^event\b| > (?:early|mid|late|end)(?= >|$)/;

/**
 * The time of an end or deadline column that stands alone: what it names is the last day, and of several ("May/June")
 * the last. A range stays a range.
 */
export function asDeadline(timescale: ParsedTimescale): ParsedTimescale {
  if (timescale.kind !== 'in' || timescale.end === null) return timescale;
  const isRange =
    timescale.granularity === 'range' &&
    !PART.test(timescale.rule) &&
    !/ > and > /.test(timescale.rule) &&
    !timescale.flags.includes('several-times');
  if (isRange) return timescale;
  return {
    ...timescale,
    kind: 'by',
    start: null,
    edtf: toEdtf(null, timescale.end),
    rule: `${timescale.rule} > deadline column`,
  };
}

/** A start alone, or with "Ongoing", is `from`; both are `in`. */
function between(start: ParsedTimescale, end: ParsedTimescale | null): ParsedTimescale {
  const first = start.start ?? start.end;
  const last = end === null ? null : (end.end ?? (end.kind === 'from' ? null : end.start));
  const told = end ?? start;
  if (first === null && last === null) return end !== null && end.kind !== 'none' ? end : start;
  const kind = end?.kind === 'done' ? 'done' : first === null ? 'by' : last === null ? 'from' : 'in';
  const text = [start.text, end?.text ?? ''].filter((words) => words !== '').join(' – ');
  return {
    ...told,
    // "Underway" in the start column tells how far it has got.
    ...(first === null && start.status !== '' && start.status !== 'unknown'
      ? { status: start.status, statusText: start.statusText }
      : {}),
    // "Ongoing" beside a start says that it has no end, not that it has begun.
    ...(kind === 'from' && start !== null ? { status: start.status, statusText: start.statusText } : {}),
    text,
    kind,
    start: first,
    end: last,
    edtf: toEdtf(first, last),
    granularity: first !== null && last !== null ? 'range' : told.granularity,
    rule: `columns (${[start.rule, end?.rule ?? ''].filter(Boolean).join('; ')})`,
    flags: [
      ...new Set([
        ...start.flags,
        ...(end?.flags ?? []),
        ...(first !== null && last !== null && first > last ? ['start-after-end'] : []),
      ]),
    ],
  };
}
