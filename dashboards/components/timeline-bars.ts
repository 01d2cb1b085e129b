/** When is each action to happen? A bar for a window, a mark for a deadline, an arrow for a start without an end. */
import { chartDate, dayInWords, isoOf, rangeInWords } from '../dates.ts';
import { count } from '../labels.ts';
import { LATENESS_LABELS } from '../labels.ts';
import type { Lateness } from '../lateness.ts';
import { ACCENT, INK, LATENESS_COLOURS, QUIET } from '../palette.ts';
import { axisX, barX, dot, drawChart, gridX, ruleX, text, type ChartSize, opening } from './chart.ts';

export interface TimelineRow {
  /** Unique; orders the rows as they come. */
  key: string;
  label: string;
  /** Rows of one group stand together under its name; empty for none. */
  group: string;
  start: number | null;
  end: number | null;
  lateness: Lateness;
}

export interface TimelineOptions extends ChartSize {
  name: string;
  title: string;
  /** Day numbers of what is shown. */
  from: number;
  to: number;
  asOf: number;
}

const ROW_HEIGHT = 34;

/** A line for each row in the rows' order, with its words above it, under the names of their groups. */
export function timelineBars(rows: readonly TimelineRow[], options: TimelineOptions): SVGSVGElement {
  const { name, title, from, to, asOf, width } = options;
  const lines = withGroups(rows);
  const clip = (day: number): Date => chartDate(Math.min(Math.max(day, from), to));
  const length = Math.max(20, Math.floor((width - 16) / 7.4));
  const short = (label: string): string => (label.length > length ? `${label.slice(0, length - 1)}…` : label);
  const actions = lines.flatMap((line) => (line.row === null ? [] : [{ ...line, row: line.row }]));
  const windows = actions.filter(({ row }) => row.start !== null);
  const deadlines = actions.filter(({ row }) => row.end !== null && row.end >= from && row.end <= to);
  const open = windows.filter(({ row }) => row.end === null);
  const colour = ({ row }: { row: TimelineRow }): string => LATENESS_COLOURS[row.lateness];
  const hint = ({ row }: { row: TimelineRow }): string =>
    `${row.label}: ${rangeInWords(row.start, row.end)}. ${LATENESS_LABELS[row.lateness]}.`;
  return drawChart(name, alternative(title, rows), {
    width,
    height: lines.length * ROW_HEIGHT + 72,
    marginLeft: 14,
    marginRight: 16,
    marginTop: 56,
    marginBottom: 20,
    x: { type: 'utc', domain: [chartDate(from), chartDate(to)] },
    y: { axis: null, domain: lines.map((line) => line.key), padding: 0 },
    marks: [
      gridX({ ticks: width < 520 ? 4 : 8, stroke: '#d5dbe1', strokeOpacity: 1 }),
      axisX({ anchor: 'top', label: null, ticks: width < 520 ? 4 : 8, tickSize: 4, color: QUIET }),
      barX(windows, {
        x1: ({ row }: { row: TimelineRow }) => clip(row.start ?? from),
        x2: ({ row }: { row: TimelineRow }) => clip(row.end ?? to),
        y: 'key',
        fill: colour,
        fillOpacity: 0.75,
        insetTop: 21,
        insetBottom: 6,
        title: hint,
      }),
      dot(deadlines, {
        x: ({ row }: { row: TimelineRow }) => clip(row.end ?? to),
        y: 'key',
        symbol: 'diamond',
        r: 5,
        fill: colour,
        stroke: '#ffffff',
        strokeWidth: 1,
        dy: 7.5,
        title: hint,
      }),
      text(open, { x: () => chartDate(to), y: 'key', text: () => '▶', dy: 7.5, dx: 4, fill: colour }),
      text(actions, {
        frameAnchor: 'left',
        y: 'key',
        text: ({ row }: { row: TimelineRow }) => short(row.label),
        textAnchor: 'start',
        dy: -5,
        fill: INK,
        stroke: '#ffffff',
        strokeWidth: 3,
      }),
      text(
        lines.filter((line) => line.row === null),
        {
          frameAnchor: 'left',
          y: 'key',
          text: 'label',
          textAnchor: 'start',
          dy: 5,
          fontWeight: 700,
          fill: INK,
          stroke: '#ffffff',
          strokeWidth: 3,
        },
      ),
      ...(asOf >= from && asOf <= to
        ? [
            ruleX([chartDate(asOf)], { stroke: ACCENT, strokeWidth: 2, strokeDasharray: '5 3' }),
            text([chartDate(asOf)], {
              x: (day: Date) => day,
              text: () => dayInWords(isoOf(asOf)),
              frameAnchor: 'top',
              dy: -48,
              textAnchor: asOf > (from + to) / 2 ? 'end' : 'start',
              fill: ACCENT,
              fontWeight: 600,
            }),
          ]
        : []),
    ],
    color: { type: 'identity' },
    symbol: { type: 'identity' },
  });
}

interface Line {
  key: string;
  label: string;
  row: TimelineRow | null;
}

function withGroups(rows: readonly TimelineRow[]): Line[] {
  const lines: Line[] = [];
  let group = '';
  for (const row of rows) {
    if (row.group !== group) lines.push({ key: `group ${lines.length}`, label: row.group, row: null });
    group = row.group;
    lines.push({ key: row.key, label: row.label, row });
  }
  return lines;
}

function alternative(title: string, rows: readonly TimelineRow[]): string {
  const ends = rows.flatMap((row) => row.end ?? []).toSorted((a, b) => a - b);
  const [first, last] = [ends[0], ends.at(-1)];
  const range =
    first === undefined || last === undefined
      ? ''
      : `; last days from ${dayInWords(isoOf(first))} to ${dayInWords(isoOf(last))}`;
  return `${opening(title)} ${count(rows.length)} actions, ${count(ends.length)} with a last day${range}. The table lists them all.`;
}
