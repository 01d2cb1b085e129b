/** Which plans count on a day: none that is younger, and the version then in force where the store has it. */
import { describe, expect, it } from 'vitest';
import { plansOnDay } from '../../dashboards/data/plans-on-day.ts';
import { dayNumber } from '../../dashboards/dates.ts';
import { OPEN } from '../../dashboards/lateness.ts';
import type { PlanEntry } from '../../pipeline/site/contract.ts';

type Kind = PlanEntry['kind'];

/** A document: council, date, kind, actions, whether it is the newest that counts. */
function plan(
  council: number,
  planDate: string | null,
  current: boolean,
  kind: Kind = 'action-plan',
  actions = 5,
) {
  return { council, planDate, kind, current, rows: [0, actions] } as unknown as PlanEntry;
}

const on = (day: string, plans: PlanEntry[]) => plansOnDay(plans, 2, dayNumber(day));

const TWO = [plan(0, '2023-05-01', false), plan(0, '2024-06-01', true), plan(1, '2025-01-01', true)];

describe('plans on a day', () => {
  it('are the newest of each council where all are published', () => {
    const day = on('2025-01-01', TWO);
    expect([...day.counts]).toEqual([0, 1, 1]);
    expect([day.younger, day.earlier, day.none]).toEqual([0, 0, 0]);
    expect([...day.reported]).toEqual([dayNumber('2024-06-01'), dayNumber('2025-01-01')]);
  });

  it('are earlier versions where the newest is younger, and none where that was the first', () => {
    const day = on('2024-05-31', TWO);
    expect([...day.published]).toEqual([1, 0, 0]);
    expect([...day.counts]).toEqual([1, 0, 0]);
    expect([day.younger, day.earlier, day.none]).toEqual([2, 1, 1]);
    expect([...day.reported]).toEqual([dayNumber('2023-05-01'), OPEN]);
  });

  it('are none before the first', () => {
    expect([...on('2020-01-01', TWO).counts]).toEqual([0, 0, 0]);
    expect(on('2020-01-01', TWO).none).toBe(2);
    expect(on('2020-01-01', []).younger).toBe(0);
  });

  it('are chosen as the store does: with actions first, plans before reports, then the later', () => {
    const plans = [
      plan(0, '2023-01-01', false),
      plan(0, '2023-02-01', false, 'progress-update'),
      plan(0, '2023-03-01', false, 'covering-report'),
      plan(0, '2023-04-01', false, 'action-plan', 0),
      plan(0, '2024-01-01', true),
    ];
    expect([...on('2023-12-31', plans).counts]).toEqual([0, 1, 0, 0, 0]);
  });

  it('take a month for its first day, and a document without a date for published', () => {
    expect([...on('2024-02-01', [plan(0, '2024-02', true)]).counts]).toEqual([1]);
    expect([...on('2024-01-31', [plan(0, '2024-02', true)]).counts]).toEqual([0]);
    expect([...on('2001-01-01', [plan(0, null, true)]).counts]).toEqual([1]);
    expect([...on('2001-01-01', [plan(0, null, false), plan(0, '2024-01-01', true)]).counts]).toEqual([1, 0]);
  });

  it('count the report of a review apart from the plan', () => {
    const plans = [plan(0, '2023-01-01', true, 'review-report', 0), plan(0, '2024-01-01', true)];
    const day = on('2023-06-01', plans);
    expect([...day.counts]).toEqual([1, 0]);
    expect([day.younger, day.earlier, day.none]).toEqual([1, 0, 1]);
  });
});
