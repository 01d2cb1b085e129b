/** A council: its plan, where it stands among its peers, its deadlines, the clock, and what is owed. */
import { actionList } from '../components/action-list.ts';
import { benchmarkFigure, peerChoice } from '../components/benchmark.ts';
import { keyFigure, ofCouncil } from '../components/count-link.ts';
import { clockTable } from '../components/clock.ts';
import { councilTimeline } from '../components/council-timeline.ts';
import { toldTheSame } from '../components/told-the-same.ts';
import { versionsPart } from '../components/versions.ts';
import { leftOutInWords } from '../components/left-out.ts';
import { councilList, councilsInScope } from '../components/council-list.ts';
import { scopeBar } from '../components/scope-bar.ts';
import { sourceLink } from '../components/source-link.ts';
import type { Context, PageView } from '../context.ts';
import { everyTheme } from '../data/facets.ts';
import { councilMeasures } from '../data/measures.ts';
import { isBackwards, isOwed, isSlip, OWED } from '../data/owed.ts';
import { orderBy } from '../data/order.ts';
import { dayInWords } from '../dates.ts';
import { h } from '../element.ts';
import { count, counted, percent, PLAN_KIND_LABELS, UNDATED } from '../labels.ts';
import { LATENESS, OPEN, type Lateness } from '../lateness.ts';

/** Actions listed under each heading; the rest is a link away. */
const LISTED = 8;

/** Of those, how many a printed briefing of two pages has room for; the style sheet for print hides the others. */
const PRINTED = 4;

export function councilPage(context: Context): PageView {
  const { councils } = context.site.summary;
  if (context.address.id === '') return listView(context);
  const index = councils.findIndex((council) => council.slug === context.address.id);
  const council = councils[index];
  if (council === undefined || !council.known) {
    return {
      title: 'Council not found',
      body: [
        h(
          'p',
          { class: 'empty' },
          'No council here has this address. ',
          h('a', { href: context.to('council') }, 'Choose one from the list'),
        ),
      ],
    };
  }
  const rows = ownRows(context, index);
  return {
    title: council.name,
    body: [
      h(
        'div',
        { class: 'briefing' },
        lead(context, index),
        h(
          'div',
          { class: 'results-tools no-print' },
          switcher(context),
          h('button', { type: 'button', id: 'print', onclick: () => print() }, 'Print a briefing'),
        ),
        rows.length === 0
          ? h('p', { class: 'empty' }, nothingRead(context, index))
          : keyFigures(context, index),
        h(
          'section',
          { 'aria-labelledby': 'clock' },
          h('h2', { id: 'clock' }, 'The peer challenge clock'),
          clockTable(context, index),
        ),
        rows.length === 0
          ? null
          : h('section', { class: 'benchmark' }, peerChoice(context, index), benchmarkFigure(context, index)),
        rows.length === 0 ? null : owedPart(context, council.slug, rows),
        rows.length === 0 ? null : councilTimeline(context, rows, council.name),
        rows.length === 0 ? null : toldTheSame(context, index),
        versionsPart(context, index),
      ),
    ],
  };
}

function listView(context: Context): PageView {
  const rows = councilsInScope(context);
  return {
    title: 'Council',
    announcement: counted(rows.length, 'council'),
    body: [
      h(
        'p',
        { class: 'lead' },
        `Choose one of ${counted(rows.length, 'council')} with a document here, to see its plan beside its peers, as of ${context.asOfInWords}.`,
        leftOutInWords(context),
      ),
      switcher(context),
      scopeBar(context, ['type', 'region'], everyTheme(context)),
      rows.length === 0
        ? h('p', { class: 'empty' }, 'No council is in this group. Choose a wider type or region.')
        : councilList(context, rows),
    ],
  };
}

/** Why a council has no figures: nothing of it was read, or all of it is younger than the day asked about. */
function nothingRead(context: Context, index: number): string {
  const { plans } = context.site.summary;
  const younger = plans.some((plan) => plan.council === index && plan.rows[0] < plan.rows[1]);
  return younger
    ? `No plan of this council with actions had been published by ${context.asOfInWords}. Ask about a later day to see the plan below.`
    : 'No plan of this council with actions has been read.';
}

function lead(context: Context, index: number): HTMLElement {
  const council = context.site.summary.councils[index];
  const plan = context.planOf(index);
  const about = [
    council?.type,
    council?.region,
    council?.population ? `${count(council.population)} residents${council.invented ? '' : ' (2020)'}` : '',
    council?.invented ? 'an invented council, with invented facts' : '',
  ].filter(Boolean);
  return h(
    'div',
    {},
    about.length > 0 ? h('p', { class: 'lead' }, about.join(' · ')) : null,
    plan === undefined
      ? null
      : h(
          'p',
          {},
          `${PLAN_KIND_LABELS[plan.kind]}${plan.planDate ? ` of ${dayInWords(plan.planDate)}${plan.planDateBasis === 'inferred' ? ' (date inferred)' : ''}` : ', date not known'}: `,
          sourceLink(plan, null),
          `. Figures are as of ${context.asOfInWords}; a status is only as fresh as the plan.`,
          youngerOf(context, index),
        ),
  );
}

/** A newer plan that the day asked about leaves out; empty where there is none. */
function youngerOf(context: Context, index: number): string {
  const { published } = context.site.plansOn(context.asOf);
  const younger = context.site.summary.plans.filter(
    (plan, at) => plan.council === index && published[at] === 0,
  );
  return younger.length === 0
    ? ''
    : ` ${counted(younger.length, 'younger document is', 'younger documents are')} left out.`;
}

function switcher(context: Context): HTMLElement {
  const select = h(
    'select',
    {
      id: 'council-choice',
      onchange: () =>
        select.value !== '' &&
        context.go(context.to('council', { group: context.params.get('group') }, select.value)),
    },
    h('option', { value: '' }, 'Choose a council'),
    context.site.summary.councils
      .filter((council) => council.known)
      .toSorted((a, b) => a.name.localeCompare(b.name, 'en-GB'))
      .map((council) =>
        h('option', { value: council.slug, selected: council.slug === context.address.id }, council.name),
      ),
  );
  return h('div', { class: 'field inline' }, h('label', { for: 'council-choice' }, 'Council'), select);
}

function keyFigures(context: Context, index: number): HTMLElement | null {
  const measure = councilMeasures(context).get(index);
  if (measure === undefined) return null;
  const slug = context.address.id;
  const figure = (value: number, words: string, href: string, unknown = false): HTMLElement =>
    keyFigure(value, `${percent(value, measure.actions)} of ${count(measure.actions)}`, words, href, unknown);
  const to = (changes: Record<string, string>): string => ofCouncil(context, slug, changes);
  return h(
    'ul',
    { class: 'key-figures' },
    figure(measure.counts.done, 'reported done', to({ late: 'done' })),
    figure(measure.counts.past, 'past their date, not reported done', to(OWED)),
    figure(measure.counts.ownerless, 'with no owner named', to({ owner: 'none' })),
    figure(measure.counts.uncheckable, 'with nothing checkable in their words', to({ flag: 'uncheckable' })),
    figure(
      measure.counts.cannotTell,
      `${UNDATED.cannotTell.toLowerCase()} (to be confirmed, nothing said, or unreadable)`,
      to({ late: 'cannot_tell' }),
      true,
    ),
  );
}

function owedPart(context: Context, slug: string, rows: Uint32Array): HTMLElement {
  const late = context.site.lateness(context.asOf);
  const state = (row: number): Lateness => LATENESS[late[row] ?? 0] ?? 'cannot_tell';
  const byEnd = (list: Uint32Array): Uint32Array =>
    orderBy(list, (row) => context.site.facts.end[row] ?? OPEN);
  const past = byEnd(rows.filter((row) => isOwed(context.site, row, context.asOf)));
  const slips = rows.filter((row) => isSlip(context.site, row)).length;
  const backwards = rows.filter((row) => isBackwards(context.site, row, context.asOf)).length;
  const next = byEnd(rows.filter((row) => ['due_soon', 'in_window', 'not_due'].includes(state(row))));
  const part = (
    id: string,
    title: string,
    list: Uint32Array,
    filters: Record<string, string>,
    none: string,
    apart: (HTMLElement | null)[] = [],
  ): HTMLElement =>
    h(
      'section',
      { 'aria-labelledby': id },
      h('h2', { id }, `${title}: ${count(list.length)} of ${counted(rows.length, 'action')}`),
      list.length === 0
        ? h('p', {}, none)
        : actionList(context, [...list.subarray(0, LISTED)], { council: false }),
      list.length > LISTED
        ? h(
            'p',
            { class: 'no-print' },
            h(
              'a',
              { href: ofCouncil(context, slug, { ...filters, sort: 'soonest' }) },
              `All ${count(list.length)}`,
            ),
          )
        : null,
      list.length > PRINTED
        ? h('p', { class: 'print-only' }, `and ${count(list.length - PRINTED)} more`)
        : null,
      apart,
    );
  return h(
    'div',
    { class: 'owed' },
    part(
      'owed',
      'Owed: past its date and not reported done',
      past,
      OWED,
      'Nothing dated is past its day. What cannot be told is not counted here.',
      [
        slips === 0 ? null : slipsPart(context, slug, slips),
        backwards === 0 ? null : backwardsPart(context, slug, backwards),
      ],
    ),
    part('next', 'Next deadlines', next, { late: 'due_soon,in_window,not_due' }, 'No deadline lies ahead.'),
  );
}

/** Actions set apart from what is owed: their date lies before the plan, which reports nothing of them. */
function slipsPart(context: Context, slug: string, slips: number): HTMLElement {
  return h(
    'p',
    { class: 'denominator' },
    'Set apart, not counted here: ',
    h(
      'a',
      { href: ofCouncil(context, slug, { flag: 'beforePlan' }) },
      `${counted(slips, 'action')} with a date before the plan`,
    ),
    ' itself. Check the plan: most likely a slip.',
  );
}

/** The way to actions whose time runs backwards, which nobody can say to be late or not. */
function backwardsPart(context: Context, slug: string, backwards: number): HTMLElement {
  return h(
    'p',
    { class: 'denominator' },
    'Nor counted here: ',
    h(
      'a',
      { href: ofCouncil(context, slug, { late: 'cannot_tell', flag: 'backwards' }) },
      `${counted(backwards, 'action')} with a first day later than the last`,
    ),
    '. Check the plan: its time contradicts itself.',
  );
}

function ownRows(context: Context, council: number): Uint32Array {
  const rows: number[] = [];
  for (const plan of context.countedPlans) {
    if (plan.council !== council) continue;
    for (let row = plan.rows[0]; row < plan.rows[1]; row++) rows.push(row);
  }
  return Uint32Array.from(rows);
}
