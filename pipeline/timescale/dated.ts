/** A mention as it is told to the world: kind, first and last day, granularity, rule and flags. */
import { addDays } from '../calendar.ts';
import type { Granularity, IsoDay, TimescaleBasis, TimescaleKind } from '../model.ts';
import type { Mention } from './mention.ts';
import { rangeOf } from './period.ts';
import type { Reference } from './reference.ts';

/** Words that say something of time, dated or not, and where they stand in the text. */
export interface TimeExpression {
  text: string;
  /** `[start, end)` into the text that was parsed. */
  span: readonly [number, number];
  kind: TimescaleKind;
  start: IsoDay | null;
  end: IsoDay | null;
  /** First day of the period that was named, also where a deadline hides it; `null` for undated words. */
  named: IsoDay | null;
  granularity: Granularity;
  frequency: string;
  basis: TimescaleBasis;
  rule: string;
  flags: string[];
  /** `event`: the usual date of an event, which gives way to a stated date. */
  sort: Mention['sort'] | 'words';
}

/** Kind and range of a mention by its bound. */
export function expressionOf(mention: Mention, text: string, reference: Reference | null): TimeExpression {
  const { start, end } = rangeOf(mention.period);
  const placed = place(mention, start, end);
  const flags = [...mention.flags];
  if (reference !== null && placed.end !== null && placed.end < reference.first && placed.kind !== 'none') {
    flags.push('before-plan-date');
  }
  return {
    text: text.slice(mention.start, mention.end),
    span: [mention.start, mention.end],
    ...placed,
    named: start ?? end,
    granularity: placed.kind === 'none' ? 'none' : mention.period.granularity,
    frequency: '',
    basis: mention.basis,
    rule: mention.rules.join(' > '),
    flags: [...new Set(flags)],
    sort: mention.sort,
  };
}

function place(
  mention: Mention,
  start: IsoDay | null,
  end: IsoDay | null,
): { kind: TimescaleKind; start: IsoDay | null; end: IsoDay | null } {
  if (start === null && end === null) return { kind: 'none', start, end };
  if (start === null) return { kind: 'by', start, end };
  switch (mention.bound) {
    case 'by':
      return end === null ? { kind: 'from', start, end } : { kind: 'by', start: null, end };
    case 'before':
      // "before the end of December" and "before year end" leave that last day in.
      return {
        kind: 'by',
        start: null,
        end: mention.part === 'end' || isYearEnd(mention, start) ? end : addDays(start, -1),
      };
    case 'from':
      return { kind: 'from', start, end: null };
    case 'after':
      return { kind: 'from', start: end === null ? start : addDays(end, 1), end: null };
    default:
      return end === null ? { kind: 'from', start, end } : { kind: 'in', start, end };
  }
}

function isYearEnd(mention: Mention, start: IsoDay): boolean {
  return mention.sort === 'event' && start.endsWith('-03-31');
}
