/** What a council's plan measures, and how it stands among others: one pass over the columns for all councils. */
import type { Context } from '../context.ts';
import { dayNumber } from '../dates.ts';
import { UNDATED } from '../labels.ts';
import { LATENESS, OPEN } from '../lateness.ts';
import { FLAGS } from './facts.ts';
import { OWED } from './owed.ts';

/** Measures that are shares of a council's actions, with whether low is the better end. */
export const SHARES = [
  ['ownerless', 'No owner named', 'low'],
  ['unspecific', 'No specific owner (none, or only a vague one)', 'low'],
  ['undated', UNDATED.noLastDay, 'low'],
  ['cannotTell', UNDATED.cannotTell, 'low'],
  ['past', 'Past its date, not reported done', 'low'],
  ['done', 'Reported done', 'high'],
  ['uncheckable', 'Nothing checkable in its words', 'low'],
  ['continues', 'Only promises to continue or consider', 'low'],
] as const;
export type ShareName = (typeof SHARES)[number][0];

/** Filters of the actions that a measure counts. */
export const FILTERS: Readonly<Record<ShareName, Record<string, string>>> = {
  ownerless: { owner: 'none' },
  unspecific: { owner: 'none,vague' },
  undated: { flag: 'noLastDay' },
  cannotTell: { late: 'cannot_tell' },
  past: OWED,
  done: { late: 'done' },
  uncheckable: { flag: 'uncheckable' },
  continues: { flag: 'continues' },
};

export interface Measures {
  actions: number;
  /** How many of the actions, by measure. */
  counts: Record<ShareName, number>;
  /** Median months from the plan's date to the last day; `null` when no action has both. */
  monthsGiven: number | null;
}

const DAYS_PER_MONTH = 30.44;

/** Measures by council index, of the plans that count on the day; councils without actions are left out. */
export function councilMeasures(context: Context): Map<number, Measures> {
  const { facts, summary } = context.site;
  const { counts: counted } = context.site.plansOn(context.asOf);
  const late = context.site.lateness(context.asOf);
  const cannotTell = LATENESS.indexOf('cannot_tell');
  const past = [LATENESS.indexOf('overdue'), LATENESS.indexOf('no_report')];
  const planDays = summary.plans.map((plan) => (plan.planDate === null ? OPEN : dayNumber(plan.planDate)));
  const given = new Map<number, number[]>();
  const measures = new Map<number, Measures>();
  for (let row = 0; row < facts.rows; row++) {
    if (counted[facts.plan[row] ?? 0] === 0) continue;
    const council = facts.council[row] ?? 0;
    let entry = measures.get(council);
    if (entry === undefined) {
      entry = { actions: 0, counts: noCounts(), monthsGiven: null };
      measures.set(council, entry);
      given.set(council, []);
    }
    const { counts } = entry;
    const [owner = 0, flags = 0, end = OPEN, state = 0] = [
      facts.owner[row],
      facts.flags[row],
      facts.end[row],
      late[row],
    ];
    entry.actions++;
    if (owner === 0) counts.ownerless++;
    if (owner <= 1) counts.unspecific++;
    if (end === OPEN) counts.undated++;
    if (state === cannotTell) counts.cannotTell++;
    if (past.includes(state) && (flags & FLAGS.beforePlan) === 0) counts.past++;
    if (state === 0) counts.done++;
    if ((flags & FLAGS.checkable) === 0) counts.uncheckable++;
    if ((flags & FLAGS.continues) !== 0) counts.continues++;
    const planned = planDays[facts.plan[row] ?? 0] ?? OPEN;
    if (end !== OPEN && planned !== OPEN) given.get(council)?.push((end - planned) / DAYS_PER_MONTH);
  }
  for (const [council, months] of given) {
    const entry = measures.get(council);
    if (entry !== undefined) entry.monthsGiven = median(months);
  }
  return measures;
}

/** A council's share of a measure, 0 to 1. */
export function shareOf(measures: Measures, name: ShareName): number {
  return measures.actions === 0 ? 0 : measures.counts[name] / measures.actions;
}

/** The middle value; `null` of nothing. */
export function median(values: readonly number[]): number | null {
  if (values.length === 0) return null;
  const sorted = values.toSorted((a, b) => a - b);
  const middle = sorted.length >> 1;
  const upper = sorted[middle] ?? 0;
  return sorted.length % 2 === 1 ? upper : ((sorted[middle - 1] ?? 0) + upper) / 2;
}

/** Fewest councils that have a middle worth the name. */
export const FEWEST_FOR_MIDDLE = 3;

/** The middle of the peers' values; `null` where there are fewer than three. */
export function middleOf(values: readonly number[]): number | null {
  return values.length < FEWEST_FOR_MIDDLE ? null : median(values);
}

/** Fewest councils among which a rank is given. */
export const FEWEST_RANKED = 5;

/**
 * Place of a value among others, from 1 for the lowest, equal values sharing the best place, in words such as
 * "3rd lowest of 12"; no place below five councils.
 */
export function rankInWords(value: number, values: readonly number[]): string {
  if (values.length < FEWEST_RANKED) return `no rank among ${values.length}`;
  const rank = 1 + values.filter((other) => other < value).length;
  const fromTop = 1 + values.filter((other) => other > value).length;
  if (rank <= fromTop) return `${ordinal(rank)} lowest of ${values.length}`.trim();
  return `${ordinal(fromTop)} highest of ${values.length}`.trim();
}

function ordinal(value: number): string {
  if (value === 1) return '';
  const teen = value % 100 >= 11 && value % 100 <= 13;
  const ending = teen ? 'th' : (['th', 'st', 'nd', 'rd'][value % 10] ?? 'th');
  return `${value}${ending}`;
}

function noCounts(): Record<ShareName, number> {
  return Object.fromEntries(SHARES.map(([name]) => [name, 0])) as Record<ShareName, number>;
}
