/** What the bench measures: one number of ours beside one of a baseline, taken in the same run. */

export interface Measure {
  /** `section/what/…`, the same from run to run. */
  id: string;
  /** In words, for people: `PDF, ruled cells`. */
  what: string;
  /** The baseline in words: `pdfjs text alone`. */
  against: string;
  /** What both numbers count: `ms of processor a page`, `MB at the peak`. */
  unit: string;
  ours: number;
  baseline: number;
  /** How much was done, where several sizes are measured: plans, pages. */
  size?: number;
  /** Share by which the ratio may grow from one run to the next before it counts as worse. */
  tolerance: number;
  /** Most that the ratio should be. */
  mostRatio?: number;
  /** Most that our own number should be. */
  mostOurs?: number;
}

/**
 * How far a ratio moves by itself on a shared machine. Processor time is steadier than the clock; a peak depends on
 * when the garbage was collected; bytes do not move at all.
 */
export const TOLERANCE = { processor: 0.25, clock: 0.4, memory: 0.2, bytes: 0.05 } as const;

/** Ours over the baseline: smaller is better. This is what runs are compared by. */
export function ratioOf({ ours, baseline }: Measure): number {
  return ours / baseline;
}

/** True when every target of the measure is met; a measure without one meets it. */
export function meetsTarget(measure: Measure): boolean {
  return (
    ratioOf(measure) <= (measure.mostRatio ?? Infinity) && measure.ours <= (measure.mostOurs ?? Infinity)
  );
}

/** Three figures are enough for any of these numbers, and keep the saved file readable. */
export function roundMeasure(measure: Measure): Measure {
  const round = (value: number): number => Number(value.toPrecision(4));
  return { ...measure, ours: round(measure.ours), baseline: round(measure.baseline) };
}

/** The measures that are not numbers a ratio can be made of: a run that gave them is broken. */
export function findBroken(measures: readonly Measure[]): string[] {
  return measures
    .filter(
      ({ ours, baseline }) =>
        !(Number.isFinite(ours) && ours >= 0 && Number.isFinite(baseline) && baseline > 0),
    )
    .map(({ id }) => id);
}
