/** Which council a plan is of: given by the caller, named in the text, or guessed from the file's name. */
import type { Block, CouncilFact, Document, Fact, SourceFacts } from '../../model.ts';
import { findCouncil, resolveCouncil } from './council.ts';
import type { PlanBuilder } from '../plan-builder.ts';

/** As much text as names a plan's council; what comes later is its actions. */
const LONGEST_TEXT = 20_000;

/** The council of a document, with the words it was read from; an issue when none is found. */
export function nameCouncil(document: Document, given: SourceFacts, plan: PlanBuilder): Fact<CouncilFact> {
  if (given.council) {
    const known = given.gss ? null : resolveCouncil(given.council);
    const value = { name: known?.name ?? given.council, gss: given.gss ?? known?.gss ?? null };
    return { value, basis: 'given', from: 'given by the caller', place: null };
  }
  const found = findCouncil(openingText(document.blocks), { name: document.name, title: document.title });
  if (!found) {
    plan.addIssue({
      code: 'no-council',
      severity: 'warning',
      message: `no council named in ${document.name}`,
      place: null,
    });
    return { value: null, basis: 'inferred', from: 'not found', place: null };
  }
  const isNamed = !/^(?:file name|address)\b/.test(found.evidence);
  return {
    value: { name: found.name, gss: found.gss },
    basis: isNamed ? 'stated' : 'inferred',
    from: found.evidence,
    place: null,
  };
}

function openingText(blocks: readonly Block[]): string {
  let text = '';
  for (const block of blocks) {
    if (block.type !== 'table') text += `${block.text}\n`;
    else for (const row of block.rows) text += `${row.cells.map((cell) => cell.text).join('\t')}\n`;
    if (text.length > LONGEST_TEXT) break;
  }
  return text.slice(0, LONGEST_TEXT);
}
