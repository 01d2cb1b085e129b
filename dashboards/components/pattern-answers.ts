/** How the members of a pattern were answered: figures, their cells in tables, and the way to the actions behind each. */
import type { Pattern } from '../../pipeline/site/contract.ts';
import type { Context } from '../context.ts';
import { median } from '../data/measures.ts';
import { isOwed, OWED } from '../data/owed.ts';
import { dayNumber } from '../dates.ts';
import { codeInWords, monthsInWords, THEME_SHORT, type ThemeGroup } from '../labels.ts';
import { LATENESS, OPEN } from '../lateness.ts';
import { countLink } from './count-link.ts';

const DAYS_PER_MONTH = 30.44;

/** Figures of some actions that answer like recommendations. */
export interface Answers {
  rows: number[];
  unanswered: number;
  done: number;
  past: number;
  ownerless: number;
  monthsGiven: number | null;
  role: string;
  theme: ThemeGroup;
}

/** How the members of a pattern, all or one council's, answered it. */
export function answersTo(context: Context, members: Pattern['members']): Answers {
  const { facts, summary } = context.site;
  const late = context.site.lateness(context.asOf);
  const rows = [...new Set(members.flatMap((member) => member.rows))];
  const months = rows.flatMap((row) => {
    const end = facts.end[row] ?? OPEN;
    const plan = summary.plans[facts.plan[row] ?? 0]?.planDate ?? null;
    return end === OPEN || plan === null ? [] : [(end - dayNumber(plan)) / DAYS_PER_MONTH];
  });
  const state = (row: number) => LATENESS[late[row] ?? 0] ?? 'cannot_tell';
  return {
    rows,
    unanswered: members.filter((member) => member.rows.length === 0).length,
    done: rows.filter((row) => state(row) === 'done').length,
    past: rows.filter((row) => isOwed(context.site, row, context.asOf)).length,
    ownerless: rows.filter((row) => facts.owner[row] === 0).length,
    monthsGiven: median(months),
    role: summary.roles[mostFrequent(rows.flatMap((row) => facts.role[row] || []))] ?? '',
    theme: (context.facets.theme.values[mostFrequent(rows.map((row) => facts.themeGroup[row] ?? 0))]?.value ??
      'unsure') as ThemeGroup,
  };
}

/** Columns that say how a recommendation was answered, whoever is in the first. */
export const ANSWER_COLUMNS = [
  { label: 'Actions', numeric: true },
  { label: 'Theme, mostly' },
  { label: 'Owner, mostly' },
  { label: 'Months given', numeric: true },
  { label: 'Done', numeric: true },
  { label: 'Past its date', numeric: true },
  { label: 'No owner', numeric: true },
] as const;

/** Filters of the page of actions that give each part of the answers. */
const ANSWER_FILTERS = { all: {}, done: { late: 'done' }, past: OWED, ownerless: { owner: 'none' } } as const;
type AnswerPart = keyof typeof ANSWER_FILTERS;

/**
 * Addresses of the actions that answer a pattern, all or one council's, whatever theme the patterns were chosen by;
 * `scope` takes away other choices.
 */
export function answersAddress(
  context: Context,
  { id }: Pattern,
  council = -1,
  scope: Readonly<Record<string, null>> = {},
): (part: AnswerPart) => string {
  const slug = context.site.summary.councils[council]?.slug ?? null;
  return (part) =>
    context.to('actions', { ...scope, theme: null, pattern: id, council: slug, ...ANSWER_FILTERS[part] });
}

/** Cells under `ANSWER_COLUMNS`. */
export function answerCells(
  answers: Answers,
  to: (part: AnswerPart) => string,
): (string | number | HTMLElement)[] {
  return [
    countLink(answers.rows.length, to('all')),
    answers.rows.length === 0 ? '–' : THEME_SHORT[answers.theme],
    answers.role === '' ? 'not known' : codeInWords(answers.role),
    monthsInWords(answers.monthsGiven),
    countLink(answers.done, to('done')),
    countLink(answers.past, to('past')),
    countLink(answers.ownerless, to('ownerless')),
  ];
}

function mostFrequent(values: readonly number[]): number {
  const counts = new Map<number, number>();
  for (const value of values) counts.set(value, (counts.get(value) ?? 0) + 1);
  return [...counts].toSorted(([, a], [, b]) => b - a)[0]?.[0] ?? 0;
}
