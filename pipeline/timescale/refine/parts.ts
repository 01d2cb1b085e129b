/** Parts of periods from the words before them: early, mid, late, end of, first half of, week commencing, later in. */
import { addDays, weekdayOf } from '../../calendar.ts';
import { readLexicon } from '../../data-files.ts';
import { anyOf, keyOf } from '../lexicon.ts';
import type { Mention, Scan } from '../mention.ts';
import { wordBefore } from '../surroundings.ts';
import { LAST_DAY, asCyclic, days, fixed, months, rangeOf, wholeMonths } from '../period.ts';
import type { CyclicPeriod, Period } from '../period.ts';

const source = String.raw;
const PARTS = new Map(
  readLexicon('lexicon/timescale-parts.tsv').map((row) => [keyOf(row['words'] ?? ''), row['part'] ?? '']),
);
/** What the words before a period can end in; most end in something else. */
const LAST_WORDS = new Set([
  'of',
  'in',
  'the',
  ...[...PARTS.keys()].map((words) => words.split(' ').at(-1) ?? ''),
]);
const PART = anyOf(PARTS.keys());
const BEFORE = new RegExp(
  source`(?:^|[^A-Za-z\d])(?<words>(?<first>${PART})(?:\s{0,2}(?:to|-|–|/|or|and)\s{0,2}(?<second>${PART}))?[\s-]{0,3}(?:in[\s-]{1,3}|of[\s-]{1,3})?(?:the[\s-]{1,3})?)$`,
  'i',
);
const WEEK_OF =
  /(?:^|[^A-Za-z\d])(?<words>(?:(?:the\s{1,3})?(?:week|wk)\s{1,3}(?:commencing|beginning|starting|of)|w\/?c\.?|w\/?b)\s{0,3}(?:on\s{1,3}|the\s{1,3})?(?:(?:mon|tues?|wednes|thurs?|fri)(?:day)?\s{1,3})?)$/i;
const WEEK_TO = /(?:^|[^A-Za-z\d])(?<words>(?:week|wk)\s{1,3}ending\s{1,3}(?:on\s{1,3})?|w\/?e\s{0,3})$/i;

/** Takes the part of each period that the words right before it name, and those words into its place. */
export function takeParts(mentions: Mention[], scan: Scan): Mention[] {
  return mentions.map((mention, index) => {
    const floor = mentions[index - 1]?.end ?? 0;
    const before = scan.text.slice(Math.max(floor, mention.start - 44), mention.start);
    return weekOf(mention, before) ?? partOf(mention, before, scan) ?? mention;
  });
}

function weekOf(mention: Mention, before: string): Mention | null {
  if (mention.period.granularity !== 'day') return null;
  const starts = WEEK_OF.exec(before)?.groups?.['words'];
  const ends = WEEK_TO.exec(before)?.groups?.['words'];
  const words = starts ?? ends;
  if (words === undefined) return null;
  const range = rangeOf(mention.period);
  const rules = [...mention.rules, 'week'];
  const start = mention.start - words.length;
  if (range.start === null) {
    // No year yet: seven days round the day, by month and day alone.
    const { month, day } = (mention.period as CyclicPeriod).from;
    const near = addDays(
      `2023-${String(month).padStart(2, '0')}-${String(day).padStart(2, '0')}`,
      starts === undefined ? -6 : 6,
    );
    const other = { month: Number(near.slice(5, 7)), day: Number(near.slice(8)) };
    const here = { month, day };
    const period = starts === undefined ? days(other, here, null, 'week') : days(here, other, null, 'week');
    return { ...mention, start, period, rules };
  }
  if (starts === undefined)
    return { ...mention, start, period: fixed(addDays(range.start, -6), range.start, 'week'), rules };
  const named = /of\s*$|of\s+the\s*$/i.test(words);
  const first = named ? addDays(range.start, 1 - weekdayOf(range.start)) : range.start;
  return { ...mention, start, period: fixed(first, addDays(first, 6), 'week'), rules };
}

function partOf(mention: Mention, before: string, scan: Scan): Mention | null {
  if (!LAST_WORDS.has(wordBefore(before, before.length))) return null;
  const groups = BEFORE.exec(before)?.groups;
  const words = groups?.['words'];
  if (groups === undefined || words === undefined) return null;
  const first = PARTS.get(keyOf(groups['first'] ?? '')) ?? '';
  const second = groups['second'] === undefined ? '' : (PARTS.get(keyOf(groups['second'])) ?? '');
  // "start June" and "beginning January" begin then; only "start of" takes a part.
  if (/^(?:beginning|start)(?:\s+(?:in|the))?$/i.test(words.trim())) return null;
  if (/^end$/i.test(words.trim()) && mention.period.granularity === 'day') return null;
  const period = cut(mention, first, scan);
  const last = second === '' ? period : cut(mention, second, scan);
  if (period === null || last === null) return null;
  const whole = second === '' ? period : joined(period, last);
  return {
    ...mention,
    start: mention.start - words.length,
    period: whole,
    part: second === '' ? first : second,
    rules: [...mention.rules, second === '' ? first : `${first} to ${second}`],
  };
}

function joined(from: Period, to: Period): Period {
  const first = asCyclic(from);
  const last = asCyclic(to);
  if (first === null || last === null) return from;
  return {
    ...first,
    to: last.to,
    span: last.span + (last.year ?? 0) - (first.year ?? 0),
    granularity: 'range',
  };
}

function cut(mention: Mention, part: string, scan: Scan): Period | null {
  const period = asCyclic(mention.period);
  if (period === null || period.granularity === 'day' || period.granularity === 'week') return null;
  if (mention.rules[0]?.includes('new-year')) return period;
  if (part === 'later' || part === 'earlier') return besidePlan(period, part, scan);
  const count = wholeMonths(period);
  if (count === 0) return null;
  if (part.startsWith('week-')) return count === 1 ? weekOfMonth(period, part) : null;
  if (count === 1) return daysOfMonth(period, part);
  const first = period.from.month;
  const take = (skip: number, length: number): Period =>
    months(first + skip, length, period.year, length === 1 ? 'month' : 'range');
  const third = Math.max(1, Math.floor(count / 3));
  switch (part) {
    case 'early':
      return take(0, third);
    case 'mid':
      return take(third, Math.max(1, count - 2 * third));
    case 'late':
      return take(count - third, third);
    case 'start':
      return take(0, 1);
    case 'end':
      // The very end of a calendar year is the end of December.
      return mention.rules[0] === 'calendar-year'
        ? daysOfMonth(months(12, 1, period.year, 'month'), 'end')
        : take(count - 1, 1);
    case 'first-half':
      return take(0, Math.ceil(count / 2));
    case 'second-half':
      return take(Math.ceil(count / 2), Math.floor(count / 2));
    default:
      return null;
  }
}

function daysOfMonth(month: CyclicPeriod, part: string): Period | null {
  const between = (first: number, last: number): Period => ({
    ...month,
    granularity: 'range',
    from: { month: month.from.month, day: first },
    to: { month: month.from.month, day: last },
  });
  switch (part) {
    case 'early':
    case 'start':
      return between(1, 10);
    case 'mid':
      return between(11, 20);
    case 'late':
      return between(21, LAST_DAY);
    case 'end':
      return between(25, LAST_DAY);
    case 'first-half':
      return between(1, 15);
    case 'second-half':
      return between(16, LAST_DAY);
    default:
      return null;
  }
}

function weekOfMonth(month: CyclicPeriod, part: string): Period {
  const first = part === 'week-last' ? 25 : 7 * (Number(part.slice(5)) - 1) + 1;
  const last = part === 'week-last' ? LAST_DAY : first + 6;
  return {
    ...month,
    granularity: 'week',
    from: { month: month.from.month, day: first },
    to: { month: month.from.month, day: last },
  };
}

/** "Later this year" runs from the plan date, where that lies inside the year; "earlier this year" up to it. */
function besidePlan(period: CyclicPeriod, part: string, scan: Scan): Period | null {
  const { start, end } = rangeOf(period);
  const { reference } = scan;
  if (start === null || end === null || reference === null) return null;
  const inside = start <= reference.last && end >= reference.first;
  if (!inside) {
    const third = months(period.from.month + (part === 'later' ? 8 : 0), 4, period.year, 'range');
    return wholeMonths(period) === 12 ? third : null;
  }
  return part === 'later' ? fixed(reference.first, end, 'range') : fixed(start, reference.last, 'range');
}
