/** Patterns on a day: what councils published only later was not known then. */
import type { Pattern, PatternsFile } from '../../pipeline/site/contract.ts';
import type { Context } from '../context.ts';
import { counted } from '../labels.ts';

/**
 * The patterns of documents published by the day, each with the members of those alone, that two councils or more still
 * share; `leftOut` says in words, with a space in front, how many documents are not among them, empty for none.
 */
export function patternsOn(context: Context, file: PatternsFile): PatternsFile & { leftOut: string } {
  const { plans } = context.site.summary;
  const { published } = context.site.plansOn(context.asOf);
  const younger = plans.filter(
    (plan, index) => plan.current && plan.recommendations > 0 && published[index] === 0,
  );
  if (younger.length === 0) return { ...file, leftOut: '' };
  const councilsOf = (members: Pattern['members']): number =>
    new Set(members.map((member) => plans[member.plan]?.council)).size;
  const patterns = file.patterns
    .map((pattern) => {
      const members = pattern.members.filter((member) => published[member.plan] === 1);
      return { ...pattern, members, councils: councilsOf(members) };
    })
    .filter((pattern) => pattern.councils > 1)
    .toSorted((a, b) => b.councils - a.councils);
  const silent = new Set(younger.map((plan) => plan.council));
  const still = new Set(
    plans.flatMap((plan, index) =>
      plan.current && plan.recommendations > 0 && published[index] === 1 ? plan.council : [],
    ),
  );
  const gone = [...silent].filter((council) => !still.has(council)).length;
  return {
    patterns,
    ofCouncils: file.ofCouncils - gone,
    leftOut: ` Left out: ${counted(younger.length, 'document that is', 'documents that are')} younger than ${context.asOfInWords}.`,
  };
}
