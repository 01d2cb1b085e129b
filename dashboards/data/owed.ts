/**
 * What is owed: past its date and not reported done. An action whose deadline lies before its own plan, which reports
 * nothing of it, is set apart: most likely the plan has a slip, and nobody is late. Its lateness stays what it is. A
 * time that runs backwards is not late in the first place.
 */
import { isPastDue, LATENESS, OPEN, runsBackwards } from '../lateness.ts';
import { FLAGS } from './facts.ts';
import type { Site } from './site.ts';

/** Filters of the page of actions that give what is owed. */
export const OWED = { late: 'no_report,overdue', flag: 'notBeforePlan' } as const;

/** True where a row is past its date on the day, slips included. */
export function isPast(site: Site, row: number, asOf: number): boolean {
  return isPastDue(LATENESS[site.lateness(asOf)[row] ?? 0] ?? 'cannot_tell');
}

/** True where a row's deadline lies before its plan, which reports nothing of it. */
export function isSlip(site: Site, row: number): boolean {
  return ((site.facts.flags[row] ?? 0) & FLAGS.beforePlan) !== 0;
}

/** True where a row is past its date on the day, slips set apart. */
export function isOwed(site: Site, row: number, asOf: number): boolean {
  return isPast(site, row, asOf) && !isSlip(site, row);
}

/** True where a row that is not done would be past its date, were its last day not before its first. */
export function isBackwards(site: Site, row: number, asOf: number): boolean {
  const [start = OPEN, end = OPEN] = [site.facts.start[row], site.facts.end[row]];
  return end < asOf && runsBackwards(start, end) && LATENESS[site.lateness(asOf)[row] ?? 0] !== 'done';
}
