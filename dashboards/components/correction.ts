/** What to do about an action that was read wrongly: lines of the file of corrections, to fill in and hand on. */
import type { ActionDetail, PlanEntry, Timescale } from '../../pipeline/site/contract.ts';
import { saveCsv } from '../downloads.ts';
import { h } from '../element.ts';

/** Columns of `data/overrides.csv`, then what was read, in the words that `value` takes. */
const COLUMNS = ['plan', 'action', 'recommendation', 'text', 'field', 'value', 'who', 'when', 'why', 'now'];

/** A part of the action's page with a download of its lines, `value` left empty. */
export function correctionPart(plan: PlanEntry, action: ActionDetail): HTMLElement {
  return h(
    'section',
    { 'aria-labelledby': 'correction', class: 'no-print' },
    h('h2', { id: 'correction' }, 'Read wrongly?'),
    h(
      'p',
      { class: 'prose' },
      'A line in the file of corrections, data/overrides.csv, puts it right and stays. Take this action’s lines, write what is right under “value”, in the way “now” is written, and give them to whoever builds these pages. Lines without a value change nothing.',
    ),
    h(
      'button',
      {
        type: 'button',
        id: 'download-correction',
        onclick: () => saveCsv(`correction-${action.id}`, COLUMNS, correctionRows(plan, action)),
      },
      'Download lines to fill in (CSV)',
    ),
  );
}

/** A row for each field that a correction can change. */
function correctionRows(plan: PlanEntry, action: ActionDetail): string[][] {
  const [first, second] = action.themes;
  const owners = action.owners.map((owner) => owner.text).join('; ');
  const fields: [string, string][] = [
    ['theme', action.themeUnsure ? `${first?.theme ?? ''}; ${second?.theme ?? ''}` : (first?.theme ?? '')],
    ['owner', owners === '' ? '-' : owners],
    ['timescale', timeAsValue(action.timescale)],
    ['status', action.status],
  ];
  return fields.map(([field, now]) => [plan.id, action.id, '', action.text, field, '', '', '', '', now]);
}

/** `by ../2025-03-31`, `in 2025-04-01/2025-06-30`, `ongoing`. */
function timeAsValue({ kind, start, end }: Timescale): string {
  return start === null && end === null ? kind : `${kind} ${start ?? '..'}/${end ?? '..'}`;
}
