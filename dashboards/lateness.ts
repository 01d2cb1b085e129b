/**
 * Lateness on any day, by the conventions: a fact about the day asked about, never about the plan.
 * `cannot_tell` is a group of its own and never counts as fine. `overdue` stands apart as `no_report` where nothing
 * was published after the deadline: then the date has passed and nobody has said what became of it. A time that runs
 * backwards contradicts itself, so neither of its ends can make an action late.
 */
import type { Status, TimescaleKind } from '../pipeline/site/contract.ts';

/** In the order in which charts and tables show them. */
export const LATENESS = [
  'done',
  'not_due',
  'in_window',
  'due_soon',
  'no_report',
  'overdue',
  'open_ended',
  'cannot_tell',
] as const;
export type Lateness = (typeof LATENESS)[number];

/** Stands for null in columns of days. */
export const OPEN = -2_147_483_648;

/** Days ahead within which a deadline is due soon. */
export const SOON_DAYS = 30;

/**
 * Lateness on the day `asOf`. Days are numbers (see `dates.ts`), `OPEN` where there is none; `reported` is the day of
 * the newest plan the council published. Done beats everything, an end beats the kind.
 */
export function latenessOf(
  kind: TimescaleKind,
  status: Status,
  start: number,
  end: number,
  reported: number,
  asOf: number,
): Lateness {
  if (status === 'done' || kind === 'done') return 'done';
  if (runsBackwards(start, end)) return 'cannot_tell';
  if (end !== OPEN) {
    if (end < asOf) return reported > end ? 'overdue' : 'no_report';
    if (end <= asOf + SOON_DAYS) return 'due_soon';
    return start !== OPEN && start <= asOf ? 'in_window' : 'not_due';
  }
  return kind === 'from' || kind === 'ongoing' ? 'open_ended' : 'cannot_tell';
}

/** True where the first day is later than the last: the plan contradicts itself. */
export function runsBackwards(start: number, end: number): boolean {
  return start !== OPEN && end !== OPEN && start > end;
}

/** True where the deadline has passed and the action is not known to be done. */
export function isPastDue(lateness: Lateness): boolean {
  return lateness === 'overdue' || lateness === 'no_report';
}
