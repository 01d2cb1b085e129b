/** A timescale's reason in plain words: "'Spring 2024' is read as 1 March to 31 May 2024, because …". */
import { MONTH_NAMES, partsOf } from '../calendar.ts';
import type { IsoDay, Timescale } from '../model.ts';

const FLAGS: Readonly<Record<string, string>> = {
  'year-inferred': 'the words name no year, so it is the nearest one to the plan date',
  'before-plan-date': 'it lies before the date of the plan itself, which may be a slip',
  'ambiguous-quarter': 'a quarter of a year by itself is taken as January to March, April to June and so on',
  'ambiguous-winter': 'winter is taken to begin in December of that year',
  'ambiguous-financial-year': 'a financial year named by one number is taken to end in that year',
  'odd-financial-year': 'the two years do not follow each other; the first is taken as written',
  'start-after-end': 'its start is later than its end, which is probably a slip',
  'inferred-event': 'the event has a usual date in the council year, and none was stated',
  'event-of-plan': 'the plan or the words themselves say when that event is',
  'school-term': 'school terms are taken by their usual months',
  'usual-start': 'that kind of year is taken to begin in its usual month',
  'to-be-confirmed': 'the plan says that this is still to be confirmed',
  'several-times': 'several times are named, so it runs from the first to the last',
  'relative-to-event': 'it is counted from an event that has no date',
  'season-of-financial-year': 'the season is taken from the financial year that is named',
};

/** One or two sentences that a councillor can check: the words, the range, the reason. */
export function explainTimescale(timescale: Timescale): string {
  const words = timescale.text === '' ? 'No words about time' : `'${timescale.text}'`;
  const reasons = reasonsOf(timescale);
  const because = reasons.length === 0 ? '' : `, because ${reasons.join('; ')}`;
  return `${words} ${readingOf(timescale)}${because}.`;
}

function readingOf(timescale: Timescale): string {
  const { kind, start, end, frequency } = timescale;
  const often = frequency === '' ? '' : `, ${frequency}`;
  switch (kind) {
    case 'by':
      return `is read as a deadline: by ${dayName(end)}${often}`;
    case 'in':
      return `is read as ${rangeName(start, end)}${often}`;
    case 'from':
      return `is read as beginning on ${dayName(start)}, with no end named${often}`;
    case 'ongoing':
      return frequency === ''
        ? 'is read as going on, with no date'
        : `is read as something that recurs (${frequency}), with no date`;
    case 'done':
      return start === null && end === null
        ? 'is read as done, with no date'
        : `is read as done: ${start === null ? `by ${dayName(end)}` : rangeName(start, end)}`;
    case 'tbc':
      return 'is read as still to be confirmed';
    default:
      return 'gives no date';
  }
}

function reasonsOf(timescale: Timescale): string[] {
  const reasons: string[] = [];
  const planned =
    timescale.anchor === null
      ? ''
      : ` (the plan is dated ${timescale.anchor.length === 7 ? monthName(`${timescale.anchor}-01`) : dayName(timescale.anchor)})`;
  if (timescale.basis === 'legend') reasons.push("the plan's own legend says so");
  if (timescale.basis === 'inherited') reasons.push('the words stand in a cell that covers several rows');
  if (timescale.basis === 'override') reasons.push('a person decided it');
  for (const flag of timescale.flags) {
    const reason = FLAGS[flag];
    if (reason !== undefined) reasons.push(reason + (flag === 'year-inferred' ? planned : ''));
  }
  if (reasons.length === 0 && planned !== '') reasons.push(`it is counted from the plan${planned}`);
  if (reasons.length === 0 && timescale.rule !== '') reasons.push(ruleName(timescale.rule));
  return reasons;
}

function ruleName(rule: string): string {
  const first = rule.split(/ [>(]/)[0] ?? '';
  const known: Readonly<Record<string, string>> = {
    'season-year':
      'seasons are taken as whole months: spring from March, summer from June, autumn from September, winter from December',
    'financial-year': 'a council’s financial year runs from 1 April to 31 March',
    'month-year': 'a month runs from its first to its last day',
    quarter: 'quarters of a financial year are counted from April',
  };
  return known[first] ?? 'the words say so';
}

function rangeName(start: IsoDay | null, end: IsoDay | null): string {
  if (start === null || end === null) return dayName(start ?? end);
  if (start === end) return dayName(start);
  const sameYear = start.slice(0, 4) === end.slice(0, 4);
  return `${sameYear ? dayName(start).replace(/ \d{4}$/, '') : dayName(start)} to ${dayName(end)}`;
}

function dayName(day: IsoDay | null): string {
  return day === null ? 'no day' : `${partsOf(day).day} ${monthName(day)}`;
}

function monthName(day: IsoDay): string {
  const { year, month } = partsOf(day);
  const name = MONTH_NAMES[month - 1] ?? '';
  return `${name.charAt(0).toUpperCase()}${name.slice(1)} ${year}`;
}
