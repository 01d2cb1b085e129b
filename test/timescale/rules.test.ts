/** Every rule of the engine reads its own sample. */
import { describe, expect, it } from 'vitest';
import { findSigns } from '../../pipeline/timescale/signs.ts';
import { parseTimescale } from '../../pipeline/timescale/timescale.ts';
import { PERIOD_RULES } from '../../pipeline/timescale/rules/rules.ts';

describe('rules', () => {
  it.each(PERIOD_RULES)('$name reads $sample', ({ name, sample }) => {
    const { expressions } = parseTimescale(sample, {
      planDate: '2024-02-15',
      events: { 'progress-review': ['2024-11-01', '2024-11-30'] },
    });
    expect(expressions.map(({ rule }) => rule).join(' | ')).toContain(name);
  });

  it('finds no sign in words that name no time', () => {
    expect([...findSigns('Market the summary of decisions to separate innovators')]).toEqual([]);
  });

  it.each([
    ['Mayfirst', ['month']],
    ['on the firstMay', ['month']],
    ['Sept2024', ['digit', 'month']],
    ['later today', ['unit']],
    ['in q one', ['quarter']],
    ['before Annual-Council', ['event']],
    ['by midsummer', ['season']],
  ])('finds the signs of %s', (text, signs) => {
    expect([...findSigns(text)]).toEqual(signs);
  });

  it('names every capture', () => {
    for (const { pattern } of PERIOD_RULES) {
      const match = new RegExp(`${pattern.source}|`, pattern.flags).exec('');
      expect(match?.length).toBe(1 + Object.keys(match?.groups ?? {}).length);
    }
  });
});
