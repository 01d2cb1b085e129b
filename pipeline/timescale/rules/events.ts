/** Events of the council's year: year end, Christmas and Easter have dates, Annual Council and elections those of the year named. */
import { MONTH, MONTHS, YEAR, anyOf, keyOf } from '../lexicon.ts';
import type { PeriodRule, Reading, Scan } from '../mention.ts';
import { days, fixed, months } from '../period.ts';
import type { CyclicPeriod } from '../period.ts';
import { EVENTS } from '../signs.ts';

const source = String.raw;
const rows = new Map(EVENTS.map((row) => [keyOf(row['words'] ?? ''), row]));
/** An event counts as a time after these words, or where the phrase begins with it. */
const BEFORE =
  /(?:^|[(:;–—-]|\b(?:by|before|after|from|prior to|ahead of|in advance of|until|following|post|pre|in time for|at|over|during|in|for|next|to))[\s-]{0,3}(?:the[\s-]{1,3})?(?:next[\s-]{1,3}|new[\s-]{1,3}|forthcoming[\s-]{1,3}|upcoming[\s-]{1,3})?$/i;
/** "elections every 4 years" and "election cycle" are no dates. */
const AFTER =
  /^\s*(?:$|[^A-Za-z\d\s]|(?:in|and|to|for|with|at|onwards|meeting|if|when|so|or|then|period)\b)/i;

/** Rules for events. */
export const eventRules: PeriodRule[] = [
  {
    name: 'event',
    sample: 'Annual Council',
    signs: ['event'],
    pattern: new RegExp(
      source`(?:(?<month>${MONTH})\.?\s{1,3}(?=(?:${YEAR}\s{1,3})?(?:annual|budget|council)\b))?(?:(?<yearFirst>${YEAR})\s{1,3}(?:local\s{1,3}|council\s{1,3})?)?(?<event>${anyOf(rows.keys())})(?:\s{1,3}(?:in\s{1,3}|of\s{1,3})?(?<year>${YEAR})(?![\d/]))?`,
      'i',
    ),
    read: ({ month, event, year, yearFirst }, scan) => {
      const row = rows.get(keyOf(event ?? ''));
      if (row === undefined || !isTime(scan)) return null;
      const stated = year ?? yearFirst;
      // "Feb budget council": the month says when.
      const number = MONTHS.get(keyOf(month ?? ''));
      if (number !== undefined)
        return { period: months(number, 1, stated === undefined ? null : Number(stated), 'month') };
      if (stated === undefined && row['note'] === 'unless-dated')
        return { period: fixed(null, null, 'none'), sort: 'event', flags: ['relative-to-event'] };
      return {
        period: periodOf(row, stated === undefined ? null : Number(stated), scan),
        sort: 'event',
        basis: 'inferred',
        flags: ['inferred-event'],
      };
    },
  },
  {
    name: 'progress-review',
    sample: 'the time of the progress review',
    signs: ['return'],
    pattern: new RegExp(
      source`(?:(?:time|date|point)\s{1,3}of\s{1,3}(?:the\s{1,3}|our\s{1,3})?)?(?:lga(?:['’]s)?\s{1,3}|peer\s{1,3}|peers['’]?\s{1,3}|(?:six|6)[\s-]{1,3}months?\s{1,3}){0,2}(?:progress\s{1,3}(?:review|visit)|follow[\s-]up\s{1,3}(?:review|visit)|return\s{1,3}visit|return\s{1,3}of\s{1,3}the\s{1,3}peers?(?:\s{1,3}team)?)`,
      'i',
    ),
    read: (_, scan) => {
      const known = scan.events['progress-review'];
      return known === undefined || !isTime(scan) ? null : dated(known);
    },
  },
];

/** An event whose days the plan itself gives. */
function dated([start, end]: readonly [string, string]): Reading {
  return {
    period: fixed(start, end, start === end ? 'day' : 'range'),
    sort: 'event',
    basis: 'inferred',
    flags: ['event-of-plan'],
  };
}

function isTime({ text, start, end }: Scan): boolean {
  return BEFORE.test(text.slice(Math.max(0, start - 40), start)) && AFTER.test(text.slice(end, end + 20));
}

function periodOf(row: Record<string, string>, year: number | null, scan: Scan): CyclicPeriod {
  const from = row['from'] ?? '';
  if (from !== 'easter') return days(monthDay(from), monthDay(row['to'] ?? ''), year, 'range');
  const about = year ?? scan.reference?.year ?? 2024;
  const here = easter(about);
  const gone = year === null && scan.reference !== null && `${about}-${here.text}` < scan.reference.first;
  const day = gone ? easter(about + 1) : here;
  return days(day.at, day.at, gone ? about + 1 : about, 'day');
}

function monthDay(text: string) {
  return { month: Number(text.slice(0, 2)), day: Number(text.slice(3)) };
}

/** Easter Sunday by the anonymous Gregorian computus. */
function easter(year: number) {
  const a = year % 19;
  const b = Math.floor(year / 100);
  const c = year % 100;
  const d = (19 * a + b - Math.floor(b / 4) - Math.floor((b - Math.floor((b + 8) / 25) + 1) / 3) + 15) % 30;
  const e = (32 + 2 * (b % 4) + 2 * Math.floor(c / 4) - d - (c % 4)) % 7;
  const f = d + e - 7 * Math.floor((a + 11 * d + 22 * e) / 451) + 114;
  const at = { month: Math.floor(f / 31), day: (f % 31) + 1 };
  return { at, text: `${String(at.month).padStart(2, '0')}-${String(at.day).padStart(2, '0')}` };
}
