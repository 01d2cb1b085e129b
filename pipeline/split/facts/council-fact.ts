/** Which council a plan is of: given by the caller, named in the text, or guessed from the file's name. */
import type { Block, CouncilFact, Document, Fact, SourceFacts } from '../../model.ts';
import { type FoundCouncil, findCouncil, resolveCouncil } from './council.ts';
import { councilOfCode, type CouncilMatch, isSameName } from './council-names.ts';
import type { PlanBuilder } from '../plan-builder.ts';

/** As much text as names a plan's council; what comes later is its actions. */
const LONGEST_TEXT = 20_000;

/**
 * The council of a document, with the words it was read from; an issue when none is found. One that is given wins,
 * with an issue when the code given is another council's, or when the document opens with another council's name.
 */
export function nameCouncil(document: Document, given: SourceFacts, plan: PlanBuilder): Fact<CouncilFact> {
  if (given.council) {
    const known = given.gss ? null : resolveCouncil(given.council);
    const value = { name: known?.name ?? given.council, gss: given.gss ?? known?.gss ?? null };
    checkCode(given.council, known ?? resolveCouncil(given.council), given.gss ?? '', plan);
    checkText(document, value, plan);
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

/** The code wins over the name, so one that belongs to another council must not pass without a word. */
function checkCode(name: string, known: CouncilMatch | null, gss: string, plan: PlanBuilder): void {
  const coded = gss === '' ? null : councilOfCode(gss);
  if (known ? known.gss === gss : coded === null) return;
  if (gss === '' || (coded !== null && isSameName(coded.name, known?.name ?? name))) return;
  const of = coded === null ? 'is not in the table of councils' : `is ${coded.name} in the table of councils`;
  const own = known?.gss ? `, ${name} is ${known.gss}` : `, not ${name}`;
  addConflict(plan, `the code given, ${gss}, ${of}${own}; the code was used`);
}

/** A document that opens with another council's name than the one given. */
function checkText(document: Document, value: CouncilFact, plan: PlanBuilder): void {
  const found = findCouncil(openingText(document.blocks), { title: document.title });
  if (found === null || !/^(?:title|opening lines)\b/.test(found.evidence)) return;
  if (isSameCouncil(found, value)) return;
  addConflict(plan, `${value.name} was given and used, the document says otherwise: ${found.evidence}`);
}

/** The same by code or name, or one that the other has become part of. */
function isSameCouncil(found: FoundCouncil, value: CouncilFact): boolean {
  if (found.gss !== null && found.gss === value.gss) return true;
  const given = value.gss === null ? null : councilOfCode(value.gss);
  const names = [value.name, ...(given?.successors ?? [])];
  return names.some((name) => [found.name, ...found.successors].some((other) => isSameName(name, other)));
}

function addConflict(plan: PlanBuilder, message: string): void {
  plan.addIssue({ code: 'council-conflict', severity: 'warning', message, place: null });
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
