/**
 * What a build says of its documents besides how many there were: those that failed, those whose register contradicts
 * itself or the text, those whose council or date nobody stated, those without actions. Some are named, the rest counted.
 */
import type { DocumentResult } from '../process-source.ts';
import { findConflicts } from '../conflicts.ts';
import { counted, formatIssue, type Terminal } from '../terminal/terminal.ts';

export interface BuildNotes {
  /** Notes one document. */
  take(result: DocumentResult): void;
  /** Says what was noted; failures and contradictions also under `--quiet`. */
  tell(terminal: Terminal): void;
}

/** Documents of a kind that are named; the Quality page has all. */
const NAMED = 5;

/** Collects what is worth saying, and no plan. */
export function openBuildNotes(): BuildNotes {
  const failures: string[] = [];
  const conflicts: string[] = [];
  const councils: string[] = [];
  const dates: string[] = [];
  const withoutActions: string[] = [];
  return {
    take({ source, plan, failed }) {
      if (failed) {
        failures.push(...plan.issues.map((issue) => formatIssue(issue, source.name)));
        return;
      }
      conflicts.push(...findConflicts(plan, source).map((issue) => formatIssue(issue)));
      if (plan.council.basis === 'inferred')
        councils.push(unstated(source.name, 'council', plan.council.value?.name, plan.council.from));
      if (plan.planDate.basis === 'inferred')
        dates.push(unstated(source.name, 'plan date', plan.planDate.value, plan.planDate.from));
      if (plan.actions.length === 0) withoutActions.push(source.name);
    },
    tell(terminal) {
      for (const line of failures) terminal.warn(line);
      for (const line of someOf(conflicts, 'contradictions')) terminal.warn(line);
      for (const line of someOf(councils, 'without a stated council')) terminal.say(line);
      for (const line of someOf(dates, 'without a stated plan date')) terminal.say(line);
      if (councils.length + dates.length > 0)
        terminal.say('What nobody states can be said in a register: a CSV file with file,council,plan_date.');
      if (withoutActions.length === 0) return;
      const more = withoutActions.length - NAMED;
      terminal.say(
        `No action found in ${counted(withoutActions.length, 'document')}: ${withoutActions.slice(0, NAMED).join(', ')}` +
          `${more > 0 ? ` and ${more} more` : ''} (peerlens read FILE --outline shows how one was understood)`,
      );
    },
  };
}

function unstated(name: string, fact: string, value: string | null | undefined, from: string): string {
  const taken = value ? `${value} was taken (${from})` : 'not known';
  return `No ${fact} stated in ${name}: ${taken}`;
}

function someOf(lines: readonly string[], what: string): string[] {
  const more = lines.length - NAMED;
  return more > 0 ? [...lines.slice(0, NAMED), `… and ${more} more ${what}`] : [...lines];
}
