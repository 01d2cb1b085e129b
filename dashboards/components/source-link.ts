/** The way back to the document: an address that opens at the page or at the words, and the place in plain words. */
import type { ActionDetail, PlanEntry } from '../../pipeline/site/contract.ts';
import { h } from '../element.ts';

/** Words put into a text fragment; enough to be found, short enough to survive another line break. */
const FRAGMENT_WORDS = 8;

/** A link to the original at its place, or its name where only a file is known. */
export function sourceLink(plan: PlanEntry, action: ActionDetail | null): HTMLElement {
  const href = sourceAddress(plan, action);
  const name = plan.title || plan.source;
  if (href === null) {
    const file = plan.title === '' || plan.source === plan.title ? '' : `${plan.source}; `;
    return h('span', {}, name, h('span', { class: 'quiet-words' }, ` (${file}${whereItIs(plan)})`));
  }
  return h(
    'a',
    { href, rel: 'noopener noreferrer external', target: '_blank' },
    name,
    h('span', { 'aria-hidden': 'true' }, ' ↗'),
    h('span', { class: 'hidden' }, ' (opens the source in a new tab)'),
  );
}

/** Why there is no link, and where the document is. */
function whereItIs(plan: PlanEntry): string {
  return plan.copy === ''
    ? 'no address of the original is known, and no copy was kept'
    : `no address of the original is known; a copy is in the folder of the whole site, ${plan.copy}`;
}

/** True in the page that holds all data itself and may have been carried away from the folder of copies. */
function isAlone(): boolean {
  return document.querySelector('script[data-file]') !== null;
}

/** Address of the original with its page or words; `null` when none is known or it is no web address. */
export function sourceAddress(
  plan: PlanEntry,
  action: Pick<ActionDetail, 'page' | 'text'> | null,
): string | null {
  const base = isAlone() ? plan.url : plan.copy || plan.url;
  const web = /^https?:\/\//iu.test(base);
  if (base === '' || (!web && base !== plan.copy)) return null;
  if (base.includes('#') || action === null) return base;
  if (plan.format === 'pdf') return action.page === null ? base : `${base}#page=${action.page}`;
  // A copy of a web page is kept as plain text, where tags may stand between the words.
  if (plan.copy === base && plan.format === 'html') return base;
  const words = action.text.split(/\s+/u).slice(0, FRAGMENT_WORDS).join(' ');
  const fragment = encodeURIComponent(words).replaceAll('-', '%2D');
  return plan.format === 'html' || plan.format === 'text' || plan.format === 'markdown'
    ? `${base}#:~:text=${fragment}`
    : base;
}
