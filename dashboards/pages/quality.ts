/** Quality: what was read with doubt, what was not understood, and what a person should look at first. */
import type { QualityFile } from '../../pipeline/site/contract.ts';
import { barList } from '../components/bar-list.ts';
import { leftOutInWords } from '../components/left-out.ts';
import { councilLink } from '../components/council-link.ts';
import { countLink } from '../components/count-link.ts';
import { chartFigure } from '../components/figure.ts';
import { mostInWords } from '../components/finding.ts';
import { scopeBar } from '../components/scope-bar.ts';
import { sourceLink } from '../components/source-link.ts';
import { dataTable } from '../components/table.ts';
import type { Context, PageView } from '../context.ts';
import { FLAGS } from '../data/facts.ts';
import { h } from '../element.ts';
import { codeInWords, count, counted, FLAG_LABELS, percent, UNDATED } from '../labels.ts';
import { LATENESS, OPEN, runsBackwards } from '../lateness.ts';

const LISTED = 100;
const SEVERITIES = {
  error: 'Could not be used',
  warning: 'Used, a person should look',
  info: 'Worth knowing',
} as const;

export function qualityPage(context: Context): PageView {
  const { summary } = context.site;
  const empty = summary.plans.filter((plan) => plan.rows[0] === plan.rows[1]);
  return {
    title: 'Quality',
    body: [
      h(
        'p',
        { class: 'lead' },
        'What the program is not sure of. Nothing is dropped silently: a doubt is recorded with its place and counted here.',
        leftOutInWords(context),
      ),
      scopeBar(context),
      context.selection.rows.length === 0
        ? h('p', { class: 'empty' }, 'No action is in this group, so nothing is drawn.')
        : doubtFigure(context),
      reviewPart(context),
      issuesPart(context),
      unreadPart(context),
      h(
        'section',
        { 'aria-labelledby': 'empty' },
        h(
          'h2',
          { id: 'empty' },
          `Documents without actions: ${count(empty.length)} of ${counted(summary.plans.length, 'document')}`,
        ),
        emptyPart(context),
      ),
    ],
  };
}

/** Shares of the newest plans' actions that carry each kind of doubt. */
function doubts(context: Context): { label: string; count: number; href: string }[] {
  const { facts } = context.site;
  const late = context.site.lateness(context.asOf);
  const { rows } = context.selection;
  const number = (test: (row: number) => boolean): number =>
    rows.reduce((sum, row) => sum + (test(row) ? 1 : 0), 0);
  const flag = (bit: number) => (row: number) => ((facts.flags[row] ?? 0) & bit) !== 0;
  return [
    {
      label: 'Theme unsure',
      count: number((row) => facts.unsure[row] === 1),
      href: context.to('actions', { theme: 'unsure' }),
    },
    {
      label: UNDATED.cannotTell,
      count: number((row) => LATENESS[late[row] ?? 0] === 'cannot_tell'),
      href: context.to('actions', { late: 'cannot_tell' }),
    },
    {
      label: 'Status not known',
      count: number((row) => context.site.summary.codes.statuses[facts.status[row] ?? 0] === 'unknown'),
      href: context.to('actions', { status: 'unknown' }),
    },
    {
      label: 'Split with low confidence',
      count: number(flag(FLAGS.lowConfidence)),
      href: context.to('actions', { flag: 'lowConfidence' }),
    },
    {
      label: 'Read with a warning',
      count: number(flag(FLAGS.doubted)),
      href: context.to('actions', { flag: 'doubted' }),
    },
    {
      label: FLAG_LABELS.beforePlan,
      count: number(flag(FLAGS.beforePlan)),
      href: context.to('actions', { flag: 'beforePlan' }),
    },
    {
      label: FLAG_LABELS.backwards,
      count: number((row) => runsBackwards(facts.start[row] ?? OPEN, facts.end[row] ?? OPEN)),
      href: context.to('actions', { flag: 'backwards' }),
    },
    {
      label: 'Answers no known recommendation',
      count: number(flag(FLAGS.noRecommendation)),
      href: context.to('actions', { flag: 'noRecommendation' }),
    },
  ];
}

function doubtFigure(context: Context): HTMLElement {
  const rows = doubts(context);
  const total = context.selection.rows.length;
  const title = 'How sure is the reading?';
  return chartFigure({
    name: 'doubts',
    title,
    finding: mostInWords(rows, total, 'Commonest'),
    note: `${counted(total, 'action')} of the newest plans; one action can carry several doubts.`,
    draw: (width) => barList(rows, { name: 'doubts', title, of: total, width }),
    table: () => ({
      columns: [{ label: 'Doubt' }, { label: 'Actions', numeric: true }, { label: 'Share', numeric: true }],
      rows: rows.map((row) => [row.label, countLink(row.count, row.href), percent(row.count, total)]),
    }),
  });
}

function reviewPart(context: Context): HTMLElement {
  const first = doubts(context).filter(
    (row) => row.count > 0 && (row.href.includes('flag=') || row.href.includes('unsure')),
  );
  return h(
    'section',
    { 'aria-labelledby': 'review' },
    h('h2', { id: 'review' }, 'Look at these first'),
    h(
      'p',
      { class: 'prose' },
      'Correcting the least sure rows of a plan by hand improves it most. The lists below open in Actions, where they can be taken away as CSV.',
    ),
    first.length === 0
      ? h('p', {}, 'No action carries such a doubt.')
      : h(
          'ul',
          {},
          first.map((row) =>
            h('li', {}, h('a', { href: row.href }, `${row.label}: ${counted(row.count, 'action')}`)),
          ),
        ),
  );
}

function issuesPart(context: Context): HTMLElement {
  const { quality, plans, unread } = context.site.summary;
  const documents = plans.length + unread.length;
  const asked = context.params.get('issue') ?? '';
  const place = h('div', { class: 'issue-list' });
  if (asked !== '') {
    context.site.quality().then(
      (file) => place.replaceChildren(...issueList(context, file, asked)),
      () =>
        place.replaceChildren(
          h('p', { class: 'empty' }, 'The list could not be fetched. Reload the page to try again.'),
        ),
    );
  }
  return h(
    'section',
    { 'aria-labelledby': 'issues' },
    h('h2', { id: 'issues' }, 'Doubts by kind'),
    h(
      'p',
      { class: 'denominator' },
      `All of them, whatever is chosen above: in ${counted(documents, 'document')}, every version, those that could not be read among them.`,
    ),
    quality.length === 0
      ? h('p', {}, 'No doubt was recorded.')
      : dataTable({
          caption: 'Doubts by kind',
          columns: [
            { label: 'Kind' },
            { label: 'What it means for the figures' },
            { label: 'How often', numeric: true },
            { label: 'Documents', numeric: true },
          ],
          rows: quality.map((entry) => [
            h(
              'a',
              {
                href: context.here({ issue: entry.code }),
                id: `issue-${entry.code}-${entry.severity}`,
                'aria-current': entry.code === asked ? 'true' : null,
              },
              codeInWords(entry.code),
            ),
            SEVERITIES[entry.severity],
            entry.count,
            `${count(entry.plans)} of ${count(documents)}`,
          ]),
        }),
    place,
  );
}

function issueList(context: Context, file: QualityFile, code: string): Node[] {
  const { plans, unread } = context.site.summary;
  const found = file.issues.filter((issue) => issue.code === code);
  const cut = found.length > LISTED || file.cut;
  return [
    h(
      'h3',
      {},
      `${codeInWords(code)}: ${cut ? 'the first ' : ''}${counted(Math.min(found.length, LISTED), 'case')}`,
    ),
    dataTable({
      caption: `Cases of ${codeInWords(code).toLowerCase()}`,
      columns: [{ label: 'Document' }, { label: 'Council' }, { label: 'What was found' }, { label: 'Place' }],
      rows: found.slice(0, LISTED).map((issue) => {
        const plan = plans[issue.plan];
        return [
          plan === undefined ? (unread[-1 - issue.plan]?.source ?? '') : sourceLink(plan, null),
          councilLink(context, plan?.council ?? -1),
          issue.message,
          placeInWords(issue.place),
        ];
      }),
    }),
  ];
}

function placeInWords(place: QualityFile['issues'][number]['place']): string {
  const [span] = place ?? [];
  if (span === undefined) return 'the document as a whole';
  if (span.in === 'page') return `page ${span.page}`;
  if (span.in === 'text') return `line ${span.line}`;
  if (span.in === 'sheet') return `${span.sheet} ${span.cell}`;
  return span.path;
}

/** Files of which nothing could be read, and why; nothing where all were read. */
function unreadPart(context: Context): HTMLElement | null {
  const { unread } = context.site.summary;
  if (unread.length === 0) return null;
  return h(
    'section',
    { 'aria-labelledby': 'unread' },
    h('h2', { id: 'unread' }, `${counted(unread.length, 'file')} could not be read`),
    h('p', { class: 'denominator' }, 'They are in no other figure, neither as documents nor as councils.'),
    dataTable({
      caption: 'Files that could not be read',
      columns: [{ label: 'File' }, { label: 'Council, as given' }, { label: 'Why' }],
      rows: unread.map(({ source, url, council, reason }) => [
        /^https?:\/\//iu.test(url)
          ? h('a', { href: url, rel: 'noopener noreferrer external' }, source)
          : source,
        council || h('span', { class: 'absent' }, 'not known'),
        reason,
      ]),
    }),
  );
}

function emptyPart(context: Context): HTMLElement {
  const { plans } = context.site.summary;
  const empty = plans.filter((plan) => plan.rows[0] === plan.rows[1]);
  if (empty.length === 0) return h('p', {}, 'Every document gave at least one action.');
  return dataTable({
    caption: 'Documents without actions',
    columns: [
      { label: 'Document' },
      { label: 'Council' },
      { label: 'Kind' },
      { label: 'Recommendations', numeric: true },
    ],
    rows: empty.map((plan) => [
      sourceLink(plan, null),
      councilLink(context, plan.council),
      codeInWords(plan.kind),
      plan.recommendations,
    ]),
  });
}
