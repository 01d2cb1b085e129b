/** What a phrase is read against: the plan date as days, the legend, and how the plan counts quarters. */
import { firstDayOf, isoDay, isRealDay, lastDayOfMonth, partsOf } from '../calendar.ts';
import type { IsoDate, IsoDay, Status } from '../model.ts';

/**
 * Terms that a plan defines for itself, in lower case, with their first and last day; a null end is open.
 * `{'short term': ['2023-11-01', '2023-12-31'], 'long term': ['2024-04-01', null]}`
 */
export type Legend = Readonly<Record<string, readonly [IsoDay | null, IsoDay | null]>>;

/** First and last day of events of the plan's own life: `challenge`, `progress-review`. */
export type EventDates = Readonly<Record<string, readonly [IsoDay, IsoDay]>>;

/** What the caller knows when a phrase is read. */
export interface TimeContext {
  /** The plan's own date, to the day or the month; without it nothing can be counted from the plan. */
  planDate?: IsoDate | null | undefined;
  legend?: Legend | null | undefined;
  /** When the plan's own events are, as far as it says; see `readEventDates`. */
  events?: EventDates | undefined;
  /** True when the plan elsewhere names quarters of financial years: "Q1 2024" is then April to June. */
  financialYear?: boolean | undefined;
  /** Past: a month without a year is the last one; future: the next one; else it is told from the words. */
  tense?: 'past' | 'future' | undefined;
  /** What the plan's own key says of the marks and colours in its status cells; see `readStatusKey`. */
  statusKey?: Readonly<Record<string, Status>> | undefined;
}

/** A plan date as days: the same day twice, or a month's first and last. */
export interface Reference {
  date: IsoDate;
  first: IsoDay;
  last: IsoDay;
  year: number;
}

/** A plan date as days; null for none and for what is no date. */
export function referenceOf(planDate: IsoDate | null | undefined): Reference | null {
  if (planDate === null || planDate === undefined || !/^\d{4}-\d\d(?:-\d\d)?$/.test(planDate)) return null;
  const first = firstDayOf(planDate);
  const { year, month, day } = partsOf(first);
  if (!isRealDay(year, month, day)) return null;
  const last = planDate.length === 7 ? isoDay(year, month, lastDayOfMonth(year, month)) : first;
  return { date: planDate, first, last, year };
}

/** A year written with two digits, if it is near the plan (eight years back, twelve on). */
export function nearYear(twoDigits: number, reference: Reference | null): number | null {
  const year = 2000 + twoDigits;
  const about = reference?.year ?? 2024;
  return year >= about - 8 && year <= about + 12 ? year : null;
}
