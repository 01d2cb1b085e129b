/** Figures that are links: each leads to the actions it counts. */
import type { Context } from '../context.ts';
import { h } from '../element.ts';
import { count } from '../labels.ts';

/**
 * A number of actions as a link to them; `words` stand for it where it is written in another way, e.g. as a share. A
 * download of the table holds the number or the words, not the link. None is no link.
 */
export function countLink(value: number, href: string, words = ''): HTMLElement | string {
  return value === 0 ? words || '0' : h('a', { href, 'data-count': value }, words || count(value));
}

/** One of the large figures at the head of a page, with its share of `of`. */
export function keyFigure(
  value: number,
  of: string,
  words: string,
  href: string,
  unknown = false,
): HTMLElement {
  return h(
    'li',
    { class: unknown ? 'unknown' : null },
    h(
      'a',
      { href, 'data-count': value },
      h('span', { class: 'value' }, count(value)),
      h('span', { class: 'words' }, words),
    ),
    h('span', { class: 'share' }, of),
  );
}

/** Address of a council's actions in its newest plan, whatever was chosen on other pages. */
export function ofCouncil(context: Context, slug: string, changes: Record<string, string> = {}): string {
  const whole = { theme: null, type: null, region: null, named: null, versions: null };
  return context.to('actions', { ...whole, council: slug, ...changes });
}
