/** Drawn rules → merged rules → groups of rules that touch: what a ruled table is made of. */
import type { Rule } from './page-content.ts';

/** Rules this close, along the same line, are one (points). */
const SAME_LINE = 1.6;
/** A gap this small does not part a rule; rules this near cross. */
const REACH = 3.5;

/** Collinear rules made one, hairline duplicates dropped. */
export function mergeRules(rules: Rule[]): Rule[] {
  return [true, false].flatMap((horizontal) =>
    mergeParallel(rules.filter((rule) => rule.horizontal === horizontal)),
  );
}

function mergeParallel(rules: Rule[]): Rule[] {
  const merged: Rule[] = [];
  const sorted = rules.toSorted((a, b) => a.across - b.across);
  let band: Rule[] = [];
  const flush = (): void => {
    merged.push(...mergeBand(band));
    band = [];
  };
  for (const rule of sorted) {
    const first = band[0];
    const last = band.at(-1);
    if (
      first &&
      last &&
      (rule.across - last.across > SAME_LINE || rule.across - first.across > 2 * SAME_LINE)
    )
      flush();
    band.push(rule);
  }
  flush();
  return merged;
}

/** One band of nearly collinear rules; parts that overlap or touch become one. */
function mergeBand(band: Rule[]): Rule[] {
  const merged: (Rule & { weight: number })[] = [];
  for (const rule of band.toSorted((a, b) => a.from - b.from)) {
    const last = merged.at(-1);
    const length = rule.to - rule.from;
    if (last && rule.from - last.to <= REACH) {
      last.to = Math.max(last.to, rule.to);
      last.across = (last.across * last.weight + rule.across * length) / (last.weight + length);
      last.weight += length;
      last.thickness = Math.max(last.thickness, rule.thickness);
    } else {
      merged.push({ ...rule, weight: length });
    }
  }
  return merged.map(({ horizontal, across, from, to, thickness }) => ({
    horizontal,
    across,
    from,
    to,
    thickness,
  }));
}

/** Groups of rules connected by crossing or meeting. */
export function groupRules(rules: Rule[]): Rule[][] {
  const parents = rules.map((_, index) => index);
  const find = (index: number): number => {
    let root = index;
    while (parents[root] !== root) root = parents[root] ?? root;
    parents[index] = root;
    return root;
  };
  const horizontals = rules
    .map((rule, index) => ({ rule, index }))
    .filter(({ rule }) => rule.horizontal)
    .toSorted((a, b) => a.rule.across - b.rule.across);
  for (const [index, vertical] of rules.entries()) {
    if (vertical.horizontal) continue;
    for (const { rule, index: other } of horizontals) {
      if (rule.across < vertical.from - REACH) continue;
      if (rule.across > vertical.to + REACH) break;
      if (vertical.across >= rule.from - REACH && vertical.across <= rule.to + REACH) {
        parents[find(index)] = find(other);
      }
    }
  }
  const groups = new Map<number, Rule[]>();
  for (const [index, rule] of rules.entries()) {
    const root = find(index);
    const group = groups.get(root);
    if (group) group.push(rule);
    else groups.set(root, [rule]);
  }
  return [...groups.values()];
}

/** Positions within `tolerance` of one another made one, ascending. */
export function clusterPositions(positions: number[], tolerance: number): number[] {
  const clusters: { sum: number; count: number }[] = [];
  for (const position of positions.toSorted((a, b) => a - b)) {
    const last = clusters.at(-1);
    if (last && position - last.sum / last.count <= tolerance) {
      last.sum += position;
      last.count += 1;
    } else {
      clusters.push({ sum: position, count: 1 });
    }
  }
  return clusters.map(({ sum, count }) => sum / count);
}
