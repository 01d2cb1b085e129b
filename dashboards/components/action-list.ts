/** Actions as a list: words first, then whose they are, who owns them, when, and how late. Words are fetched. */
import type { Context } from '../context.ts';
import { codeOf } from '../data/facets.ts';
import { rangeInWords } from '../dates.ts';
import { h, highlight } from '../element.ts';
import { LATENESS_LABELS, THEME_SHORT } from '../labels.ts';
import type { ThemeGroup } from '../labels.ts';
import { LATENESS, OPEN, runsBackwards, type Lateness } from '../lateness.ts';
import { councilLink } from './council-link.ts';

/** Characters of an action's words in a list of results, where a match may stand further in. */
const SEARCHED_LENGTH = 1_000;

/** What lists and downloads say of a row without its words. */
export interface RowFacts {
  council: string;
  slug: string;
  theme: ThemeGroup;
  lateness: Lateness;
  start: number | null;
  end: number | null;
  /** Days past the deadline on the day asked about; negative while ahead, null without one or with two that contradict each other. */
  daysLate: number | null;
}

/** Facts of a row on the context's day. */
export function rowFacts(context: Context, row: number): RowFacts {
  const { facts, summary } = context.site;
  const council = summary.councils[facts.council[row] ?? 0];
  const end = facts.end[row] ?? OPEN;
  const start = facts.start[row] ?? OPEN;
  return {
    council: council?.name ?? '',
    slug: council?.slug ?? '',
    theme: (context.facets.theme.values[codeOf(context.site, context.facets.theme, row)]?.value ??
      'unsure') as ThemeGroup,
    lateness: LATENESS[context.site.lateness(context.asOf)[row] ?? 0] ?? 'cannot_tell',
    start: start === OPEN ? null : start,
    end: end === OPEN ? null : end,
    daysLate: end === OPEN || runsBackwards(start, end) ? null : context.asOf - end,
  };
}

export interface ActionListOptions {
  /** Words to light up. */
  terms?: readonly string[];
  /** False where all rows are one council's anyway. */
  council?: boolean;
}

/** A list of the rows, in their order. Filled as soon as the words have come. */
export function actionList(
  context: Context,
  rows: readonly number[],
  { terms = [], council = true }: ActionListOptions = {},
): HTMLElement {
  const list = h(
    'ol',
    { class: 'results', 'aria-busy': 'true' },
    h('li', { class: 'loading' }, 'Loading the words…'),
  );
  const fill = async (): Promise<void> => {
    const texts = await context.site.texts(rows);
    list.replaceChildren(
      ...texts.map((text, index) => {
        const facts = rowFacts(context, rows[index] ?? 0);
        const range = rangeInWords(facts.start, facts.end);
        return h(
          'li',
          { class: 'result' },
          h(
            'p',
            { class: 'words' },
            h(
              'a',
              { href: context.to('action', {}, text.id) },
              highlight(clipped(text.text, terms.length > 0 ? SEARCHED_LENGTH : undefined), terms),
            ),
          ),
          h(
            'dl',
            { class: 'meta' },
            council &&
              pair('Council', councilLink(context, context.site.facts.council[rows[index] ?? 0] ?? -1)),
            pair('Theme', THEME_SHORT[facts.theme]),
            pair(
              'Owner',
              text.owners === ''
                ? h('span', { class: 'absent' }, 'none named')
                : h('span', {}, highlight(clipped(text.owners), terms)),
            ),
            pair('When', when(text.time, range)),
            pair('On the day', latenessBadge(facts.lateness)),
          ),
        );
      }),
    );
    list.removeAttribute('aria-busy');
  };
  fill().catch(() => {
    list.replaceChildren(
      h('li', { class: 'loading' }, 'The words could not be fetched. Reload the page to try again.'),
    );
  });
  return list;
}

/** Lateness as a word with a mark in its colour. */
export function latenessBadge(lateness: Lateness): HTMLElement {
  return h('span', { class: `badge late-${lateness.replaceAll('_', '-')}` }, LATENESS_LABELS[lateness]);
}

/** The plan's words for the time and what they were read as, once where both are the same. */
export function when(words: string, range: string): HTMLElement {
  if (words === '' && range === '') return h('span', { class: 'absent' }, 'nothing said');
  if (range === '') return h('span', {}, `“${clipped(words)}”`);
  return h('span', {}, range, words !== '' && h('span', { class: 'quiet-words' }, ` (“${clipped(words)}”)`));
}

/** Long words cut for a list; the action's own page has them all. */
export function clipped(text: string, most = 320): string {
  if (text.length <= most) return text;
  const cut = text.slice(0, most);
  // Not between the halves of a surrogate pair.
  return `${/[\uD800-\uDBFF]$/u.test(cut) ? cut.slice(0, -1) : cut}…`;
}

function pair(term: string, value: Node | string): HTMLElement {
  return h('div', {}, h('dt', {}, term), h('dd', {}, value));
}
