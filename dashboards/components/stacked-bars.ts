/** How does each group divide into parts? One bar a group, all as long as 100 %, with the group's count at its end. */
import { count, percent } from '../labels.ts';
import { INK, QUIET } from '../palette.ts';
import { axisX, barX, drawChart, hatched, labelRoom, text, type ChartSize, opening } from './chart.ts';

export interface StackPart {
  key: string;
  label: string;
  colour: string;
  /** True for a part that is not known: hatched. */
  unknown?: boolean;
}

export interface StackGroup {
  label: string;
  /** Counts in the order of the parts. */
  counts: number[];
}

export interface StackedBarsOptions extends ChartSize {
  name: string;
  title: string;
  parts: readonly StackPart[];
}

/** A bar for each group, its parts in order; a group without any is an empty line that says 0. */
export function stackedBars(
  groups: readonly StackGroup[],
  { name, title, parts, width }: StackedBarsOptions,
): SVGSVGElement {
  const { narrow, marginLeft } = labelRoom(
    groups.map(({ label }) => label),
    width,
  );
  type Segment = (typeof segments)[number];
  const segments = groups.flatMap((group) => {
    const total = sum(group.counts);
    let from = 0;
    return parts.map((part, index) => {
      const value = group.counts[index] ?? 0;
      const to = total === 0 ? 0 : from + value / total;
      const segment = { group: group.label, part, value, from, to, total };
      from = to;
      return segment;
    });
  });
  const totals = groups.map((group) => ({ label: group.label, total: sum(group.counts) }));
  return drawChart(name, stackedAlternative(title, groups, parts), {
    width,
    height: groups.length * (narrow ? 50 : 38) + 34,
    marginLeft,
    marginRight: 58,
    marginTop: 4,
    marginBottom: 30,
    x: {
      domain: [0, 1],
      label: null,
      tickFormat: (share: number) => `${Math.round(share * 100)}%`,
      ticks: 5,
    },
    y: { axis: null, domain: groups.map((group) => group.label), padding: 0 },
    color: { type: 'identity' },
    marks: [
      axisX({
        anchor: 'bottom',
        label: null,
        ticks: narrow ? 3 : 5,
        tickSize: 4,
        color: QUIET,
        tickFormat: (share: number) => `${Math.round(share * 100)}%`,
      }),
      barX(
        segments.filter((segment) => segment.value > 0),
        {
          x1: 'from',
          x2: 'to',
          y: 'group',
          fill: ({ part }: Segment) => (part.unknown ? hatched(name) : part.colour),
          insetTop: narrow ? 24 : 8,
          insetBottom: 8,
          insetRight: 1.5,
          title: ({ group, part, value, total }: Segment) =>
            `${group}, ${part.label}: ${count(value)} of ${count(total)} (${percent(value, total)})`,
        },
      ),
      text(totals, {
        x: 0,
        y: 'label',
        text: 'label',
        textAnchor: narrow ? 'start' : 'end',
        dx: narrow ? 0 : -9,
        dy: narrow ? -14 : 0,
        fill: INK,
      }),
      text(totals, {
        x: 1,
        y: 'label',
        text: (row: { total: number }) => count(row.total),
        textAnchor: 'start',
        dx: 7,
        dy: narrow ? 8 : 0,
        fill: INK,
        fontWeight: 600,
      }),
    ],
  });
}

function stackedAlternative(
  title: string,
  groups: readonly StackGroup[],
  parts: readonly StackPart[],
): string {
  const words = groups.map((group) => {
    const total = sum(group.counts);
    const shares = parts.flatMap((part, index) => {
      const value = group.counts[index] ?? 0;
      return value === 0 ? [] : `${part.label} ${percent(value, total)}`;
    });
    return `${group.label} (${count(total)}): ${shares.join(', ') || 'none'}`;
  });
  return `${opening(title)} ${words.join('; ')}.`;
}

function sum(values: readonly number[]): number {
  return values.reduce((total, value) => total + value, 0);
}
