/** Quarters and halves: "Q3 2024/25", "Qtr 3", "quarters 3 and 4 2024/25", "third quarter of 2025", "H1 24/25". */
import { YEAR, anyOf, keyOf, numberOf, numbersOf } from '../lexicon.ts';
import type { PeriodRule, Reading, Scan } from '../mention.ts';
import { months } from '../period.ts';
import { followsWell, leadStrength } from '../surroundings.ts';
import { FINANCIAL_YEAR, readYears } from './year-words.ts';

const source = String.raw;
const ORDINALS = numbersOf('ordinal');
const ORDINAL = anyOf(ORDINALS.keys());
const DIGIT = source`[1-4](?!\d)|one|two|three|four`;
const RELATIVE = source`(?:this|next|last|the|the\s{1,3}next|the\s{1,3}current)\s{1,3}(?:financial\s{1,3}|calendar\s{1,3}|fiscal\s{1,3})?year`;
const PAIR = source`(?:(?:financial|fiscal)\s{1,3}year\s{1,3})?${FINANCIAL_YEAR}(?:\s{1,3}(?:financial|fiscal)\s{1,3}year)?`;
const YEARS = source`(?:the\s{1,3})?(?:${PAIR}|fy\s?\d\d(?!\d)|${YEAR}|['’]\d\d(?!\d)|${RELATIVE})`;
const BEFORE = source`(?:(?<before>(?:${PAIR}|fy\s?\d\d(?!\d)|${YEAR}|next\s{1,3}year's|this\s{1,3}year's))\s{0,3}[-–,:(]?\s{0,3}(?:the\s{1,3})?)?`;
const AFTER = source`(?:(?:\s{0,3}[,/(–-]\s{0,3}|\s{1,3}(?:of|in|for)\s{1,3}|\s{0,3})(?<after>${YEARS})(?:(?<=\(\s{0,3}${YEARS})\s{0,3}\))?)?`;
const JOIN = source`\s{0,3}(?:-|–|to|and|&|/|or|,)\s{0,3}`;

/** Rules for quarters and halves of years. */
export const quarterRules: PeriodRule[] = [
  {
    name: 'quarter',
    sample: 'Q3 2024/25',
    signs: ['quarter'],
    pattern: new RegExp(
      source`${BEFORE}(?:(?:quarters?|qtrs?)\.?\s{0,3}|qs?\.?\s?)(?<first>${DIGIT})(?:${JOIN}(?:(?:quarter|qtr)\.?\s{0,3}|q\s?)?(?<last>${DIGIT}))?${AFTER}`,
      'i',
    ),
    read: (groups, scan) =>
      part(groups, scan, 3, numberOf(groups['first'] ?? ''), numberOf(groups['last'] ?? '')),
  },
  {
    name: 'ordinal-quarter',
    sample: 'third quarter of 2024/25',
    signs: ['unit'],
    pattern: new RegExp(source`${BEFORE}(?<first>${ORDINAL})\s{1,3}(?:quarter|qtr)\b${AFTER}`, 'i'),
    read: (groups, scan) => {
      // "last quarter" without a year is the one before this, which another rule reads.
      if (/^last$/i.test(groups['first'] ?? '') && !groups['after'] && !groups['before']) return null;
      return part(groups, scan, 3, ORDINALS.get(keyOf(groups['first'] ?? '')) ?? null, null);
    },
  },
  {
    name: 'half',
    sample: 'H1 24/25',
    signs: ['digit'],
    pattern: new RegExp(source`${BEFORE}h(?<first>[12])(?!\d)${AFTER}`, 'i'),
    read: (groups, scan) => {
      if (!groups['after'] && !groups['before']) return null;
      return part(groups, scan, 6, numberOf(groups['first'] ?? ''), null);
    },
  },
];

function part(
  groups: Readonly<Record<string, string | undefined>>,
  scan: Scan,
  size: 3 | 6,
  first: number | null,
  last: number | null,
): Reading | null {
  if (first === null) return null;
  const words = groups['after'] ?? groups['before'];
  // "design Q2, build Q3": a Q with a number needs only a mark after it.
  const marked =
    /^q/i.test(scan.text.slice(scan.start)) && /^\s*(?:$|[,;.)])/.test(scan.text.slice(scan.end));
  const stands = marked || (leadStrength(scan.text, scan.start) > 0 && followsWell(scan.text, scan.end));
  if (words === undefined && !stands) return null;
  const years = words === undefined ? null : readYears(words, scan);
  if (words !== undefined && years === null) return null;
  const financial = years?.financial ?? scan.financialYear;
  const count = ((last ?? first) - first + 1) * size;
  if (count <= 0) return null;
  const shift = (financial ? 4 : 1) + (first - 1) * size;
  const period = months(shift, count, years?.year ?? null, size === 3 ? 'quarter' : 'half');
  const flags = years?.financial === undefined ? ['ambiguous-quarter'] : [];
  return { period, flags, rule: financial ? 'financial' : 'calendar' };
}
