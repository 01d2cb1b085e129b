/** Where do the actions of each council lie? A cell for each council and theme, darker for more, the figure written in. */
import { count, percent } from '../labels.ts';
import { HEAT, INK, QUIET, textOn } from '../palette.ts';
import { axisX, cell, drawChart, labelRoom, text, type ChartSize, opening, wordsWidth } from './chart.ts';
import type { LegendEntry } from './figure.ts';

export interface HeatRow {
  label: string;
  /** Counts in the order of the columns. */
  counts: number[];
  total: number;
  /** Where the cells lead by mouse, in the order of the columns. */
  hrefs?: readonly string[];
}

export interface HeatMapOptions extends ChartSize {
  name: string;
  title: string;
  columns: readonly string[];
  /** `share`: of the row's total. */
  show: 'share' | 'count';
}

/** A grid; each row's label is followed by its total. */
export function heatMap(
  rows: readonly HeatRow[],
  { name, title, columns, show, width }: HeatMapOptions,
): SVGSVGElement {
  const labels = rows.map((row) => `${row.label} (${count(row.total)})`);
  const { narrow, marginLeft } = labelRoom(labels, width);
  const most = mostOf(rows, show);
  const cells = rows.flatMap((row, at) =>
    columns.map((column, index) => {
      const share = valueOf(row, index, show) / most;
      const colour = HEAT[Math.min(HEAT.length - 1, Math.floor(share * HEAT.length))] ?? HEAT[0];
      const words =
        show === 'count' ? count(row.counts[index] ?? 0) : percent(row.counts[index] ?? 0, row.total);
      return {
        row: labels[at] ?? '',
        column,
        colour,
        words: words.replace('under 1%', '<1%').replace('over 99%', '>99%'),
        href: row.hrefs?.[index],
      };
    }),
  );
  // Headings wider than their column stand on two levels in turn, so that each has the room of two.
  const columnWidth = (width - 2) / Math.max(1, columns.length);
  const staggered = narrow && columns.some((column) => wordsWidth(column) > columnWidth - 4);
  return drawChart(name, alternative(title, rows, columns), {
    width,
    height: rows.length * (narrow ? 48 : 30) + (staggered ? 46 : 30),
    marginLeft: narrow ? 1 : marginLeft,
    marginRight: 1,
    marginTop: staggered ? 44 : 28,
    marginBottom: 2,
    x: {
      type: 'band',
      domain: [...columns],
      label: null,
      padding: 0.03,
      ...(staggered ? { axis: null } : {}),
    },
    y: { type: 'band', axis: null, domain: labels, padding: 0 },
    marks: [
      ...(staggered
        ? [0, 1].map((level) =>
            text(
              columns.filter((_, index) => index % 2 === level),
              {
                x: (column: string) => column,
                text: (column: string) => column,
                frameAnchor: 'top',
                dy: level === 0 ? -30 : -14,
                fill: QUIET,
              },
            ),
          )
        : [axisX({ anchor: 'top', label: null, tickSize: 0, color: QUIET })]),
      cell(cells, {
        x: 'column',
        y: 'row',
        fill: (entry: (typeof cells)[number]) => entry.colour,
        insetTop: narrow ? 20 : 1,
        insetBottom: 1,
        href: 'href',
        title: (entry: (typeof cells)[number]) => `${entry.row}, ${entry.column}: ${entry.words}`,
      }),
      text(cells, {
        x: 'column',
        y: 'row',
        text: 'words',
        href: 'href',
        dy: narrow ? 10 : 0,
        fill: (entry: (typeof cells)[number]) => textOn(entry.colour),
      }),
      text(
        labels.map((label) => ({ label })),
        narrow
          ? { y: 'label', text: 'label', frameAnchor: 'left', textAnchor: 'start', dy: -14, fill: INK }
          : { y: 'label', text: 'label', frameAnchor: 'left', textAnchor: 'end', dx: -9, fill: INK },
      ),
    ],
    color: { type: 'identity' },
  });
}

function valueOf(row: HeatRow, index: number, show: 'share' | 'count'): number {
  const part = row.counts[index] ?? 0;
  return show === 'count' ? part : row.total === 0 ? 0 : part / row.total;
}

/** The largest value of the rows: the darkest shade ends there. */
function mostOf(rows: readonly HeatRow[], show: 'share' | 'count'): number {
  const values = rows.flatMap((row) => row.counts.map((_, index) => valueOf(row, index, show)));
  return values.reduce((most, value) => Math.max(most, value), show === 'count' ? 1 : 0.01);
}

/** The key of a heat map of these rows: what each shade stands for, light to dark; shades that no number has are left out. */
export function heatLegend(rows: readonly HeatRow[], show: 'share' | 'count'): LegendEntry[] {
  // In whole numbers: per cent of the row, or actions.
  const most = show === 'count' ? mostOf(rows, show) : mostOf(rows, show) * 100;
  const unit = show === 'count' ? '' : '%';
  return HEAT.flatMap((colour, shade) => {
    const from = Math.ceil((most * shade) / HEAT.length);
    const last = shade === HEAT.length - 1;
    const to = last ? Math.round(most) : Math.ceil((most * (shade + 1)) / HEAT.length) - 1;
    if (from > to) return [];
    return [
      { colour, label: from === to ? `${count(from)}${unit}` : `${count(from)} to ${count(to)}${unit}` },
    ];
  });
}

function alternative(title: string, rows: readonly HeatRow[], columns: readonly string[]): string {
  const words = rows.slice(0, 12).map((row) => {
    const most = row.counts.indexOf(Math.max(...row.counts));
    return `${row.label}: most in ${columns[most] ?? 'none'}, ${percent(row.counts[most] ?? 0, row.total)} of ${count(row.total)}`;
  });
  const rest = rows.length > 12 ? `; and ${rows.length - 12} more in the table` : '';
  return `${opening(title)} ${words.join('; ')}${rest}.`;
}
