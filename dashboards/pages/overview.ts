/** Overview: how many actions, on what, how late, and how much of the sector they cover. */
import { deadlineMonths, monthName, MONTH_PARTS, type MonthRow } from '../components/deadline-months.ts';
import { ageFigure, countedPlans, coverageFigure } from '../components/coverage-figures.ts';
import { countLink, keyFigure } from '../components/count-link.ts';
import { chartFigure } from '../components/figure.ts';
import { mostInWords } from '../components/finding.ts';
import { latenessFigure } from '../components/lateness-figure.ts';
import { leftOutInWords } from '../components/left-out.ts';
import { LATE_PARTS } from '../components/late-parts.ts';
import { scopeBar } from '../components/scope-bar.ts';
import { stackedBars } from '../components/stacked-bars.ts';
import type { Context, PageView } from '../context.ts';
import { countByTwo } from '../data/facets.ts';
import { isOwed } from '../data/owed.ts';
import { dayInWords, isoOf, monthStart } from '../dates.ts';
import { h } from '../element.ts';
import { count, counted, lacking, percent, THEME_LABELS, UNDATED } from '../labels.ts';
import type { ThemeGroup } from '../labels.ts';
import { LATENESS, OPEN } from '../lateness.ts';

/** Months shown around the day asked about; what lies outside is said in the note. */
const MONTHS_BEFORE = 36;
const MONTHS_AFTER = 30;

/** Every group of lateness but one, as the filter of the actions takes it. */
const NOT_DONE = LATENESS.filter((name) => name !== 'done').join(',');

export function overviewPage(context: Context): PageView {
  const { rows } = context.selection;
  const total = rows.length;
  if (context.site.summary.actions === 0) return emptyView();
  return {
    title: 'Overview',
    announcement: `${counted(total, 'action')} counted`,
    body: [
      lead(context),
      scopeBar(context),
      ...(total === 0
        ? [
            h(
              'p',
              { class: 'empty' },
              'No action is in this group, so nothing is drawn. Choose a wider type, region or theme, or another day.',
            ),
          ]
        : [
            keyFigures(context),
            h('div', { class: 'pair' }, latenessFigure(context), themeFigure(context)),
            deadlinesFigure(context),
            h('div', { class: 'pair' }, coverageFigure(context), ageFigure(context)),
          ]),
    ],
  };
}

function emptyView(): PageView {
  return {
    title: 'Overview',
    body: [
      h(
        'p',
        { class: 'empty' },
        'This build holds no actions. Add plans to the register and build again; the Quality page says what was not understood.',
      ),
    ],
  };
}

function lead(context: Context): HTMLElement {
  const { facts } = context.site;
  const { rows } = context.selection;
  const councils = new Set<number>();
  for (const row of rows) councils.add(facts.council[row] ?? 0);
  const dates = countedPlans(context)
    .filter((plan) => councils.has(plan.council))
    .flatMap((plan) => plan.planDate ?? []);
  const newest = dates.toSorted().at(-1);
  return h(
    'p',
    { class: 'lead' },
    `${counted(rows.length, 'action')} in the newest plans of ${counted(councils.size, 'council')}, as things stood on ${context.asOfInWords}.`,
    newest ? ` The newest of ${counted(dates.length, 'dated plan')} is of ${dayInWords(newest)}.` : '',
    leftOutInWords(context),
    ' ',
    silentInWords(context),
  );
}

/** Councils of which a document was read without an action in it: they are in none of the figures. */
function silentInWords(context: Context): string | HTMLElement {
  const { plans, councils } = context.site.summary;
  const withActions = new Set(
    plans.filter((plan) => plan.rows[0] < plan.rows[1]).map((plan) => plan.council),
  );
  const silent = new Set(
    plans
      .map((plan) => plan.council)
      .filter((council) => !withActions.has(council) && councils[council]?.known),
  );
  return silent.size === 0
    ? ''
    : h(
        'a',
        { href: context.to('quality') },
        `No action was found in what ${silent.size === 1 ? 'one more council' : `${count(silent.size)} more councils`} published.`,
      );
}

function keyFigures(context: Context): HTMLElement {
  const { selection } = context;
  const total = selection.rows.length;
  const late = new Uint32Array(LATENESS.length);
  const column = context.site.lateness(context.asOf);
  let ownerless = 0;
  let owed = 0;
  for (const row of selection.rows) {
    late[column[row] ?? 0] = (late[column[row] ?? 0] ?? 0) + 1;
    if (context.site.facts.owner[row] === 0) ownerless++;
    if (isOwed(context.site, row, context.asOf)) owed++;
  }
  const of = (name: (typeof LATENESS)[number]): number => late[LATENESS.indexOf(name)] ?? 0;
  const figure = (value: number, words: string, href: string, unknown = false): HTMLElement =>
    keyFigure(value, `${percent(value, total)} of ${count(total)}`, words, href, unknown);
  return h(
    'ul',
    { class: 'key-figures' },
    figure(of('done'), 'reported done', context.to('actions', { late: 'done' })),
    figure(owed, 'past their date, not reported done', context.to('overdue')),
    figure(of('due_soon'), 'due within 30 days', context.to('actions', { late: 'due_soon' })),
    figure(ownerless, 'with no owner named', context.to('overdue', { show: 'ownerless' })),
    figure(
      of('cannot_tell'),
      `${UNDATED.cannotTell.toLowerCase()} (to be confirmed, nothing said, or unreadable)`,
      context.to('actions', { late: 'cannot_tell' }),
      true,
    ),
  );
}

function themeFigure(context: Context): HTMLElement {
  const { facets, selection, site } = context;
  const table = countByTwo(site, selection.rows, facets.theme, facets.late);
  const groups = facets.theme.values.map(({ value, label }, code) => ({
    value,
    label,
    counts: LATE_PARTS.map((part) =>
      part.of.reduce((sum, name) => sum + (table[code]?.[LATENESS.indexOf(name)] ?? 0), 0),
    ),
    hrefs: LATE_PARTS.map((part) => context.to('actions', { theme: value, late: part.of.join(',') })),
  }));
  const title = 'What are they about, and how far along?';
  return chartFigure({
    name: 'themes',
    title,
    finding: mostInWords(
      groups.map(({ label, counts }) => ({ label, count: counts.reduce((sum, value) => sum + value, 0) })),
      selection.rows.length,
    ),
    note: `${counted(selection.rows.length, 'action')} by main theme; the number at the end of a bar is its actions.`,
    legend: LATE_PARTS,
    draw: (width) => stackedBars(groups, { name: 'themes', title, parts: LATE_PARTS, width }),
    table: () => ({
      columns: [
        { label: 'Theme' },
        ...LATE_PARTS.map((part) => ({ label: part.label, numeric: true })),
        { label: 'All', numeric: true },
      ],
      rows: groups.map((group) => [
        THEME_LABELS[group.value as ThemeGroup],
        ...group.counts.map((value, part) => countLink(value, group.hrefs[part] ?? '')),
        countLink(
          group.counts.reduce((sum, value) => sum + value, 0),
          context.to('actions', { theme: group.value }),
        ),
      ]),
    }),
  });
}

function deadlinesFigure(context: Context): HTMLElement {
  const { facts } = context.site;
  const { rows } = context.selection;
  const late = context.site.lateness(context.asOf);
  const first = monthStart(context.asOf, -MONTHS_BEFORE);
  const after = monthStart(context.asOf, MONTHS_AFTER);
  const [done, open] = [new Uint32Array(after - first), new Uint32Array(after - first)];
  let undated = 0;
  let outside = 0;
  for (const row of rows) {
    const end = facts.end[row] ?? OPEN;
    if (end === OPEN) undated++;
    else if (end < first || end >= after) outside++;
    else {
      const days = late[row] === 0 ? done : open;
      days[end - first] = (days[end - first] ?? 0) + 1;
    }
  }
  const sorted = byMonth(first, done, open).map((row) => {
    const due = isoOf(row.month).slice(0, 7);
    const hrefs = {
      open: context.to('actions', { due, late: NOT_DONE }),
      done: context.to('actions', { due, late: 'done' }),
    };
    return { ...row, hrefs };
  });
  const title = 'When do the deadlines fall?';
  const dated = rows.length - undated;
  if (sorted.length === 0) {
    return h(
      'section',
      { class: 'figure' },
      h('h2', {}, title),
      h(
        'p',
        { class: 'empty' },
        `No last day falls in the years around ${context.asOfInWords}: ${lacking(undated, 'noLastDay')} not drawn.`,
      ),
    );
  }
  return chartFigure({
    name: 'deadlines',
    title,
    finding: mostInWords(
      sorted.map((row) => ({ label: monthName(row.month), count: row.open + row.done })),
      dated,
    ),
    note:
      `Actions by the month of their last day: ${count(dated)} of ${count(rows.length)} have one; ${lacking(undated, 'noLastDay')} not drawn.` +
      (outside > 0 ? ` ${count(outside)} lie further away than the years shown.` : ''),
    legend: MONTH_PARTS,
    draw: (width) => deadlineMonths(sorted, { name: 'deadlines', title, asOf: context.asOf, width }),
    table: () => ({
      columns: [
        { label: 'Month' },
        { label: 'Not reported done', numeric: true },
        { label: 'Reported done', numeric: true },
      ],
      rows: sorted.map((row) => [
        monthName(row.month),
        countLink(row.open, row.hrefs.open),
        countLink(row.done, row.hrefs.done),
      ]),
    }),
  });
}

/** Days summed to months; months without any are left out. */
function byMonth(first: number, done: Uint32Array, open: Uint32Array): MonthRow[] {
  const rows: MonthRow[] = [];
  for (let month = first; month < first + done.length; month = monthStart(month, 1)) {
    const [from, to] = [month - first, monthStart(month, 1) - first];
    const sum = (days: Uint32Array): number =>
      days.subarray(from, to).reduce((total, value) => total + value, 0);
    const row = { month, done: sum(done), open: sum(open) };
    if (row.done + row.open > 0) rows.push(row);
  }
  return rows;
}
