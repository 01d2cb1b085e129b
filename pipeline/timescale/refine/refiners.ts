/** The refiners, in the order they run. Each takes the mentions in order of place and gives back such a list. */
import type { Mention, Scan } from '../mention.ts';
import { readBounds } from './bounds.ts';
import { applyGlosses } from './glosses.ts';
import { keepLongest } from './longest.ts';
import { takeParts } from './parts.ts';
import { mergeRanges } from './ranges.ts';
import { fillYears } from './years.ts';

/** One step on the way from raw matches to dated mentions. */
export type Refine = (mentions: Mention[], scan: Scan) => Mention[];

/** Overlaps first, so that each stretch of words has one meaning; parts before ranges ("mid July to early 2026");
 * ranges before years, because a year stands after the last month only; bounds last, on the finished range. */
export const refiners: readonly Refine[] = [
  keepLongest,
  takeParts,
  mergeRanges,
  applyGlosses,
  fillYears,
  readBounds,
];
