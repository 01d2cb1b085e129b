/** One action: its words as they stand in the source, how each field was arrived at, and what became of it later. */
import type {
  ActionChange,
  ActionDetail,
  PlanEntry,
  ThemeTag,
  Timescale,
} from '../../pipeline/site/contract.ts';
import { latenessBadge, rowFacts } from '../components/action-list.ts';
import { councilLink } from '../components/council-link.ts';
import { correctionPart } from '../components/correction.ts';
import { sourceLink } from '../components/source-link.ts';
import { dataTable } from '../components/table.ts';
import type { Context, PageView } from '../context.ts';
import { isPublished } from '../data/plans-on-day.ts';
import { dayInWords, dayNumber, rangeInWords } from '../dates.ts';
import { h, highlight } from '../element.ts';
import { changeInWords } from '../components/change-list.ts';
import {
  codeInWords,
  counted,
  KIND_LABELS,
  LATENESS_NOTES,
  percent,
  PLAN_KIND_LABELS,
  STATUS_LABELS,
  THEME_LABELS,
} from '../labels.ts';

const BASES: Readonly<Record<string, string>> = {
  stated: 'as the plan states it',
  legend: 'by the plan’s own legend',
  inherited: 'inherited from the cell above or the recommendation',
  inferred: 'worked out',
  override: 'corrected by a person',
  model: 'by the program’s model',
};

export function actionPage(context: Context): PageView {
  const place = h(
    'div',
    { class: 'action', 'aria-busy': 'true' },
    h('p', { class: 'loading', role: 'status' }, 'Loading the action…'),
  );
  load(context, place).catch(() => {
    place.replaceChildren(
      h('p', { class: 'empty' }, 'The action could not be fetched. Reload the page to try again.'),
    );
  });
  return { title: 'Action', body: [place] };
}

async function load(context: Context, place: HTMLElement): Promise<void> {
  const row = await context.site.rowOf(context.address.id);
  const [action] = row === null ? [] : await context.site.details([row]);
  place.removeAttribute('aria-busy');
  if (row === null || action === undefined) {
    place.replaceChildren(
      h(
        'p',
        { class: 'empty' },
        'No action here has this address. Its words may have changed since the link was made. ',
        h('a', { href: context.to('actions') }, 'Search all actions'),
      ),
    );
    return;
  }
  const plan = context.site.summary.plans[context.site.facts.plan[row] ?? 0];
  if (plan === undefined) return;
  const facts = rowFacts(context, row);
  place.replaceChildren(
    h(
      'p',
      { class: 'lead' },
      councilLink(context, plan.council),
      ` · ${plan.title || plan.source}${plan.planDate ? ` · ${dayInWords(plan.planDate)}` : ''}`,
    ),
    h('blockquote', { class: 'own-words' }, h('p', {}, highlight(action.text, timeWords(action)))),
    h(
      'p',
      { class: 'states' },
      latenessBadge(facts.lateness),
      ` as of ${context.asOfInWords}. `,
      h('span', { class: 'quiet-words' }, LATENESS_NOTES[facts.lateness]),
      isPublished(plan, context.asOf) ? '' : ' Its plan is younger than that day, and not counted.',
    ),
    sourcePart(plan, action),
    derivation(action),
    themesPart(action.themes, action.themeUnsure),
    doubtsPart(action) ?? '',
    historyPart(context, row),
    correctionPart(plan, action),
  );
}

/** The words of the time that stand in the action's own text. */
function timeWords(action: ActionDetail): string[] {
  return [action.timescale, ...action.milestones]
    .map((time) => time.text)
    .filter((words) => words.length > 2);
}

function sourcePart(plan: PlanEntry, action: ActionDetail): HTMLElement {
  const item = (label: string, words: string, lit: string[] = []): (HTMLElement | null)[] =>
    words === '' ? [] : [h('dt', {}, label), h('dd', {}, highlight(words, lit))];
  return h(
    'section',
    { 'aria-labelledby': 'source' },
    h('h2', { id: 'source' }, 'In the source'),
    h('p', {}, sourceLink(plan, action), action.placeLabel === '' ? '' : `, ${action.placeLabel}.`),
    h(
      'dl',
      { class: 'excerpt' },
      item(
        action.recommendation ? `Recommendation ${action.recommendation.ref}` : '',
        action.recommendation?.text ?? '',
      ),
      item('Objective', action.objective),
      item('Action', action.text, timeWords(action)),
      item('Owner', action.owners.map((owner) => owner.text).join('\n')),
      item('Time', action.timescale.text, [action.timescale.text]),
      item('Status', action.statusText, [action.statusText]),
    ),
  );
}

function derivation(action: ActionDetail): HTMLElement {
  const { timescale } = action;
  const owners =
    action.owners.length === 0
      ? [['Owner', 'none named', 'No owner column, cell or doer in the words names anybody.']]
      : action.owners.map((owner, index) => [
          index === 0 ? 'Owner' : `Owner ${index + 1}`,
          owner.text,
          [
            owner.role === '' ? '' : `read as the post ${codeInWords(owner.role).toLowerCase()}`,
            owner.kind === 'unknown' ? '' : owner.kind,
            owner.vague ? 'vague: nobody one could ring up' : '',
            BASES[owner.basis] ?? owner.basis,
          ]
            .filter((part) => part !== '')
            .join('; '),
        ]);
  return h(
    'section',
    { 'aria-labelledby': 'derivation' },
    h('h2', { id: 'derivation' }, 'How it was read'),
    dataTable({
      caption: 'How each field was arrived at',
      columns: [{ label: 'Field' }, { label: 'Read as' }, { label: 'From' }],
      rows: [
        [
          'Action',
          `${Math.round(action.confidence * 100)}% sure that this is one action`,
          action.evidence.join('; '),
        ],
        ...owners,
        ['When', timeInWords(timescale), timeOrigin(timescale)],
        ...action.milestones.map((time, index) => [
          `Milestone ${index + 1}`,
          timeInWords(time),
          timeOrigin(time),
        ]),
        [
          'Status',
          STATUS_LABELS[action.status],
          action.statusText === ''
            ? 'inferred from its time words, or nothing to go by'
            : `from the words “${action.statusText}”`,
        ],
        [
          'Something to check',
          action.checkable ? 'yes' : 'no',
          action.checkable
            ? 'It names something that will exist or be done, a number or a decision.'
            : action.continues
              ? 'It only promises to continue or consider.'
              : 'Its words give a direction only: nothing that will exist or be done, no number, no decision.',
        ],
      ],
    }),
  );
}

function timeInWords(time: Timescale): string {
  const [start, end] = [time.start, time.end].map((day) => (day === null ? null : dayNumber(day)));
  const range = rangeInWords(start ?? null, end ?? null);
  return range === '' ? KIND_LABELS[time.kind] : `${range} (${KIND_LABELS[time.kind].toLowerCase()})`;
}

function timeOrigin(time: Timescale): string {
  return [
    time.text === '' ? 'the plan says nothing' : `“${time.text}”`,
    BASES[time.basis] ?? time.basis,
    time.anchor === null ? '' : `against the plan’s date, ${dayInWords(time.anchor)}`,
    time.rule === '' ? '' : `by ${time.rule}`,
    time.edtf === '' ? '' : `EDTF ${time.edtf}`,
    ...time.flags.map((flag) => codeInWords(flag).toLowerCase()),
  ]
    .filter((part) => part !== '')
    .join('; ');
}

function themesPart(themes: readonly ThemeTag[], unsure: boolean): HTMLElement {
  return h(
    'section',
    { 'aria-labelledby': 'themes' },
    h('h2', { id: 'themes' }, unsure ? 'Theme: unsure' : 'Theme'),
    unsure ? h('p', {}, 'No theme stands out, so it is counted as unsure.') : null,
    themes.length === 0
      ? h('p', {}, 'It was not given a theme.')
      : dataTable({
          caption: 'Themes and how likely each is',
          columns: [{ label: 'Theme' }, { label: 'Likelihood', numeric: true }, { label: 'Because of' }],
          rows: themes.map((tag) => [
            THEME_LABELS[tag.theme],
            tag.basis === 'model' ? likelihood(tag.probability) : percent(tag.probability, 1),
            [tag.evidence.join(', '), tag.basis === 'model' ? '' : (BASES[tag.basis] ?? '')]
              .filter((part) => part !== '')
              .join('; '),
          ]),
        }),
  );
}

/** What a model gives is never certain: `over 99%`, `under 1%`. */
function likelihood(probability: number): string {
  return percent(Math.min(0.999, Math.max(0.001, probability)), 1);
}

function doubtsPart(action: ActionDetail): HTMLElement | null {
  if (action.issues.length === 0) return null;
  return h(
    'section',
    { 'aria-labelledby': 'doubts' },
    h('h2', { id: 'doubts' }, counted(action.issues.length, 'doubt')),
    h(
      'ul',
      {},
      action.issues.map((issue) => h('li', {}, `${codeInWords(issue.severity)}: ${issue.message}`)),
    ),
  );
}

function historyPart(context: Context, row: number): HTMLElement {
  const council = context.site.facts.council[row] ?? 0;
  const place = h('section', { 'aria-labelledby': 'versions' });
  const fill = async (): Promise<void> => {
    const { changes } = await context.site.changes(council);
    const own = changes.filter((change) => change.before.includes(row) || change.after.includes(row));
    place.replaceChildren(
      h('h2', { id: 'versions' }, 'Other versions of the plan'),
      own.length === 0
        ? h('p', {}, 'Only this version of it is known here.')
        : h(
            'ul',
            {},
            own.map((change) => h('li', {}, sideInWords(context, change, row))),
          ),
    );
  };
  fill().catch(() => place.replaceChildren());
  return place;
}

function sideInWords(context: Context, change: ActionChange, row: number): string {
  const { plans } = context.site.summary;
  const later = change.before.includes(row);
  const other = plans[later ? change.to : change.from];
  const document =
    other === undefined
      ? 'another version'
      : `${PLAN_KIND_LABELS[other.kind]}${other.planDate ? ` of ${dayInWords(other.planDate)}` : ''}`;
  return `${later ? 'In the later' : 'Against the earlier'} ${document}: ${changeInWords(change)}`;
}
