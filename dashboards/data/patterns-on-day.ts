/** Patterns on a day, among some councils: what they published only later was not known then. */
import type { Pattern, PatternsFile } from '../../pipeline/site/contract.ts';
import type { Context } from '../context.ts';
import { counted } from '../labels.ts';
import { inGroup, inScope, isNarrowed } from './scope.ts';

/**
 * The patterns of documents published by the day, of the councils that the parameters choose, each with the members of
 * those alone, that two of these councils or more share; `leftOut` says in words, with a space in front, how many
 * documents are younger than the day, empty for none.
 */
export function patternsOn(
  context: Context,
  file: PatternsFile,
  params = context.params,
): PatternsFile & { leftOut: string } {
  const { plans, councils } = context.site.summary;
  const { published } = context.site.plansOn(context.asOf);
  const isChosen = plans.map(({ council }) => {
    const entry = councils[council];
    return entry !== undefined && inScope(params, entry) && inGroup(context, params, council);
  });
  const stating = plans
    .map((plan, index) => ({ ...plan, index }))
    .filter(({ current, recommendations, index }) => current && recommendations > 0 && isChosen[index]);
  const younger = stating.filter(({ index }) => published[index] === 0).length;
  if (younger === 0 && !isNarrowed(params)) return { ...file, leftOut: '' };
  const patterns = file.patterns
    .map((pattern) => {
      const members = pattern.members.filter(({ plan }) => published[plan] === 1 && isChosen[plan]);
      return { ...pattern, members, councils: new Set(members.map(({ plan }) => plans[plan]?.council)).size };
    })
    .filter((pattern) => pattern.councils > 1)
    .toSorted((a: Pattern, b: Pattern) => b.councils - a.councils);
  const told = stating.filter(({ index }) => published[index] === 1);
  return {
    patterns,
    ofCouncils: new Set(told.map(({ council }) => council)).size,
    leftOut:
      younger === 0
        ? ''
        : ` Left out: ${counted(younger, 'document that is', 'documents that are')} younger than ${context.asOfInWords}.`,
  };
}
