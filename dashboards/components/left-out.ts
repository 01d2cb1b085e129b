/** What the day asked about leaves out of the figures, in words: plans that were published only later. */
import type { Context } from '../context.ts';
import { count, counted } from '../labels.ts';

/** One or two sentences with a space in front; empty where no plan is younger than the day. */
export function leftOutInWords(context: Context): string {
  const { younger, earlier, none } = context.site.plansOn(context.asOf);
  if (younger === 0) return '';
  const parts = [
    earlier === 0 ? '' : `an earlier version counts for ${counted(earlier, 'council')}`,
    none === 0 ? '' : `${counted(none, 'council is', 'councils are')} not counted`,
  ].filter((part) => part !== '');
  return ` Left out: ${count(younger)} ${younger === 1 ? 'plan that is' : 'plans that are'} younger than that day; ${parts.join(', ')}.`;
}
