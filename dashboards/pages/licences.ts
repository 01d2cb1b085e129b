/** Licences: whose the words and figures are, and the notices of the libraries that the pages are made with. */
import type { Context, PageView } from '../context.ts';
import { h } from '../element.ts';

/** Where mySociety publishes its data. */
const MYSOCIETY = 'https://github.com/mysociety/';

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
          'Names, codes, types, regions, populations, areas and deprivation are adapted from two data sets of mySociety under the ',
          h(
            'a',
            { href: 'https://creativecommons.org/licenses/by/4.0/' },
            'Creative Commons Attribution 4.0 licence',
          ),
          ': ',
          h(
            'a',
            { href: `${MYSOCIETY}uk_local_authority_names_and_codes` },
            'UK local authority names and codes',
          ),
          ' and the ',
          h('a', { href: `${MYSOCIETY}composite_uk_imd` }, 'Composite UK Index of Multiple Deprivation'),
          '. Columns were chosen and renamed, figures rounded, two names and one county corrected. mySociety does not stand behind this site.',
        ),
        h(
          'p',
          {},
          'They contain public sector information licensed under the Open Government Licence v3.0. First sources: Office for National Statistics; the statistics authorities of the four nations.',
        ),
        h('h2', {}, 'The program'),
        h('p', {}, 'Peerlens is free software under the MIT licence.'),
        h('h2', {}, 'Libraries in these pages'),
      ),
      notices,
    ],
  };
}
