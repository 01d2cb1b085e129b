/** Which council a plan is of: given by the caller, named in the text, or guessed from the file's name. */
import type { CouncilFact, Document, Fact, SourceFacts } from '../model.ts';
import type { PlanBuilder } from './plan-builder.ts';

/** The council of a document, with the words it was read from; an issue when none is found. */
export function nameCouncil(
  document: Document,
  given: SourceFacts,
  title: string,
  plan: PlanBuilder,
): Fact<CouncilFact> {
  if (given.council) {
    return {
      value: { name: given.council, gss: given.gss ?? null },
      basis: 'given',
      from: 'given by the caller',
      place: null,
    };
  }
  plan.addIssue({
    code: 'no-council',
    severity: 'warning',
    message: `no council named in ${document.name}: ${title.slice(0, 80)}`,
    place: null,
  });
  return { value: null, basis: 'inferred', from: 'not found', place: null };
}
