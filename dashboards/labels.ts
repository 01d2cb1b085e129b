/** The words for every code the pages show, in one place, and how numbers are written. */
import type { OwnerClass, PlanKind, Status, Theme, TimescaleKind } from '../pipeline/site/contract.ts';
import type { Lateness } from './lateness.ts';

/** A theme, or the group of actions whose theme is not sure. */
export type ThemeGroup = Theme | 'unsure';

export const THEME_LABELS: Record<ThemeGroup, string> = {
  priorities: 'Local priorities and outcomes',
  leadership: 'Organisational and place leadership',
  governance: 'Governance and culture',
  finance: 'Financial planning and management',
  capacity: 'Capacity for improvement',
  unsure: 'Theme unsure',
};

/** Short forms for axes and columns. */
export const THEME_SHORT: Record<ThemeGroup, string> = {
  priorities: 'Priorities',
  leadership: 'Leadership',
  governance: 'Governance',
  finance: 'Finance',
  capacity: 'Capacity',
  unsure: 'Unsure',
};

export const LATENESS_LABELS: Record<Lateness, string> = {
  done: 'Done',
  not_due: 'Not yet due',
  in_window: 'In its window',
  due_soon: 'Due within 30 days',
  no_report: 'Date passed, no later report',
  overdue: 'Overdue when last reported',
  open_ended: 'Open-ended',
  cannot_tell: 'Cannot tell',
};

export const LATENESS_NOTES: Record<Lateness, string> = {
  done: 'The plan says it is finished.',
  not_due: 'Its deadline, or the start of its window, is still ahead.',
  in_window: 'Today lies between its first and its last day.',
  due_soon: 'Its last day is within 30 days.',
  no_report: 'Its last day has passed and the council has published nothing since that we have read.',
  overdue:
    'Its last day had passed when the council’s newest plan was published, and that plan does not say it is done.',
  open_ended: 'It is ongoing, or has a beginning and no end: no day would make it late.',
  cannot_tell: 'To be confirmed, no time given, words we could not read, or a first day later than the last.',
};

export const OWNER_LABELS: Record<OwnerClass, string> = {
  none: 'No owner named',
  vague: 'Vague owner (“All”, “the Council”)',
  body: 'A team, board or committee',
  post: 'A named post or person',
};

export const STATUS_LABELS: Record<Status, string> = {
  done: 'Done',
  under_way: 'Under way',
  not_started: 'Scheduled, not started',
  unknown: 'Not known',
};

export const KIND_LABELS: Record<TimescaleKind, string> = {
  by: 'A deadline',
  in: 'A window with two ends',
  from: 'A start, no end',
  ongoing: 'Ongoing or recurring, no dates',
  done: 'Said to be finished',
  tbc: 'To be confirmed',
  none: 'Nothing said, or no date in it',
};

export const PLAN_KIND_LABELS: Record<PlanKind, string> = {
  'action-plan': 'Action plan',
  'progress-update': 'Progress update',
  'covering-report': 'Covering report',
  'review-report': 'Review report',
  other: 'Other document',
};

export const FLAG_LABELS = {
  beforePlan: 'Date before the plan: check the plan',
  notBeforePlan: 'Date not before the plan',
  backwards: 'First day later than the last: check the plan',
  noLastDay: 'No last day',
  noRecommendation: 'Answers no known recommendation',
  continues: 'Only promises to continue or consider',
  uncheckable: 'Nothing checkable in its words',
  doubted: 'Read with a warning',
  lowConfidence: 'Split with low confidence',
} as const;
export type FlagName = keyof typeof FLAG_LABELS;

/** `financial-officer` → `Financial officer`; for posts and issue codes. */
export function codeInWords(code: string): string {
  const words = code.replaceAll(/[-_]/gu, ' ');
  return words.charAt(0).toUpperCase() + words.slice(1);
}

const NUMBER = new Intl.NumberFormat('en-GB');

/** `12345` → `12,345`. */
export function count(value: number): string {
  return NUMBER.format(value);
}

/** `1 action`, `2 actions`. */
export function counted(value: number, one: string, many = `${one}s`): string {
  return `${count(value)} ${value === 1 ? one : many}`;
}

/**
 * The three ways in which an action can lack a date, each named for what it counts. What has no date at all has no last
 * day either; of what has no last day it cannot be told whether it is late, unless it is done, ongoing or only begins.
 * Nor can it of a time that runs backwards, though it has a last day.
 */
export const UNDATED = {
  cannotTell: 'Cannot tell whether late',
  noLastDay: 'No last day',
  noDate: 'No date at all',
} as const;

/** `1 has no last day and is`, `3 have no last day and are`: of those left out of a chart. */
export function lacking(value: number, what: 'noLastDay' | 'noDate'): string {
  const words = UNDATED[what].toLowerCase();
  return value === 1 ? `1 has ${words} and is` : `${count(value)} have ${words} and are`;
}

/** `8.4`; months before the plan with a true minus sign; a dash where nothing is known. */
export function monthsInWords(months: number | null): string {
  return months === null
    ? '–'
    : months
        .toFixed(1)
        .replace('-', '−')
        .replace(/^−0\.0$/u, '0.0');
}

/** A share as whole per cent; never 0 % or 100 % where it is not; a dash where there is nothing to divide by. */
export function percent(part: number, whole: number): string {
  if (whole === 0) return '–';
  const value = (part / whole) * 100;
  if (part > 0 && value < 1) return 'under 1%';
  if (part < whole && value > 99) return 'over 99%';
  return `${Math.round(value)}%`;
}
