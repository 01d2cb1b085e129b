/** Every rule of the engine reads its own sample. */
import { describe, expect, it } from 'vitest';
import { parseTimescale } from '../../pipeline/timescale/timescale.ts';
import { PERIOD_RULES } from '../../pipeline/timescale/rules/rules.ts';

describe('rules', () => {
  it.each(PERIOD_RULES)('$name reads $sample', ({ name, sample }) => {
    const { expressions } = parseTimescale(sample, { planDate: '2024-02-15' });
    expect(expressions.map(({ rule }) => rule).join(' | ')).toContain(name);
  });

  it('names every capture', () => {
    for (const { pattern } of PERIOD_RULES) {
      const match = new RegExp(`${pattern.source}|`, pattern.flags).exec('');
      expect(match?.length).toBe(1 + Object.keys(match?.groups ?? {}).length);
    }
  });
});
