/** Spans of months in addresses: what they hold, how they are said, and what is none. */
import { describe, expect, it } from 'vitest';
import { monthsOf, spanFrom, spanInWords, spanOf } from '../../dashboards/data/months.ts';
import { dayNumber, isoOf } from '../../dashboards/dates.ts';
import { OPEN } from '../../dashboards/lateness.ts';

describe('a span of months', () => {
  it.each([
    ['2024', '2024-01-01', '2024-12-31', '2024'],
    ['2024-02', '2024-02-01', '2024-02-29', 'February 2024'],
    ['2023-12..2024-02', '2023-12-01', '2024-02-29', 'December 2023 to February 2024'],
    ['2023..2024', '2023-01-01', '2024-12-31', '2023 to 2024'],
  ])('%s holds %s to %s', (words, first, last, said) => {
    const span = spanOf(words);
    expect([isoOf(span?.from ?? 0), isoOf(span?.to ?? 0)]).toEqual([first, last]);
    expect(spanInWords(words)).toBe(said);
  });

  it('may be open at one end, and then holds no action without a day', () => {
    expect(spanOf('2024-05..')).toMatchObject({ from: dayNumber('2024-05-01') });
    expect(spanOf('..2024-05')).toMatchObject({ to: dayNumber('2024-05-31') });
    expect(spanOf('..2024-05')?.from).toBeGreaterThan(OPEN);
    expect([spanInWords('2024-05..'), spanInWords('..2024-05')]).toEqual(['from May 2024', 'up to May 2024']);
  });

  it.each([
    '',
    '..',
    'soon',
    '2024-13',
    '2024-00',
    '2024-5',
    '1924',
    '2024-05-01',
    '2024-06..2024-05',
    '2024..2025..2026',
    '<b>',
  ])('is not “%s”', (words) => {
    expect(spanOf(words)).toBeNull();
  });

  it('goes to two fields and back', () => {
    for (const words of ['2024-05', '2024-05..2024-07', '2024-05..', '..2024-07'])
      expect(spanFrom(...monthsOf(words))).toBe(words);
    expect(monthsOf('2024')).toEqual(['2024-01', '2024-12']);
    expect(spanFrom('', '')).toBe('');
  });
});
