/** Times that are counted from events of the plan's own life. */
import { describe, expect, it } from 'vitest';
import type { Fact, IsoDate } from '../../pipeline/model.ts';
import { explainTimescale, parseTimescale, readEventDates } from '../../pipeline/timescale/timescale.ts';

const fact = (value: IsoDate | null, from: string): Fact<IsoDate> => ({
  value,
  basis: 'stated',
  from,
  place: null,
});
const returning = (text: string) => ({ event: 'progress-review', text, place: [] });
const datesOf = (review: Fact<IsoDate>, ...returns: string[]) =>
  readEventDates({
    reviewDate: review,
    planDate: fact('2025-06-10', ''),
    events: returns.map((text) => returning(text)),
  });

describe('when the events of a plan are', () => {
  it('takes the days that the peers were on site', () => {
    const review = fact('2025-03-04', 'The peer team was on site from 4 to 6 March 2025');
    expect(datesOf(review)).toEqual({ challenge: ['2025-03-04', '2025-03-06'] });
  });

  it('takes the first day of a month alone', () => {
    expect(datesOf(fact('2025-03', 'given by the caller'))).toEqual({
      challenge: ['2025-03-01', '2025-03-01'],
    });
  });

  it('takes the month in which the peers come back, and not one before the plan or one of several', () => {
    const none = fact(null, '');
    expect(datesOf(none, 'The peers will return in November 2025.')).toEqual({
      'progress-review': ['2025-11-01', '2025-11-30'],
    });
    expect(datesOf(none, 'The peers came back in November 2023.')).toEqual({});
    expect(datesOf(none, 'They return in May 2026.', 'They return in July 2026.')).toEqual({});
    expect(datesOf(none, 'They return during 2026.')).toEqual({});
  });
});

describe('times counted from them', () => {
  const events = {
    challenge: ['2025-03-04', '2025-03-06'],
    'progress-review': ['2025-11-01', '2025-11-30'],
  } as const;
  const shown = (text: string, known: Parameters<typeof parseTimescale>[1]['events']) => {
    const { kind, start, end } = parseTimescale(text, { planDate: '2025-06-10', events: known });
    return `${kind} ${start ?? '-'} ${end ?? '-'}`;
  };

  it.each([
    ['Within 6 months of the peer challenge', 'by - 2025-09-06'],
    ['within nine months of our CPC', 'by - 2025-12-06'],
    ['By the time of the progress review', 'by - 2025-11-30'],
    ['Ahead of the LGA progress review', 'by - 2025-10-31'],
    ['Before the follow-up visit', 'by - 2025-10-31'],
    ['within six months of the elections on 7 May 2026', 'by - 2026-11-07'],
    ['Within 6 months of the peer challenge report', 'none - -'],
    ['Within 6 months of the cabinet meeting', 'none - -'],
    ['after each progress review visitors are asked', 'none - -'],
  ])('%s: %s', (text, expected) => {
    expect(shown(text, events)).toBe(expected);
  });

  it.each(['Within 6 months of the peer challenge', 'By the progress review'])(
    'says of "%s" that the plan dates the event, and nothing of the plan\'s own date',
    (text) => {
      const read = parseTimescale(text, { planDate: '2025-06-10', events });
      expect(read.anchor).toBeNull();
      expect(explainTimescale(read)).toContain('say when that event is');
      expect(explainTimescale(read)).not.toContain('the plan is dated');
    },
  );

  it.each(['Within 6 months of the peer challenge', 'By the time of the progress review'])(
    '%s has no date where the plan does not say when that is',
    (text) => {
      expect(shown(text, {})).toBe('none - -');
    },
  );
});
