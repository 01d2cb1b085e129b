/** Months: "March 2024", "Mar '24", "Dec-24", "06/2025", "2024-05", "June next year", and months without a year. */
import { MONTH, MONTHS, YEAR, keyOf, wordsOf } from '../lexicon.ts';
import type { PeriodRule, Scan } from '../mention.ts';
import { days, months } from '../period.ts';
import { nearYear } from '../reference.ts';
import { followsWell, isPerson, leadStrength, wordAfter, wordBefore } from '../surroundings.ts';

const notAMonth = wordsOf('not-a-month');
/** Months whose names are also everyday words: they need a good neighbour on both sides. */
const DOUBTFUL = new Set(['may', 'march', 'mar', 'jan', 'dec', 'sep']);

const monthOf = (name: string | undefined): number => MONTHS.get(keyOf(name ?? '')) ?? 0;
const source = String.raw;

/** Rules for months, the most telling first. */
export const monthRules: PeriodRule[] = [
  {
    name: 'month-year',
    sample: 'Sept 2024',
    signs: ['month', 'digit'],
    pattern: new RegExp(
      source`(?<month>${MONTH})\.?(?:\s{0,3}[-/,–]\s{0,3}|\s{1,3}(?:of|in)\s{1,3}|\s{0,3})(?<year>${YEAR})(?!\d|[/-]\d)`,
      'i',
    ),
    read: ({ month, year }) => ({ period: months(monthOf(month), 1, Number(year), 'month') }),
  },
  {
    name: 'month-short-year',
    sample: "Mar '24",
    signs: ['month', 'digit'],
    pattern: new RegExp(
      source`(?<month>${MONTH})\.?(?<gap>\s{0,3}[-/,]?\s{0,3}|\s{1,3}of\s{1,3})(?<mark>['’‘]?)(?<year>\d\d)(?![\d%]|st\b|nd\b|rd\b|th\b|[/:.]\d)`,
      'i',
    ),
    read: ({ month, mark, year, gap }, scan) => {
      const near =
        mark === '' && isDayOfRange(scan, month ?? '') ? null : nearYear(Number(year), scan.reference);
      if (near !== null && (gap !== '' || isYearOfRange(scan)))
        return { period: months(monthOf(month), 1, near, 'month') };
      if ((gap ?? '').includes('of'))
        return { period: months(monthOf(month), 1, farYear(Number(year)), 'month') };
      const day = Number(year);
      if (mark !== '' || day < 1 || day > 31) return null;
      return { period: days({ month: monthOf(month), day }, { month: monthOf(month), day }, null, 'day') };
    },
  },
  {
    name: 'year-month',
    sample: '2024 June',
    signs: ['month', 'digit'],
    pattern: new RegExp(
      source`(?<year>${YEAR})\s{0,3}[,/-]?\s{0,3}(?<month>${MONTH})(?!\.?\s{0,3}['’]?\d)`,
      'i',
    ),
    read: ({ year, month }, scan) => {
      const before = scan.text.slice(Math.max(0, scan.start - 12), scan.start);
      if (new RegExp(source`(?:${MONTH})\.?\s{0,3}$`, 'i').test(before)) return null;
      if (DOUBTFUL.has(keyOf(month ?? '')) && !followsWell(scan.text, scan.end)) return null;
      return { period: months(monthOf(month), 1, Number(year), 'month') };
    },
  },
  {
    name: 'month-relative-year',
    sample: 'June next year',
    signs: ['month', 'unit'],
    pattern: new RegExp(
      source`(?<month>${MONTH})\s{1,3}(?:of\s{1,3})?(?<which>this|next|last)\s{1,3}year`,
      'i',
    ),
    read: ({ month, which }, scan) => {
      if (scan.reference === null) return null;
      const step = { this: 0, next: 1, last: -1 }[which?.toLowerCase() ?? ''] ?? 0;
      return { period: months(monthOf(month), 1, scan.reference.year + step, 'month'), basis: 'inferred' };
    },
  },
  {
    name: 'numeric-month',
    sample: '06/2025',
    signs: ['digit'],
    pattern: new RegExp(
      source`(?:(?<month>0?[1-9]|1[0-2])\s{0,2}[/.–-]\s{0,2}(?<year>${YEAR})|(?<yearFirst>${YEAR})\s{0,2}[/.–-]\s{0,2}(?<monthAfter>0?[1-9]|1[0-2]))(?![\d/]|[.-]\d)`,
      'i',
    ),
    read: ({ month, year, yearFirst, monthAfter }, scan) => {
      if (/[\d/.-]$/.test(scan.text.slice(0, scan.start))) return null;
      if (yearFirst === undefined) return { period: months(Number(month), 1, Number(year), 'month') };
      if (monthAfter?.length === 2 && Number(monthAfter) === (Number(yearFirst) + 1) % 100) return null;
      return { period: months(Number(monthAfter), 1, Number(yearFirst), 'month') };
    },
  },
  {
    name: 'numeric-short-month',
    sample: '06/25',
    signs: ['digit'],
    pattern: /(?<month>0?[1-9]|1[0-2])\/(?<year>\d\d)(?![\d/%]|[.-]\d)/,
    read: ({ month, year }, scan) => {
      const near = nearYear(Number(year), scan.reference);
      const consecutive = Number(year) === Number(month) + 1;
      if (near === null || Number(year) <= 12 || consecutive) return null;
      if (/[\d/.-]$/.test(scan.text.slice(0, scan.start))) return null;
      if (leadStrength(scan.text, scan.start) === 0 || !followsWell(scan.text, scan.end)) return null;
      return { period: months(Number(month), 1, near, 'month') };
    },
  },
  {
    name: 'relative-month-name',
    sample: 'next March',
    signs: ['month'],
    pattern: new RegExp(
      source`(?<which>this|next|last|coming|this\s{1,3}coming)\s{1,3}(?<month>${MONTH})`,
      'i',
    ),
    read: ({ which, month }, scan) => {
      const { reference } = scan;
      if (reference === null || blocked(scan, keyOf(month ?? ''))) return null;
      const period = months(monthOf(month), 1, reference.year, 'month');
      const thisMonth = Number(reference.first.slice(5, 7));
      const step = keyOf(which ?? '').split(' ')[0];
      if (step === 'last') period.year = reference.year - (period.from.month >= thisMonth ? 1 : 0);
      else if (step !== 'this') period.year = reference.year + (period.from.month <= thisMonth ? 1 : 0);
      return { period, basis: 'inferred', flags: ['year-inferred'] };
    },
  },
  {
    name: 'month',
    sample: 'September',
    signs: ['month'],
    pattern: new RegExp(source`(?<month>${MONTH})\.?`, 'i'),
    read: ({ month }, scan) => {
      const name = keyOf(month ?? '');
      if (blocked(scan, name)) return null;
      const leading = leadStrength(scan.text, scan.start);
      const following = followsWell(scan.text, scan.end);
      const fits = DOUBTFUL.has(name)
        ? leading > 0 && following
        : leading === 2 || (leading > 0 && following) || following;
      return fits ? { period: months(monthOf(name), 1, null, 'month') } : null;
    },
  },
];

/** Months that are forenames too: "as April Jones said", "by May Whitfield". */
const FORENAMES = new Set(['april', 'may', 'june', 'jan', 'august']);

function isForename({ text, start, end }: Scan, name: string): boolean {
  if (!FORENAMES.has(name) || !/^\s[A-Z][a-z]+/.test(text.slice(end, end + 20))) return false;
  // At the head of a cell it is a time: "June Members' Seminar".
  if (text.slice(0, start).trim() === '' || followsWell(text, end)) return false;
  return !/(?:in|during|until|since|from|before|after)$/.test(wordBefore(text, start));
}

const HYPHENED_MONTH = new RegExp(source`^\s{0,3}-\s{0,3}(?:${MONTH})(?![a-z])`, 'i');

function blocked(scan: Scan, name: string): boolean {
  if (isForename(scan, name)) return true;
  if (isPerson(scan.text, scan.start)) return true;
  // "January-March": a month follows, nobody marches.
  if (HYPHENED_MONTH.test(scan.text.slice(scan.end, scan.end + 20))) return false;
  const next = wordAfter(scan.text, scan.end);
  return notAMonth.has(next) && (DOUBTFUL.has(name) || leadStrength(scan.text, scan.start) < 2);
}

/** 87 is 1987, 05 is 2005: for "April of 87", which is far from any plan. */
function farYear(twoDigits: number): number {
  return twoDigits >= 40 ? 1900 + twoDigits : 2000 + twoDigits;
}

const STUCK_YEARS = new RegExp(
  source`(?<![A-Za-z])(?<first>${MONTH})(?<from>\d\d)\s{0,3}(?:to|-|–|until)\s{0,3}(?<last>${MONTH})(?<to>\d\d)(?!\d|st\b|nd\b|rd\b|th\b|,?\s{1,3}${YEAR})`,
  'gi',
);

/** "Apr25 - Mar26": numbers stuck to both months of a range are years where they run on and lie about the plan. */
function isYearOfRange({ text, start, end, reference }: Scan): boolean {
  for (const match of text.matchAll(STUCK_YEARS)) {
    if (match.index > start || match.index + match[0].length < end || reference === null) continue;
    const { first, from, last, to } = match.groups ?? {};
    const [begins, ends] = [2000 + Number(from), 2000 + Number(to)];
    return (
      12 * begins + monthOf(first) < 12 * ends + monthOf(last) &&
      begins >= reference.year - 2 &&
      ends <= reference.year + 6
    );
  }
  return false;
}

/** "Oct 2 to October 22", "July 13 – July 15": the number is a day, as in the other half of the range. */
function isDayOfRange({ text, start, end }: Scan, month: string): boolean {
  const before = text.slice(Math.max(0, start - 26), start);
  const after = text.slice(end, end + 26);
  const joint = source`\s{0,3}(?:to|-|–|and|until|through)\s{0,3}`;
  const day = source`\.?\s{1,3}\d{1,2}(?:st|nd|rd|th)?`;
  return (
    new RegExp(source`(?:${MONTH})\.?\s{1,3}\d(?:st|nd|rd|th)?${joint}$`, 'i').test(before) ||
    new RegExp(source`(?:${month})${day}${joint}$`, 'i').test(before) ||
    new RegExp(source`^${joint}(?:${month})${day}(?!\d)`, 'i').test(after)
  );
}
