// @vitest-environment jsdom
/** The clock of a peer challenge: no more exact than its date, and nothing met by a document without what is owed. */
import { describe, expect, it } from 'vitest';
import { clockTable } from '../../dashboards/components/clock.ts';
import type { Context } from '../../dashboards/context.ts';
import { dayNumber } from '../../dashboards/dates.ts';

interface Entry {
  kind: string;
  planDate: string | null;
  reviewDate: string | null;
  rows: [number, number];
}

/** The note and the rows of the table, `|` between cells. */
function clock(asOf: string, ...plans: Entry[]): string[] {
  const summary = { plans: plans.map((plan) => ({ ...plan, council: 0 })) };
  const element = clockTable({ asOf: dayNumber(asOf), site: { summary } } as unknown as Context, 0);
  const rows = [...element.querySelectorAll('tbody tr')].map((row) =>
    [...row.children].map((cell) => cell.textContent).join(' | '),
  );
  return [element.querySelector('.denominator')?.textContent ?? '', ...rows];
}

const plan = (parts: Partial<Entry>): Entry => ({
  kind: 'action-plan',
  planDate: '2025-03-18',
  reviewDate: '2024-11-12',
  rows: [0, 9],
  ...parts,
});

describe('the clock', () => {
  it('counts from the day of the challenge', () => {
    const [note, report, published, review] = clock('2025-09-12', plan({}));
    expect(note).toContain('the challenge of 12 November 2024');
    expect(report).toBe(
      'Report of the challenge published | 12 February 2025 (3 months) | none read | Day passed, not seen',
    );
    expect(published).toBe('Action plan published | 12 April 2025 (5 months) | 18 March 2025 | Met in time');
    expect(review).toBe('Progress review | 12 September 2025 (10 months) | none read | Not yet due');
  });

  it.each(['2024-11-01', '2024-11'])('names no day where only the month is known: %s', (reviewDate) => {
    const own = plan({ reviewDate, planDate: '2025-02-28' });
    const [note, report] = clock('2025-02-28', own);
    expect(note).toContain('the challenge of November 2024');
    expect(report).toBe(
      'Report of the challenge published | February 2025 (3 months) | none read | Not yet due',
    );
    expect(clock('2025-05-01', { ...own, planDate: '2025-04-30' })[2]).toBe(
      'Action plan published | April 2025 (5 months) | 30 April 2025 | Met in time',
    );
    expect(clock('2025-03-01', own)[1]).toContain('Day passed, not seen');
    expect(clock('2025-05-01', plan({ reviewDate, planDate: '2025-05-01' }))[2]).toContain('Met 1 day later');
  });

  it('has seen no document that is younger than the day asked about', () => {
    const early = {
      ...plan({ kind: 'review-report', planDate: '2025-01-10' }),
      rows: [0, 0] as [number, number],
    };
    const [note, report, published] = clock('2025-03-01', early, plan({}));
    expect(note).toContain('the challenge of 12 November 2024');
    expect(report).toContain('10 January 2025 | Met in time');
    expect(published).toBe('Action plan published | 12 April 2025 (5 months) | none read | Not yet due');
    expect(clock('2025-01-09', early, plan({}))[0]).toContain('not known');
  });

  it('takes a covering report for the plan only where the plan is in it', () => {
    const report = plan({ kind: 'covering-report' });
    expect(clock('2025-05-01', report)[2]).toContain('18 March 2025 | Met in time');
    expect(clock('2025-05-01', { ...report, rows: [0, 0] })[2]).toContain('none read | Day passed, not seen');
  });

  it('cannot tell without a date of the challenge, nor of a document without one', () => {
    const [note, , published] = clock('2025-05-01', plan({ reviewDate: null }));
    expect(note).toContain('not known');
    expect(published).toBe(
      'Action plan published | 5 months after the challenge | 18 March 2025 | Cannot tell',
    );
    expect(clock('2025-05-01', plan({ planDate: null }))[2]).toContain('read, date not known | Cannot tell');
  });
});
