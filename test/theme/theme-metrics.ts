/** Scores of theme predictions against a person's answers. All rates are shares, 0 to 1. */
import { THEMES, type Theme } from '../../pipeline/model.ts';

/** One row: probabilities in the order of `THEMES`, and what a person said. */
export interface Judged {
  shares: readonly number[];
  theme: Theme;
  theme2: Theme | null;
}

/** Scores of one set of rows; intervals are the 2.5th and 97.5th percentile of 1,000 resamples. */
export interface ThemeScores {
  rows: number;
  accuracy: number;
  macroF1: number;
  macroF1Interval: [number, number];
  primaryOrSecond: number;
  /** Expected calibration error over ten equal-width bins of the first theme's probability. */
  calibrationError: number;
  /** Share of rows at or over the threshold, and accuracy among them. */
  decided: number;
  decidedAccuracy: number;
  /** Largest share that can be decided with 90 % right, whatever the threshold. */
  decidableAt90: number;
  f1ByTheme: number[];
  /** `confusion[truth][guess]`. */
  confusion: number[][];
}

/** One bin of a calibration curve. */
export interface CalibrationBin {
  rows: number;
  confidence: number;
  accuracy: number;
}

/** All scores of a set. `threshold` is the probability below which a row is unsure. */
export function scoreThemes(rows: readonly Judged[], threshold: number): ThemeScores {
  const decided = rows.filter((row) => Math.max(...row.shares) >= threshold);
  const right = (row: Judged): boolean => THEMES[guessOf(row)] === row.theme;
  return {
    rows: rows.length,
    accuracy: share(rows, right),
    macroF1: macroF1(rows),
    macroF1Interval: bootstrap(rows, macroF1),
    primaryOrSecond: share(rows, (row) => right(row) || THEMES[guessOf(row)] === row.theme2),
    calibrationError: calibrationBins(rows).reduce(
      (sum, bin) => sum + (bin.rows / rows.length) * Math.abs(bin.accuracy - bin.confidence),
      0,
    ),
    decided: decided.length / rows.length,
    decidedAccuracy: share(decided, right),
    decidableAt90: decidableAt(rows, 0.9),
    f1ByTheme: f1ByTheme(confusionOf(rows)),
    confusion: confusionOf(rows),
  };
}

/** Ten bins of equal width; empty ones are left out. */
export function calibrationBins(rows: readonly Judged[]): CalibrationBin[] {
  const bins = Array.from({ length: 10 }, (): CalibrationBin => ({ rows: 0, confidence: 0, accuracy: 0 }));
  for (const row of rows) {
    const highest = Math.max(...row.shares);
    const bin = bins[Math.min(9, Math.floor(highest * 10))];
    if (!bin) continue;
    bin.rows += 1;
    bin.confidence += highest;
    bin.accuracy += THEMES[guessOf(row)] === row.theme ? 1 : 0;
  }
  return bins
    .filter((bin) => bin.rows > 0)
    .map(({ rows, confidence, accuracy }) => ({
      rows,
      confidence: confidence / rows,
      accuracy: accuracy / rows,
    }));
}

function guessOf(row: Judged): number {
  return row.shares.indexOf(Math.max(...row.shares));
}

function share(rows: readonly Judged[], holds: (row: Judged) => boolean): number {
  return rows.length === 0 ? 0 : rows.filter(holds).length / rows.length;
}

function macroF1(rows: readonly Judged[]): number {
  const confusion = confusionOf(rows);
  const present = THEMES.map((_, t) => t).filter((t) => (confusion[t] ?? []).some((count) => count > 0));
  const scores = f1ByTheme(confusion);
  return present.reduce((sum, t) => sum + (scores[t] ?? 0), 0) / (present.length || 1);
}

function confusionOf(rows: readonly Judged[]): number[][] {
  const confusion = THEMES.map(() => THEMES.map(() => 0));
  for (const row of rows) {
    const counts = confusion[THEMES.indexOf(row.theme)];
    if (counts) counts[guessOf(row)] = (counts[guessOf(row)] ?? 0) + 1;
  }
  return confusion;
}

function f1ByTheme(confusion: readonly (readonly number[])[]): number[] {
  return THEMES.map((_, t) => {
    const hits = confusion[t]?.[t] ?? 0;
    const truths = (confusion[t] ?? []).reduce((sum, count) => sum + count, 0);
    const guesses = confusion.reduce((sum, row) => sum + (row[t] ?? 0), 0);
    return (2 * hits) / (truths + guesses || 1);
  });
}

function decidableAt(rows: readonly Judged[], wanted: number): number {
  const sorted = rows.toSorted((a, b) => Math.max(...b.shares) - Math.max(...a.shares));
  let right = 0;
  let best = 0;
  sorted.forEach((row, index) => {
    right += THEMES[guessOf(row)] === row.theme ? 1 : 0;
    if (right / (index + 1) >= wanted) best = index + 1;
  });
  return best / (rows.length || 1);
}

function bootstrap(rows: readonly Judged[], score: (rows: readonly Judged[]) => number): [number, number] {
  let state = 20_240_101;
  const next = (): number => {
    state = (state + 0x6d2b79f5) >>> 0;
    let mixed = Math.imul(state ^ (state >>> 15), state | 1);
    mixed ^= mixed + Math.imul(mixed ^ (mixed >>> 7), mixed | 61);
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 4_294_967_296;
  };
  const scores = Array.from({ length: 1_000 }, () =>
    score(rows.flatMap(() => rows[Math.floor(next() * rows.length)] ?? [])),
  ).sort((a, b) => a - b);
  return [scores[25] ?? 0, scores[974] ?? 0];
}
