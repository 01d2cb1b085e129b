/** Day arithmetic on ISO strings; no `Date` leaves this file. Months count from 1. */
import type { IsoDate, IsoDay } from './model.ts';

/** Full English month names, January first. */
export const MONTH_NAMES = [
  'january',
  'february',
  'march',
  'april',
  'may',
  'june',
  'july',
  'august',
  'september',
  'october',
  'november',
  'december',
] as const;

/** The months' names, whole or cut to their first letters ("Sept", "Jun"), as alternatives of a pattern in lower case. */
export const MONTH_PATTERN = MONTH_NAMES.map((name) =>
  name === 'september'
    ? 'sept?(?:ember)?'
    : `${name.slice(0, 3)}${name.length > 3 ? `(?:${name.slice(3)})?` : ''}`,
).join('|');

/** `isoDay(2024, 2, 29)` → `2024-02-29`. Values are not checked; see `isRealDay`. */
export function isoDay(year: number, month: number, day: number): IsoDay {
  return `${String(year).padStart(4, '0')}-${String(month).padStart(2, '0')}-${String(day).padStart(2, '0')}`;
}

/** Year, month and day of an ISO day. */
export function partsOf(day: IsoDay): { year: number; month: number; day: number } {
  return { year: Number(day.slice(0, 4)), month: Number(day.slice(5, 7)), day: Number(day.slice(8, 10)) };
}

/** Number of the month's last day, 28 to 31. */
export function lastDayOfMonth(year: number, month: number): number {
  return new Date(Date.UTC(year, month, 0)).getUTCDate();
}

/** True for a day that the Gregorian calendar has. */
export function isRealDay(year: number, month: number, day: number): boolean {
  return month >= 1 && month <= 12 && day >= 1 && day <= lastDayOfMonth(year, month);
}

/** The day `count` days later (earlier when negative). */
export function addDays(day: IsoDay, count: number): IsoDay {
  const { year, month, day: dayOfMonth } = partsOf(day);
  return new Date(Date.UTC(year, month - 1, dayOfMonth + count)).toISOString().slice(0, 10);
}

/** The same day `count` months later, moved back to the month's last day where it does not exist. */
export function addMonths(day: IsoDay, count: number): IsoDay {
  const { year, month, day: dayOfMonth } = partsOf(day);
  const index = year * 12 + (month - 1) + count;
  const toYear = Math.floor(index / 12);
  const toMonth = (index % 12) + 1;
  return isoDay(toYear, toMonth, Math.min(dayOfMonth, lastDayOfMonth(toYear, toMonth)));
}

/** Whole days from `from` to `to`; negative when `to` is earlier. */
export function daysBetween(from: IsoDay, to: IsoDay): number {
  return Math.round((Date.parse(`${to}T00:00:00Z`) - Date.parse(`${from}T00:00:00Z`)) / 86_400_000);
}

/** 1 for Monday to 7 for Sunday. */
export function weekdayOf(day: IsoDay): number {
  return new Date(`${day}T00:00:00Z`).getUTCDay() || 7;
}

/** First day of a plan date that may be known to the month only. */
export function firstDayOf(date: IsoDate): IsoDay {
  return date.length === 7 ? `${date}-01` : date;
}
