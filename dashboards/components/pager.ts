/** Steps through pages of results; the address says which. */
import type { Context } from '../context.ts';
import { h } from '../element.ts';
import { count } from '../labels.ts';

/** Page asked for, from 1, within what there is. */
export function pageAsked(context: Context, total: number, perPage: number): number {
  const asked = Number(context.params.get('page') ?? '1');
  const last = Math.max(1, Math.ceil(total / perPage));
  return Number.isInteger(asked) ? Math.min(Math.max(1, asked), last) : 1;
}

/** Links to the pages before and after; nothing when one page holds all. */
export function pager(context: Context, total: number, perPage: number): HTMLElement | null {
  const last = Math.ceil(total / perPage);
  if (last <= 1) return null;
  const page = pageAsked(context, total, perPage);
  const step = (to: number, words: string, id: string): HTMLElement =>
    to < 1 || to > last
      ? h('span', { class: 'off' }, words)
      : h('a', { href: context.here({ page: to === 1 ? null : String(to) }), id }, words);
  return h(
    'nav',
    { class: 'pager', 'aria-label': 'Pages of results' },
    step(page - 1, '← Previous', 'pager-previous'),
    h('span', {}, `Page ${count(page)} of ${count(last)}`),
    step(page + 1, 'Next →', 'pager-next'),
  );
}
