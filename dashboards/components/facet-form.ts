/** Filters as groups of check boxes with counts; each change is a new address. Counts are as if the group were not set. */
import type { Context } from '../context.ts';
import { flagsAsked, type Facet, type FacetName } from '../data/facets.ts';
import { h } from '../element.ts';
import { count, FLAG_LABELS, type FlagName } from '../labels.ts';
import { monthsOf, spanFrom, spanInWords } from '../data/months.ts';
import { clipped } from './action-list.ts';
import { listOf } from '../state.ts';

/** What the fields of months take. */
const MONTH = String.raw`20\d\d(-(0[1-9]|1[0-2]))?`;

/** Check boxes for the facets named, in a part that folds away on narrow pages. */
export function facetForm(context: Context, names: readonly FacetName[]): HTMLElement {
  const wide = matchMedia('(min-width: 60em)').matches;
  return h(
    'details',
    { class: 'filters', open: wide },
    h('summary', { id: 'filters-summary' }, 'Filters'),
    h(
      'form',
      { 'aria-label': 'Filters', onsubmit: (event) => event.preventDefault() },
      (context.params.get('q') ?? '') === ''
        ? null
        : h('p', { class: 'hint' }, 'Numbers are of all words; the search comes after them.'),
      names.map((name) =>
        name === 'council' ? councilChoice(context) : group(context, context.facets[name]),
      ),
      lastDayChoice(context),
      flags(context),
    ),
  );
}

/** The filters that are set, each with a link that takes it away; nothing when none is. */
export function chosenFilters(context: Context, names: readonly FacetName[]): HTMLElement | null {
  const { params } = context;
  const chips: HTMLElement[] = [];
  const chip = (words: string, changes: Record<string, string | null>, id: string): void => {
    chips.push(
      h(
        'li',
        {},
        h(
          'a',
          { class: 'chip', href: context.here({ ...changes, page: null }), id },
          words,
          h('span', { 'aria-hidden': 'true' }, ' ×'),
          h('span', { class: 'hidden' }, ' (remove)'),
        ),
      ),
    );
  };
  const query = params.get('q') ?? '';
  if (query !== '') chip(`Words: ${query}`, { q: null }, 'chip-q');
  for (const name of names) {
    const facet = context.facets[name];
    for (const value of listOf(params, name)) {
      const label = facet.values.find((entry) => entry.value === value)?.label;
      if (label !== undefined) chip(label, { [name]: without(params, name, value) }, `chip-${name}-${value}`);
    }
  }
  const due = params.get('due') ?? '';
  if (due !== '') chip(`Last day: ${spanInWords(due)}`, { due: null }, 'chip-due');
  const pattern = context.site.pattern(params.get('pattern') ?? '');
  if (pattern !== undefined)
    chip(`Answers “${clipped(pattern.wording, 70)}” and the like`, { pattern: null }, 'chip-pattern');
  for (const flag of flagsAsked(params))
    chip(FLAG_LABELS[flag], { flag: without(params, 'flag', flag) }, `chip-flag-${flag}`);
  const group = context.site.summary.groups.find(({ name }) => name === params.get('named'));
  if (group !== undefined) chip(group.title, { named: null }, 'chip-named');
  if (params.get('versions') === 'all')
    chip('Every version of every plan', { versions: null }, 'chip-versions');
  if (chips.length === 0) return null;
  const none = Object.fromEntries(
    [...names, 'due', 'pattern', 'flag', 'named', 'versions', 'q', 'page'].map((name) => [name, null]),
  );
  return h(
    'ul',
    { class: 'chips', 'aria-label': 'Filters set' },
    chips,
    chips.length > 1 && h('li', {}, h('a', { href: context.here(none), id: 'chip-all' }, 'Clear all')),
  );
}

/** The values of a facet that some action has, or that are chosen; nothing where there is none. */
function group(context: Context, facet: Facet): HTMLElement | null {
  const chosen = new Set(listOf(context.params, facet.name));
  const counts = context.selection.counts[facet.name];
  const boxes = facet.values.flatMap(({ value, label }, code) => {
    const id = `facet-${facet.name}-${value.replaceAll(/\W+/gu, '-')}`;
    if ((counts[code] ?? 0) === 0 && !chosen.has(value)) return [];
    return checkBox(id, label, counts[code] ?? 0, chosen.has(value), (on) => {
      const next = facet.values
        .map((entry) => entry.value)
        .filter((entry) => (entry === value ? on : chosen.has(entry)));
      context.go(context.here({ [facet.name]: next.join(','), page: null }));
    });
  });
  return boxes.length === 0 ? null : h('fieldset', {}, h('legend', {}, facet.label), boxes);
}

function flags(context: Context): HTMLElement {
  const chosen = new Set<string>(flagsAsked(context.params));
  const names = Object.keys(FLAG_LABELS) as FlagName[];
  const versions = context.params.get('versions') === 'all';
  return h(
    'fieldset',
    {},
    h('legend', {}, 'Only those that'),
    names.map((name) =>
      checkBox(`facet-flag-${name}`, FLAG_LABELS[name], null, chosen.has(name), (on) => {
        const next = names.filter((entry) => (entry === name ? on : chosen.has(entry)));
        context.go(context.here({ flag: next.join(','), page: null }));
      }),
    ),
    checkBox('facet-versions', 'Count earlier versions of plans too', null, versions, (on) => {
      context.go(context.here({ versions: on ? 'all' : null, page: null }));
    }),
  );
}

/** Two months between which the last day falls; either may be left open. Text, since not every browser has a field of months. */
function lastDayChoice(context: Context): HTMLElement {
  const chosen = monthsOf(context.params.get('due') ?? '');
  const field = (at: 0 | 1, words: string): HTMLElement => {
    const id = `facet-due-${at === 0 ? 'from' : 'to'}`;
    const choose = (): void => {
      if (!input.reportValidity()) return;
      const [first, last] = at === 0 ? [input.value, chosen[1]] : [chosen[0], input.value];
      // Two months the wrong way round are taken as the months between them.
      const turned = first !== '' && last !== '' && first > last;
      context.go(context.here({ due: turned ? spanFrom(last, first) : spanFrom(first, last), page: null }));
    };
    const input = h('input', {
      type: 'text',
      id,
      value: chosen[at],
      pattern: MONTH,
      title: 'A year and month, such as 2024-05, or a year',
      autocomplete: 'off',
      placeholder: '2024-05',
      onchange: choose,
    });
    return h('div', { class: 'field' }, h('label', { for: id }, words), input);
  };
  return h('fieldset', {}, h('legend', {}, 'Last day'), field(0, 'From the month'), field(1, 'To the month'));
}

function councilChoice(context: Context): HTMLElement {
  const facet = context.facets.council;
  const chosen = listOf(context.params, 'council');
  const counts = context.selection.counts.council;
  const options = facet.values
    .map(({ value, label }, code) => ({ value, label, count: counts[code] ?? 0 }))
    .filter((entry) => entry.count > 0 && !chosen.includes(entry.value))
    .toSorted((a, b) => a.label.localeCompare(b.label, 'en-GB'));
  const select = h(
    'select',
    {
      id: 'facet-council',
      onchange: () => context.go(context.here({ council: [...chosen, select.value].join(','), page: null })),
    },
    h('option', { value: '' }, chosen.length === 0 ? 'All councils' : 'Add a council'),
    options.map((entry) => h('option', { value: entry.value }, `${entry.label} (${count(entry.count)})`)),
  );
  return h('div', { class: 'field' }, h('label', { for: 'facet-council' }, facet.label), select);
}

function checkBox(
  id: string,
  label: string,
  number: number | null,
  checked: boolean,
  choose: (on: boolean) => void,
): HTMLElement {
  const input = h('input', { type: 'checkbox', id, checked, onchange: () => choose(input.checked) });
  return h(
    'div',
    { class: 'check' },
    input,
    h('label', { for: id }, label, number !== null && h('span', { class: 'number' }, ` ${count(number)}`)),
  );
}

function without(params: URLSearchParams, name: string, value: string): string {
  return listOf(params, name)
    .filter((entry) => entry !== value)
    .join(',');
}
