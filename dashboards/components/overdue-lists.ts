/** The lists of the page of overdue and ownerless actions: which rows each holds, and what it says of itself. */
import type { Context } from '../context.ts';
import { isBackwards, isOwed, isPast, isSlip, OWED } from '../data/owed.ts';
import { h } from '../element.ts';
import { counted, UNDATED } from '../labels.ts';
import { LATENESS } from '../lateness.ts';
import { LATENESS_COLOURS, MAIN, TOGETHER_COLOURS, UNKNOWN } from '../palette.ts';

/** Name in the address, heading, and what is in it. */
export const LISTS = [
  ['past', 'Past its date', 'The last day has passed and no plan we have read says it is done.'],
  ['reported', 'Overdue when last reported', 'Past its date already when the newest plan was published.'],
  ['soon', 'Due within 30 days', 'The last day is within 30 days of the day asked about.'],
  [
    'ownerless',
    'No owner named',
    'Nobody is named, neither in an owner column nor in the action’s own words.',
  ],
  ['vague', 'Vague owner', 'Only “All”, “the Council” or the like is named.'],
  [
    'undated',
    UNDATED.cannotTell,
    'Not done, and the time is to be confirmed, nothing is said of it, we could not read it, or its first day is later than its last.',
  ],
  [
    'slip',
    'Date before the plan: check the plan',
    'The last day lies before the date of the plan itself, which reports nothing of it. Check the plan: most likely the date is a slip, so these are not counted as past their date or overdue.',
  ],
] as const;
export type ListName = (typeof LISTS)[number][0];

/** Filters of the page of actions that give the same lists. */
export const FILTERS: Readonly<Record<ListName, Record<string, string>>> = {
  past: OWED,
  reported: { ...OWED, late: 'overdue' },
  soon: { late: 'due_soon' },
  ownerless: { owner: 'none' },
  vague: { owner: 'vague' },
  undated: { late: 'cannot_tell' },
  slip: { flag: 'beforePlan' },
};

/** Colours of those lists that are a group of lateness; others are only counted. */
export const COLOURS: Readonly<Record<ListName, string>> = {
  past: TOGETHER_COLOURS.past,
  reported: LATENESS_COLOURS.overdue,
  soon: LATENESS_COLOURS.due_soon,
  ownerless: MAIN,
  vague: MAIN,
  undated: UNKNOWN,
  slip: MAIN,
};

/** What the two lists of the late leave out, with the way to it. */
export function setApart(
  context: Context,
  chosen: ListName,
  lists: Readonly<Record<ListName, Uint32Array>>,
): (Node | string)[] {
  if (chosen !== 'past' && chosen !== 'reported') return [];
  const { site, asOf } = context;
  const apart = lists.slip.filter((row) => isPast(site, row, asOf)).length;
  const backwards = lists.undated.filter((row) => isBackwards(site, row, asOf)).length;
  const link = (value: number, words: string, href: string, id: string): HTMLElement | null =>
    value === 0 ? null : h('a', { href, id }, `${counted(value, 'action')} ${words}`);
  const links = [
    link(apart, 'with a date before the plan', context.here({ show: 'slip', page: null }), 'set-apart'),
    link(
      backwards,
      'with a first day later than the last',
      context.to('actions', {
        council: context.params.get('council'),
        late: 'cannot_tell',
        flag: 'backwards',
      }),
      'set-apart-backwards',
    ),
  ].filter((part) => part !== null);
  const [first, second] = links;
  if (first === undefined) return [];
  return [
    ' Set apart: ',
    first,
    ...(second === undefined ? [] : [' and ', second]),
    ', most likely slips of the plan.',
  ];
}

/** The rows of every list, among those selected. */
export function listRows(context: Context): Record<ListName, Uint32Array> {
  const { facts } = context.site;
  const late = context.site.lateness(context.asOf);
  const { rows } = context.selection;
  const lateness = (row: number): (typeof LATENESS)[number] => LATENESS[late[row] ?? 0] ?? 'cannot_tell';
  return {
    past: rows.filter((row) => isOwed(context.site, row, context.asOf)),
    reported: rows.filter((row) => lateness(row) === 'overdue' && !isSlip(context.site, row)),
    soon: rows.filter((row) => lateness(row) === 'due_soon'),
    ownerless: rows.filter((row) => facts.owner[row] === 0),
    vague: rows.filter((row) => facts.owner[row] === 1),
    undated: rows.filter((row) => lateness(row) === 'cannot_tell'),
    slip: rows.filter((row) => isSlip(context.site, row)),
  };
}
