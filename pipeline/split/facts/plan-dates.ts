/**
 * Dates in the life of a plan, as far as splitting needs them: days and months with a year, in titles and running
 * text. Timescales of actions are another stage's work.
 */
import { MONTH_NAMES, MONTH_PATTERN, isRealDay, isoDay } from '../../calendar.ts';
import type { IsoDate } from '../../model.ts';

const DATE = new RegExp(
  String.raw`\b(?:(\d{1,2})(?:st|nd|rd|th)?(?:\s?(?:-|–|to|and|&)\s?\d{1,2}(?:st|nd|rd|th)?)?\s(?:of\s)?)?(${MONTH_PATTERN})\.?,?\s(?:of\s)?((?:19|20)\d\d)\b|\b(\d{1,2})[./-](\d{1,2})[./-]((?:19|20)\d\d)\b|\b((?:19|20)\d\d)-(\d\d)-(\d\d)\b`,
  'gi',
);

/** A date and where its words stand in the text it was found in. */
export interface FoundDate {
  value: IsoDate;
  text: string;
  at: number;
}

/** Every day or month with a year in a text, in order. Of "10-13 October 2023" the first day. */
export function findDates(text: string): FoundDate[] {
  const found: FoundDate[] = [];
  for (const match of text.matchAll(DATE)) {
    const value = valueOf(match);
    if (value !== '') found.push({ value, text: match[0], at: match.index });
  }
  return found;
}

function valueOf(match: RegExpMatchArray): IsoDate {
  const [, day, month, year, slashDay, slashMonth, slashYear, isoYear, isoMonth, isoDayOf] = match;
  if (month && year) {
    const number = MONTH_NAMES.findIndex((name) => name.startsWith(month.toLowerCase().slice(0, 3))) + 1;
    const monthText = String(number).padStart(2, '0');
    return day && isRealDay(Number(year), number, Number(day))
      ? isoDay(Number(year), number, Number(day))
      : `${year}-${monthText}`;
  }
  const parts = slashYear ? [slashYear, slashMonth, slashDay] : [isoYear, isoMonth, isoDayOf];
  const [y = 0, m = 0, d = 0] = parts.map(Number);
  return isRealDay(y, m, d) ? isoDay(y, m, d) : '';
}

/** The month of a date, `YYYY-MM`. */
export function monthOf(date: IsoDate): string {
  return date.slice(0, 7);
}
