/** The documents of a council, and what changed from each version of its plan to the next. */
import type { ActionChange } from '../../pipeline/site/contract.ts';
import type { Context } from '../context.ts';
import { dayInWords } from '../dates.ts';
import { h } from '../element.ts';
import { count, counted, PLAN_KIND_LABELS } from '../labels.ts';
import { clipped } from './action-list.ts';
import { changeInWords } from './change-list.ts';
import { sourceLink } from './source-link.ts';
import { dataTable } from './table.ts';

/** Documents that a printed briefing has room for, the newest; the style sheet for print hides the others. */
const PRINTED = 3;

/** Changes listed; kept ones without a change are only counted. */
const LISTED = 60;

/** Both tables; the second is fetched where there is more than one version. */
export function versionsPart(context: Context, council: number): HTMLElement {
  const { plans } = context.site.summary;
  const { published, counts } = context.site.plansOn(context.asOf);
  const own = plans.map((plan, index) => ({ plan, index })).filter(({ plan }) => plan.council === council);
  const place = h('div', { class: 'changes' });
  const fill = async (): Promise<void> => {
    const { changes } = await context.site.changes(council);
    place.replaceChildren(...(await changesPart(context, changes)));
  };
  fill().catch(() => {
    place.replaceChildren(
      h('p', { class: 'empty' }, 'The changes could not be fetched. Reload the page to try again.'),
    );
  });
  return h(
    'section',
    { 'aria-labelledby': 'documents', class: 'documents' },
    h('h2', { id: 'documents' }, counted(own.length, 'document')),
    dataTable({
      caption: 'Documents of this council',
      download: 'documents',
      columns: [
        { label: 'Document' },
        { label: 'Kind' },
        { label: 'Date' },
        { label: 'Recommendations', numeric: true },
        { label: 'Without an action', numeric: true },
        { label: 'Actions', numeric: true },
        { label: 'Counted' },
      ],
      rows: own.map(({ plan, index }) => [
        sourceLink(plan, null),
        PLAN_KIND_LABELS[plan.kind],
        plan.planDate ? dayInWords(plan.planDate) : h('span', { class: 'absent' }, 'not known'),
        plan.recommendations,
        plan.unanswered,
        plan.rows[1] - plan.rows[0],
        counts[index] === 1
          ? 'yes, the newest'
          : published[index] === 1
            ? 'no'
            : `no, younger than ${context.asOfInWords}`,
      ]),
    }),
    own.length > PRINTED
      ? h('p', { class: 'print-only' }, `and ${counted(own.length - PRINTED, 'earlier document')} more`)
      : null,
    place,
  );
}

async function changesPart(context: Context, changes: readonly ActionChange[]): Promise<Node[]> {
  const { published } = context.site.plansOn(context.asOf);
  const known = changes.filter((change) => published[change.to] === 1);
  const parts: Node[] = [];
  for (const [to, members] of Map.groupBy(known, (change) => change.to)) {
    const from = members[0]?.from ?? to;
    const kinds = Map.groupBy(members, (change) => change.change);
    const moved = members.filter((change) => (change.daysMoved ?? 0) > 0).length;
    const of = (kind: ActionChange['change']): string => `${count(kinds.get(kind)?.length ?? 0)} ${kind}`;
    const title = `From ${planName(context, from)} to ${planName(context, to)}`;
    parts.push(
      h(
        'div',
        { class: 'change' },
        h('h3', {}, title),
        h(
          'p',
          {},
          `${[of('kept'), of('split'), of('merged'), of('dropped'), of('new')].join(', ')}; ${count(moved)} put to a later day.`,
        ),
        await changesTable(context, members, `changes-${to}`, `Changes f${title.slice(1)}`),
      ),
    );
  }
  return parts;
}

function planName(context: Context, plan: number): string {
  const entry = context.site.summary.plans[plan];
  return entry?.planDate ? dayInWords(entry.planDate) : (entry?.source ?? 'undated');
}

/** The changes worth saying, the first of them with links to their actions; the file holds all. */
async function changesTable(
  context: Context,
  members: readonly ActionChange[],
  name: string,
  caption: string,
): Promise<HTMLElement> {
  const worth = members.filter((change) => changeInWords(change) !== 'kept');
  if (worth.length === 0) return h('p', {}, 'Nothing else changed.');
  const shown = worth.slice(0, LISTED);
  const texts = await context.site.texts(shown.map(({ after, before }) => after[0] ?? before[0] ?? 0));
  const words = (change: ActionChange): string => change.textAfter || change.textBefore;
  return h(
    'div',
    {},
    worth.length > shown.length
      ? h(
          'p',
          { class: 'denominator' },
          `The first ${count(shown.length)} of ${count(worth.length)} changed actions are listed; the download has all.`,
        )
      : null,
    dataTable({
      caption,
      columns: [{ label: 'Action' }, { label: 'What became of it' }],
      rows: shown.map((change, index) => [
        h('a', { href: context.to('action', {}, texts[index]?.id ?? '') }, clipped(words(change), 200)),
        changeInWords(change),
      ]),
      download: name,
      allRows: () => worth.map((change) => [words(change), changeInWords(change)]),
    }),
  );
}
