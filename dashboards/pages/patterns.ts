/** Patterns: recommendations that several councils were given, and how each of them answered. */
import type { Pattern, PatternsFile } from '../../pipeline/site/contract.ts';
import { actionList, clipped } from '../components/action-list.ts';
import { barList } from '../components/bar-list.ts';
import { councilLink } from '../components/council-link.ts';
import { chartFigure } from '../components/figure.ts';
import { mostInWords } from '../components/finding.ts';
import { councilChoice } from '../components/pattern-choice.ts';
import { facetChoice } from '../components/scope-bar.ts';
import { dataTable, type TableOptions } from '../components/table.ts';
import type { Context, PageView } from '../context.ts';
import { patternsOn } from '../data/patterns-on-day.ts';
import { median } from '../data/measures.ts';
import { isOwed } from '../data/owed.ts';
import { isNarrowed } from '../data/scope.ts';
import { dayInWords, dayNumber } from '../dates.ts';
import { h } from '../element.ts';
import { codeInWords, count, counted, monthsInWords, percent, THEME_SHORT } from '../labels.ts';
import type { ThemeGroup } from '../labels.ts';
import { LATENESS, OPEN } from '../lateness.ts';
import { listOf } from '../state.ts';

/** Bars drawn; the table has all. */
const MOST_DRAWN = 12;
const DAYS_PER_MONTH = 30.44;

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

interface Answers {
  rows: number[];
  unanswered: number;
  done: number;
  past: number;
  ownerless: number;
  monthsGiven: number | null;
  role: string;
  theme: ThemeGroup;
}

/** How the members of a pattern, all or one council's, answered it. */
function answersTo(context: Context, members: Pattern['members']): Answers {
  const { facts, summary } = context.site;
  const late = context.site.lateness(context.asOf);
  const rows = [...new Set(members.flatMap((member) => member.rows))];
  const months = rows.flatMap((row) => {
    const end = facts.end[row] ?? OPEN;
    const plan = summary.plans[facts.plan[row] ?? 0]?.planDate ?? null;
    return end === OPEN || plan === null ? [] : [(end - dayNumber(plan)) / DAYS_PER_MONTH];
  });
  const state = (row: number) => LATENESS[late[row] ?? 0] ?? 'cannot_tell';
  return {
    rows,
    unanswered: members.filter((member) => member.rows.length === 0).length,
    done: rows.filter((row) => state(row) === 'done').length,
    past: rows.filter((row) => isOwed(context.site, row, context.asOf)).length,
    ownerless: rows.filter((row) => facts.owner[row] === 0).length,
    monthsGiven: median(months),
    role: summary.roles[mostFrequent(rows.flatMap((row) => facts.role[row] || []))] ?? '',
    theme: (context.facets.theme.values[mostFrequent(rows.map((row) => facts.themeGroup[row] ?? 0))]?.value ??
      'unsure') as ThemeGroup,
  };
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
    dataTable({ caption: 'Recurring recommendations and how they were answered', ...answers }),
  ];
}

/** Columns that say how a recommendation was answered, whoever is in the first. */
const ANSWER_COLUMNS = [
  { label: 'Actions', numeric: true },
  { label: 'Theme, mostly' },
  { label: 'Owner, mostly' },
  { label: 'Months given', numeric: true },
  { label: 'Done', numeric: true },
  { label: 'Past its date', numeric: true },
  { label: 'No owner', numeric: true },
] as const;

const COLUMNS_EXPLAINED =
  'Months given: from the plan’s date to an action’s last day, the middle of those that have both. Mostly: the commonest among the actions, or their owners, that have one. Unanswered: recommendations that no action answers.';

function answerCells(answers: Answers): (string | number)[] {
  return [
    answers.rows.length,
    answers.rows.length === 0 ? '–' : THEME_SHORT[answers.theme],
    answers.role === '' ? 'not known' : codeInWords(answers.role),
    monthsInWords(answers.monthsGiven),
    answers.done,
    answers.past,
    answers.ownerless,
  ];
}

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
      pattern.councils,
      ...answerCells(answers),
      answers.unanswered,
    ]),
  };
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
      ...answerCells(answersTo(context, members)),
    ]),
  });
}

function patternParts(context: Context, pattern: Pattern, ofCouncils: number): Node[] {
  const answers = answersTo(context, pattern.members);
  const { plans } = context.site.summary;
  const total = answers.rows.length;
  return [
    h('p', {}, h('a', { href: context.to('patterns') }, '← All patterns')),
    h('blockquote', { class: 'own-words' }, h('p', {}, pattern.wording)),
    h(
      'p',
      { class: 'lead' },
      `Told to ${pattern.councils} of ${counted(ofCouncils, 'council')}. ${counted(total, 'action')} answer it: ` +
        `${count(answers.done)} reported done (${percent(answers.done, total)}), ${count(answers.past)} past the date (${percent(answers.past, total)}), ` +
        `${count(answers.ownerless)} without an owner (${percent(answers.ownerless, total)}).`,
    ),
    councilsTable(context, pattern),
    ...pattern.members.map((member, index) => {
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

function mostFrequent(values: readonly number[]): number {
  const counts = new Map<number, number>();
  for (const value of values) counts.set(value, (counts.get(value) ?? 0) + 1);
  return [...counts].toSorted(([, a], [, b]) => b - a)[0]?.[0] ?? 0;
}
