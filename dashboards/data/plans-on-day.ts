/**
 * Which documents there were on a day, and which of them count: what was published later is not known on that day.
 * The order is the store's (`versions.sql`): the last document with actions, a covering report only without a plan.
 */
import type { PlanEntry } from '../../pipeline/site/contract.ts';
import { dayNumber } from '../dates.ts';
import { OPEN } from '../lateness.ts';

export interface PlansOnDay {
  /** By plan: 1 where it is dated on or before the day, or not dated at all. */
  published: Uint8Array;
  /** By plan: 1 where it is the one that counts of its council on the day. */
  counts: Uint8Array;
  /** Day number of the newest document of a council published by the day, by council; `OPEN` when none is dated. */
  reported: Int32Array;
  /** Plans with actions that would count today but are younger than the day. */
  younger: number;
  /** Of their councils, those for which an earlier version counts, and those for which none does. */
  earlier: number;
  none: number;
}

/** Plans of `plans` on the day number `asOf`; `councils` is how many councils there are. */
export function plansOnDay(plans: readonly PlanEntry[], councils: number, asOf: number): PlansOnDay {
  const published = Uint8Array.from(plans, (plan) => (isPublished(plan, asOf) ? 1 : 0));
  const counts = new Uint8Array(plans.length);
  const reported = new Int32Array(councils).fill(OPEN);
  const families = Map.groupBy(plans.keys(), (index) => familyOf(plans[index]));
  const left = { younger: 0, earlier: 0, none: 0 };
  for (const members of families.values()) {
    const known = members.filter((index) => published[index] === 1);
    for (const index of known) {
      const council = plans[index]?.council ?? 0;
      reported[council] = Math.max(reported[council] ?? OPEN, dayOf(plans[index]));
    }
    const today = members.find((index) => plans[index]?.current);
    if (today === undefined) continue;
    const then = published[today] === 1 ? today : known.reduce(later(plans), -1);
    if (then !== -1) counts[then] = 1;
    if (then === today || !hasActions(plans[today])) continue;
    left.younger++;
    if (hasActions(plans[then])) left.earlier++;
    else left.none++;
  }
  return { published, counts, reported, ...left };
}

/** True where a document is dated on or before the day; true too where it has no date, for nothing says it is younger. */
export function isPublished(plan: PlanEntry, asOf: number): boolean {
  return dayOf(plan) <= asOf;
}

/** Day number of a plan, the first of the month where only that is known; `OPEN`, before every day, without a date. */
function dayOf(plan: PlanEntry | undefined): number {
  return plan?.planDate ? dayNumber(plan.planDate) : OPEN;
}

/** A council's report of its review is no version of its plan. */
function familyOf(plan: PlanEntry | undefined): string {
  return `${plan?.council}/${plan?.kind === 'review-report' ? 'review' : 'plan'}`;
}

function hasActions(plan: PlanEntry | undefined): boolean {
  return plan !== undefined && plan.rows[0] < plan.rows[1];
}

/** Of two plans of a council, by index, the one that counts; plans come oldest first. */
function later(plans: readonly PlanEntry[]): (best: number, index: number) => number {
  const isPlan = (plan: PlanEntry | undefined): boolean =>
    plan?.kind === 'action-plan' || plan?.kind === 'progress-update';
  return (best, index) => {
    if (best === -1) return index;
    const [a, b] = [plans[best], plans[index]];
    if (hasActions(a) !== hasActions(b)) return hasActions(b) ? index : best;
    if (isPlan(a) !== isPlan(b)) return isPlan(b) ? index : best;
    return dayOf(b) >= dayOf(a) ? index : best;
  };
}
