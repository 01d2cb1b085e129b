/** The sentence that says what a chart shows. */
import { describe, expect, it } from 'vitest';
import { mostInWords } from '../../dashboards/components/finding.ts';

const entries = (...counts: number[]) => counts.map((count, at) => ({ label: 'ABCD'.charAt(at), count }));

describe('mostInWords', () => {
  it.each([
    [entries(3, 12, 1), 75, 'Most: B, 12 of 75 (16%).'],
    [entries(3, 3), 6, 'Most: A and B, 3 of 6 each (50%).'],
    [entries(2, 2, 1, 2), 7, 'Most: A and 2 others, 2 of 7 each (29%).'],
    [entries(1), 1, 'Most: A, 1 of 1 (100%).'],
    [entries(1200), 24_000, 'Most: A, 1,200 of 24,000 (5%).'],
    [entries(0, 0), 0, ''],
    [[], 0, ''],
  ])('%j of %s: %s', (counted, of, words) => {
    expect(mostInWords(counted, of)).toBe(words);
  });
});
