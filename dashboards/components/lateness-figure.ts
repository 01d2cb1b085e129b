/** How many actions are how late, each group a bar, with the answer in a sentence. */
import type { Context } from '../context.ts';
import { isOwed, isPast, isSlip } from '../data/owed.ts';
import { count, counted, LATENESS_LABELS, LATENESS_NOTES, percent } from '../labels.ts';
import { LATENESS } from '../lateness.ts';
import { LATENESS_COLOURS } from '../palette.ts';
import { barList } from './bar-list.ts';
import { countLink } from './count-link.ts';
import { chartFigure } from './figure.ts';

/** How many of those past their date have one before their own plan; empty for none. */
function slipsInWords(context: Context): string {
  const { selection, site, asOf } = context;
  const slips = selection.rows.filter((row) => isPast(site, row, asOf) && isSlip(site, row)).length;
  return slips === 0
    ? ''
    : ` ${counted(slips, 'action')} past the date ${slips === 1 ? 'has' : 'have'} one before the plan itself, most likely a slip: not in the figure of those past their date above.`;
}

/** The figure, of the actions chosen above the page. */
export function latenessFigure(context: Context): HTMLElement {
  const counts = context.selection.counts.late;
  const total = context.selection.rows.length;
  const rows = LATENESS.map((name, index) => ({
    label: LATENESS_LABELS[name],
    count: counts[index] ?? 0,
    colour: LATENESS_COLOURS[name],
    unknown: name === 'cannot_tell',
    href: context.to('actions', { late: name }),
  }));
  const title = 'Are the actions on time?';
  return chartFigure({
    name: 'lateness',
    title,
    finding: lateInWords(context),
    note: `All ${counted(total, 'action')}, as of ${context.asOfInWords}. Shares are of all of them.${slipsInWords(context)}`,
    draw: (width) => barList(rows, { name: 'lateness', title, of: total, width }),
    table: () => ({
      columns: [
        { label: 'Group' },
        { label: 'Actions', numeric: true },
        { label: 'Share', numeric: true },
        { label: 'Meaning' },
      ],
      rows: rows.map((row, index) => [
        row.label,
        countLink(row.count, row.href),
        percent(row.count, total),
        LATENESS_NOTES[LATENESS[index] ?? 'cannot_tell'],
      ]),
    }),
  });
}

/** `49 of 75 actions (65%) are past their date and not reported done; 8 (11%) are reported done.` */
function lateInWords({ selection, site, asOf }: Context): string {
  const total = selection.rows.length;
  const past = selection.rows.filter((row) => isOwed(site, row, asOf)).length;
  const done = selection.counts.late[LATENESS.indexOf('done')] ?? 0;
  return `${count(past)} of ${counted(total, 'action')} (${percent(past, total)}) ${past === 1 ? 'is' : 'are'} past the date and not reported done, ${count(done)} (${percent(done, total)}) ${done === 1 ? 'is' : 'are'} reported done.`;
}
