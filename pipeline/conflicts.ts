/** Where what a register gives contradicts itself or the document, by the issues that reading left. */
import type { Issue, Plan } from './model.ts';
import type { Source } from './sources/register.ts';

/**
 * The plan's issues that say so, each with the register's line, or the source's name, before its message. What a register
 * gives was used all the same.
 */
export function findConflicts(plan: Plan, source: Pick<Source, 'listed' | 'name'>): Issue[] {
  return plan.issues
    .filter(
      ({ code }) =>
        code === 'council-conflict' || (code === 'plan-date-conflict' && plan.planDate.basis === 'given'),
    )
    .map((issue) => ({ ...issue, message: `${source.listed || source.name}: ${issue.message}` }));
}
