/** Years in words and figures, for rules that need "of which year": 2024/25, FY25, 2025, '25, next financial year. */
import { YEAR } from '../lexicon.ts';
import type { Scan } from '../mention.ts';
import { nearYear } from '../reference.ts';

/** Source of a pair of years: 2024/25, 2024-2025, 24/25, FY 24/25. */
export const FINANCIAL_YEAR = String.raw`(?:fy\s?)?(?:20\d\d|(?<!\d)\d\d)\s?[/–-]\s?(?:20\d\d|\d\d)(?!\d|/)`;

/** A year: `year` it begins in; `financial` undefined when nothing says whether it begins in January or April. */
export interface YearWords {
  year: number;
  financial: boolean | undefined;
}

const PAIR = /(?<a>20\d\d|\d\d)\s?[/–-]\s?(?<b>20\d\d|\d\d)(?:\s{1,3}(?:financial|fiscal)\s{1,3}year)?$/;

/** What the words say; null for a pair that is not two years in a row, and for relative years without a plan date. */
export function readYears(words: string, scan: Scan): YearWords | null {
  const text = words
    .toLowerCase()
    .replace(/^the\s+/, '')
    .trim();
  const pair = PAIR.exec(text)?.groups;
  if (pair !== undefined) {
    const year = fullYear(pair['a'] ?? '', scan);
    return year !== null && fullYear(pair['b'] ?? '', scan) === year + 1 ? { year, financial: true } : null;
  }
  const ending = /^fy\s?(?<short>\d\d)$/.exec(text)?.groups?.['short'];
  if (ending !== undefined) return { year: 1999 + Number(ending), financial: true };
  if (new RegExp(`^${YEAR}$`).test(text))
    return { year: Number(text), financial: scan.financialYear || undefined };
  const short = /^['’](?<short>\d\d)$/.exec(text)?.groups?.['short'];
  if (short !== undefined) {
    const year = nearYear(Number(short), scan.reference);
    return year === null ? null : { year, financial: scan.financialYear || undefined };
  }
  return relativeYear(text, scan);
}

/** First year of the financial year in which the plan was written. */
export function financialYearOf(day: string): number {
  return Number(day.slice(0, 4)) - (day.slice(5) < '04-01' ? 1 : 0);
}

/** A year in two or four digits; null when two digits are far from the plan. */
export function fullYear(digits: string, scan: Scan): number | null {
  return digits.length === 4 ? Number(digits) : nearYear(Number(digits), scan.reference);
}

function relativeYear(text: string, scan: Scan): YearWords | null {
  if (scan.reference === null) return null;
  const step = /\bnext\b/.test(text) ? 1 : /\blast\b/.test(text) ? -1 : 0;
  if (/financial|fiscal/.test(text))
    return { year: financialYearOf(scan.reference.first) + step, financial: true };
  return { year: scan.reference.year + step, financial: scan.financialYear || undefined };
}
