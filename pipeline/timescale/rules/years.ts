/** Years: financial (2024/25, FY25), municipal, academic, calendar, spans (2024-2027), and guarded bare years. */
import { YEAR, wordsOf } from '../lexicon.ts';
import type { PeriodRule, Reading, Scan } from '../mention.ts';
import { fixed, months } from '../period.ts';
import { followsWell, isNumbered, leadStrength, wordAfter, wordBefore } from '../surroundings.ts';
import { fullYear } from './year-words.ts';

const source = String.raw;
const KIND = source`financial|fiscal|municipal|council|civic|academic|school|calendar`;
const titles = wordsOf('title');
const things = wordsOf('things');

/** First month of each kind of year. */
export const YEAR_STARTS: Readonly<Record<string, number>> = {
  financial: 4,
  fiscal: 4,
  municipal: 5,
  council: 5,
  civic: 5,
  academic: 9,
  school: 9,
  calendar: 1,
};

/** Rules for years. */
export const yearRules: PeriodRule[] = [
  {
    name: 'financial-year',
    sample: '2024/25',
    signs: ['digit'],
    pattern: new RegExp(
      source`(?:(?<kind>${KIND})\s{1,3}years?\s{1,3}(?:of\s{1,3})?|(?<fy>fy)\s?)?(?<a>20\d\d|\d\d)\s?[/–-]\s?(?<b>20\d\d|\d\d)(?![\d/%]|[.-]\d)(?:\s{1,3}(?<kindAfter>${KIND})\s{1,3}year)?`,
      'i',
    ),
    read: readPair,
  },
  {
    name: 'financial-year-short',
    sample: 'FY25',
    signs: ['digit'],
    pattern: /(?:fy\s?|(?<kind>financial|fiscal)\s{1,3}year\s{1,3})(?<year>20\d\d|\d\d)(?![\d/–-])/i,
    read: ({ year }, scan) => {
      const ends = fullYear(year ?? '', scan);
      return ends === null
        ? null
        : { period: months(4, 12, ends - 1, 'year'), flags: ['ambiguous-financial-year'] };
    },
  },
  {
    name: 'municipal-year',
    sample: 'municipal year 2025',
    signs: ['digit'],
    pattern: new RegExp(
      source`(?<kind>municipal|civic|academic|school)\s{1,3}year\s{1,3}(?<year>${YEAR})(?![\d/–-])`,
      'i',
    ),
    read: ({ kind, year }) => ({
      period: months(YEAR_STARTS[kind?.toLowerCase() ?? ''] ?? 5, 12, Number(year), 'year'),
      basis: 'inferred',
    }),
  },
  {
    name: 'calendar-year',
    sample: 'calendar year 2025',
    signs: ['digit'],
    pattern: new RegExp(
      source`(?:calendar\s{1,3}year\s{1,3}(?<a>${YEAR})|cy\s?(?<b>${YEAR}|\d\d)|(?<c>${YEAR})\s{1,3}calendar\s{1,3}year)(?!\d)`,
      'i',
    ),
    read: ({ a, b, c }, scan) => {
      const year = fullYear(a ?? b ?? c ?? '', scan);
      return year === null ? null : { period: months(1, 12, year, 'year') };
    },
  },
  {
    name: 'year',
    sample: '2025',
    signs: ['digit'],
    pattern: new RegExp(
      source`(?:(?<word>year)\s{1,3})?(?<year>${YEAR})(?!\d|[/.:]\d|,\d{3}|%|m\b|k\b)`,
      'i',
    ),
    read: ({ word, year }, scan) => {
      const period = months(1, 12, Number(year), 'year');
      return word !== undefined || isBareYear(scan) ? { period } : null;
    },
  },
];

/** "2026/27 budget setting" has no date of its own. */
const BUDGET_ROUND = /^\s{1,3}budget[\s-]{1,3}(?:setting|process|round|cycle|planning)\b/i;

/** "The strategy to 2030", "savings for the years to 2028/29": how far it looks, not when something is done. */
function isReach(text: string, start: number): boolean {
  const to = /\bto\s{1,3}$/i.exec(text.slice(Math.max(0, start - 6), start));
  if (to === null) return false;
  const noun = wordBefore(text, start - to[0].length);
  return titles.has(noun) || noun === 'years' || noun === 'period';
}

function readPair(groups: Readonly<Record<string, string | undefined>>, scan: Scan): Reading | null {
  const { text, start, end } = scan;
  const kind = (groups['kind'] ?? groups['kindAfter'])?.toLowerCase();
  const a = groups['a'] ?? '';
  const b = groups['b'] ?? '';
  const named = kind !== undefined || groups['fy'] !== undefined;
  if (/[\d/.,£-]$/.test(text.slice(0, start))) return null;
  const first = fullYear(a, scan);
  if (first === null || isReach(text, start)) return null;
  if (BUDGET_ROUND.test(text.slice(end, end + 30)))
    return { period: fixed(null, null, 'none'), sort: 'relative', flags: ['relative-to-event'] };
  if (a.length === 2) {
    if (b.length === 2 && Number(b) !== (Number(a) + 1) % 100) return null;
    if (b.length === 4 && Number(b) !== first + 1) return null;
    const alone = leadStrength(text, start) > 0 && followsWell(text, end);
    if (!named && !alone) return null;
    if (!named && isNumbered(text, start)) return null;
    return { period: months(YEAR_STARTS[kind ?? 'financial'] ?? 4, 12, first, 'year') };
  }
  const second = b.length === 4 ? Number(b) : Math.floor(first / 100) * 100 + Number(b);
  // "2024 – 2025" with a spaced dash is two calendar years; "2024/2025" and "2024-25" one financial year.
  const spaced = a.length === 4 && b.length === 4 && /\d\s[–-]\s?\d/.test(text.slice(start, end));
  if (second === first + 1 && !(spaced && !named)) {
    const inferred = kind !== undefined && !/financial|fiscal/.test(kind);
    const period = months(YEAR_STARTS[kind ?? 'financial'] ?? 4, 12, first, 'year');
    return inferred ? { period, basis: 'inferred', flags: ['usual-start'] } : { period };
  }
  if (second > first && second <= first + 30) {
    if (b.length === 2 && second <= first + 1) return null;
    if (titles.has(wordBefore(text, start)) || things.has(wordAfter(text, end))) return null;
    return {
      period: months(1, 12 * (second - first + 1), first, 'range'),
      rule: 'span-of-years',
      joined: 'to',
    };
  }
  // A slip such as 2024/15: read as the year it begins with.
  if (b.length === 2 && Number(b) > 12 && leadStrength(text, start) > 0) {
    return { period: months(4, 12, first, 'year'), flags: ['odd-financial-year'] };
  }
  return null;
}

const FIRST_YEAR = /(?<![\d/])(?<year>(?:19|20|21)\d\d)\s{0,3}(?:to|and|until|till|through|-|–)\s{0,3}$/i;

/** "in 2025", "2025", "2025 – pilot", "to 2027" are times; "the 2030 Strategy", "Vision 2030", "2024 homes" are not. */
function isBareYear(scan: Scan): boolean {
  const { text, start, end } = scan;
  // "receipts 2018 to 2023": the second year is a time only where the first one is.
  const first = FIRST_YEAR.exec(text.slice(Math.max(0, start - 16), start))?.groups?.['year'];
  if (first !== undefined) {
    const at = text.lastIndexOf(first, start - 1);
    return isBareYear({ ...scan, start: at, end: at + first.length });
  }
  const before = wordBefore(text, start);
  const after = wordAfter(text, end);
  const attached = /(?<word>[A-Za-z\d]{1,12})[/:.-]$/.exec(text.slice(Math.max(0, start - 12), start))
    ?.groups?.['word'];
  if (/[£$€#]\s?$/.test(text.slice(Math.max(0, start - 2), start))) return false;
  if (attached !== undefined && !/^(?:mid|early|late|end|start|pre|post|by|from)$/i.test(attached))
    return false;
  if (before === 'the' || titles.has(before) || isReach(text, start)) return false;
  if (things.has(after)) return false;
  const leading = leadStrength(text, start);
  return leading === 2 || (leading === 1 && followsWell(text, end));
}
