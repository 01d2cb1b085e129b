/** chrono-node as it comes (British configuration), as the yardstick beside our figures. */
import { GB } from 'chrono-node/en';
import type { ParsedComponents } from 'chrono-node';
import { firstDayOf, isoDay } from '../../pipeline/calendar.ts';

/** First result of untouched chrono as kind and range: a single day where it names no end. */
export function normaliseWithChrono(
  text: string,
  { planDate }: { planDate?: string | null | undefined },
): { kind: string; start: string | null; end: string | null } {
  const reference = planDate ? new Date(`${firstDayOf(planDate)}T12:00:00`) : new Date(2024, 0, 1, 12);
  const [found] = GB.parse(text, reference, { forwardDate: true });
  if (found === undefined) return { kind: 'none', start: null, end: null };
  return { kind: 'in', start: dayOf(found.start), end: dayOf(found.end ?? found.start) };
}

function dayOf(components: ParsedComponents): string {
  const part = (name: 'year' | 'month' | 'day'): number => components.get(name) ?? 1;
  return isoDay(part('year'), part('month'), part('day'));
}
