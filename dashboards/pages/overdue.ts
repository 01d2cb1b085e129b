/** Overdue and ownerless: what somebody should ring up about, sorted by how late, to filter and take away. */
import { barList } from '../components/bar-list.ts';
import { councilLink } from '../components/council-link.ts';
import { countLink } from '../components/count-link.ts';
import { chartFigure } from '../components/figure.ts';
import { downloadActions } from '../components/action-download.ts';
import { actionList, clipped, latenessBadge, rowFacts, when } from '../components/action-list.ts';
import { pageAsked, pager } from '../components/pager.ts';
import { leftOutInWords } from '../components/left-out.ts';
import { scopeBar } from '../components/scope-bar.ts';
import { dataTable } from '../components/table.ts';
import type { Context, PageView } from '../context.ts';
import { codeOf } from '../data/facets.ts';
import { orderBy } from '../data/order.ts';
import { isOwed, isPast, isSlip, OWED } from '../data/owed.ts';
import { rangeInWords } from '../dates.ts';
import { h } from '../element.ts';
import { count, counted, percent, THEME_SHORT, UNDATED } from '../labels.ts';
import { LATENESS, OPEN } from '../lateness.ts';
import { LATENESS_COLOURS, MAIN, TOGETHER_COLOURS, UNKNOWN } from '../palette.ts';

const PER_PAGE = 25;

/** The lists of this page: which rows, and what they are called. */
const LISTS = [
  ['past', 'Past its date', 'The last day has passed and no plan we have read says it is done.'],
  ['reported', 'Overdue when last reported', 'Past its date already when the newest plan was published.'],
  ['soon', 'Due within 30 days', 'The last day is within 30 days of the day asked about.'],
  [
    'ownerless',
    'No owner named',
    'Nobody is named, neither in an owner column nor in the action’s own words.',
  ],
  ['vague', 'Vague owner', 'Only “All”, “the Council” or the like is named.'],
  [
    'undated',
    UNDATED.cannotTell,
    'Not done, and the time is to be confirmed, nothing is said of it, or we could not read it.',
  ],
  [
    'slip',
    'Date before the plan: check the plan',
    'The last day lies before the date of the plan itself, which reports nothing of it. Check the plan: most likely the date is a slip, so these are not counted as past their date or overdue.',
  ],
] as const;
type ListName = (typeof LISTS)[number][0];

/** Filters of the page of actions that give the same lists. */
const FILTERS: Readonly<Record<ListName, Record<string, string>>> = {
  past: OWED,
  reported: { ...OWED, late: 'overdue' },
  soon: { late: 'due_soon' },
  ownerless: { owner: 'none' },
  vague: { owner: 'vague' },
  undated: { late: 'cannot_tell' },
  slip: { flag: 'beforePlan' },
};

/** Colours of those lists that are a group of lateness; others are only counted. */
const COLOURS: Readonly<Record<ListName, string>> = {
  past: TOGETHER_COLOURS.past,
  reported: LATENESS_COLOURS.overdue,
  soon: LATENESS_COLOURS.due_soon,
  ownerless: MAIN,
  vague: MAIN,
  undated: UNKNOWN,
  slip: MAIN,
};

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
      scopeBar(context),
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

/** What the two lists of the late leave out, with the way to it. */
function setApart(
  context: Context,
  chosen: ListName,
  lists: Readonly<Record<ListName, Uint32Array>>,
): (Node | string)[] {
  const apart = lists.slip.filter((row) => isPast(context.site, row, context.asOf)).length;
  if ((chosen !== 'past' && chosen !== 'reported') || apart === 0) return [];
  const href = context.here({ show: 'slip', page: null });
  return [
    ' Set apart: ',
    h('a', { href, id: 'set-apart' }, `${counted(apart, 'action')} with a date before the plan`),
    ', which is most likely a slip.',
  ];
}

function listRows(context: Context): Record<ListName, Uint32Array> {
  const { facts } = context.site;
  const late = context.site.lateness(context.asOf);
  const { rows } = context.selection;
  const lateness = (row: number): (typeof LATENESS)[number] => LATENESS[late[row] ?? 0] ?? 'cannot_tell';
  return {
    past: rows.filter((row) => isOwed(context.site, row, context.asOf)),
    reported: rows.filter((row) => lateness(row) === 'overdue' && !isSlip(context.site, row)),
    soon: rows.filter((row) => lateness(row) === 'due_soon'),
    ownerless: rows.filter((row) => facts.owner[row] === 0),
    vague: rows.filter((row) => facts.owner[row] === 1),
    undated: rows.filter((row) => lateness(row) === 'cannot_tell'),
    slip: rows.filter((row) => isSlip(context.site, row)),
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
    const end = facts.end[row] ?? OPEN;
    return end === OPEN ? 40_000 : (context.asOf - end) * sign;
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
