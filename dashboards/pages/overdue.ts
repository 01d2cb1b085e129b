/** Overdue and ownerless: what somebody should ring up about, sorted by how late, to filter and take away. */
import { barList } from '../components/bar-list.ts';
import { councilLink } from '../components/council-link.ts';
import { countLink } from '../components/count-link.ts';
import { chartFigure } from '../components/figure.ts';
import { mostInWords } from '../components/finding.ts';
import { downloadActions } from '../components/action-download.ts';
import { actionList, clipped, latenessBadge, rowFacts, when } from '../components/action-list.ts';
import { COLOURS, FILTERS, listRows, LISTS, setApart, type ListName } from '../components/overdue-lists.ts';
import { pageAsked, pager } from '../components/pager.ts';
import { leftOutInWords } from '../components/left-out.ts';
import { scopeBar } from '../components/scope-bar.ts';
import { dataTable } from '../components/table.ts';
import type { Context, PageView } from '../context.ts';
import { codeOf } from '../data/facets.ts';
import { orderBy } from '../data/order.ts';
import { rangeInWords } from '../dates.ts';
import { h } from '../element.ts';
import { count, counted, percent, THEME_SHORT } from '../labels.ts';
import { OPEN, runsBackwards } from '../lateness.ts';

const PER_PAGE = 25;

type SortKey = 'late' | 'council' | 'theme';

export function overduePage(context: Context): PageView {
  const asked = context.params.get('show');
  const chosen = LISTS.find(([name]) => name === asked) ?? LISTS[0];
  const lists = listRows(context);
  const rows = ordered(context, lists[chosen[0]]);
  const total = context.selection.rows.length;
  return {
    title: 'Overdue and ownerless',
    announcement: `${chosen[1]}: ${count(rows.length)} of ${counted(total, 'action')}`,
    body: [
      h(
        'p',
        { class: 'lead' },
        `Actions in councils’ newest plans that somebody should ask about, as of ${context.asOfInWords}.`,
        leftOutInWords(context),
      ),
      scopeBar(context, ['type', 'region', 'theme', 'council']),
      tabs(context, lists, chosen[0], total),
      h(
        'h2',
        { id: 'results' },
        `${chosen[1]}: ${count(rows.length)} of ${counted(total, 'action')} (${percent(rows.length, total)})`,
      ),
      h('p', { class: 'denominator' }, chosen[2], setApart(context, chosen[0], lists)),
      rows.length === 0
        ? h('p', { class: 'empty' }, 'No action is in this list. Choose another list or a wider scope.')
        : null,
      rows.length === 0 ? null : councilFigure(context, rows, chosen),
      rows.length === 0
        ? null
        : h('div', { class: 'results-tools' }, downloadActions(context, rows, `actions-${chosen[0]}`)),
      rows.length === 0 ? null : words(context, rows, chosen[1]),
      pager(context, rows.length, PER_PAGE),
    ],
  };
}

function tabs(
  context: Context,
  lists: Readonly<Record<ListName, Uint32Array>>,
  chosen: ListName,
  total: number,
): HTMLElement {
  return h(
    'nav',
    { class: 'lists', 'aria-label': 'Lists' },
    h(
      'ul',
      {},
      LISTS.map(([name, words]) =>
        h(
          'li',
          {},
          h(
            'a',
            {
              href: context.here({ show: name === 'past' ? null : name, page: null }),
              id: `list-${name}`,
              'aria-current': name === chosen ? 'true' : null,
            },
            h('span', { class: 'value' }, count(lists[name].length)),
            ` ${words}`,
            h('span', { class: 'hidden' }, `, of ${count(total)}`),
          ),
        ),
      ),
    ),
  );
}

function ordered(context: Context, rows: Uint32Array): Uint32Array {
  const { key, down } = sortAsked(context);
  const sign = down ? -1 : 1;
  const { facts } = context.site;
  if (key === 'council') return down ? rows.toReversed() : rows;
  if (key === 'theme') return orderBy(rows, (row) => (facts.themeGroup[row] ?? 0) * sign);
  return orderBy(rows, (row) => {
    const [start = OPEN, end = OPEN] = [facts.start[row], facts.end[row]];
    return end === OPEN || runsBackwards(start, end) ? 40_000 : (context.asOf - end) * sign;
  });
}

function sortAsked(context: Context): { key: SortKey; down: boolean } {
  const asked = context.params.get('sort') ?? '-late';
  const key = asked.replace(/^-/u, '');
  return { key: key === 'council' || key === 'theme' ? key : 'late', down: asked.startsWith('-') };
}

function councilFigure(
  context: Context,
  rows: Uint32Array,
  [name, list]: (typeof LISTS)[number],
): HTMLElement {
  const { council } = context.facets;
  const to = (code: number): string =>
    context.to('actions', { ...FILTERS[name], council: council.values[code]?.value ?? '' });
  const part = new Map<number, number>();
  for (const row of rows) {
    const code = codeOf(context.site, council, row);
    part.set(code, (part.get(code) ?? 0) + 1);
  }
  const whole = new Map<number, number>();
  for (const row of context.selection.rows) {
    const code = codeOf(context.site, council, row);
    whole.set(code, (whole.get(code) ?? 0) + 1);
  }
  const all = [...part].toSorted(([, a], [, b]) => b - a);
  const top = all.slice(0, 10);
  const title = `${list}: which councils?`;
  const bars = top.map(([code, value]) => ({
    label: council.values[code]?.label ?? '',
    count: value,
    colour: COLOURS[name],
    unknown: name === 'undated',
    href: to(code),
  }));
  return chartFigure({
    name: 'by-council',
    title,
    level: 3,
    finding: mostInWords(bars, rows.length),
    note:
      `${counted(part.size, 'council')} with at least one` +
      (all.length > top.length ? `; the ten with most are drawn, all are in the table.` : '.') +
      ' A long plan has more to be late with: the table gives each council’s own share.',
    draw: (width) => barList(bars, { name: 'by-council', title, of: null, width }),
    table: () => ({
      columns: [
        { label: 'Council' },
        { label: list, numeric: true },
        { label: 'Its actions', numeric: true },
        { label: 'Share', numeric: true },
      ],
      rows: all.map(([code, value]) => [
        councilLink(context, code),
        countLink(value, to(code)),
        whole.get(code) ?? 0,
        percent(value, whole.get(code) ?? 0),
      ]),
    }),
  });
}

/** The page asked for: a table, or a list where a table would have to be pushed sideways. */
function words(context: Context, rows: Uint32Array, caption: string): HTMLElement {
  const page = pageAsked(context, rows.length, PER_PAGE);
  const shown = [...rows.subarray((page - 1) * PER_PAGE, page * PER_PAGE)];
  return matchMedia('(max-width: 48em)').matches
    ? h('div', {}, orderChoice(context), actionList(context, shown))
    : table(context, shown, caption);
}

function orderChoice(context: Context): HTMLElement {
  const { key } = sortAsked(context);
  const orders: [SortKey, string][] = [
    ['late', 'Longest past first'],
    ['council', 'Council'],
    ['theme', 'Theme'],
  ];
  const select = h(
    'select',
    {
      id: 'sort',
      onchange: () =>
        context.go(context.here({ sort: select.value === 'late' ? null : select.value, page: null })),
    },
    orders.map(([value, label]) => h('option', { value, selected: value === key }, label)),
  );
  return h('div', { class: 'field inline' }, h('label', { for: 'sort' }, 'Order'), select);
}

function table(context: Context, shown: readonly number[], caption: string): HTMLElement {
  const place = h(
    'div',
    { class: 'actions-table', 'aria-busy': 'true' },
    h('p', { class: 'loading' }, 'Loading the words…'),
  );
  const { key, down } = sortAsked(context);
  const sort = (name: SortKey) => ({
    state: key === name ? (down ? ('descending' as const) : ('ascending' as const)) : ('none' as const),
    id: `sort-${name}`,
    choose: () => context.go(context.here({ sort: key === name && down ? name : `-${name}`, page: null })),
  });
  const fill = async (): Promise<void> => {
    const texts = await context.site.texts(shown);
    const content = dataTable({
      caption,
      columns: [
        { label: 'Action' },
        { label: 'Council', sort: sort('council') },
        { label: 'Theme', sort: sort('theme') },
        { label: 'Owner' },
        { label: 'When' },
        { label: 'Days past', numeric: true, sort: sort('late') },
        { label: 'On the day' },
      ],
      rows: texts.map((text, index) => {
        const facts = rowFacts(context, shown[index] ?? 0);
        return [
          h('a', { href: context.to('action', {}, text.id) }, clipped(text.text, 240)),
          councilLink(context, context.site.facts.council[shown[index] ?? 0] ?? -1),
          THEME_SHORT[facts.theme],
          text.owners === '' ? h('span', { class: 'absent' }, 'none named') : clipped(text.owners, 120),
          when(clipped(text.time, 80), rangeInWords(facts.start, facts.end)),
          facts.daysLate !== null && facts.daysLate > 0 ? facts.daysLate : '–',
          latenessBadge(facts.lateness),
        ];
      }),
    });
    place.replaceChildren(content);
    place.removeAttribute('aria-busy');
  };
  fill().catch(() => {
    place.replaceChildren(
      h('p', { class: 'empty' }, 'The words could not be fetched. Reload the page to try again.'),
    );
  });
  return place;
}
