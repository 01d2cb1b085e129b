/** A run beside the last saved result, by ratios to the baselines of each run: seconds of two days are never compared. */
import { type Measure, meetsTarget, ratioOf } from './measure.ts';

export interface Comparison {
  /** Ratio grown by more than its tolerance, worst first. */
  worse: Change[];
  /** Ratio shrunk by more than its tolerance. */
  better: Change[];
  /** Met its target when saved, and does not now. */
  lostTargets: Measure[];
  /** Not in the saved result. */
  added: Measure[];
}

export interface Change {
  measure: Measure;
  /** The saved ratio. */
  before: number;
  /** The ratio now. */
  now: number;
}

export function compareMeasures(saved: readonly Measure[], now: readonly Measure[]): Comparison {
  const before = new Map(saved.map((measure) => [measure.id, measure]));
  const comparison: Comparison = { worse: [], better: [], lostTargets: [], added: [] };
  for (const measure of now) {
    const earlier = before.get(measure.id);
    if (earlier === undefined) {
      comparison.added.push(measure);
      continue;
    }
    const change = { measure, before: ratioOf(earlier), now: ratioOf(measure) };
    if (change.now > change.before * (1 + measure.tolerance)) comparison.worse.push(change);
    else if (change.now < change.before / (1 + measure.tolerance)) comparison.better.push(change);
    if (meetsTarget({ ...measure, ours: earlier.ours, baseline: earlier.baseline }) && !meetsTarget(measure))
      comparison.lostTargets.push(measure);
  }
  comparison.worse.sort((a, b) => b.now / b.before - a.now / a.before);
  return comparison;
}

/** True when nothing got worse: what `--check` asks. */
export function isNoWorse({ worse, lostTargets }: Comparison): boolean {
  return worse.length === 0 && lostTargets.length === 0;
}
