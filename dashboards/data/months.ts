/** Spans of months as the address writes them: `2024`, `2024-05`, `2024-05..2024-07`, and open at one end. */
import { dayInWords, dayNumber, monthStart } from '../dates.ts';
import { OPEN } from '../lateness.ts';

/** Day numbers, both inclusive. */
export interface Span {
  from: number;
  to: number;
}

/** Later than every day that is stored. */
const NEVER = 2_147_483_647;

/** The days of a span of months; `null` for what is none, e.g. `2024-13`, `soon`, or months that run backwards. */
export function spanOf(words: string): Span | null {
  const [first = '', last = first, ...more] = words.split('..');
  if (more.length > 0 || (first === '' && last === '')) return null;
  const from = first === '' ? OPEN + 1 : (daysOf(first)?.from ?? null);
  const to = last === '' ? NEVER : (daysOf(last)?.to ?? null);
  return from === null || to === null || from > to ? null : { from, to };
}

/** `May 2024`, `2024`, `May 2024 to July 2024`, `from May 2024`, `up to July 2024`. */
export function spanInWords(words: string): string {
  const [first = '', last = first] = words.split('..');
  if (last === '') return `from ${said(first)}`;
  if (first === '') return `up to ${said(last)}`;
  return first === last ? said(first) : `${said(first)} to ${said(last)}`;
}

function said(end: string): string {
  return end.length === 4 ? end : dayInWords(end);
}

/** The two ends of a span as months, `YYYY-MM`, for fields to choose them by; empty where open. */
export function monthsOf(words: string): [first: string, last: string] {
  const [first = '', last = first] = words.split('..');
  const isYear = (end: string): boolean => /^\d{4}$/u.test(end);
  return [isYear(first) ? `${first}-01` : first, isYear(last) ? `${last}-12` : last];
}

/** A span from two months, either of which may be empty; empty for none. */
export function spanFrom(first: string, last: string): string {
  if (first === last) return first;
  return `${first}..${last}`;
}

function daysOf(end: string): Span | null {
  const [, year = '', month] = /^(20\d\d)(?:-(0[1-9]|1[0-2]))?$/u.exec(end) ?? [];
  if (year === '') return null;
  const from = dayNumber(`${year}-${month ?? '01'}-01`);
  return { from, to: monthStart(from, month === undefined ? 12 : 1) - 1 };
}
