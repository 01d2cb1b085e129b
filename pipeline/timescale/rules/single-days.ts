/** Whether what chrono took for a day is one: "24/7", "9/10 of staff", "Phase 2 May 2024", "Room 2/3" are not. */
import { MONTH } from '../lexicon.ts';
import type { Mention, Scan } from '../mention.ts';
import { followsWell, isNumbered, leadStrength } from '../surroundings.ts';

const source = String.raw;
const MONTH_THEN = new RegExp(source`(?:${MONTH})\.?[\s'’-]{0,3}$`, 'i');
const YEAR_LAST = /[A-Za-z.][\s/-]{0,3}['’]?\d{2}(?:\d\d)?$/;
const FULL_DATE = new RegExp(
  source`(?:\d[/.]\d{1,2}[/.]\d{2,4}|\d\s{1,2}(?:${MONTH})\.?\s{1,2}\d{2}(?:\d\d)?)-$`,
  'i',
);
/** "30 June-" before "1 July": the end of a range whose first day has its month. */
const DAY_TO = new RegExp(source`\d(?:st|nd|rd|th)?\s{0,3}(?:${MONTH})\.?\s{0,3}-\s{0,3}$`, 'i');

/** True when the numbers of a day mention are a day and not a ratio, a list number or another month's year. */
export function isDayHere(mention: Mention, scan: Scan): boolean {
  const { text, start, end } = scan;
  const words = text.slice(start, end);
  const before = text.slice(Math.max(0, start - 24), start);
  if (isNumbered(text, start)) return false;
  // A figure of a section number or of a longer run ("1.2 May", "2023/1 March").
  if (/\d[./]$|\d\s{1,2}[./]\s{0,2}$/.test(before)) return false;
  if (/(?:^|\D)\d{1,3}-$/.test(before) && !FULL_DATE.test(before)) return false;
  if (/[A-Za-z]/.test(words)) {
    // "Dec 24/Jan 25": the first number is the year of the month before it.
    if (/^\d/.test(words) && MONTH_THEN.test(before) && !DAY_TO.test(before)) return false;
    return !/^\d{1,2}[/-][A-Za-z]/.test(words) || !/[A-Za-z]\s$/.test(before) || YEAR_LAST.test(words);
  }
  const numbers = words.split(/\D+/);
  // Without a year, only "06/25"-like pairs and dates that stand like a time are left.
  if (numbers.length === 2) {
    if (Number(numbers[1]) > 12 || words === '24/7') return false;
    return (
      leadStrength(text, start) > 0 &&
      followsWell(text, end) &&
      !/^\s*(?:of|%|split|x)\b/.test(text.slice(end))
    );
  }
  return mention.period.type === 'cyclic';
}
