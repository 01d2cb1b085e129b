/** Takes the actions shown away as CSV, with the day asked about and a link back to each. */
import type { ActionText, PlanEntry } from '../../pipeline/site/contract.ts';
import type { Context } from '../context.ts';
import { isoOf } from '../dates.ts';
import { saveCsv } from '../downloads.ts';
import { h } from '../element.ts';
import { counted, LATENESS_LABELS, OWNER_LABELS, STATUS_LABELS, THEME_LABELS } from '../labels.ts';
import { rowFacts } from './action-list.ts';
import { sourceAddress } from './source-link.ts';

/** More rows than this would take too long to fetch one by one. */
const MOST_ROWS = 60_000;

const COLUMNS = [
  'Council',
  'ONS code',
  'Plan',
  'Plan date',
  'Recommendation',
  'Action',
  'Owners',
  'Kind of owner',
  'Theme',
  'Time in the plan’s words',
  'First day',
  'Last day',
  'Status in the plan',
  'As of',
  'Lateness',
  'Days past the last day',
  'Source',
  'Place in the source',
  'Source at its place',
  'Link',
];

/** A button that fetches the words of the rows and saves them. */
export function downloadActions(context: Context, rows: Uint32Array, name: string): HTMLElement {
  const status = h('span', { role: 'status', class: 'quiet-words' });
  const button = h(
    'button',
    {
      type: 'button',
      id: 'download-actions',
      disabled: rows.length === 0 || rows.length > MOST_ROWS,
      onclick: () => {
        status.textContent = ' Fetching the words…';
        save(context, rows, name).then(
          () => {
            status.textContent = ` ${counted(rows.length, 'action')} saved.`;
          },
          () => {
            status.textContent = ' The words could not be fetched. Try again.';
          },
        );
      },
    },
    `Download ${counted(rows.length, 'action')} (CSV)`,
  );
  if (rows.length > MOST_ROWS)
    status.textContent = ' Narrow the filters to download, or use the exports of the build.';
  return h('span', { class: 'download' }, button, status);
}

async function save(context: Context, rows: Uint32Array, name: string): Promise<void> {
  const { facts, summary } = context.site;
  const texts = await context.site.texts([...rows]);
  const base = location.href.split('#')[0] ?? '';
  saveCsv(
    name,
    COLUMNS,
    texts.map((text, index) => {
      const row = rows[index] ?? 0;
      const about = rowFacts(context, row);
      const plan = summary.plans[facts.plan[row] ?? 0];
      return [
        about.council,
        summary.councils[facts.council[row] ?? 0]?.gss,
        plan?.title || plan?.source,
        plan?.planDate,
        text.ref,
        text.text,
        text.owners,
        OWNER_LABELS[summary.codes.owners[facts.owner[row] ?? 0] ?? 'none'],
        THEME_LABELS[about.theme],
        text.time,
        about.start === null ? null : isoOf(about.start),
        about.end === null ? null : isoOf(about.end),
        STATUS_LABELS[summary.codes.statuses[facts.status[row] ?? 0] ?? 'unknown'],
        isoOf(context.asOf),
        LATENESS_LABELS[about.lateness],
        about.daysLate !== null && about.daysLate > 0 && about.lateness !== 'done' ? about.daysLate : null,
        plan?.url || plan?.source,
        text.place,
        placeAddress(plan, text),
        `${base}${context.to('action', {}, text.id)}`,
      ];
    }),
  );
}

/** Whole address of the document at the action's place; `null` where only a file is known. */
function placeAddress(plan: PlanEntry | undefined, text: ActionText): string | null {
  const address = plan === undefined ? null : sourceAddress(plan, text);
  return address === null ? null : new URL(address, location.href).href;
}
