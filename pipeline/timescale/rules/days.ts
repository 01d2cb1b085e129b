/** Day ranges inside one month, which no day-level parser reads: "14 and 15 October 2024", "13 to 15 July". */
import { MONTH, MONTHS, YEAR, keyOf } from '../lexicon.ts';
import type { PeriodRule } from '../mention.ts';
import { days } from '../period.ts';
import { nearYear } from '../reference.ts';
import { isNumbered, leadStrength } from '../surroundings.ts';
import { isRealDay } from '../../calendar.ts';

const source = String.raw;
const DAY = source`(?:0?[1-9]|[12]\d|3[01])(?:st|nd|rd|th)?`;
const JOIN = source`\s{0,3}(?:-|–|to|and|&|until|till|through|thru|/|or)\s{0,3}(?:the\s{1,3})?`;

const DAY_BEFORE = new RegExp(source`\d(?:st|nd|rd|th)?[\s-]{0,3}(?:${MONTH})\.?[\s-]{1,3}$`, 'i');

/** Rules for days of one month. */
export const dayRules: PeriodRule[] = [
  {
    name: 'days-of-month',
    sample: '14 and 15 October 2024',
    signs: ['month', 'digit'],
    pattern: new RegExp(
      source`(?<!\d[/.])(?<first>${DAY})(?:,\s{0,3}${DAY}){0,6}${JOIN}(?<last>${DAY})\s{0,3}(?:of\s{1,3})?(?<month>${MONTH})(?:\.?,?\s{0,3}(?:of\s{1,3})?(?<year>${YEAR}))?(?![\d/])`,
      'i',
    ),
    read: ({ first, last, month, year }, scan) => {
      if (isNumbered(scan.text, scan.start)) return null;
      // "1 Apr 25 - 31 Mar 26": the first number is the year of the day before it.
      if (DAY_BEFORE.test(scan.text.slice(Math.max(0, scan.start - 20), scan.start))) return null;
      return dayRange(first, last, month, year);
    },
  },
  {
    name: 'month-days',
    sample: 'November between 19 and 20',
    signs: ['month', 'digit'],
    pattern: new RegExp(
      source`(?<month>${MONTH})\.?\s{1,3}(?:between\s{1,3})?(?<first>${DAY})${JOIN}(?<last>${DAY})(?!\d|\s{0,3}[/.]\d|\s{0,3}(?:${MONTH}))(?:,?\s{0,3}(?:of\s{1,3})?(?<year>${YEAR}))?(?![\d/])`,
      'i',
    ),
    read: ({ first, last, month, year }) => dayRange(first, last, month, year),
  },
  {
    name: 'dotted-day',
    sample: '1.4.25',
    signs: ['digit'],
    pattern: /(?<day>\d)\.(?<month>0?[1-9]|1[0-2])\.(?<year>\d\d)(?![\d.])/,
    read: ({ day, month, year }, scan) => {
      // A section number looks the same, so it must stand quite like a date.
      const near = nearYear(Number(year), scan.reference);
      const closes = /^[\s).,;]*(?:$|[-–])/.test(scan.text.slice(scan.end, scan.end + 12));
      if (near === null || !closes || leadStrength(scan.text, scan.start) === 0) return null;
      return oneDay(String(near), undefined, day, month);
    },
  },
  {
    name: 'month-the-day',
    sample: 'February the 15th',
    signs: ['month', 'digit'],
    pattern: new RegExp(
      source`(?<month>${MONTH})\s{1,3}the\s{1,3}(?<day>${DAY})(?:,?\s{1,3}(?:of\s{1,3})?(?<year>${YEAR}))?(?![\d/])`,
      'i',
    ),
    read: ({ month, day, year }) => oneDay(year, month, day),
  },
  {
    name: 'year-month-day',
    sample: '2024-Sep-01',
    signs: ['digit'],
    pattern: new RegExp(
      source`(?<year>${YEAR})\s?[-/]\s?(?:(?<month>${MONTH})|(?<number>0?[1-9]|1[0-2]))\s?[-/]\s?(?<day>0?[1-9]|[12]\d|3[01])(?![\d/-])`,
      'i',
    ),
    read: ({ year, month, number, day }) => oneDay(year, month, day, number),
  },
];

function dayRange(first?: string, last?: string, month?: string, year?: string) {
  const number = MONTHS.get(keyOf(month ?? '')) ?? 0;
  const from = Number.parseInt(first ?? '', 10);
  const to = Number.parseInt(last ?? '', 10);
  if (to < from) return null;
  if (year !== undefined && !isRealDay(Number(year), number, to)) return null;
  const period = days({ month: number, day: from }, { month: number, day: to }, null, 'range');
  return { period: { ...period, year: year === undefined ? null : Number(year) }, joined: 'to' };
}

function oneDay(year?: string, month?: string, day?: string, numeric?: string) {
  const number = numeric === undefined ? (MONTHS.get(keyOf(month ?? '')) ?? 0) : Number(numeric);
  const at = { month: number, day: Number.parseInt(day ?? '', 10) };
  const known = year === undefined ? null : Number(year);
  return isRealDay(known ?? 2024, at.month, at.day) ? { period: days(at, at, known, 'day') } : null;
}
