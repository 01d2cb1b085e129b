/** Compare: where each council's actions lie, and up to six councils side by side. */
import { chartFigure } from '../components/figure.ts';
import { heatMap } from '../components/heat-map.ts';
import { scopeBar } from '../components/scope-bar.ts';
import { stackedBars } from '../components/stacked-bars.ts';
import { dataTable } from '../components/table.ts';
import type { Context, PageView } from '../context.ts';
import { countByTwo } from '../data/facets.ts';
import { councilMeasures, SHARES } from '../data/measures.ts';
import { nearest } from '../data/peers.ts';
import { dayInWords } from '../dates.ts';
import { h } from '../element.ts';
import { count, counted, percent, THEME_SHORT } from '../labels.ts';
import type { ThemeGroup } from '../labels.ts';
import { LATENESS } from '../lateness.ts';
import { listOf } from '../state.ts';
import { LATE_PARTS } from '../components/late-parts.ts';

/** Rows of the heat map; the table has every council. */
const MOST_DRAWN = 30;
const MOST_CHOSEN = 6;

export function comparePage(context: Context): PageView {
  const { rows } = context.selection;
  return {
    title: 'Compare',
    announcement: counted(rows.length, 'action'),
    body: [
      h(
        'p',
        { class: 'lead' },
        `Councils beside each other, by the newest plan of each, as of ${context.asOfInWords}.`,
      ),
      scopeBar(context, ['type', 'region']),
      rows.length === 0
        ? h('p', { class: 'empty' }, 'No council is in this group. Choose a wider type or region.')
        : heatFigure(context),
      sideBySide(context),
    ],
  };
}

function heatFigure(context: Context): HTMLElement {
  const { facets, selection, site } = context;
  const show = context.params.get('show') === 'count' ? 'count' : 'share';
  const table = countByTwo(site, selection.rows, facets.council, facets.theme);
  const themes = facets.theme.values.map(({ value }) => THEME_SHORT[value as ThemeGroup]);
  const rows = table
    .map((counts, council) => ({
      label: facets.council.values[council]?.label ?? '',
      slug: facets.council.values[council]?.value ?? '',
      counts: [...counts],
      total: counts.reduce((sum, value) => sum + value, 0),
    }))
    .filter((row) => row.total > 0)
    .toSorted((a, b) => a.label.localeCompare(b.label, 'en-GB'));
  const page = Math.min(
    Math.max(1, Number(context.params.get('page') ?? 1) || 1),
    Math.ceil(rows.length / MOST_DRAWN),
  );
  const drawn = rows.slice((page - 1) * MOST_DRAWN, page * MOST_DRAWN);
  const title = 'Which themes do councils’ actions fall under?';
  const toggle = (value: 'share' | 'count', words: string): HTMLElement =>
    h(
      'li',
      {},
      h(
        'a',
        {
          href: context.here({ show: value === 'share' ? null : value }),
          id: `show-${value}`,
          'aria-current': value === show ? 'true' : null,
        },
        words,
      ),
    );
  return h(
    'div',
    {},
    h(
      'nav',
      { class: 'lists', 'aria-label': 'Figures shown' },
      h('ul', {}, toggle('share', 'Shares'), toggle('count', 'Counts')),
    ),
    chartFigure({
      name: 'council-themes',
      title,
      note:
        `${counted(rows.length, 'council')}, ${counted(selection.rows.length, 'action')}. ${show === 'share' ? 'Shares are of each council’s own actions, whose number is in brackets.' : 'Numbers of actions; a long plan is dark everywhere.'}` +
        (rows.length > MOST_DRAWN
          ? ` Councils ${(page - 1) * MOST_DRAWN + 1} to ${(page - 1) * MOST_DRAWN + drawn.length} are drawn, all are in the table.`
          : ''),
      draw: (width) => heatMap(drawn, { name: 'council-themes', title, columns: themes, show, width }),
      table: () => ({
        columns: [
          { label: 'Council' },
          ...themes.map((label) => ({ label, numeric: true })),
          { label: 'All', numeric: true },
        ],
        rows: rows.map((row) => [
          h('a', { href: context.to('council', {}, row.slug) }, row.label),
          ...row.counts.map((value) => (show === 'count' ? value : percent(value, row.total))),
          row.total,
        ]),
      }),
    }),
    rows.length > MOST_DRAWN ? steps(context, page, Math.ceil(rows.length / MOST_DRAWN)) : null,
  );
}

function steps(context: Context, page: number, last: number): HTMLElement {
  const step = (to: number, words: string, id: string): HTMLElement =>
    to < 1 || to > last
      ? h('span', { class: 'off' }, words)
      : h('a', { href: context.here({ page: to === 1 ? null : String(to) }), id }, words);
  return h(
    'nav',
    { class: 'pager', 'aria-label': 'Councils drawn' },
    step(page - 1, '← Earlier in the alphabet', 'heat-previous'),
    step(page + 1, 'Later →', 'heat-next'),
  );
}

function sideBySide(context: Context): HTMLElement {
  const { councils } = context.site.summary;
  const measures = councilMeasures(context);
  const chosen = listOf(context.params, 'councils')
    .map((slug) => councils.findIndex((council) => council.slug === slug))
    .filter((index) => index !== -1)
    .slice(0, MOST_CHOSEN);
  return h(
    'section',
    { 'aria-labelledby': 'side-by-side' },
    h('h2', { id: 'side-by-side' }, 'Side by side'),
    h(
      'p',
      { class: 'denominator' },
      'Choose up to six councils. Every share is of the council’s own actions.',
    ),
    chooser(context, chosen, measures),
    chosen.length === 0
      ? h('p', { class: 'empty' }, 'No council is chosen yet. Add one above.')
      : measureTable(context, chosen),
    chosen.length === 0 ? null : latenessFigure(context, chosen),
  );
}

function chooser(
  context: Context,
  chosen: readonly number[],
  measures: ReadonlyMap<number, unknown>,
): HTMLElement {
  const { councils } = context.site.summary;
  const slugs = chosen.map((index) => councils[index]?.slug ?? '');
  const open = [...measures.keys()].filter((index) => !chosen.includes(index));
  const select = h(
    'select',
    {
      id: 'compare-add',
      disabled: chosen.length >= MOST_CHOSEN,
      onchange: () => context.go(context.here({ councils: [...slugs, select.value].join(',') })),
    },
    h('option', { value: '' }, chosen.length >= MOST_CHOSEN ? 'Six are chosen' : 'Add a council'),
    open
      .map((index) => councils[index])
      .filter((council) => council !== undefined)
      .toSorted((a, b) => a.name.localeCompare(b.name, 'en-GB'))
      .map((council) => h('option', { value: council.slug }, council.name)),
  );
  const [first] = chosen;
  const peers =
    first === undefined
      ? []
      : nearest(
          councils,
          first,
          [...measures.keys()].filter((index) => index !== first),
          MOST_CHOSEN - 1,
        );
  const withPeers = [first, ...peers].flatMap((index) =>
    index === undefined ? [] : (councils[index]?.slug ?? []),
  );
  return h(
    'div',
    { class: 'scope no-print' },
    h('div', { class: 'field' }, h('label', { for: 'compare-add' }, 'Council'), select),
    first === undefined || peers.length === 0
      ? null
      : h(
          'p',
          { class: 'beside' },
          h(
            'a',
            { href: context.here({ councils: withPeers.join(',') }), id: 'compare-peers' },
            `${councils[first]?.name} and the ${peers.length === 1 ? 'council' : `${peers.length} councils`} most like it`,
          ),
        ),
    chosen.length === 0
      ? null
      : h(
          'ul',
          { class: 'chips', 'aria-label': 'Councils chosen' },
          chosen.map((index) => {
            const council = councils[index];
            const rest = slugs.filter((slug) => slug !== council?.slug).join(',');
            return h(
              'li',
              {},
              h(
                'a',
                { class: 'chip', href: context.here({ councils: rest }), id: `compare-${council?.slug}` },
                council?.name,
                h('span', { 'aria-hidden': 'true' }, ' ×'),
                h('span', { class: 'hidden' }, ' (remove)'),
              ),
            );
          }),
        ),
  );
}

function measureTable(context: Context, chosen: readonly number[]): HTMLElement {
  const { councils, plans } = context.site.summary;
  const measures = councilMeasures(context);
  const plan = (index: number) => plans.find((entry) => entry.council === index && entry.current);
  return dataTable({
    caption: 'Councils side by side',
    columns: [
      { label: 'Measure' },
      ...chosen.map((index) => ({ label: councils[index]?.name ?? '', numeric: true })),
    ],
    rows: [
      [
        'Plan of',
        ...chosen.map((index) =>
          plan(index)?.planDate ? dayInWords(plan(index)?.planDate ?? '') : 'not known',
        ),
      ],
      ['Type', ...chosen.map((index) => councils[index]?.type || 'not known')],
      [
        'Recommendations without an action',
        ...chosen.map((index) => `${plan(index)?.unanswered ?? 0} of ${plan(index)?.recommendations ?? 0}`),
      ],
      ['Actions', ...chosen.map((index) => measures.get(index)?.actions ?? 0)],
      [
        'Months given, in the middle',
        ...chosen.map((index) => measures.get(index)?.monthsGiven?.toFixed(1) ?? '–'),
      ],
      ...SHARES.map(([name, label]) => [
        label,
        ...chosen.map((index) => {
          const measure = measures.get(index);
          return measure
            ? `${percent(measure.counts[name], measure.actions)} (${count(measure.counts[name])})`
            : '–';
        }),
      ]),
    ],
  });
}

function latenessFigure(context: Context, chosen: readonly number[]): HTMLElement {
  const { site, facets } = context;
  const everything = Uint32Array.from({ length: site.facts.rows }, (_, row) => row).filter(
    (row) => site.facts.current[row] === 1,
  );
  const table = countByTwo(site, everything, facets.council, facets.late);
  const groups = chosen.map((index) => ({
    label: site.summary.councils[index]?.name ?? '',
    counts: LATE_PARTS.map((part) =>
      part.of.reduce((sum, name) => sum + (table[index]?.[LATENESS.indexOf(name)] ?? 0), 0),
    ),
  }));
  const title = 'How far along are they?';
  return chartFigure({
    name: 'chosen-lateness',
    title,
    level: 3,
    note: `Each bar is all actions of the council’s newest plan, as of ${context.asOfInWords}; their number is at its end.`,
    legend: LATE_PARTS,
    draw: (width) => stackedBars(groups, { name: 'chosen-lateness', title, parts: LATE_PARTS, width }),
    table: () => ({
      columns: [
        { label: 'Council' },
        ...LATE_PARTS.map((part) => ({ label: part.label, numeric: true })),
        { label: 'All', numeric: true },
      ],
      rows: groups.map((group) => [
        group.label,
        ...group.counts,
        group.counts.reduce((sum, value) => sum + value, 0),
      ]),
    }),
  });
}
