/** When do deadlines fall? A column a month, finished and unfinished actions apart, with the day asked about marked. */
import { chartDate, dayInWords, isoOf, monthStart } from '../dates.ts';
import { count } from '../labels.ts';
import { ACCENT, INK, LATENESS_COLOURS, QUIET, TOGETHER_COLOURS } from '../palette.ts';
import {
  axisX,
  axisY,
  drawChart,
  NARROW,
  rectY,
  ruleX,
  ruleY,
  text,
  type ChartSize,
  opening,
} from './chart.ts';

export interface MonthRow {
  /** Day number of the month's first day. */
  month: number;
  done: number;
  open: number;
  /** Where its parts lead by mouse. */
  hrefs?: Readonly<Record<'done' | 'open', string>>;
}

export interface DeadlineMonthsOptions extends ChartSize {
  name: string;
  title: string;
  /** Day number. */
  asOf: number;
}

/** A stacked column for each month between the first and the last row. */
export function deadlineMonths(
  rows: readonly MonthRow[],
  { name, title, asOf, width }: DeadlineMonthsOptions,
): SVGSVGElement {
  const bars = rows.flatMap((row) => {
    const span = { x1: chartDate(row.month), x2: chartDate(monthStart(row.month, 1)), row };
    return [
      { ...span, y1: 0, y2: row.open, part: 'open' as const },
      { ...span, y1: row.open, y2: row.open + row.done, part: 'done' as const },
    ];
  });
  const most = Math.max(1, ...rows.map((row) => row.open + row.done));
  const days = [...rows.map((row) => row.month), monthStart(rows.at(-1)?.month ?? asOf, 1), asOf];
  const from = Math.min(...days);
  const to = Math.max(...days);
  const late = asOf > (from + to) / 2;
  const fills = { open: TOGETHER_COLOURS.unfinished, done: LATENESS_COLOURS.done };
  return drawChart(name, alternative(title, rows, asOf), {
    width,
    height: 240,
    marginLeft: 44,
    marginRight: 12,
    marginTop: 26,
    marginBottom: 30,
    x: { type: 'utc', domain: [chartDate(from), chartDate(to)] },
    y: { domain: [0, most], nice: true },
    marks: [
      axisY({
        anchor: 'left',
        label: null,
        ticks: 4,
        tickSize: 0,
        color: QUIET,
        tickFormat: (value: number) => (Number.isInteger(value) ? count(value) : ''),
      }),
      axisX({ anchor: 'bottom', label: null, ticks: width < NARROW ? 4 : 8, tickSize: 4, color: QUIET }),
      ruleY([0], { stroke: INK }),
      ...(['open', 'done'] as const).map((part) =>
        rectY(
          bars.filter((bar) => bar.part === part && bar.y2 > bar.y1),
          {
            x1: 'x1',
            x2: 'x2',
            y1: 'y1',
            y2: 'y2',
            insetRight: 0.5,
            insetLeft: 0.5,
            fill: fills[part],
            href: ({ row }: (typeof bars)[number]) => row.hrefs?.[part],
            title: (bar: (typeof bars)[number]) =>
              `${monthName(bar.row.month)}: ${count(bar.row.open)} not reported done, ${count(bar.row.done)} done`,
          },
        ),
      ),
      ruleX([chartDate(asOf)], { stroke: ACCENT, strokeWidth: 2, strokeDasharray: '5 3' }),
      text([chartDate(asOf)], {
        x: (day: Date) => day,
        text: () => dayInWords(isoOf(asOf)),
        frameAnchor: 'top',
        dy: -18,
        dx: late ? -4 : 4,
        textAnchor: late ? 'end' : 'start',
        fill: ACCENT,
        fontWeight: 600,
      }),
    ],
  });
}

/** Colours for the legend. */
export const MONTH_PARTS = [
  { key: 'open', label: 'Not reported done', colour: TOGETHER_COLOURS.unfinished },
  { key: 'done', label: 'Reported done', colour: LATENESS_COLOURS.done },
  { key: 'asof', label: 'The day asked about', colour: ACCENT, shape: 'line' },
] as const;

/** `May 2024` for the day number of a month's first day. */
export function monthName(month: number): string {
  return dayInWords(isoOf(month).slice(0, 7));
}

function alternative(title: string, rows: readonly MonthRow[], asOf: number): string {
  const total = rows.reduce((sum, row) => sum + row.open + row.done, 0);
  const past = rows.reduce((sum, row) => sum + (row.month < asOf ? row.open : 0), 0);
  const peak = rows.reduce<MonthRow | null>(
    (best, row) => (best === null || row.open + row.done > best.open + best.done ? row : best),
    null,
  );
  if (peak === null) return `${opening(title)} No deadline falls in any month.`;
  return (
    `${opening(title)} ${count(total)} actions with a last day; most in ${monthName(peak.month)} ` +
    `(${count(peak.open + peak.done)}); ${count(past)} not reported done in months up to ${dayInWords(isoOf(asOf))}.`
  );
}
