/**
 * Sections that their heading calls actions, outside tables and labelled blocks: "3. Actions in response" of a
 * committee report, whose numbered paragraphs are narrative, and lists of "Further actions" below a plan's tables.
 */
import type { LabelLine } from './labels.ts';
import type { PlanBuilder } from '../plan-builder.ts';
import { isLeadIn } from '../commitments.ts';
import { readGroup, type Group } from './prose-group.ts';
import { groupByRecommendation, isMarked } from './prose-plan.ts';

const NUMBERED = /^(\d{1,2})[.)]?\s+(?=\p{L})/u;
const ACTIONS =
  /^(?:the |our |proposed |agreed |planned )?(?:actions?(?: plan)?|commitments|what (?:we|the council) (?:will|are|is|propose)|how (?:we|the council) will respond|response to (?:the )?(?:recommendations|findings|peer))\b/i;

/** Reads that section; nothing where a report has none. */
export function readReportSection(lines: readonly LabelLine[], plan: PlanBuilder): void {
  const groups: Group[] = [];
  let section = '';
  let heading = '';
  for (const line of lines) {
    // A heading that is a label too ("Financial implications") has its words among the headings only.
    const text = line.heading ? (line.headings.at(-1) ?? '') : line.unit.passage.text;
    if (line.heading) {
      const number = NUMBERED.exec(text);
      const words = text.slice(number?.[0].length ?? 0);
      if (number || section === '') section = ACTIONS.test(words) ? text : '';
      heading = text;
      continue;
    }
    if (section === '' || text === '') continue;
    const last = groups.at(-1);
    const headings = heading === section ? [section] : [section, heading];
    if (last?.headings.join('\n') !== headings.join('\n'))
      groups.push({ headings, recommendation: '', units: [], cells: [] });
    const isNarrative = /^\d{1,2}\.\d/.test(line.unit.marker);
    groups.at(-1)?.units.push(isNarrative ? { ...line.unit, marker: '', level: -1 } : line.unit);
  }
  for (const group of groups) readGroup(group, plan, true);
}

/** "Further actions", "Actions from the team's wider observations". */
const FURTHER =
  /\b(?:further|other|additional|wider|more)\b.*\b(?:actions|commitments)\b|\b(?:actions|commitments)\b.*\b(?:further|other|additional|wider)\b/i;

/** "We will:" right over the list. */
function isLedIn({ units }: Group): boolean {
  const over = units[units.findIndex(({ marker }) => marker !== '') - 1];
  return over !== undefined && isLeadIn(over.passage.text);
}

/**
 * Reads lists under such headings, and under a labelled recommendation, or a recommendation's heading and "We will:",
 * that no table answers, in a plan whose other actions stand in tables.
 */
export function readFurtherActions(lines: readonly LabelLine[], plan: PlanBuilder): void {
  const labelled = new Set<string>();
  const answered = new Set(plan.actions.flatMap(({ recommendations }) => recommendations));
  for (const group of groupByRecommendation(lines, plan, labelled)) {
    const { recommendation } = group;
    const isListed = labelled.has(recommendation) || isMarked(group) || isLedIn(group);
    const isOpen = recommendation !== '' && !answered.has(recommendation) && isListed;
    if (!isOpen && !FURTHER.test(group.headings.at(-1) ?? '')) continue;
    const units = group.units.filter(({ marker }) => marker !== '');
    const cells = group.cells.map((cell) => (cell.role === 'owner' ? { ...cell, inherited: true } : cell));
    if (units.length > 1) readGroup({ ...group, units, cells }, plan, true);
  }
}
