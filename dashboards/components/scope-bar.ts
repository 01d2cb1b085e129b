/** The bar of three choices above chart pages: type of council, region, theme. Each change is a new address. */
import type { Context } from '../context.ts';
import type { FacetName, Selection } from '../data/facets.ts';
import { h } from '../element.ts';
import { count, counted } from '../labels.ts';
import { listOf } from '../state.ts';

const EVERY: Partial<Record<FacetName, string>> = {
  type: 'All types',
  region: 'All regions',
  theme: 'All themes',
};

/** A form with a choice for each facet named; counts are of what `selection` shows under the other choices. */
export function scopeBar(
  context: Context,
  names: readonly FacetName[] = ['type', 'region', 'theme'],
  { counts }: Pick<Selection, 'counts'> = context.selection,
): HTMLElement {
  return h(
    'form',
    { class: 'scope', 'aria-label': 'What is counted', onsubmit: (event) => event.preventDefault() },
    names.map((name) => facetChoice(context, name, counts[name])),
    groupChoice(context),
  );
}

/** One choice among the values of a facet; `counts`, by code, stand behind them. */
export function facetChoice(
  context: Context,
  name: FacetName,
  counts: ArrayLike<number>,
  words = context.facets[name].label,
): HTMLElement {
  const facet = context.facets[name];
  const chosen = listOf(context.params, name);
  const id = `scope-${name}`;
  const select = h(
    'select',
    { id, onchange: () => context.go(context.here({ [name]: select.value, page: null })) },
    h('option', { value: '' }, EVERY[name] ?? 'All'),
    chosen.length > 1 && h('option', { value: chosen.join(','), selected: true }, `${chosen.length} chosen`),
    facet.values.map(({ value, label }, code) =>
      h(
        'option',
        { value, selected: chosen.length === 1 && chosen[0] === value },
        `${label} (${count(counts[code] ?? 0)})`,
      ),
    ),
  );
  return h('div', { class: 'field' }, h('label', { for: id }, words), select);
}

/** The choice of a named group of councils; nothing when the site has none. */
export function groupChoice(context: Context): HTMLElement | null {
  const { groups } = context.site.summary;
  if (groups.length === 0) return null;
  const chosen = context.params.get('named');
  const select = h(
    'select',
    { id: 'scope-named', onchange: () => context.go(context.here({ named: select.value, page: null })) },
    h('option', { value: '' }, 'No group'),
    groups.map(({ name, title, councils }) =>
      h(
        'option',
        { value: name, selected: name === chosen },
        `${title} (${counted(councils.length, 'council')})`,
      ),
    ),
  );
  return h('div', { class: 'field' }, h('label', { for: 'scope-named' }, 'Named group'), select);
}
