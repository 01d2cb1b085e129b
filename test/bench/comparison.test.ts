/** Runs are compared by ratios: a slower machine is no regression, a slower program is. */
import { describe, expect, it } from 'vitest';
import { compareMeasures, isNoWorse } from './comparison.ts';
import { findBroken, type Measure, meetsTarget } from './measure.ts';
import { formatComparison, formatMeasures } from './report.ts';

const measure = (ours: number, baseline: number, more: Partial<Measure> = {}): Measure => ({
  id: 'reading/pdf',
  what: 'PDF',
  against: 'pdfjs text alone',
  unit: 'ms of processor a plan',
  ours,
  baseline,
  tolerance: 0.25,
  ...more,
});

/** Saved, now, and what the comparison says. */
const CASES: [string, Measure, Measure, { worse: number; better: number; lostTargets: number }][] = [
  ['the same', measure(40, 20), measure(40, 20), { worse: 0, better: 0, lostTargets: 0 }],
  [
    'a machine three times slower',
    measure(40, 20),
    measure(120, 60),
    { worse: 0, better: 0, lostTargets: 0 },
  ],
  ['slower within the tolerance', measure(40, 20), measure(49, 20), { worse: 0, better: 0, lostTargets: 0 }],
  ['slower beyond it', measure(40, 20), measure(51, 20), { worse: 1, better: 0, lostTargets: 0 }],
  ['slower on a faster machine', measure(40, 20), measure(30, 10), { worse: 1, better: 0, lostTargets: 0 }],
  ['faster within the tolerance', measure(40, 20), measure(33, 20), { worse: 0, better: 0, lostTargets: 0 }],
  ['faster beyond it', measure(40, 20), measure(31, 20), { worse: 0, better: 1, lostTargets: 0 }],
  [
    'past its target, though within the tolerance',
    measure(58, 20, { mostRatio: 3 }),
    measure(62, 20, { mostRatio: 3 }),
    { worse: 0, better: 0, lostTargets: 1 },
  ],
  [
    'past a target in its own unit',
    measure(390, 200, { mostOurs: 400 }),
    measure(410, 210, { mostOurs: 400 }),
    { worse: 0, better: 0, lostTargets: 1 },
  ],
  [
    'a target missed before and now',
    measure(80, 20, { mostRatio: 3 }),
    measure(82, 20, { mostRatio: 3 }),
    { worse: 0, better: 0, lostTargets: 0 },
  ],
];

describe('comparison of two runs', () => {
  it.each(CASES)('%s', (_, saved, now, wanted) => {
    const found = compareMeasures([saved], [now]);
    expect({
      worse: found.worse.length,
      better: found.better.length,
      lostTargets: found.lostTargets.length,
    }).toEqual(wanted);
    expect(isNoWorse(found)).toBe(wanted.worse + wanted.lostTargets === 0);
  });

  it('names what is new, takes the worst first, and says by how much', () => {
    const saved = [measure(10, 10), measure(10, 10, { id: 'store/1' })];
    const now = [measure(20, 10), measure(30, 10, { id: 'store/1' }), measure(1, 1, { id: 'new' })];
    const found = compareMeasures(saved, now);
    expect(found.worse.map(({ measure }) => measure.id)).toEqual(['store/1', 'reading/pdf']);
    expect(found.added.map(({ id }) => id)).toEqual(['new']);
    expect(formatComparison(found)[0]).toBe(
      'WORSE: PDF (store/1): 1× → 3× of pdfjs text alone; 25 % is let pass',
    );
    expect(isNoWorse(found)).toBe(false);
  });

  it('shows the saved ratio and a missed target beside the figures', () => {
    const text = formatMeasures([measure(62, 20, { mostRatio: 3 })], [measure(40, 20)]);
    expect(text).toContain('3.1×');
    expect(text).toContain('was 2×');
    expect(text).toContain('at most 3×: MISSED');
    expect(meetsTarget(measure(60, 20, { mostRatio: 3 }))).toBe(true);
  });

  it('finds measures without figures', () => {
    const odd = [Number.NaN, Infinity, -1].map((ours) => measure(ours, 1, { id: String(ours) }));
    expect(findBroken([measure(1, 1), measure(0, 1), ...odd, measure(1, 0, { id: 'none' })])).toEqual([
      'NaN',
      'Infinity',
      '-1',
      'none',
    ]);
  });
});
