/**
 * Column edges from the ends of horizontal rule segments: many producers draw each cell's border by itself, so
 * that segments end where columns do although no vertical rule is drawn.
 */
import type { Line } from './lines.ts';
import type { PageContent, Rule } from './page-content.ts';
import { clusterPositions } from './rules.ts';

/**
 * The edges, outer ones included, or `null` where rules run across in one piece. `group` holds the merged rules of
 * the table, `lines` its words (without titles that run across).
 */
export function findSegmentEdges(content: PageContent, group: Rule[], lines: Line[]): number[] | null {
  const from = Math.min(...group.map((rule) => rule.from));
  const to = Math.max(...group.map((rule) => rule.to));
  const ys = group.map((rule) => rule.across);
  const [top, bottom] = [Math.min(...ys) - 2, Math.max(...ys) + 2];
  const segments = content.rules.filter(
    (rule) =>
      rule.horizontal &&
      rule.from > from - 2 &&
      rule.to < to + 2 &&
      rule.across > top &&
      rule.across < bottom,
  );
  const ends = clusterPositions(
    segments.flatMap((rule) => [rule.from, rule.to]),
    1.5,
  ).filter((x) => {
    const heights = segments
      .filter((rule) => Math.abs(rule.from - x) < 2 || Math.abs(rule.to - x) < 2)
      .map((rule) => Math.round(rule.across / 2));
    // Where one segment ends and the next begins, once is enough.
    const meets = segments.some(
      (left) =>
        Math.abs(left.to - x) < 1 &&
        segments.some((right) => Math.abs(right.from - x) < 1 && Math.abs(right.across - left.across) < 0.5),
    );
    return x > from + 8 && x < to - 8 && (meets || new Set(heights).size >= 2);
  });
  const columns = ends.filter((x) => !isCrossed(lines, x));
  return columns.length === 0 || columns.length < 0.7 * ends.length ? null : [from, ...columns, to];
}

/** True when more than a stray word stands across the x. */
export function isCrossed(lines: Line[], x: number): boolean {
  const crossing = lines.filter((line) => line.words.some((word) => word.x0 < x - 1.5 && word.x1 > x + 1.5));
  return crossing.length > 0.02 * lines.length;
}
