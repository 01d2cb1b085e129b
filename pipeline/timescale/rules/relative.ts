/** Periods counted from the plan: "this financial year", "next month", "end of the year", "next 2 quarters". */
import { anyOf, numberOf, NUMBERS } from '../lexicon.ts';
import type { PeriodRule, Scan } from '../mention.ts';
import { addDays, weekdayOf } from '../../calendar.ts';
import { fixed, inferYear, months } from '../period.ts';
import type { Period } from '../period.ts';
import type { Reference } from '../reference.ts';
import { YEAR_STARTS } from './years.ts';
import { financialYearOf } from './year-words.ts';

const source = String.raw;
const WHICH = source`this|next|last|the\s{1,3}next|the\s{1,3}current|the\s{1,3}coming|the\s{1,3}following|the\s{1,3}new|current|coming|following|forthcoming|previous|past|new|present|the\s{1,3}last|the\s{1,3}previous|the\s{1,3}present|the\s{1,3}forthcoming`;
const KIND = source`financial|fiscal|municipal|council|civic|academic|school|calendar`;
const STEPS: Readonly<Record<string, number>> = {
  this: 0,
  current: 0,
  present: 0,
  the: 0,
  next: 1,
  coming: 1,
  following: 1,
  new: 1,
  forthcoming: 1,
  last: -1,
  previous: -1,
  past: -1,
};
/** Words that make "the year" or "year" a time: "end of the year", "later in the year". */
const PART_BEFORE =
  /(?:(?:end|start|beginning|middle|close|half|quarter|part) of|(?:early|late|later|earlier)(?: in)?|^\s*in|within|rest of|remainder of)\s+$/i;

/** Rules for periods relative to the plan date. */
export const relativeRules: PeriodRule[] = [
  {
    name: 'relative-period',
    sample: 'next financial year',
    signs: ['unit'],
    pattern: new RegExp(
      source`(?<which>${WHICH})\s{1,3}(?<kind>${KIND})?\s{0,3}(?<unit>year|yr|month|quarter|qtr|week)(?!\w|-|'|’|\s{1,3}(?:after\s{1,3}next|on\s{1,3}year|end\b))`,
      'i',
    ),
    read: ({ which, kind, unit }, scan) => {
      if (scan.reference === null) return null;
      const word = (which ?? '').toLowerCase().replace(/^the\s+/, '');
      if (word === 'new' && kind === undefined) return newYear(unit, scan);
      const period = stepped(unitOf(unit), kind?.toLowerCase(), STEPS[word] ?? 0, scan);
      return { period, sort: 'relative', basis: 'inferred' };
    },
  },
  {
    name: 'period-after-next',
    sample: 'the year after next',
    signs: ['unit'],
    pattern:
      /(?:the\s{1,3})?(?<kind>financial|municipal)?\s{0,3}(?<unit>year|month|quarter)\s{1,3}after\s{1,3}(?:the\s{1,3})?next/i,
    read: ({ kind, unit }, scan) =>
      scan.reference === null
        ? null
        : {
            period: stepped(unitOf(unit), kind?.toLowerCase(), 2, scan),
            sort: 'relative',
            basis: 'inferred',
          },
  },
  {
    name: 'current-period',
    sample: 'end of the year',
    signs: ['unit'],
    pattern: new RegExp(
      source`(?:the\s{1,3})?(?<kind>${KIND})?\s{0,3}(?<unit>year|month|quarter)(?!\w|-|\s{1,3}(?:\d|on\s|after|end\b|one|two|three|four))`,
      'i',
    ),
    read: ({ kind, unit }, scan) => {
      const whole = scan.text.slice(0, scan.start).trim() === '' && scan.text.slice(scan.end).trim() === '';
      const isThe = /^the/i.test(scan.text.slice(scan.start, scan.end));
      if (!PART_BEFORE.test(scan.text.slice(Math.max(0, scan.start - 24), scan.start)) && !(whole && isThe))
        return null;
      if (scan.reference === null) return null;
      return {
        period: stepped(unitOf(unit), kind?.toLowerCase(), 0, scan),
        sort: 'relative',
        basis: 'inferred',
      };
    },
  },
  {
    name: 'next-quarters',
    sample: 'next two quarters',
    signs: ['unit'],
    pattern: new RegExp(
      source`(?<which>next|coming|following|last|past|previous)\s{1,3}(?<count>\d{1,2}|${anyOf(NUMBERS.keys())})\s{1,3}quarters`,
      'i',
    ),
    read: ({ which, count }, scan) => {
      const number = numberOf(count ?? '');
      if (scan.reference === null || number === null) return null;
      const here = quarterOf(scan.reference);
      const back = /last|past|previous/i.test(which ?? '');
      const first = months(
        here + (back ? -3 * number : 3) + 12,
        3 * number,
        scan.reference.year - 1,
        'range',
      );
      return { period: first, sort: 'relative', basis: 'inferred' };
    },
  },
  {
    name: 'tomorrow',
    sample: 'tomorrow',
    signs: ['unit'],
    pattern: /today|tomorrow|yesterday/i,
    read: (_, scan) => {
      if (scan.reference === null || scan.reference.date.length === 7) return null;
      const word = scan.text.slice(scan.start, scan.end).toLowerCase();
      const day = addDays(scan.reference.first, word === 'tomorrow' ? 1 : word === 'yesterday' ? -1 : 0);
      return { period: fixed(day, day, 'day'), sort: 'relative', basis: 'inferred' };
    },
  },
];

function unitOf(unit: string | undefined): string {
  return { yr: 'year', qtr: 'quarter' }[unit?.toLowerCase() ?? ''] ?? unit?.toLowerCase() ?? 'year';
}

function newYear(unit: string | undefined, scan: Scan) {
  if (unit?.toLowerCase() !== 'year' || scan.reference === null) return null;
  const january = inferYear(months(1, 1, null, 'month'), scan.reference, false);
  return {
    period: january,
    sort: 'event' as const,
    basis: 'inferred' as const,
    flags: ['inferred-event'],
    rule: 'new-year',
  };
}

function stepped(unit: string, kind: string | undefined, step: number, scan: Scan): Period {
  const reference = scan.reference;
  if (reference === null) return fixed(null, null, 'none');
  if (unit === 'week') {
    const monday = addDays(reference.first, 1 - weekdayOf(reference.first) + 7 * step);
    return fixed(monday, addDays(monday, 6), 'week');
  }
  const month = Number(reference.first.slice(5, 7));
  if (unit === 'month') return months(month + step + 12, 1, reference.year - 1, 'month');
  if (unit === 'quarter')
    return months(quarterOf(reference) + 3 * step + 12, 3, reference.year - 1, 'quarter');
  const starts = YEAR_STARTS[kind ?? 'calendar'] ?? 1;
  const year = starts === 4 ? financialYearOf(reference.first) : reference.year - (month < starts ? 1 : 0);
  return months(starts, 12, year + step, 'year');
}

function quarterOf(reference: Reference): number {
  return Math.floor((Number(reference.first.slice(5, 7)) - 1) / 3) * 3 + 1;
}
