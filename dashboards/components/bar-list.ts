/** How many actions (or plans) are in each group? One bar a group, with its count and share written beside it. */
import { count, percent } from '../labels.ts';
import { INK, MAIN } from '../palette.ts';
import {
  barX,
  drawChart,
  hatched,
  fitLines,
  labelRoom,
  ruleX,
  text,
  type ChartSize,
  opening,
} from './chart.ts';

export interface BarRow {
  label: string;
  count: number;
  /** Fill as `#rrggbb`; the main colour when absent. */
  colour?: string;
  /** True for a group that is not known: hatched. */
  unknown?: boolean;
  /** Where the bar leads by mouse. */
  href?: string;
}

export interface BarListOptions extends ChartSize {
  name: string;
  title: string;
  /** The denominator of the shares; none are written when it is `null`. */
  of: number | null;
}

/** Pixels that a second line of words takes. */
const LINE_HEIGHT = 16;

/** A bar for each row, in the rows' order. Labels go above the bars on a narrow page. */
export function barList(rows: readonly BarRow[], { name, title, of, width }: BarListOptions): SVGSVGElement {
  const { narrow, marginLeft } = labelRoom(
    rows.map(({ label }) => label),
    width,
  );
  const words = rows.map(({ label }) => (narrow ? fitLines(label, width, 2) : [label]));
  // Words above a bar may take two lines; then all rows are that much higher.
  const extra = words.some((lines) => lines.length > 1) ? LINE_HEIGHT : 0;
  const step = (narrow ? 46 : 32) + extra;
  const wordsOf = new Map(rows.map((row, index) => [row, words[index]?.join('\n') ?? row.label]));
  const value = (row: BarRow): string =>
    of === null ? count(row.count) : `${count(row.count)} (${percent(row.count, of)})`;
  const fill = (row: BarRow): string => (row.unknown ? hatched(name) : (row.colour ?? MAIN));
  const most = Math.max(1, ...rows.map((row) => row.count));
  return drawChart(name, barListAlternative(title, rows, of), {
    width,
    height: rows.length * step + 6,
    marginLeft,
    marginRight: 108,
    marginTop: 3,
    marginBottom: 3,
    x: { axis: null, domain: [0, most] },
    y: { axis: null, domain: rows.map((row) => row.label), padding: 0 },
    color: { type: 'identity' },
    marks: [
      barX(rows, {
        x: 'count',
        y: 'label',
        fill,
        insetTop: narrow ? 24 + extra : 6,
        insetBottom: 6,
        href: 'href',
      }),
      ...(narrow ? [] : [ruleX([0], { stroke: INK })]),
      text(rows, {
        x: 0,
        y: 'label',
        text: (row: BarRow) => wordsOf.get(row) ?? row.label,
        textAnchor: narrow ? 'start' : 'end',
        ...(extra === 0 ? {} : { lineAnchor: 'bottom' as const, lineHeight: LINE_HEIGHT / 13 }),
        dx: narrow ? 0 : -9,
        dy: extra > 0 ? 5 : narrow ? -11 : 0,
        fill: INK,
        href: 'href',
      }),
      text(rows, {
        x: 'count',
        y: 'label',
        text: value,
        textAnchor: 'start',
        dx: 7,
        dy: narrow ? 9 + extra / 2 : 0,
        fill: INK,
        fontWeight: 600,
        href: 'href',
      }),
    ],
  });
}

/** The chart in words: every group with its count. */
function barListAlternative(title: string, rows: readonly BarRow[], of: number | null): string {
  const parts = rows.map((row) =>
    of === null
      ? `${row.label} ${count(row.count)}`
      : `${row.label} ${count(row.count)}, ${percent(row.count, of)}`,
  );
  return `${opening(title)} ${parts.join('; ')}.`;
}
