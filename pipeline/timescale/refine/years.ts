/** Fills in the years that are still missing, from the plan date and the tense of the words. */
import type { Mention, Scan } from '../mention.ts';
import { inferYear, isYearless, months, rangeOf, wholeMonths } from '../period.ts';
import { isPastBefore, opensTale } from '../tense.ts';

/** Every mention with a year; those that cannot have one (no plan date) are flagged and left open. */
export function fillYears(mentions: Mention[], scan: Scan): Mention[] {
  return mentions.map((mention, index) => {
    const { period } = mention;
    if (!isYearless(period)) return mention;
    const shared = sharedYear(mention, mentions);
    if (shared !== null) return shared;
    if (scan.reference === null) return { ...mention, flags: [...mention.flags, 'year-unknown'] };
    const floor = mentions[index - 1]?.end ?? 0;
    const [before, after] = [scan.text.slice(floor, mention.start), scan.text.slice(mention.end)];
    const past = scan.past || isPastBefore(before, after) || opensTale(before, after);
    return {
      ...mention,
      period: inferYear(period, scan.reference, past),
      basis: mention.basis === 'legend' ? 'legend' : 'inferred',
      rules: [...mention.rules, past ? 'last before the plan' : 'next from the plan'],
      flags: [...mention.flags, 'year-inferred'],
    };
  });
}

/** "Design Q2, build Q3, launch Q4 2024/25": quarters beside a financial one are quarters of its year. */
function sharedYear(mention: Mention, mentions: readonly Mention[]): Mention | null {
  const { period } = mention;
  if (!isYearless(period) || mention.rules[0] !== 'quarter (calendar)') return null;
  const other = mentions.find(({ rules }) =>
    /^(?:quarter \(financial\)|financial-year$)/.test(rules[0] ?? ''),
  );
  const start = other === undefined ? null : rangeOf(other.period).start;
  const count = wholeMonths(period);
  if (start === null || count === 0) return null;
  const year = Number(start.slice(0, 4)) - (start.slice(5) < '04-01' ? 1 : 0);
  return {
    ...mention,
    period: months(period.from.month + 3, count, year, period.granularity),
    basis: 'inferred',
    rules: ['quarter (financial)', 'year of the other'],
    flags: mention.flags.filter((flag) => flag !== 'ambiguous-quarter'),
  };
}
