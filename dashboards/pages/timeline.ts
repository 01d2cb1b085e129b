/** Timeline: windows as bars, deadlines as marks, by year; where there are too many, how many fall in each month. */
import { timelineFigure, MOST_LINES } from '../components/council-timeline.ts';
import { countLink } from '../components/count-link.ts';
import { chartFigure } from '../components/figure.ts';
import { heatLegend, heatMap } from '../components/heat-map.ts';
import { monthName } from '../components/deadline-months.ts';
import { leftOutInWords } from '../components/left-out.ts';
import { scopeBar } from '../components/scope-bar.ts';
import type { Context, PageView } from '../context.ts';
import { codeOf } from '../data/facets.ts';
import { dayNumber, isoOf, monthStart } from '../dates.ts';
import { h } from '../element.ts';
import { count, counted } from '../labels.ts';
import { OPEN, runsBackwards } from '../lateness.ts';

/** Groups of the map of months; the rest is in the table. */
const MOST_GROUPS = 25;

export function timelinePage(context: Context): PageView {
  const group = context.params.get('group') === 'council' ? 'council' : 'theme';
  const year = yearAsked(context);
  const span = { from: dayNumber(`${year}-01-01`), to: dayNumber(`${year}-12-31`) };
  const { rows } = context.selection;
  const within = rows.filter((row) => touches(context, row, span));
  return {
    title: 'Timeline',
    announcement: `${counted(within.length, 'action')} in ${year}`,
    body: [
      h(
        'p',
        { class: 'lead' },
        `${count(within.length)} of ${counted(rows.length, 'action')} have a date that touches ${year}.`,
        leftOutInWords(context),
      ),
      scopeBar(context, ['type', 'region', 'theme', 'council']),
      choices(context, year, group),
      within.length === 0
        ? h(
            'p',
            { class: 'empty' },
            'No dated action touches this year. Choose another year or a wider scope. ',
            nearestYear(context, rows, year),
          )
        : within.length <= MOST_LINES
          ? timelineFigure(context, within, `What was to happen in ${year}`, group, span)
          : monthsFigure(context, within, year, group),
    ],
  };
}

/** A link to the year nearest to the one asked for that a dated action touches; nothing when none is dated. */
function nearestYear(context: Context, rows: Uint32Array, year: number): HTMLElement | null {
  const { start, end } = context.site.facts;
  const years = new Set<number>();
  for (const row of rows) {
    for (const day of [start[row] ?? OPEN, end[row] ?? OPEN])
      if (day !== OPEN) years.add(Number(isoOf(day).slice(0, 4)));
  }
  const [nearest] = [...years].toSorted((a, b) => Math.abs(a - year) - Math.abs(b - year));
  if (nearest === undefined) return null;
  const href = context.here({ year: String(nearest) });
  return h('a', { href, id: 'year-nearest' }, `The nearest with any is ${nearest}`);
}

function yearAsked(context: Context): number {
  const asked = Number(context.params.get('year'));
  return Number.isInteger(asked) && asked >= 2000 && asked <= 2089
    ? asked
    : Number(isoOf(context.asOf).slice(0, 4));
}

function touches(context: Context, row: number, span: { from: number; to: number }): boolean {
  const [start = OPEN, end = OPEN] = [context.site.facts.start[row], context.site.facts.end[row]];
  if (start === OPEN && end === OPEN) return false;
  if (runsBackwards(start, end)) return end <= span.to && start >= span.from;
  if (start === OPEN) return end >= span.from && end <= span.to;
  if (end === OPEN) return start >= span.from && start <= span.to;
  return start <= span.to && end >= span.from;
}

function choices(context: Context, year: number, group: 'theme' | 'council'): HTMLElement {
  const to = (value: 'theme' | 'council', words: string): HTMLElement =>
    h(
      'li',
      {},
      h(
        'a',
        {
          href: context.here({ group: value === 'theme' ? null : value }),
          id: `group-${value}`,
          'aria-current': value === group ? 'true' : null,
        },
        words,
      ),
    );
  return h(
    'div',
    { class: 'results-tools no-print' },
    h(
      'nav',
      { class: 'pager', 'aria-label': 'Years' },
      h('a', { href: context.here({ year: String(year - 1) }), id: 'year-before' }, `← ${year - 1}`),
      h('strong', {}, String(year)),
      h('a', { href: context.here({ year: String(year + 1) }), id: 'year-after' }, `${year + 1} →`),
    ),
    h(
      'nav',
      { class: 'lists', 'aria-label': 'Grouped by' },
      h('ul', {}, to('theme', 'By theme'), to('council', 'By council')),
    ),
  );
}

function monthsFigure(
  context: Context,
  rows: Uint32Array,
  year: number,
  group: 'theme' | 'council',
): HTMLElement {
  const facet = context.facets[group];
  const first = dayNumber(`${year}-01-01`);
  const months = Array.from({ length: 12 }, (_, month) => monthStart(first, month));
  const counts = facet.values.map(() => Array.from(months, () => 0));
  let deadlines = 0;
  for (const row of rows) {
    const end = context.site.facts.end[row] ?? OPEN;
    const month = months.findLastIndex((start) => start <= end);
    if (end === OPEN || month === -1 || end >= monthStart(first, 12)) continue;
    const own = counts[codeOf(context.site, facet, row)];
    if (own !== undefined) own[month] = (own[month] ?? 0) + 1;
    deadlines++;
  }
  const to = (value: string, due: string): string =>
    context.to('actions', { council: context.params.get('council'), [group]: value, due });
  const lines = facet.values
    .map(({ value, label }, code) => ({
      label,
      counts: counts[code] ?? [],
      total: (counts[code] ?? []).reduce((sum, part) => sum + part, 0),
      hrefs: months.map((month) => to(value, isoOf(month).slice(0, 7))),
      href: to(value, String(year)),
    }))
    .filter((line) => line.total > 0);
  const drawn = group === 'theme' ? lines : lines.toSorted((a, b) => b.total - a.total).slice(0, MOST_GROUPS);
  const title = `How many deadlines fall in each month of ${year}?`;
  return h(
    'div',
    {},
    h(
      'p',
      { class: 'denominator' },
      `${count(rows.length)} actions are too many for a line each. Choose a council, or another type, region and theme, to see up to ${MOST_LINES} one by one.`,
    ),
    chartFigure({
      name: 'months',
      title,
      note:
        `${counted(deadlines, 'last day')} in ${year}, of ${counted(rows.length, 'dated action')} that touch it. The total of each line is in brackets.` +
        (lines.length > drawn.length
          ? ` The ${drawn.length} with most are drawn; the table has all ${lines.length}.`
          : ''),
      legend: heatLegend(drawn, 'count'),
      draw: (width) =>
        heatMap(drawn, {
          name: 'months',
          title,
          columns: months.map((month) => monthName(month).slice(0, 3)),
          show: 'count',
          width,
        }),
      table: () => ({
        columns: [
          { label: facet.label },
          ...months.map((month) => ({ label: monthName(month).slice(0, 3), numeric: true })),
          { label: 'All', numeric: true },
        ],
        rows: lines.map((line) => [
          line.label,
          ...line.counts.map((value, month) => countLink(value, line.hrefs[month] ?? '')),
          countLink(line.total, line.href),
        ]),
      }),
    }),
  );
}
