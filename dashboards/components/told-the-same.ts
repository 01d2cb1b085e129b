/** What other councils that were told the same did: the recommendations of one council that recur, beside the others' answers. */
import type { Context } from '../context.ts';
import { patternsOn } from '../data/patterns-on-day.ts';
import { h } from '../element.ts';
import { count, counted, percent } from '../labels.ts';
import { withParams } from '../state.ts';
import { clipped } from './action-list.ts';
import { countLink } from './count-link.ts';
import { answersAddress, answersTo } from './pattern-answers.ts';
import { dataTable } from './table.ts';

/** Whatever was chosen on other pages: a council's page is about the whole of it, and of the others. */
const WHOLE = { type: null, region: null, named: null, theme: null } as const;

/** A part of a council's page, filled as soon as the patterns have come. */
export function toldTheSame(context: Context, council: number): HTMLElement {
  const place = h(
    'section',
    { class: 'no-print', 'aria-labelledby': 'told-the-same', 'aria-busy': 'true' },
    heading(),
    h('p', { class: 'loading' }, 'Loading the recommendations…'),
  );
  const fill = async (): Promise<void> => {
    place.replaceChildren(heading(), ...(await parts(context, council)));
    place.removeAttribute('aria-busy');
  };
  fill().catch(() => {
    place.replaceChildren(
      heading(),
      h('p', { class: 'empty' }, 'The recommendations could not be fetched. Reload the page to try again.'),
    );
    place.removeAttribute('aria-busy');
  });
  return place;
}

function heading(): HTMLElement {
  return h('h2', { id: 'told-the-same' }, 'What others did who were told the same');
}

async function parts(context: Context, council: number): Promise<HTMLElement[]> {
  const { plans } = context.site.summary;
  const file = await context.site.patterns();
  const { patterns, ofCouncils } = patternsOn(context, file, withParams(context.params, WHOLE));
  const isOwn = ({ plan }: { plan: number }): boolean => plans[plan]?.council === council;
  const shared = patterns.filter(({ members }) => members.some(isOwn));
  if (shared.length === 0) {
    return [
      h(
        'p',
        {},
        `No recommendation it was given recurs, in similar words, among the ${counted(ofCouncils, 'council')} whose documents state theirs.`,
      ),
    ];
  }
  const rows = shared.map((pattern) => {
    const own = answersTo(context, pattern.members.filter(isOwn));
    const others = answersTo(
      context,
      pattern.members.filter((member) => !isOwn(member)),
    );
    const to = answersAddress(context, pattern, council, WHOLE);
    const href = context.to('patterns', WHOLE, pattern.id);
    return [
      h('a', { href }, clipped(pattern.wording, 200)),
      countLink(own.rows.length, to('all')),
      countLink(own.done, to('done')),
      countLink(own.past, to('past')),
      h('a', { href }, count(pattern.councils - 1)),
      others.rows.length,
      `${count(others.done)} (${percent(others.done, others.rows.length)})`,
      `${count(others.past)} (${percent(others.past, others.rows.length)})`,
    ];
  });
  return [
    h(
      'p',
      { class: 'denominator' },
      `${counted(shared.length, 'recommendation')} given to it and, in similar words, to others of ${counted(ofCouncils, 'council')}. Open one to see what each promised. Shares are of the others’ actions.`,
    ),
    dataTable({
      caption: 'What others did who were told the same',
      download: 'told-the-same',
      columns: [
        { label: 'Recommendation' },
        { label: 'Its actions', numeric: true },
        { label: 'Done', numeric: true },
        { label: 'Past its date', numeric: true },
        { label: 'Other councils', numeric: true },
        { label: 'Their actions', numeric: true },
        { label: 'Theirs done', numeric: true },
        { label: 'Theirs past the date', numeric: true },
      ],
      rows,
    }),
  ];
}
