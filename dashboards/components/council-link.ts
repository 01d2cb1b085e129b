/** A council's name as a link to its page; the name alone where the council is not known. */
import type { Context } from '../context.ts';
import { h } from '../element.ts';

/** The link for a council's index. */
export function councilLink(context: Context, index: number): HTMLElement | string {
  const council = context.site.summary.councils[index];
  if (council === undefined || !council.known) return 'Council not known';
  return h('a', { href: context.to('council', {}, council.slug) }, council.name);
}
