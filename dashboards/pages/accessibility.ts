/** The accessibility statement. */
import type { PageView } from '../context.ts';
import { h } from '../element.ts';

export function accessibilityPage(): PageView {
  return {
    title: 'Accessibility',
    body: [
      h(
        'div',
        { class: 'prose' },
        h(
          'p',
          { class: 'lead' },
          'These pages are made to meet the Web Content Accessibility Guidelines 2.2 at level AA.',
        ),
        h('h2', {}, 'What that means here'),
        h(
          'ul',
          {},
          h(
            'li',
            {},
            'Everything works with a keyboard, in the order in which it is read; the first stop on each page skips to its content.',
          ),
          h(
            'li',
            {},
            'Every chart has a title in words, a description for screen readers, and the same figures as a table under “Show as a table”.',
          ),
          h(
            'li',
            {},
            'Colour never carries a meaning alone: groups are named, and what is not known is hatched.',
          ),
          h(
            'li',
            {},
            'Text can be made twice as large, and pages fit a screen 320 pixels wide; wide tables scroll in a frame of their own.',
          ),
          h(
            'li',
            {},
            'Nothing moves, flashes or times out. Dates and filters are ordinary form controls, and their state is in the address.',
          ),
        ),
        h('h2', {}, 'How it is tested'),
        h(
          'p',
          {},
          'Each build of the program checks every page with axe-core in a browser, walks through the main tasks by keyboard alone, and computes the contrast of text and chart colours. Automatic checks find only part of all barriers; the pages have not been tested with people who use assistive technology.',
        ),
        h('h2', {}, 'Known limits'),
        h(
          'ul',
          {},
          h('li', {}, 'Charts are pictures to a screen reader: their details are in the tables.'),
          h(
            'li',
            {},
            'The words of plans are shown as councils wrote them, with their abbreviations and slips.',
          ),
          h('li', {}, 'Links to the originals lead to documents of councils, which may not be accessible.'),
        ),
        h('h2', {}, 'If something does not work for you'),
        h(
          'p',
          {},
          'Tell whoever gave you this copy of the site which page it was and what you use. The exports of the build hold all figures as CSV and spreadsheets.',
        ),
      ),
    ],
  };
}
