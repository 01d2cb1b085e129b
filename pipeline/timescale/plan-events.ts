/** When the events of the plan's own life are: the challenge it answers, and the progress review the peers return for. */
import { firstDayOf } from '../calendar.ts';
import type { SplitPlan } from '../model.ts';
import { findExpressions } from './parse-timescale.ts';
import type { EventDates } from './reference.ts';

/**
 * First and last day of each event that the plan dates, so that "within six months of the peer challenge" can be
 * counted. An event that is dated twice, differently, has no date.
 */
export function readEventDates(plan: Pick<SplitPlan, 'reviewDate' | 'events' | 'planDate'>): EventDates {
  const context = { planDate: plan.planDate.value };
  const { value, from } = plan.reviewDate;
  const dates: Record<string, readonly [string, string]> = {};
  const onSite = findDays(from, context).find(
    ([start]) => value !== null && start.startsWith(value.slice(0, 7)),
  );
  // Of a month alone the first day counts, as for the plan's own date.
  const first = value === null ? undefined : firstDayOf(value);
  if (first !== undefined) dates['challenge'] = onSite ?? [first, first];
  const returns = plan.events
    .filter(({ event }) => event === 'progress-review')
    .flatMap(({ text }) => findDays(text, context))
    .filter(([, end]) => end >= (plan.planDate.value ?? onSite?.[1] ?? ''));
  const [next] = returns;
  if (next !== undefined && returns.every(([, end]) => end === next[1])) dates['progress-review'] = next;
  return dates;
}

/** The stretches of days, of a season at most, that a sentence names. */
function findDays(text: string, context: { planDate: string | null }): (readonly [string, string])[] {
  return findExpressions(text, context).flatMap(({ start, end, named, granularity }) => {
    const last = end ?? named;
    return last === null || ['year', 'none'].includes(granularity) ? [] : [[start ?? last, last] as const];
  });
}
