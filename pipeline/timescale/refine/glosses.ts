/** A bracket that spells a period out wins over it: "Q4 (January – March 2018)", "Short term (by June 2024)". */
import type { Mention, Scan } from '../mention.ts';
import { isYearless, rangeOf } from '../period.ts';

/** Gives the bracketed mention the place of both; "2024/25 (Q1)" lends its year to the bracket. */
export function applyGlosses(mentions: Mention[], scan: Scan): Mention[] {
  const kept: Mention[] = [];
  for (const mention of mentions) {
    const previous = kept.at(-1);
    const between = previous === undefined ? '' : scan.text.slice(previous.end, mention.start);
    const dashed =
      (previous?.sort === 'term' || previous?.flags.includes('ambiguous-quarter') === true) &&
      mention.sort !== 'term' &&
      /^\s*[-–—:,]\s*(?:by\s+|from\s+)?$/i.test(between);
    const opens = /^\s*[([]\s*(?:i\.?e\.?,?\s*|by\s+|from\s+|in\s+|before\s+)?$/i.test(between);
    const closes = /^\s*(?:onwards\s*)?[)\]]/i.test(scan.text.slice(mention.end));
    const inYear = previous === undefined ? null : withinYear(previous, mention, between);
    if (inYear !== null) {
      kept[kept.length - 1] = inYear;
      continue;
    }
    if (previous?.sort === 'term' && mention.sort === 'relative' && (dashed || (opens && closes))) {
      // "Short term (0–6 months)": the legend has said so already, from the plan date.
      kept[kept.length - 1] = { ...previous, end: mention.end };
      continue;
    }
    if (previous !== undefined && (dashed || (opens && closes)) && spells(previous, mention)) {
      const period = lend(previous, mention);
      // A bound inside the bracket is the bracket's own.
      const isBare = /[([]\s*$/.test(between);
      kept[kept.length - 1] = {
        ...mention,
        ...(isBare ? { start: previous.start } : {}),
        period,
        rules: [...previous.rules, 'spelt out', ...mention.rules],
      };
    } else kept.push(mention);
  }
  return kept;
}

function spells(outer: Mention, inner: Mention): boolean {
  if (inner.sort === 'event') return false;
  if (outer.sort === 'term' || outer.sort === 'event' || outer.sort === 'relative') return true;
  if (outer.flags.includes('ambiguous-quarter')) return true;
  // "the model to 2029/30 (July 2025)": a month that no such year holds does not spell it out.
  if (outer.period.granularity === 'year' && !isYearless(inner.period) && !overlap(outer, inner))
    return false;
  const wide = ['quarter', 'half', 'year', 'season', 'term', 'range'];
  return wide.includes(outer.period.granularity) && outer.period.granularity !== inner.period.granularity;
}

function overlap(outer: Mention, inner: Mention): boolean {
  const [one, other] = [rangeOf(outer.period), rangeOf(inner.period)];
  return (one.start ?? '') <= (other.end ?? '9999-12-31') && (other.start ?? '') <= (one.end ?? '9999-12-31');
}

function lend(outer: Mention, inner: Mention) {
  const { start, end } = rangeOf(outer.period);
  const period = inner.period;
  if (!isYearless(period) || start === null || end === null) return period;
  const first = Number(start.slice(0, 4));
  const fits = [first, first + 1].find((year) => {
    const month = String(period.from.month).padStart(2, '0');
    return `${year}-${month}-28` >= start && `${year}-${month}-01` <= end;
  });
  return fits === undefined ? period : { ...period, year: fits };
}

/** "Oct–Dec 2024/25" and "March 2024/25": months of a financial year that stands right behind them. */
function withinYear(outer: Mention, year: Mention, between: string): Mention | null {
  if (!isYearless(outer.period) || year.rules[0] !== 'financial-year' || !/^[\s),]*$/.test(between))
    return null;
  if (outer.period.granularity === 'day') return null;
  const period = lend(year, outer);
  return { ...outer, end: year.end, period, rules: [...outer.rules, 'of', ...year.rules] };
}
