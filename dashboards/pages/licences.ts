/** Licences: whose the words and figures are, and the notices of the libraries that the pages are made with. */
import type { Context, PageView } from '../context.ts';
import { h } from '../element.ts';

export function licencesPage(context: Context): PageView {
  const notices = h('div', { 'aria-busy': 'true' }, h('p', { role: 'status' }, 'Loading the notices…'));
  context.site
    .licences()
    .then(
      (text) => notices.replaceChildren(h('pre', { class: 'notices' }, text)),
      () =>
        notices.replaceChildren(
          h('p', { class: 'empty' }, 'The notices could not be fetched. Reload the page to try again.'),
        ),
    )
    .finally(() => notices.removeAttribute('aria-busy'));
  return {
    title: 'Licences',
    body: [
      h(
        'div',
        { class: 'prose' },
        h('h2', {}, 'The plans'),
        h('p', {}, 'The words of the plans are the councils’ own; see each original for its licence.'),
        h('h2', {}, 'Facts about councils'),
        h(
          'p',
          {},
          'Codes, populations, areas and indices of deprivation contain public sector information licensed under the Open Government Licence v3.0. Sources: Office for National Statistics; Ministry of Housing, Communities and Local Government.',
        ),
        h('h2', {}, 'The program'),
        h('p', {}, 'Peerlens is free software under the MIT licence.'),
        h('h2', {}, 'Libraries in these pages'),
      ),
      notices,
    ],
  };
}
