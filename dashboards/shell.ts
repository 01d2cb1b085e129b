/** What stands around every page: skip link, name, navigation, the day asked about, footer, announcements. */
import type { Context } from './context.ts';
import { dayInWords, isDay } from './dates.ts';
import { h } from './element.ts';
import { counted } from './labels.ts';

/** Pages of the navigation, in order: address and words. */
export const PAGES: readonly [string, string][] = [
  ['overview', 'Overview'],
  ['compare', 'Compare'],
  ['council', 'Council'],
  ['overdue', 'Overdue and ownerless'],
  ['timeline', 'Timeline'],
  ['patterns', 'Patterns'],
  ['actions', 'Actions'],
  ['quality', 'Quality'],
  ['method', 'Method'],
];

/** The elements that stay while pages come and go. */
export interface Shell {
  main: HTMLElement;
  /** Brings navigation and controls into line with the address. */
  update: (context: Context) => void;
  /** Says something to screen readers without moving the focus. */
  announce: (words: string) => void;
}

/** Builds the shell in `place`, empty. */
export function buildShell(place: HTMLElement): Shell {
  const main = h('main', { id: 'main', tabindex: '-1' });
  const nav = h('nav', { class: 'pages', 'aria-label': 'Pages' });
  const day = h('div', { class: 'as-of' });
  const live = h('p', { class: 'hidden', role: 'status' });
  const foot = h('div', { class: 'wide' });
  place.replaceChildren(
    h(
      'a',
      {
        class: 'skip',
        href: '#main',
        onclick: (event) => {
          event.preventDefault();
          main.focus();
        },
      },
      'Skip to the main content',
    ),
    h(
      'header',
      { class: 'top' },
      h(
        'div',
        { class: 'wide brand' },
        h('p', { class: 'name' }, h('a', { href: '#/overview' }, 'Peerlens')),
        h('p', { class: 'tagline' }, 'What councils promised after their peer challenge'),
        day,
      ),
      h('div', { class: 'strip' }, h('div', { class: 'wide' }, nav)),
    ),
    h('div', { class: 'wide' }, main),
    live,
    h('footer', { class: 'foot' }, foot),
  );
  return {
    main,
    update: (context) => {
      nav.replaceChildren(navigation(context));
      day.replaceChildren(...dayControl(context));
      foot.replaceChildren(...footer(context));
    },
    announce: (words) => {
      live.textContent = words;
    },
  };
}

function navigation(context: Context): HTMLElement {
  const { page } = context.address;
  return h(
    'ul',
    {},
    PAGES.map(([name, words]) => {
      const href = context.to(name);
      return h(
        'li',
        {},
        h('a', { href, id: `nav-${name}`, 'aria-current': name === page ? 'page' : null }, words),
      );
    }),
  );
}

function dayControl(context: Context): Node[] {
  const { asOf } = context.site.summary;
  const asked = context.params.get('asof') ?? '';
  const input = h('input', {
    type: 'date',
    id: 'as-of',
    value: isDay(asked) ? asked : asOf,
    min: '2000-01-01',
    max: '2089-12-31',
    onchange: () => {
      if (isDay(input.value)) context.go(context.here({ asof: input.value === asOf ? null : input.value }));
    },
  });
  const parts: Node[] = [h('label', { for: 'as-of' }, 'As of'), input];
  if (isDay(asked) && asked !== asOf) {
    parts.push(
      h('a', { href: context.here({ asof: null }), id: 'as-of-reset' }, `Back to ${dayInWords(asOf)}`),
    );
  }
  return parts;
}

function footer(context: Context): Node[] {
  const { asOf, plans, unread } = context.site.summary;
  const councils = context.site.summary.councils.filter((council) => council.known);
  return [
    h(
      'p',
      {},
      `Built for ${dayInWords(asOf)} from ${counted(plans.length, 'published document')} of ${counted(councils.length, 'council')}. `,
      unread.length === 0
        ? ''
        : h('a', { href: context.to('quality') }, `${counted(unread.length, 'file')} could not be read.`),
      ' Read by a program: figures can be wrong, and every one links to the words it came from.',
    ),
    h(
      'p',
      {},
      h('a', { href: context.to('method') }, 'How it was made, and its limits'),
      ' · ',
      h('a', { href: context.to('accessibility') }, 'Accessibility'),
      ' · ',
      h('a', { href: context.to('licences') }, 'Licences'),
    ),
  ];
}
