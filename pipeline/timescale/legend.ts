/** A plan's own terms to dates: "Short term: 0–6 months", "Medium: January – March 2024", "Long term: April 2024 onwards". */
import { addMonths } from '../calendar.ts';
import type { IsoDate, IsoDay, LegendTerm } from '../model.ts';
import { keyOf, numberOf } from './lexicon.ts';
import { parseTimescale } from './parse-timescale.ts';
import { referenceOf } from './reference.ts';
import type { Legend } from './reference.ts';

const SPAN =
  /(?<low>\d{1,2})\s{0,3}(?:(?:month|year|week)s?\s{0,3})?(?:-|–|to|and)\s{0,3}(?<high>\d{1,2})[\s+-]{0,4}(?<unit>month|year|week)s?/i;
const MORE =
  /(?:(?:over|more than|beyond|after|longer than|greater than|>|from)\s{0,3}(?<over>\d{1,2}|[A-Za-z]{3,7})\s{1,3}(?<unit>month|year|week)s?|(?<plus>\d{1,2})\s{0,3}\+\s{0,3}(?<unitPlus>month|year|week)s?|(?<low>\d{1,2})\s{1,3}(?<unitLow>month|year|week)s?\s{0,3}(?:\+|plus|onwards?|or more|and (?:over|beyond|above)))/i;
const LESS =
  /(?:up to|under|less than|<|first|next)\s{0,3}(?<under>\d{1,2}|[A-Za-z]{3,7})\s{1,3}(?<unit>month|year|week)s?/i;

const WITHIN =
  /within\s{1,3}(?:the\s{1,3})?(?:next\s{1,3}|first\s{1,3})?(?<under>\d{1,2})\s{1,3}(?<unit>month|year|week)s?/i;

/**
 * Days for each term of a plan's legend, by the term in lower case. Months count from the plan date; without a
 * plan date those terms are left out. Words that name no time are left out too.
 */
export function readLegend(terms: readonly LegendTerm[], planDate: IsoDate | null | undefined): Legend {
  const legend: Record<string, readonly [IsoDay | null, IsoDay | null]> = {};
  const reference = referenceOf(planDate);
  const ranged = terms.some(({ text }) => SPAN.test(inDigits(text)) || MORE.test(inDigits(text)));
  for (const { term, text } of terms) {
    const key = keyOf(term).replace(/[:.]$/, '');
    const counted = reference === null ? null : countedMonths(inDigits(text), reference.first, ranged);
    if (key === '') continue;
    if (counted !== null) {
      legend[key] = counted;
      continue;
    }
    const { kind, start, end } = parseTimescale(text, { planDate, legend: {} });
    if (kind !== 'none' && (start !== null || end !== null)) legend[key] = [start, end];
  }
  return legend;
}

function countedMonths(text: string, from: IsoDay, ranged: boolean): readonly [IsoDay, IsoDay | null] | null {
  const span = SPAN.exec(text)?.groups;
  if (span !== undefined) {
    return [later(from, Number(span['low']), span['unit']), later(from, Number(span['high']), span['unit'])];
  }
  const more = MORE.exec(text)?.groups;
  const least = numberOf(more?.['over'] ?? more?.['plus'] ?? more?.['low'] ?? '');
  if (more !== undefined && least !== null) {
    return [later(from, least, more['unit'] ?? more['unitPlus'] ?? more['unitLow']), null];
  }
  // "Within 6 months" is a deadline, except beside terms that are stretches ("6 to 12 months").
  const less = (LESS.exec(text) ?? (ranged ? WITHIN.exec(text) : null))?.groups;
  const most = numberOf(less?.['under'] ?? '');
  return less === undefined || most === null ? null : [from, later(from, most, less['unit'])];
}

function later(day: IsoDay, count: number, unit: string | undefined): IsoDay {
  const name = (unit ?? 'month').toLowerCase();
  if (name === 'week') return addMonths(day, Math.round((count * 12) / 52));
  return addMonths(day, name === 'year' ? 12 * count : count);
}

/** Number words as figures: "six to twelve months", "over a year". */
function inDigits(text: string): string {
  return text.replaceAll(/\b[a-z]{1,12}(?=\s{1,3}(?:to|and|months?|years?|weeks?)\b)/gi, (word) => {
    const number = numberOf(word);
    return number === null ? word : String(number);
  });
}
