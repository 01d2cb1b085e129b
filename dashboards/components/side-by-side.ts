/** Up to six councils side by side: their plans, what they measure, and how far along they are. */
import type { Context } from '../context.ts';
import { countByTwo } from '../data/facets.ts';
import { councilMeasures, FILTERS, SHARES } from '../data/measures.ts';
import { nearest } from '../data/peers.ts';
import { dayInWords } from '../dates.ts';
import { h } from '../element.ts';
import { count, monthsInWords, percent } from '../labels.ts';
import { LATENESS } from '../lateness.ts';
import { listOf } from '../state.ts';
import { countLink, ofCouncil } from './count-link.ts';
import { chartFigure } from './figure.ts';
import { LATE_PARTS } from './late-parts.ts';
import { stackedBars } from './stacked-bars.ts';
import { dataTable } from './table.ts';

const MOST_CHOSEN = 6;

/** The chooser, and the measures and progress of the councils chosen in the address (`councils`). */
export function sideBySide(context: Context): HTMLElement {
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
  const { councils } = context.site.summary;
  const measures = councilMeasures(context);
  const plan = (index: number) => context.planOf(index);
  return dataTable({
    caption: 'Councils side by side',
    download: 'side-by-side',
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
        ...chosen.map((index) =>
          (plan(index)?.recommendations ?? 0) === 0
            ? 'states none'
            : `${count(plan(index)?.unanswered ?? 0)} of ${count(plan(index)?.recommendations ?? 0)}`,
        ),
      ],
      [
        'Actions',
        ...chosen.map((index) =>
          countLink(measures.get(index)?.actions ?? 0, ofCouncil(context, councils[index]?.slug ?? '')),
        ),
      ],
      [
        'Months from the plan’s date to the last day, in the middle',
        ...chosen.map((index) => monthsInWords(measures.get(index)?.monthsGiven ?? null)),
      ],
      ...SHARES.map(([name, label]) => [
        label,
        ...chosen.map((index) => {
          const measure = measures.get(index);
          if (measure === undefined) return '–';
          const value = measure.counts[name];
          const words = `${percent(value, measure.actions)} (${count(value)})`;
          return countLink(value, ofCouncil(context, councils[index]?.slug ?? '', FILTERS[name]), words);
        }),
      ]),
    ],
  });
}

function latenessFigure(context: Context, chosen: readonly number[]): HTMLElement {
  const { site, facets } = context;
  const { counts } = site.plansOn(context.asOf);
  const everything = Uint32Array.from({ length: site.facts.rows }, (_, row) => row).filter(
    (row) => counts[site.facts.plan[row] ?? 0] === 1,
  );
  const table = countByTwo(site, everything, facets.council, facets.late);
  const groups = chosen.map((index) => ({
    label: site.summary.councils[index]?.name ?? '',
    counts: LATE_PARTS.map((part) =>
      part.of.reduce((sum, name) => sum + (table[index]?.[LATENESS.indexOf(name)] ?? 0), 0),
    ),
    hrefs: LATE_PARTS.map((part) =>
      ofCouncil(context, site.summary.councils[index]?.slug ?? '', { late: part.of.join(',') }),
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
        ...group.counts.map((value, part) => countLink(value, group.hrefs[part] ?? '')),
        group.counts.reduce((sum, value) => sum + value, 0),
      ]),
    }),
  });
}
