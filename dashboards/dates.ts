/** Days as the pages show and count them. Inside, a day is its number since 1 January 2000; null is open. */
import type { IsoDay } from '../pipeline/site/contract.ts';

const EPOCH = Date.UTC(2000, 0, 1);
const DAY_MS = 86_400_000;

const MONTHS = [
  'January',
  'February',
  'March',
  'April',
  'May',
  'June',
  'July',
  'August',
  'September',
  'October',
  'November',
  'December',
];

/** Number of an ISO day; the first of the month where only the month is given. `NaN` for anything else. */
export function dayNumber(day: IsoDay): number {
  const whole = day.length === 7 ? `${day}-01` : day;
  if (!/^\d{4}-\d{2}-\d{2}$/u.test(whole)) return Number.NaN;
  return Math.round((Date.parse(`${whole}T00:00:00Z`) - EPOCH) / DAY_MS);
}

/** ISO day of a number. */
export function isoOf(number: number): IsoDay {
  return new Date(EPOCH + number * DAY_MS).toISOString().slice(0, 10);
}

/** True for a day that the calendar has, written `YYYY-MM-DD`. */
export function isDay(text: string): boolean {
  const number = dayNumber(text);
  return text.length === 10 && !Number.isNaN(number) && isoOf(number) === text;
}

/** `2024-05-31` as "31 May 2024", `2024-05` as "May 2024". */
export function dayInWords(day: string): string {
  const [year = '', month = '', dayOfMonth] = day.split('-');
  const name = MONTHS[Number(month) - 1] ?? month;
  return dayOfMonth === undefined ? `${name} ${year}` : `${Number(dayOfMonth)} ${name} ${year}`;
}

/** "by 31 May 2024", "from 1 April 2024", "1 April to 30 June 2024"; empty when both ends are open. */
export function rangeInWords(start: number | null, end: number | null): string {
  if (start === null && end === null) return '';
  if (start === null) return `by ${dayInWords(isoOf(end ?? 0))}`;
  if (end === null) return `from ${dayInWords(isoOf(start))}`;
  if (start === end) return `on ${dayInWords(isoOf(end))}`;
  const from = isoOf(start);
  const to = isoOf(end);
  const first =
    from.slice(0, 4) === to.slice(0, 4) ? dayInWords(from).replace(/ \d{4}$/u, '') : dayInWords(from);
  return `${first} to ${dayInWords(to)}`;
}

/** First day of the month `count` months after the one that holds `day`. */
export function monthStart(day: number, count = 0): number {
  const iso = isoOf(day);
  return Math.round(
    (Date.UTC(Number(iso.slice(0, 4)), Number(iso.slice(5, 7)) - 1 + count, 1) - EPOCH) / DAY_MS,
  );
}

/** A `Date` at midnight UTC, for a chart's time scale only. */
export function chartDate(day: number): Date {
  return new Date(EPOCH + day * DAY_MS);
}

/** The same day `count` months later, moved back to the month's last day where it does not exist. */
export function addMonthsTo(day: IsoDay, count: number): IsoDay {
  const first = monthStart(dayNumber(day), count);
  const last = monthStart(first, 1) - 1;
  const dayOfMonth = Number(day.length === 7 ? 1 : day.slice(8, 10));
  return isoOf(Math.min(first + dayOfMonth - 1, last));
}
