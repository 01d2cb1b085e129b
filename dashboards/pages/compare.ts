/** Compare: where each council's actions lie, and up to six councils side by side. */
import { councilLink } from '../components/council-link.ts';
import { countLink, ofCouncil } from '../components/count-link.ts';
import { chartFigure } from '../components/figure.ts';
import { mostInWords } from '../components/finding.ts';
import { heatLegend, heatMap } from '../components/heat-map.ts';
import { leftOutInWords } from '../components/left-out.ts';
import { scopeBar } from '../components/scope-bar.ts';
import { sideBySide } from '../components/side-by-side.ts';
import type { Context, PageView } from '../context.ts';
import { countByTwo, everyTheme } from '../data/facets.ts';
import { h } from '../element.ts';
import { counted, percent, THEME_SHORT } from '../labels.ts';
import type { ThemeGroup } from '../labels.ts';

/** Rows of the heat map; the table has every council. */
const MOST_DRAWN = 30;

export function comparePage(context: Context): PageView {
  const selection = everyTheme(context);
  const { rows } = selection;
  return {
    title: 'Compare',
    announcement: counted(rows.length, 'action'),
    body: [
      h(
        'p',
        { class: 'lead' },
        `Councils beside each other, by the newest plan of each, as of ${context.asOfInWords}.`,
        leftOutInWords(context),
      ),
      scopeBar(context, ['type', 'region'], selection),
      rows.length === 0
        ? h('p', { class: 'empty' }, 'No council is in this group. Choose a wider type or region.')
        : heatFigure(context, rows),
      sideBySide(context),
    ],
  };
}

function heatFigure(context: Context, selected: Uint32Array): HTMLElement {
  const { facets, site } = context;
  const show = context.params.get('show') === 'count' ? 'count' : 'share';
  const table = countByTwo(site, selected, facets.council, facets.theme);
  const themes = facets.theme.values.map(({ value }) => THEME_SHORT[value as ThemeGroup]);
  const rows = table
    .map((counts, council) => ({
      council,
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
  const hrefsOf = (slug: string): string[] =>
    facets.theme.values.map(({ value }) => ofCouncil(context, slug, { theme: value }));
  const drawn = rows
    .slice((page - 1) * MOST_DRAWN, page * MOST_DRAWN)
    .map((row) => ({ ...row, hrefs: hrefsOf(row.slug) }));
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
      finding: mostInWords(
        facets.theme.values.map(({ label }, theme) => ({
          label,
          count: rows.reduce((sum, row) => sum + (row.counts[theme] ?? 0), 0),
        })),
        selected.length,
        'Most over all of them',
      ),
      note:
        `${counted(rows.length, 'council')}, ${counted(selected.length, 'action')}. ${show === 'share' ? 'Shares are of each council’s own actions, whose number is in brackets.' : 'Numbers of actions; a long plan is dark everywhere.'}` +
        (rows.length > MOST_DRAWN
          ? ` Councils ${(page - 1) * MOST_DRAWN + 1} to ${(page - 1) * MOST_DRAWN + drawn.length} are drawn, all are in the table.`
          : ''),
      legend: heatLegend(drawn, show),
      draw: (width) => heatMap(drawn, { name: 'council-themes', title, columns: themes, show, width }),
      table: () => ({
        columns: [
          { label: 'Council' },
          ...themes.map((label) => ({ label, numeric: true })),
          { label: 'All', numeric: true },
        ],
        rows: rows.map((row) => {
          const hrefs = hrefsOf(row.slug);
          return [
            councilLink(context, row.council),
            ...row.counts.map((value, theme) =>
              countLink(value, hrefs[theme] ?? '', show === 'count' ? '' : percent(value, row.total)),
            ),
            countLink(row.total, ofCouncil(context, row.slug)),
          ];
        }),
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
