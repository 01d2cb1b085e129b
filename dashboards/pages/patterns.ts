/** Patterns: recommendations that several councils were given, and how each of them answered. */
import type { Pattern, PatternsFile } from '../../pipeline/site/contract.ts';
import { actionList, clipped } from '../components/action-list.ts';
import { barList } from '../components/bar-list.ts';
import { countLink } from '../components/count-link.ts';
import { councilLink } from '../components/council-link.ts';
import { chartFigure } from '../components/figure.ts';
import { mostInWords } from '../components/finding.ts';
import {
  ANSWER_COLUMNS,
  answerCells,
  type Answers,
  answersAddress,
  answersTo,
} from '../components/pattern-answers.ts';
import { councilChoice } from '../components/pattern-choice.ts';
import { facetChoice } from '../components/scope-bar.ts';
import { dataTable, type TableOptions } from '../components/table.ts';
import type { Context, PageView } from '../context.ts';
import { patternsOn } from '../data/patterns-on-day.ts';
import { isNarrowed } from '../data/scope.ts';
import { dayInWords } from '../dates.ts';
import { h } from '../element.ts';
import { count, counted, percent } from '../labels.ts';
import { listOf } from '../state.ts';

/** Bars drawn; the table has all. */
const MOST_DRAWN = 12;

export function patternsPage(context: Context): PageView {
  const place = h(
    'div',
    { 'aria-busy': 'true' },
    h('p', { class: 'loading', role: 'status' }, 'Loading the patterns…'),
  );
  context.site.patterns().then(
    (file) => {
      const known = patternsOn(context, file);
      const own = known.patterns.find((pattern) => pattern.id === context.address.id);
      const parts =
        context.address.id === ''
          ? listParts(context, file, known)
          : own === undefined
            ? missingParts(context, file)
            : [councilChoice(context, file, null), ...patternParts(context, own, known.ofCouncils)];
      place.replaceChildren(...parts);
      place.removeAttribute('aria-busy');
    },
    () =>
      place.replaceChildren(
        h('p', { class: 'empty' }, 'The patterns could not be fetched. Reload the page to try again.'),
      ),
  );
  return {
    title: context.address.id === '' ? 'Patterns' : 'One recommendation, several councils',
    body: [place],
  };
}

/** What is said of a pattern that the councils chosen do not share, or that there is not. */
function missingParts(context: Context, file: PatternsFile): Node[] {
  const isKnown = file.patterns.some(({ id }) => id === context.address.id);
  const all = context.here({ type: null, region: null, named: null });
  return [
    h(
      'p',
      { class: 'empty' },
      isKnown && isNarrowed(context.params)
        ? 'Fewer than two of the councils chosen were told this. '
        : 'No pattern here has this address. ',
      isKnown && isNarrowed(context.params)
        ? h('a', { href: all }, 'See how all councils answered')
        : h('a', { href: context.to('patterns') }, 'See all patterns'),
    ),
  ];
}

function listParts(
  context: Context,
  file: PatternsFile,
  { patterns, ofCouncils, leftOut }: ReturnType<typeof patternsOn>,
): Node[] {
  if (patterns.length === 0) {
    return [
      councilChoice(context, file, null),
      h(
        'p',
        { class: 'empty' },
        `No recommendation recurs among the ${counted(ofCouncils, 'council')} whose documents state recommendations.${leftOut}`,
      ),
    ];
  }
  const answered = patterns.map((pattern) => ({ pattern, answers: answersTo(context, pattern.members) }));
  const themes = listOf(context.params, 'theme');
  const shown =
    themes.length === 0 ? answered : answered.filter(({ answers }) => themes.includes(answers.theme));
  return [
    h(
      'p',
      { class: 'lead' },
      `${counted(patterns.length, 'recommendation')} ${patterns.length === 1 ? 'was' : 'were'} given, in similar words, to two or more of ${counted(ofCouncils, 'council')}. Open one to see what each council promised and what became of it.${leftOut}`,
    ),
    councilChoice(context, file, themeChoice(context, answered)),
    ...(shown.length === 0
      ? [h('p', { class: 'empty' }, 'None of them is mostly about this theme.')]
      : shownParts(context, shown, ofCouncils)),
  ];
}

interface AnsweredPattern {
  pattern: Pattern;
  answers: Answers;
}

/** The choice of a theme, with how many of the patterns are mostly about it. */
function themeChoice(context: Context, answered: readonly AnsweredPattern[]): HTMLElement {
  const counts = context.facets.theme.values.map(
    ({ value }) => answered.filter(({ answers }) => answers.theme === value).length,
  );
  return facetChoice(context, 'theme', counts, 'Theme, mostly');
}

function shownParts(context: Context, shown: readonly AnsweredPattern[], ofCouncils: number): Node[] {
  const title = 'Which recommendations recur?';
  const answers = answersTable(context, shown);
  const bars = shown.slice(0, MOST_DRAWN).map(({ pattern }, index) => ({
    label: `${index + 1}. ${clipped(pattern.wording, 110)}`,
    count: pattern.councils,
    href: context.to('patterns', {}, pattern.id),
  }));
  return [
    chartFigure({
      name: 'patterns',
      title,
      finding: mostInWords(
        shown.map(({ pattern }) => ({ label: `“${clipped(pattern.wording, 90)}”`, count: pattern.councils })),
        ofCouncils,
        'Told most often',
      ),
      note: `Councils that were told much the same, of ${counted(ofCouncils, 'council')} whose newest document states recommendations. Likeness is judged by the words alone.`,
      draw: (width) =>
        barList(bars, { name: 'patterns', title, of: ofCouncils, width: Math.min(width, 900) }),
      table: () => answers,
    }),
    h('p', { class: 'denominator' }, COLUMNS_EXPLAINED),
    matchMedia('(max-width: 48em)').matches
      ? answersList(context, shown)
      : dataTable({ caption: 'Recurring recommendations and how they were answered', ...answers }),
  ];
}

const COLUMNS_EXPLAINED =
  'Months given: from the plan’s date to an action’s last day, the middle of those that have both. Mostly: the commonest among the actions, or their owners, that have one. Unanswered: recommendations that no action answers.';

function answersTable(
  context: Context,
  shown: readonly AnsweredPattern[],
): Pick<TableOptions, 'columns' | 'rows'> {
  return {
    columns: [
      { label: 'Recommendation' },
      { label: 'Councils', numeric: true },
      ...ANSWER_COLUMNS,
      { label: 'Unanswered', numeric: true },
    ],
    rows: shown.map(({ pattern, answers }) => [
      h('a', { href: context.to('patterns', {}, pattern.id) }, clipped(pattern.wording, 200)),
      h('a', { href: context.to('patterns', {}, pattern.id) }, count(pattern.councils)),
      ...answerCells(answers, answersAddress(context, pattern)),
      answers.unanswered === 0
        ? 0
        : h(
            'a',
            { href: context.to('patterns', { show: 'unanswered' }, pattern.id) },
            count(answers.unanswered),
          ),
    ]),
  };
}

/** The same as a list, where a table would have to be pushed sideways. */
function answersList(context: Context, shown: readonly AnsweredPattern[]): HTMLElement {
  const { columns, rows } = answersTable(context, shown);
  return h(
    'ol',
    { class: 'results' },
    rows.map(([wording = '', ...cells]) =>
      h(
        'li',
        { class: 'result' },
        h('p', { class: 'words' }, wording),
        h(
          'dl',
          { class: 'meta' },
          cells.map((cell, index) =>
            h('div', {}, h('dt', {}, columns[index + 1]?.label ?? ''), h('dd', {}, cell ?? '')),
          ),
        ),
      ),
    ),
  );
}

/** A row for each council that was told so, to see at once who answers how. */
function councilsTable(context: Context, pattern: Pattern): HTMLElement {
  const { plans } = context.site.summary;
  const byCouncil = Map.groupBy(pattern.members, (member) => plans[member.plan]?.council ?? -1);
  return dataTable({
    caption: 'How each council answered',
    download: 'answers',
    columns: [{ label: 'Council' }, ...ANSWER_COLUMNS],
    rows: [...byCouncil].map(([council, members]) => [
      councilLink(context, council),
      ...answerCells(answersTo(context, members), answersAddress(context, pattern, council)),
    ]),
  });
}

function patternParts(context: Context, pattern: Pattern, ofCouncils: number): (Node | string)[] {
  const answers = answersTo(context, pattern.members);
  const { plans } = context.site.summary;
  const total = answers.rows.length;
  const to = answersAddress(context, pattern);
  const isOnlyUnanswered = context.params.get('show') === 'unanswered';
  const listed = isOnlyUnanswered ? pattern.members.filter(({ rows }) => rows.length === 0) : pattern.members;
  return [
    h('p', {}, h('a', { href: context.to('patterns') }, '← All patterns')),
    h('blockquote', { class: 'own-words' }, h('p', {}, pattern.wording)),
    h(
      'p',
      { class: 'lead' },
      `Told to ${pattern.councils} of ${counted(ofCouncils, 'council')}. `,
      countLink(total, to('all'), counted(total, 'action')),
      total === 1 ? ' answers it: ' : ' answer it: ',
      countLink(answers.done, to('done')),
      ` reported done (${percent(answers.done, total)}), `,
      countLink(answers.past, to('past')),
      ` past the date (${percent(answers.past, total)}), `,
      countLink(answers.ownerless, to('ownerless')),
      ` without an owner (${percent(answers.ownerless, total)}).`,
    ),
    councilsTable(context, pattern),
    isOnlyUnanswered
      ? h(
          'p',
          { class: 'denominator' },
          `Below are only the ${counted(listed.length, 'recommendation')} that no action answers, of ${count(pattern.members.length)}. `,
          h('a', { href: context.here({ show: null }), id: 'show-all' }, 'Show all'),
        )
      : '',
    ...listed.map((member, index) => {
      const plan = plans[member.plan];
      return h(
        'section',
        { class: 'answer', 'aria-labelledby': `answer-${index}` },
        h(
          'h2',
          { id: `answer-${index}` },
          councilLink(context, plan?.council ?? -1),
          plan?.planDate ? h('span', { class: 'quiet-words' }, ` ${dayInWords(plan.planDate)}`) : '',
        ),
        h('p', { class: 'told' }, `Told (${member.ref}): ${member.text}`),
        member.rows.length === 0
          ? h('p', { class: 'absent' }, 'No action in its plan answers this recommendation.')
          : actionList(context, member.rows, { council: false }),
      );
    }),
  ];
}
