/** The clock of a peer challenge: which documents are owed by when, and which have been seen. */
import type { PlanEntry } from '../../pipeline/site/contract.ts';
import type { Context } from '../context.ts';
import { isPublished } from '../data/plans-on-day.ts';
import { addMonthsTo, dayInWords, dayNumber, isoOf, monthStart } from '../dates.ts';
import { h } from '../element.ts';
import { counted } from '../labels.ts';
import { dataTable } from './table.ts';

const STEPS: readonly [string, number, readonly PlanEntry['kind'][]][] = [
  ['Report of the challenge published', 3, ['review-report']],
  // A report that brings the plan to a meeting counts where the plan is in it.
  ['Action plan published', 5, ['action-plan', 'covering-report']],
  ['Progress review', 10, ['progress-update']],
  ['Progress report published', 12, ['progress-update']],
];

/** The four steps of a council's last challenge, by the documents published by the day asked about. "Not seen" does not prove that there is none. */
export function clockTable(context: Context, council: number): HTMLElement {
  const plans = context.site.summary.plans.filter(
    (plan) => plan.council === council && isPublished(plan, context.asOf),
  );
  const review = plans
    .flatMap((plan) => plan.reviewDate ?? [])
    .toSorted()
    .at(-1);
  const rows = STEPS.map(([step, months, kinds]) => {
    const due = review === undefined ? null : lastDayFor(review, months);
    const seen = plans
      .filter(
        (plan) =>
          kinds.includes(plan.kind) &&
          (plan.kind !== 'covering-report' || plan.rows[0] < plan.rows[1]) &&
          (review === undefined || plan.planDate === null || plan.planDate >= review),
      )
      .map((plan) => plan.planDate)
      .toSorted((a, b) => ((a ?? '9') < (b ?? '9') ? -1 : 1));
    return [
      step,
      due === null
        ? `${counted(months, 'month')} after the challenge`
        : `${asKnown(review ?? '', due)} (${months} months)`,
      seen.length === 0
        ? h('span', { class: 'absent' }, 'none read')
        : seen[0]
          ? dayInWords(seen[0])
          : 'read, date not known',
      stateOf(context, due, seen),
    ];
  });
  return h(
    'div',
    {},
    h(
      'p',
      { class: 'denominator' },
      review === undefined
        ? 'The date of the challenge is not known, so we cannot tell what is late.'
        : `Counted from the challenge of ${asKnown(review, review)}. “Not seen” does not prove that a document does not exist.`,
    ),
    dataTable({
      caption: 'Steps of the peer challenge clock',
      columns: [{ label: 'Step' }, { label: 'Expected by' }, { label: 'First read of' }, { label: 'State' }],
      rows,
    }),
  );
}

/** A challenge on the first of a month stands for one of which only the month is known: the register says no more. */
function isMonth(review: string): boolean {
  return review.length === 7 || review.endsWith('-01');
}

/** The last day on which a step is in time: the end of the month where only a month is known. */
function lastDayFor(review: string, months: number): string {
  if (!isMonth(review)) return addMonthsTo(review, months);
  return isoOf(monthStart(dayNumber(review), months + 1) - 1);
}

/** A day in words, no more exact than the date of the challenge. */
function asKnown(review: string, day: string): string {
  return dayInWords(isMonth(review) ? day.slice(0, 7) : day);
}

function stateOf(context: Context, due: string | null, seen: readonly (string | null)[]): string {
  const [first] = seen;
  if (due === null || first === null) return 'Cannot tell';
  if (first !== undefined) {
    // A plan dated by its month counts from the first day of it.
    const late = dayNumber(first) - dayNumber(due);
    return late > 0 ? `Met ${counted(late, 'day')} later` : 'Met in time';
  }
  return due < isoOf(context.asOf) ? 'Day passed, not seen' : 'Not yet due';
}
