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
  /** Where the parts lead by mouse, in their order. */
  hrefs?: readonly string[];
  /** Written at the end of the bar; the sum of the counts when absent. */
  end?: string;
}

export interface StackedBarsOptions extends ChartSize {
  name: string;
  title: string;
  parts: readonly StackPart[];
}

/** Pixels of the smallest part that is drawn. */
const SLIVER = 3;

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
      const segment = { group: group.label, part, value, from, to, total, href: group.hrefs?.[index] };
      from = to;
      return segment;
    });
  });
  const totals = groups.map((group) => ({ label: group.label, end: group.end ?? count(sum(group.counts)) }));
  const marginRight = groups.some((group) => group.end !== undefined) ? 84 : 58;
  const sliver = SLIVER / Math.max(1, width - marginLeft - marginRight);
  const barOptions = {
    x1: 'from',
    y: 'group',
    fill: ({ part }: Segment) => (part.unknown ? hatched(name) : part.colour),
    insetTop: narrow ? 24 : 8,
    insetBottom: 8,
    href: 'href',
    title: ({ group, part, value, total }: Segment) =>
      `${group}, ${part.label}: ${count(value)} of ${count(total)} (${percent(value, total)})`,
  };
  return drawChart(name, stackedAlternative(title, groups, parts), {
    width,
    height: groups.length * (narrow ? 50 : 38) + 34,
    marginLeft,
    marginRight,
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
      // Where the bars begin at the edge, the first label stands inside it.
      ...(narrow ? [ticks([0], 'start'), ticks([0.5, 1], 'middle')] : [ticks(FIFTHS, 'middle')]),
      barX(
        segments.filter((segment) => segment.to - segment.from > sliver),
        { ...barOptions, x2: 'to', insetRight: 1.5 },
      ),
      // A part too small to be seen is drawn as wide as a line: something is not nothing.
      barX(
        segments.filter((segment) => segment.value > 0 && segment.to - segment.from <= sliver),
        { ...barOptions, x2: ({ from }: Segment) => from + sliver },
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
        text: 'end',
        textAnchor: 'start',
        dx: 7,
        dy: narrow ? 8 : 0,
        fill: INK,
        fontWeight: 600,
      }),
    ],
  });
}

const FIFTHS = [0, 0.2, 0.4, 0.6, 0.8, 1];

function ticks(shares: number[], textAnchor: 'start' | 'middle') {
  return axisX(shares, {
    anchor: 'bottom',
    label: null,
    tickSize: 4,
    color: QUIET,
    textAnchor,
    tickFormat: (share: number) => `${Math.round(share * 100)}%`,
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
