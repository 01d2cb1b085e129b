/** Method: how figures come about, what the words mean, and what they cannot show. */
import type { AccuracyMeasure, AccuracyRow } from '../../pipeline/site/contract.ts';
import { dataTable } from '../components/table.ts';
import type { Context, PageView } from '../context.ts';
import { DISTANCE_IN_WORDS } from '../data/peers.ts';
import { dayInWords } from '../dates.ts';
import { h } from '../element.ts';
import { counted, KIND_LABELS, LATENESS_LABELS, LATENESS_NOTES, THEME_LABELS, UNDATED } from '../labels.ts';
import type { ThemeGroup } from '../labels.ts';
import { LATENESS } from '../lateness.ts';

const THEME_NOTES: Record<ThemeGroup, string> = {
  priorities:
    'Corporate plan and strategy, performance against them, outcomes and services for residents, inequality, resident engagement.',
  leadership:
    'Political and managerial leadership, partnerships, place and regional voice, the vision, senior structure.',
  governance:
    'Constitution, scrutiny, decisions, committees, elections, member support and conduct, risk, culture and values.',
  finance:
    'Budget, medium term financial strategy, savings, capital, assets, housing revenue account, procurement value.',
  capacity:
    'Transformation, workforce, training, digital and data, programme management, internal communication.',
  unsure: 'No theme stands out. The action’s own page shows how likely each is.',
};

export function methodPage(context: Context): PageView {
  const { summary } = context.site;
  return {
    title: 'Method',
    body: [
      h(
        'p',
        { class: 'lead' },
        'A program reads the action plans that councils publish after a Corporate Peer Challenge, and counts what they say. This page says how, and where to be careful.',
      ),
      part('steps', 'From a document to a number', [
        h(
          'ol',
          {},
          h(
            'li',
            {},
            'Each document is read with its layout: tables, lists and headings, each with its place on the page.',
          ),
          h(
            'li',
            {},
            'It is split into actions: a commitment the council could tick off by itself. A lettered item, a bullet or a table row’s action cell is one action, unless it plainly holds several.',
          ),
          h(
            'li',
            {},
            'The time words of each become a range of days. “By March 2025” ends on 31 March; a season, a quarter or a financial year runs from its first to its last day; a plan’s own legend (“short term”) decides its own terms.',
          ),
          h(
            'li',
            {},
            'Owners are taken as the plan writes them. “All” or “the Council” is an owner nobody could ring up, and is counted apart.',
          ),
          h(
            'li',
            {},
            'One of five themes is given, with how likely each is. Where none stands out, it is “unsure”, a group of its own.',
          ),
        ),
      ]),
      part('counted', 'What is counted', [
        h(
          'p',
          {},
          `The newest plan of each council with actions in it. ${counted(summary.plans.length, 'document')} of ${counted(summary.councils.filter((council) => council.known).length, 'council')} were read; earlier versions are kept, and can be counted too under Actions. Every share is of all actions in its group: those we cannot tell anything about stay in the denominator.`,
        ),
      ]),
      part('lateness', 'Lateness', [
        h(
          'p',
          {},
          `Lateness is a fact about a day, not about a plan. The day is ${dayInWords(summary.asOf)} unless you choose another at the top of the page.`,
        ),
        dataTable({
          caption: 'Groups of lateness',
          columns: [{ label: 'Group' }, { label: 'Meaning' }],
          rows: LATENESS.map((name) => [LATENESS_LABELS[name], LATENESS_NOTES[name]]),
        }),
        h(
          'p',
          {},
          'A time that runs backwards (“Start: March 2025, end: January 2025”) contradicts itself. Either day may be the slip, so neither makes the action late: it is counted under “cannot tell” on every day, and listed for you to check. Both days stay as the plan writes them.',
        ),
        h(
          'p',
          {},
          'A status is only as fresh as its plan. Where nothing newer was published, we say “no later report” rather than “late”: the work may well be done.',
        ),
      ]),
      part('undated', 'Three ways to lack a date', [
        dataTable({
          caption: 'Three ways to lack a date',
          columns: [{ label: 'Named' }, { label: 'Counts' }],
          rows: [
            [UNDATED.noDate, 'Actions with neither a first nor a last day. No timeline can draw them.'],
            [
              UNDATED.noLastDay,
              'Those, and actions that only begin on a day. Nothing says when they should be finished.',
            ],
            [
              UNDATED.cannotTell,
              'Of those without a last day the ones that are not reported done, not ongoing and do not begin on a day: to be confirmed, nothing said, or words that we could not read. And those whose first day is later than their last.',
            ],
          ],
        }),
      ]),
      part('kinds', 'Kinds of timescale', [
        dataTable({
          caption: 'Kinds of timescale',
          columns: [{ label: 'Code' }, { label: 'Meaning' }],
          rows: Object.entries(KIND_LABELS),
        }),
      ]),
      part('themes', 'Themes', [
        dataTable({
          caption: 'The five themes of a Corporate Peer Challenge',
          columns: [{ label: 'Theme' }, { label: 'Holds' }],
          rows: Object.entries(THEME_LABELS).map(([name, label]) => [label, THEME_NOTES[name as ThemeGroup]]),
        }),
      ]),
      ...(summary.accuracy.length === 0 ? [] : [accuracyPart(context)]),
      part('peers', 'Peers and places', [
        h(
          'p',
          {},
          `${DISTANCE_IN_WORDS} What a council lacks is left out of its distance; without a known type it gets no peers but those chosen by hand. No middle is given of fewer than three peers, no place among fewer than five councils, and whether low is good is yours to judge.`,
        ),
        h(
          'p',
          {},
          'Population, density and region come from mySociety’s table of local authorities, deprivation from its composite index of four nations, which is for telling councils apart and not for ranking them. The councils of the example plans are invented, and so are their types and figures. ',
          h('a', { href: context.to('licences') }, 'Whose the facts about councils are'),
        ),
        h(
          'p',
          {},
          'Recommendations recur when they share a subject and every one of a group is like every other in its words. Two councils told the same in very different words are missed, and like words can hide different troubles; how often stands under the measured accuracy.',
        ),
      ]),
      part('limits', 'Limits', [
        h(
          'ul',
          {},
          h(
            'li',
            {},
            'A plan that was not found or could not be read is not here. Councils that publish well look busier than councils that do not publish.',
          ),
          h(
            'li',
            {},
            'A short plan of few, clear actions and a long one of many steps are both counted action by action.',
          ),
          h(
            'li',
            {},
            'Slips in a plan (a date before the plan itself, an impossible year) are read as written and flagged, never repaired silently.',
          ),
          h(
            'li',
            {},
            'Tables that were scanned, or drawn without lines, are read with more mistakes. The Quality page shows the doubts.',
          ),
          h('li', {}, 'No figure here ranks councils as good or bad. It shows what they wrote.'),
        ),
      ]),
    ],
  };
}

/** Columns of the table of accuracy. */
const MEASURES: readonly [AccuracyMeasure, string][] = [
  ['f1', 'Actions found'],
  ['owners', 'Owners'],
  ['range', 'Range'],
  ['kind', 'Kind'],
  ['status', 'Status'],
  ['theme', 'Theme'],
];

/** Scores below this are written in bold: a figure that rests on them wants checking. */
const WEAK = 0.7;

function accuracyPart(context: Context): HTMLElement {
  const { accuracy: rows, judged } = context.site.summary;
  const first = rows.filter((row) => row.sort === 'first');
  const known = rows.filter((row) => row.sort !== 'first');
  return part('accuracy', 'Measured accuracy', [
    h(
      'p',
      {},
      'Actions found: found, and none invented (F1). Owners: the list exactly right. Range: first and last day exactly right. Kind: kind of timescale. Theme: main theme, in brackets where a second that fits nearly as well counts too. Scores below 70% are bold; – was not measured.',
    ),
    ...weakestInWords(first),
    ...(first.length === 0
      ? []
      : [
          h('h3', {}, 'Read once, by rules that had not met them'),
          h(
            'p',
            {},
            'Plans of invented councils and single phrases, annotated by readers who had not seen the rules; the weakest first.',
          ),
          accuracyTable('Accuracy on a first reading', first),
        ]),
    ...(known.length === 0
      ? []
      : [
          h('h3', {}, 'Plans that the project knows'),
          h(
            'p',
            {},
            'The least that the project holds itself to, over plans annotated by hand: in the worst plan, and in the middle one.',
          ),
          accuracyTable('Least accuracy on known plans', known),
        ]),
    ...(judged.length === 0
      ? []
      : [
          h('h3', {}, 'Beside judgements made by hand'),
          h('p', {}, 'Judged from the words alone; the rules were made with other judgements than these.'),
          dataTable({
            caption: 'How often judgements are met',
            columns: [{ label: 'What' }, { label: 'Score', numeric: true }, { label: 'Measured on' }],
            rows: judged.map(({ what, score, on }) => [what, `${Math.round(100 * score)}%`, on]),
          }),
        ]),
  ]);
}

/** The lowest score of a first reading, said before the table. */
function weakestInWords(rows: readonly AccuracyRow[]): HTMLElement[] {
  const cells = rows.flatMap(({ on, scores }) =>
    MEASURES.flatMap(([name, label]) => {
      const score = scores[name];
      return score === undefined ? [] : [{ on, label, score }];
    }),
  );
  const [weakest] = cells.toSorted((a, b) => a.score - b.score);
  return weakest === undefined
    ? []
    : [
        h(
          'p',
          {},
          `The weakest of a first reading: ${weakest.label.toLowerCase()} ${inPercent(weakest.score)}, on ${weakest.on}.`,
        ),
      ];
}

function accuracyTable(caption: string, rows: readonly AccuracyRow[]): HTMLElement {
  const words = { first: '', least: ', the worst', middle: ', in the middle' };
  return dataTable({
    caption,
    columns: [{ label: 'Measured on' }, ...MEASURES.map(([, label]) => ({ label, numeric: true }))],
    rows: rows.map(({ on, sort, scores }) => [
      on + words[sort],
      ...MEASURES.map(([name]) => {
        const score = scores[name];
        if (score === undefined) return '–';
        const either = name === 'theme' ? scores.themeEither : undefined;
        const text = inPercent(score) + (either === undefined ? '' : ` (${inPercent(either)})`);
        return score < WEAK ? h('strong', {}, text) : text;
      }),
    ]),
  });
}

/** Whole per cent, rounded down: no better than it was. */
function inPercent(share: number): string {
  return `${Math.floor(share * 100 + 1e-9)}%`;
}

function part(id: string, title: string, body: Node[]): HTMLElement {
  return h('section', { class: 'prose', 'aria-labelledby': id }, h('h2', { id }, title), body);
}
