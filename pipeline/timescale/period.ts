/**
 * Stretches of the calendar. A cyclic period comes round every year and may not know its year yet ("April",
 * "winter", "Q2"); a fixed one has its days. Everything here is plain data and pure functions.
 */
import { isoDay, lastDayOfMonth, partsOf } from '../calendar.ts';
import type { Granularity, IsoDay } from '../model.ts';
import type { Reference } from './reference.ts';

/** Last day of whatever month; cut down to 28 to 30 when the year is known. */
export const LAST_DAY = 31;

/** A month and day without a year. */
export interface MonthDay {
  month: number;
  day: number;
}

/** A stretch that comes round every year; `span` is how many years its last day is after its first. */
export interface CyclicPeriod {
  type: 'cyclic';
  granularity: Granularity;
  /** Year of the first day; null when the words give none. */
  year: number | null;
  from: MonthDay;
  to: MonthDay;
  span: number;
}

/** A stretch with its days; null is open. */
export interface FixedPeriod {
  type: 'fixed';
  granularity: Granularity;
  start: IsoDay | null;
  end: IsoDay | null;
}

export type Period = CyclicPeriod | FixedPeriod;

/** A range of days, inclusive; null is open. */
export interface Range {
  start: IsoDay | null;
  end: IsoDay | null;
}

/** Whole months: `months(3, 3, 2024, 'season')` is March to May 2024. */
export function months(
  first: number,
  count: number,
  year: number | null,
  granularity: Granularity,
): CyclicPeriod {
  const startMonth = ((((first - 1) % 12) + 12) % 12) + 1;
  const startYear = year === null ? null : year + Math.floor((first - 1) / 12);
  const last = startMonth + count - 1;
  return {
    type: 'cyclic',
    granularity,
    year: startYear,
    from: { month: startMonth, day: 1 },
    to: { month: ((last - 1) % 12) + 1, day: LAST_DAY },
    span: Math.floor((last - 1) / 12),
  };
}

/** Days of one year, or of every year when `year` is null. */
export function days(
  from: MonthDay,
  to: MonthDay,
  year: number | null,
  granularity: Granularity,
): CyclicPeriod {
  const back = to.month < from.month || (to.month === from.month && to.day < from.day);
  return { type: 'cyclic', granularity, year, from, to, span: back ? 1 : 0 };
}

/** A fixed period. */
export function fixed(start: IsoDay | null, end: IsoDay | null, granularity: Granularity): FixedPeriod {
  return { type: 'fixed', granularity, start, end };
}

/** True when the year is still to be found. */
export function isYearless(period: Period): period is CyclicPeriod {
  return period.type === 'cyclic' && period.year === null;
}

/** The days of a period in `year`. */
export function daysIn(period: CyclicPeriod, year: number): { start: IsoDay; end: IsoDay } {
  return { start: dayIn(year, period.from), end: dayIn(year + period.span, period.to) };
}

/** The days of a period whose year is known; open ends stay null. */
export function rangeOf(period: Period): Range {
  if (period.type === 'fixed') return { start: period.start, end: period.end };
  return period.year === null ? { start: null, end: null } : daysIn(period, period.year);
}

/**
 * The year of a period that names none: the first whose end is not before the plan date or, for words in the
 * past tense, the last that began before it.
 */
export function inferYear(period: CyclicPeriod, reference: Reference, past: boolean): CyclicPeriod {
  if (past) {
    for (let year = reference.year + 1; ; year -= 1) {
      if (daysIn(period, year).start <= reference.last) return { ...period, year };
    }
  }
  for (let year = reference.year - 3; ; year += 1) {
    if (daysIn(period, year).end >= reference.first) return { ...period, year };
  }
}

/** Number of whole months a period covers; 0 when it does not begin and end with whole months. */
export function wholeMonths(period: CyclicPeriod): number {
  const whole = period.from.day === 1 && period.to.day >= 28;
  return whole ? period.to.month - period.from.month + 12 * period.span + 1 : 0;
}

/** A fixed period with both ends, as a cyclic one of its year; others as they are. */
export function asCyclic(period: Period): CyclicPeriod | null {
  if (period.type === 'cyclic') return period;
  if (period.start === null || period.end === null) return null;
  const from = partsOf(period.start);
  const to = partsOf(period.end);
  const toLast = to.day === lastDayOfMonth(to.year, to.month);
  return {
    type: 'cyclic',
    granularity: period.granularity,
    year: from.year,
    from: { month: from.month, day: from.day },
    to: { month: to.month, day: toLast ? LAST_DAY : to.day },
    span: to.year - from.year,
  };
}

function dayIn(year: number, { month, day }: MonthDay): IsoDay {
  return isoDay(year, month, Math.min(day, lastDayOfMonth(year, month)));
}
