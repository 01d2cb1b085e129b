/** Seasons and school terms: "Autumn 2024", "winter 2024/25", "next spring", "in the summer", "Autumn term 2024". */
import { SEASON, SEASONS, YEAR, keyOf, wordsOf } from '../lexicon.ts';
import type { PeriodRule, Reading, Scan } from '../mention.ts';
import { daysIn, inferYear, months } from '../period.ts';
import { nearYear } from '../reference.ts';
import { followsWell, leadStrength, wordAfter } from '../surroundings.ts';

const notASeason = wordsOf('not-a-season');
const source = String.raw;
const firstMonth = (name: string | undefined): number => SEASONS.get(keyOf(name ?? '')) ?? 0;
/** First month and number of months of a school term. */
const TERMS: Readonly<Record<string, readonly [number, number]>> = {
  autumn: [9, 4],
  spring: [1, 3],
  summer: [4, 4],
};

/** Rules for seasons and terms. */
export const seasonRules: PeriodRule[] = [
  {
    name: 'school-term',
    sample: 'Autumn term 2024',
    signs: ['season'],
    pattern: new RegExp(
      source`(?<term>autumn|spring|summer)\s{1,3}(?:school\s{1,3})?term(?:\s{1,3}(?:of\s{1,3})?(?<year>${YEAR}))?`,
      'i',
    ),
    read: ({ term, year }) => {
      const [first, count] = TERMS[keyOf(term ?? '')] ?? [9, 4];
      const period = months(first, count, year === undefined ? null : Number(year), 'term');
      return { period, basis: 'inferred', flags: ['school-term'] };
    },
  },
  {
    name: 'season-year',
    sample: 'Spring 2024',
    signs: ['season', 'digit'],
    pattern: new RegExp(
      source`(?<season>${SEASON})(?:\s{0,3}[,/–-]\s{0,3}|\s{1,3}(?:of|in)\s{1,3}|\s{0,3})(?<year>${YEAR})(?:\s?[/–-]\s?(?<next>20\d\d|\d\d)(?!\d))?(?!\d)`,
      'i',
    ),
    read: ({ season, year, next }) => seasonOf(season, Number(year), next),
  },
  {
    name: 'season-short-year',
    sample: "Spring '25",
    signs: ['season', 'digit'],
    pattern: new RegExp(
      source`(?<season>${SEASON})\s{0,3}[-/]?\s{0,3}(?<mark>['’‘]?)(?<year>\d\d)(?:/(?<next>\d\d))?(?![\d%/:]|\.\d)`,
      'i',
    ),
    read: ({ season, mark, year, next }, scan) => {
      const near = nearYear(Number(year), scan.reference);
      if (near === null || (mark === '' && !followsWell(scan.text, scan.end))) return null;
      return seasonOf(season, near, next);
    },
  },
  {
    name: 'season-relative',
    sample: 'next spring',
    signs: ['season'],
    pattern: new RegExp(
      source`(?<which>this|next|last|coming|this\s{1,3}coming)\s{1,3}(?<season>${SEASON})`,
      'i',
    ),
    read: ({ which, season }, scan) => {
      const { reference } = scan;
      if (reference === null || notASeason.has(wordAfter(scan.text, scan.end))) return null;
      const yearless = months(firstMonth(season), 3, null, 'season');
      const step = keyOf(which ?? '').split(' ')[0];
      let period = inferYear(yearless, reference, false);
      if (step === 'this') {
        const ofYear = { ...yearless, year: reference.year };
        if (daysIn(period, period.year ?? 0).start > reference.last) period = ofYear;
      } else if (step === 'last') {
        period = inferYear(yearless, reference, true);
        if (daysIn(period, period.year ?? 0).end >= reference.first) period.year = (period.year ?? 0) - 1;
      } else if (daysIn(period, period.year ?? 0).start <= reference.last) {
        period = { ...period, year: (period.year ?? 0) + 1 };
      }
      return { period, basis: 'inferred', flags: ['year-inferred'] };
    },
  },
  {
    name: 'season-relative-year',
    sample: 'summer next year',
    signs: ['season', 'unit'],
    pattern: new RegExp(
      source`(?<season>${SEASON})\s{1,3}(?:of\s{1,3})?(?<which>this|next|last)\s{1,3}year`,
      'i',
    ),
    read: ({ season, which }, scan) => {
      if (scan.reference === null) return null;
      const step = { this: 0, next: 1, last: -1 }[which?.toLowerCase() ?? ''] ?? 0;
      return {
        period: months(firstMonth(season), 3, scan.reference.year + step, 'season'),
        basis: 'inferred',
      };
    },
  },
  {
    name: 'season',
    sample: 'in the summer',
    signs: ['season'],
    pattern: new RegExp(source`(?<season>${SEASON})`, 'i'),
    read: ({ season }, scan) =>
      isBareSeason(scan) ? { period: months(firstMonth(season), 3, null, 'season') } : null,
  },
];

function seasonOf(season: string | undefined, year: number, next: string | undefined): Reading {
  const first = firstMonth(season);
  const period = months(first, 3, year, 'season');
  // "Spring 2024/25" names the financial year its spring stands in; only winter crosses the new year by itself.
  if (next !== undefined && first < 12) {
    return first < 4
      ? { period: { ...period, year: year + 1 }, flags: ['season-of-financial-year'] }
      : { period };
  }
  return next === undefined && first === 12 ? { period, flags: ['ambiguous-winter'] } : { period };
}

function isBareSeason(scan: Scan): boolean {
  if (notASeason.has(wordAfter(scan.text, scan.end))) return false;
  const leading = leadStrength(scan.text, scan.start);
  return leading === 2 || (leading === 1 && followsWell(scan.text, scan.end));
}
