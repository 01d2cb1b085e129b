/** What notebook cells show: findings with their caveats, charts with their tables, tables of cases. */
import { barList, type BarRow } from '../dashboards/components/bar-list.ts';
import { chartFigure } from '../dashboards/components/figure.ts';
import { stackedBars, type StackGroup, type StackPart } from '../dashboards/components/stacked-bars.ts';
import { dataTable, type TableColumn } from '../dashboards/components/table.ts';
import { h } from '../dashboards/element.ts';
import type { Findings } from './findings.ts';

/** What a chart is called and what it counts. */
export interface Heading {
  /** Kebab-case, unique on the page. */
  name: string;
  title: string;
  /** What is counted, out of how many. */
  note: string;
}

/** The two sentences a notebook begins with, and what to bear in mind. */
export function showFindings({ sentences, caveats }: Findings): HTMLElement {
  return h(
    'section',
    { class: 'found', 'aria-label': 'What was found' },
    sentences.map((sentence) => h('p', { class: 'sentence' }, sentence)),
    h('h2', {}, 'Bear in mind'),
    h(
      'ul',
      {},
      caveats.map((caveat) => h('li', {}, caveat)),
    ),
  );
}

/** One bar a row; says so where there is nothing to show. */
export function showBars(heading: Heading, rows: readonly BarRow[], of: number | null): HTMLElement {
  if (rows.length === 0) return emptyFigure(heading);
  const labels = tellApart(rows.map(({ label }) => label));
  const bars = rows.map((row, index) => ({ ...row, label: labels[index] ?? row.label }));
  return chartFigure({
    ...heading,
    draw: (width) => barList(bars, { name: heading.name, title: heading.title, of, width }),
    table: () => ({
      columns: [{ label: 'Group' }, { label: 'Count', numeric: true }],
      rows: rows.map((row) => [row.label, row.count]),
    }),
  });
}

/** One bar a group, divided into parts; says so where there is nothing to show. */
export function showParts(
  heading: Heading,
  groups: readonly StackGroup[],
  parts: readonly StackPart[],
): HTMLElement {
  if (groups.length === 0) return emptyFigure(heading);
  return chartFigure({
    ...heading,
    legend: parts.map(({ label, colour, unknown }) => ({ label, colour, unknown: unknown ?? false })),
    draw: (width) => stackedBars(groups, { name: heading.name, title: heading.title, parts, width }),
    table: () => ({
      columns: [{ label: 'Group' }, ...parts.map(({ label }) => ({ label, numeric: true }))],
      rows: groups.map((group) => [group.label, ...group.counts]),
    }),
  });
}

/** Rows as a table with its title shown; says so where there is none. */
export function showTable(
  title: string,
  columns: readonly TableColumn[],
  rows: readonly (readonly (string | number | null)[])[],
): HTMLElement {
  const body =
    rows.length === 0 ? h('p', {}, 'Nothing to list.') : dataTable({ caption: title, columns, rows });
  return h('section', {}, h('h2', {}, title), body);
}

/** The labels, a number behind each that is there before: a chart adds up bars of one label. */
function tellApart(labels: readonly string[]): string[] {
  const seen = new Map<string, number>();
  return labels.map((label) => {
    const times = (seen.get(label) ?? 0) + 1;
    seen.set(label, times);
    return times === 1 ? label : `${label} (${times})`;
  });
}

function emptyFigure({ title, note }: Heading): HTMLElement {
  return h(
    'section',
    {},
    h('h2', {}, title),
    h('p', { class: 'denominator' }, note),
    h('p', {}, 'Nothing to show.'),
  );
}
