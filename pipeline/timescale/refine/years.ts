/** Fills in the years that are still missing, from the plan date and the tense of the words. */
import type { Mention, Scan } from '../mention.ts';
import { inferYear, isYearless } from '../period.ts';
import { isPastBefore } from '../tense.ts';

/** Every mention with a year; those that cannot have one (no plan date) are flagged and left open. */
export function fillYears(mentions: Mention[], scan: Scan): Mention[] {
  return mentions.map((mention, index) => {
    const { period } = mention;
    if (!isYearless(period)) return mention;
    if (scan.reference === null) return { ...mention, flags: [...mention.flags, 'year-unknown'] };
    const floor = mentions[index - 1]?.end ?? 0;
    const past =
      scan.past || isPastBefore(scan.text.slice(floor, mention.start), scan.text.slice(mention.end));
    return {
      ...mention,
      period: inferYear(period, scan.reference, past),
      basis: mention.basis === 'legend' ? 'legend' : 'inferred',
      rules: [...mention.rules, past ? 'last before the plan' : 'next from the plan'],
      flags: [...mention.flags, 'year-inferred'],
    };
  });
}
