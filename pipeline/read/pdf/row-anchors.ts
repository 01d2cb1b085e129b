/**
 * Cells set in the middle of their row stand level with one another: each level is a row, and between two of them just
 * one row begins. Where it does is told by the columns whose cells begin at the top.
 */
import type { TableLine } from './column-lines.ts';
import { DOUBT } from './row-evidence.ts';

/** What a leading of distance from where a row should begin, going by its middle, takes off the log-odds. */
const OFF_MIDDLE = 1;

/**
 * The log-odds of the lines of a page with just one above 0 between every two anchors (the y of rows' middles, from the
 * top down). Starts that are certain stay. `leading` is in points.
 */
export function settleByAnchors(
  lines: TableLine[],
  odds: number[],
  anchors: number[],
  leading: number,
): number[] {
  const settled = [...odds];
  let top = lines[0]?.base ?? 0;
  for (const [index, anchor] of anchors.entries()) {
    const next = anchors[index + 1];
    if (next === undefined) break;
    const between = [...lines.keys()].filter((at) => {
      const { base, columns } = lines[at] ?? { base: 0, columns: [] };
      return at > 0 && base > anchor && base - 0.5 * leading < next && columns.some(({ here }) => here);
    });
    if (between.length === 0) continue;
    const certain = between.filter((at) => odds[at] === Infinity);
    const score = (at: number): number =>
      (odds[at] ?? 0) -
      (OFF_MIDDLE * Math.abs((lines[at]?.base ?? 0) - (2 * anchor - top + leading))) / leading;
    const best = between.reduce((a, b) => (score(b) > score(a) ? b : a));
    for (const at of between) settled[at] = certain.includes(at) ? Infinity : -Math.abs(odds[at] ?? 0);
    if (certain.length === 0) settled[best] = Math.max(odds[best] ?? 0, DOUBT / 2);
    top = lines[certain.at(-1) ?? best]?.base ?? top;
  }
  return settled;
}

/** Middles within half a leading of one another made one. */
export function mergeAnchors(middles: number[], leading: number): number[] {
  const anchors: number[] = [];
  for (const middle of middles.toSorted((a, b) => a - b)) {
    const last = anchors.at(-1);
    if (last === undefined || middle - last > 0.5 * leading) anchors.push(middle);
  }
  return anchors;
}
