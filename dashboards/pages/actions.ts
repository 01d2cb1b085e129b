/** Actions: search and filter everything, sort it, take it away; each opens on a page of its own. */
import { downloadActions } from '../components/action-download.ts';
import { actionList } from '../components/action-list.ts';
import { chosenFilters, facetForm } from '../components/facet-form.ts';
import { leftOutInWords } from '../components/left-out.ts';
import { pageAsked, pager } from '../components/pager.ts';
import type { Context, PageView } from '../context.ts';
import type { FacetName } from '../data/facets.ts';
import { orderBy } from '../data/order.ts';
import { MOST_SEARCHED, parseTerms, searchRows } from '../data/search.ts';
import { h } from '../element.ts';
import { count, counted } from '../labels.ts';
import { OPEN } from '../lateness.ts';

const PER_PAGE = 25;
const FILTERS: readonly FacetName[] = [
  'theme',
  'late',
  'owner',
  'status',
  'kind',
  'type',
  'region',
  'council',
];
const ORDERS: Readonly<Record<string, string>> = {
  council: 'Council, then theme',
  soonest: 'Earliest last day first',
  latest: 'Latest last day first',
};
/** Sorts rows without a last day to the end. */
const FAR = 40_000;

let searches = 0;

export function actionsPage(context: Context): PageView {
  const { selection } = context;
  const terms = parseTerms(context.params.get('q') ?? '');
  const results = h('div', { class: 'results-part' });
  const search = ++searches;
  const show = (rows: Uint32Array): void => results.replaceChildren(...resultsOf(context, rows, terms));
  if (terms.length === 0) show(selection.rows);
  else if (selection.rows.length > MOST_SEARCHED) results.replaceChildren(tooMany(selection.rows.length));
  else {
    const status = h('p', { class: 'loading' }, 'Searching…');
    results.replaceChildren(status);
    const progress = (read: number, of: number): void => {
      status.textContent = `Searching… ${count(read)} of ${counted(of, 'file')} read`;
    };
    const failed = (): void => {
      results.replaceChildren(
        h('p', { class: 'empty' }, 'The words could not be fetched. Reload the page to try again.'),
      );
    };
    searchRows(context.site, selection.rows, terms, progress, () => search !== searches)
      .then((rows) => {
        if (rows === null) return;
        show(rows);
        context.announce(`${counted(rows.length, 'action')} found`);
      })
      .catch(failed);
  }
  return {
    title: 'Actions',
    announcement: terms.length === 0 ? counted(selection.rows.length, 'action') : '',
    body: [searchForm(context), h('div', { class: 'with-filters' }, facetForm(context, FILTERS), results)],
  };
}

function searchForm(context: Context): HTMLElement {
  const input = h('input', {
    type: 'search',
    id: 'search',
    value: context.params.get('q') ?? '',
    autocomplete: 'off',
    'aria-describedby': 'search-hint',
  });
  const submit = (event: Event): void => {
    event.preventDefault();
    context.go(context.here({ q: input.value.trim(), page: null }));
  };
  return h(
    'form',
    { class: 'search', role: 'search', onsubmit: submit },
    h('label', { for: 'search' }, 'Search actions'),
    h('div', { class: 'search-line' }, input, h('button', { type: 'submit', id: 'search-go' }, 'Search')),
    h(
      'p',
      { class: 'hint', id: 'search-hint' },
      'Words of the action, its owners or its time. Put “quotes” around words that belong together.',
    ),
  );
}

function resultsOf(context: Context, found: Uint32Array, terms: readonly string[]): (Node | string)[] {
  const { selection } = context;
  const rows = ordered(context, found);
  const page = pageAsked(context, rows.length, PER_PAGE);
  const shown = [...rows.subarray((page - 1) * PER_PAGE, page * PER_PAGE)];
  const leftOut = leftOutInWords(context);
  const parts: (Node | null)[] = [
    h('h2', { id: 'results' }, `${count(rows.length)} of ${counted(selection.of, 'action')}`),
    leftOut === '' ? null : h('p', { class: 'denominator' }, leftOut.trim()),
    chosenFilters(context, FILTERS),
    rows.length === 0
      ? h('p', { class: 'empty' }, 'No action fits. Take a filter away, or search for fewer words.')
      : h('div', { class: 'results-tools' }, orderChoice(context), downloadActions(context, rows, 'actions')),
    rows.length === 0 ? null : actionList(context, shown, { terms }),
    pager(context, rows.length, PER_PAGE),
  ];
  return parts.filter((part) => part !== null);
}

function ordered(context: Context, rows: Uint32Array): Uint32Array {
  const order = context.params.get('sort') ?? 'council';
  if (order !== 'soonest' && order !== 'latest') return rows;
  const sign = order === 'soonest' ? 1 : -1;
  return orderBy(rows, (row) => {
    const end = context.site.facts.end[row] ?? OPEN;
    return end === OPEN ? FAR : end * sign;
  });
}

function orderChoice(context: Context): HTMLElement {
  const chosen = context.params.get('sort') ?? 'council';
  const select = h(
    'select',
    {
      id: 'sort',
      onchange: () =>
        context.go(context.here({ sort: select.value === 'council' ? null : select.value, page: null })),
    },
    Object.entries(ORDERS).map(([value, words]) => h('option', { value, selected: value === chosen }, words)),
  );
  return h('div', { class: 'field inline' }, h('label', { for: 'sort' }, 'Order'), select);
}

function tooMany(rows: number): HTMLElement {
  return h(
    'p',
    { class: 'empty' },
    `Searching the words of ${counted(rows, 'action')} would fetch too much. Choose a council, a type, a region or another filter first; up to ${count(MOST_SEARCHED)} can be searched.`,
  );
}
