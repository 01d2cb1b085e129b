/**
 * Labelled blocks: a commitment with its lead, its date and the rest under labels, as paragraphs or as a two-column
 * table. One block is one action, unless its bullets or letters are each a commitment (CONVENTIONS, Rulings).
 */
import type { ColumnRole, RoleCell } from '../../model.ts';
import { findActions, type FoundAction } from '../cell-actions.ts';
import { judgeSentence } from '../commitments.ts';
import { withoutEndings } from './endings.ts';
import { nestUnits, type Unit } from '../entries.ts';
import { adoptBelow, carryThemes, gather, kinOf, type Gathered, type Part } from './gathered-blocks.ts';
import type { LabelLine } from './labels.ts';
import { cutPassage, EMPTY, joinPassages, placeOf, type Passage } from '../passage.ts';
import type { PlanBuilder } from '../plan-builder.ts';
import { readGroup } from './prose-group.ts';
import { findNumber, findRefs, namesRefsOnly } from '../recommendations.ts';
import { cellOfWords } from '../tables/role-cells.ts';
import { tellsWorkDone } from '../tables/settled-columns.ts';
import { peelTail, splitOwner } from '../tails.ts';
import { cellsOfHeadings } from './time-headings.ts';
import { hasTimeWords, isTimeCell } from '../words.ts';

/** Labels of further actions in the same block, beside those of work done. */
const ALSO_ACTION =
  /\b(?:done|did|so far|to date|taken|completed|will do next|what next|further|happens next)\b/i;

/** Labels of a report's own particulars: such a block is about the paper, not an action. */
const ABOUT_REPORT =
  /\b(?:report|wards?|author|agenda|meeting|classification|exempt|decision|subject|publication)\b/i;

/** "Published: 5 January" at the head of a plan: a fact of the paper. */
const ABOUT_PAPER = /^(?:first |last )?(?:published|updated|approved|adopted|agreed|version|date|dated)$/i;

/** Reads the labelled blocks of a run of lines into the plan. Gives the lines that were used. */
export function readLabelled(lines: readonly LabelLine[], plan: PlanBuilder, surely = false): Set<LabelLine> {
  const gathered = adoptBelow(gather(surely ? lines : withoutEndings(lines)));
  const blocks = gathered.filter((block) => isBlock(block));
  const used = new Set<LabelLine>();
  const roles = new Set(blocks.flatMap((block) => block.parts).map((part) => part.role));
  const enough = surely || blocks.length > 1 || roles.size >= 3 || blocks.some((block) => block.shared);
  if (!enough) return used;
  carryThemes(blocks);
  const answered = new Set(blocks.map((block) => block.recommendation));
  for (const block of gathered) {
    const before = plan.actions.length;
    if (blocks.includes(block)) readBlock(block, plan);
    else readLoose(block, answered, plan);
    if (plan.actions.length > before) for (const line of block.lines) used.add(line);
  }
  return used;
}

/** Bullets and "Action 3: …" under a recommendation that has no labels, beside others that have them. */
function readLoose(block: Gathered, answered: ReadonlySet<string>, plan: PlanBuilder): void {
  const actions = block.parts.filter((part) => part.role === 'action' && part.score >= 0.9);
  if (block.recommendation === '' || (actions.length === 0 && answered.has(block.recommendation))) return;
  const units = [...(actions.length > 0 ? [] : block.own), ...actions.flatMap((part) => part.units)];
  const { headings, recommendation } = block;
  if (units.length > 0) readGroup({ headings, recommendation, units, cells: [] }, plan, actions.length > 0);
}

/** A block must say who, when or how far its labelled actions have got, and have words that can be an action. */
function isBlock(block: Gathered): boolean {
  const has = (...roles: ColumnRole[]) => block.parts.some((part) => roles.includes(part.role));
  if (block.parts.some((part) => ABOUT_REPORT.test(part.label))) return false;
  if (ABOUT_PAPER.test(block.parts[0]?.label ?? '')) return false;
  const says =
    has('owner', 'timescale', 'start', 'end', 'revised-date') ||
    (has('progress', 'status') && block.parts.some(({ role, score }) => role === 'action' && score >= 0.9));
  const hasWords = has('action', 'objective', 'recommendation') || block.own.length > 0;
  return says && (hasWords || block.heading.text !== '' || ownRecommendation(block).length > 0);
}

/** A heading of one subject ("People") over nothing but who leads on it: no action by itself. */
function isDivision({ heading, parts }: Gathered): boolean {
  return parts.every(({ role }) => role === 'owner') && judgeSentence(heading.text, '').role === 'phrase';
}

/** The recommendation's own words, where its labels follow at once and nothing else says what will be done. */
function ownRecommendation(block: Gathered): Unit[] {
  const [first] = block.lines;
  if (!first?.isRecommendation) return [];
  const words = withoutNumber(first.unit.passage);
  return words.text === '' ? [] : [{ marker: '', level: -1, passage: words }];
}

/** A heading's words after "2." or "Recommendation 2:". */
function withoutNumber(passage: Passage): Passage {
  return cutPassage(passage, findNumber(passage.text, true)?.at ?? 0, passage.text.length);
}

function textOf(part: Part | undefined): Passage {
  return part ? joinPassages(part.units.map((unit) => unit.passage)) : EMPTY;
}

function readBlock(block: Gathered, plan: PlanBuilder): void {
  nameMilestones(block);
  const of = (role: ColumnRole) => block.parts.filter((part) => part.role === role);
  if (of('owner').length > 0) plan.hasOwnerColumn = true;
  const refs = readRefs(block, plan);
  const objective = textOf(of('objective')[0]).text.replaceAll(/\s+/g, ' ');
  const actions = of('action')
    .filter((part) => part.units.length > 0)
    .sort((a, b) => b.score - a.score);
  const main = (actions[0]?.score ?? 0) >= 0.7 || block.own.length === 0 ? actions[0] : undefined;
  const fallback: Unit[][] = [
    main?.units ?? [],
    block.own,
    of('objective')[0]?.units ?? [],
    block.heading.text === '' || findNumber(block.heading.text) || isDivision(block)
      ? []
      : [{ marker: '', level: -1, passage: withoutNumber(block.heading) }],
    of('recommendation')[0]?.units ?? [],
    plan.actions.some((action) => action.recommendations.includes(block.recommendation))
      ? []
      : ownRecommendation(block),
  ];
  const units = fallback.find((each) => each.length > 0) ?? [];
  const also = actions.slice(1).filter((part) => ALSO_ACTION.test(part.label));
  const found = [
    ...withWorkDone(
      findOwn(units, block.shared && units === block.own),
      main?.units === units ? main : undefined,
    ),
    ...also.flatMap((part) => withWorkDone(findOwn(part.units), part)),
  ];
  const cells = block.parts
    .filter(
      (part) => part !== main && !['action', 'recommendation', 'objective', 'reference'].includes(part.role),
    )
    .flatMap((part) => {
      const isShared = kinOf(part.role) === 'time' && isList(block, units);
      const [only, ...more] = part.role === 'owner' ? part.units : [];
      const mixed = only && more.length === 0 ? splitOwner(part.label, only.passage) : [];
      return mixed.length > 0 ? mixed : [{ ...cellOf(part, part.role), inherited: isShared }];
    });
  if (!cells.some((cell) => kinOf(cell.role) === 'time')) {
    cells.push(...cellsOfHeadings(block.headings.map((text) => ({ text, pieces: [] }))));
  }
  for (const extra of actions) {
    if (extra !== main && !also.includes(extra)) cells.push(cellOf(extra, 'progress'));
  }
  const row = plan.nextRow();
  for (const action of found) {
    plan.addAction(action, {
      recommendations: refs,
      objective: units === of('objective')[0]?.units ? '' : objective,
      headings: block.headings,
      row,
      cells: [...withoutKin(cells, action.cells), ...action.cells],
      source: main ? `label “${main.label}”` : 'labelled block',
      confidence: main ? 0.95 : 0.8,
    });
  }
}

/** "Milestones: Draft in May. Launch in July": where no other label says when, they do. */
function nameMilestones(block: Gathered): void {
  const isTime = (part: Part) => kinOf(part.role) === 'time';
  if (block.parts.some(isTime) || !block.parts.some(({ role }) => role === 'owner')) return;
  for (const part of block.parts) {
    const words = textOf(part).text;
    if (/\bmilestones?\b/i.test(part.label) && (hasTimeWords(words) || isTimeCell(words)))
      part.role = 'timescale';
  }
}

/** What stands under "We did" is done, whatever its words. */
function withWorkDone(found: ReturnType<typeof findOwn>, part: Part | undefined): ReturnType<typeof findOwn> {
  const label = part?.label ?? '';
  if (!tellsWorkDone(label)) return found;
  const done = cellOfWords('status', '', { text: label, pieces: [] });
  return found.map((action) => ({ ...action, cells: [...action.cells, done] }));
}

/** The block's cells without those that the action's own end says as well. */
function withoutKin(cells: readonly RoleCell[], own: readonly RoleCell[]): RoleCell[] {
  return cells.filter((cell) => !own.some((each) => kinOf(each.role) === kinOf(cell.role)));
}

/** True where several bullets share the block's labels: a date in a bullet's own words then beats theirs. */
function isList(block: Gathered, units: readonly Unit[]): boolean {
  return block.shared || units.filter((unit) => unit.marker !== '').length > 1;
}

/**
 * The actions of a part, each with what stands at its own end ("… (Lead: Chief Executive)"). A narrative below labels
 * that are shared is taken by sentence.
 */
function findOwn(units: readonly Unit[], isNarrative = false): (FoundAction & { cells: RoleCell[] })[] {
  const peeled = nestUnits(units).map(({ unit, inner }) => {
    const tail = unit.marker === '' ? null : peelTail(unit.passage);
    const own = tail?.passage ?? unit.passage;
    const passage = joinPassages([own, ...inner.map((each) => each.passage)]);
    return { unit: { ...unit, passage }, cells: tail?.cells ?? [] };
  });
  const isList = peeled.filter(({ unit }) => unit.marker !== '').length > 1;
  if (peeled.some(({ cells }) => cells.length > 0)) {
    return peeled.flatMap(({ unit, cells }) =>
      findActions([unit], { trust: isList && unit.marker === '' ? 'prose' : 'cell' }).actions.map(
        (action) => ({ ...action, cells }),
      ),
    );
  }
  const { actions } = findActions(units, { trust: 'cell' });
  const stand = isNarrative || actions.some((action) => action.marker !== '');
  const found = stand ? actions : mergeActions(actions);
  return found.map((action) => ({ ...action, cells: [] }));
}

/** Sentences of one block without bullets are one action, unless a later sentence promises something with a date of its own. */
function mergeActions(actions: FoundAction[]): FoundAction[] {
  const [first] = actions;
  const areApart =
    actions.slice(1).some(({ passage }) => hasTimeWords(passage.text)) &&
    actions.every(({ passage }) => /\b(?:will|shall)\b/i.test(passage.text));
  if (!first || actions.length < 2 || areApart || actions.every(({ passage }) => hasTimeWords(passage.text)))
    return actions;
  const passage = joinPassages(actions.map((action) => action.passage));
  return [{ ...first, passage, evidence: ['one labelled block, one action'] }];
}

function readRefs(block: Gathered, plan: PlanBuilder): string[] {
  const part = block.parts.find((each) => each.role === 'recommendation');
  const reference = textOf(block.parts.find((each) => each.role === 'reference')).text;
  const passage = textOf(part);
  if (part && passage.text !== '') {
    const named = findNumber(part.label)?.ref ?? findRefs(reference)[0] ?? '';
    if (namesRefsOnly(passage.text)) {
      const refs = findRefs(passage.text);
      for (const ref of refs) if (!plan.recommendations.byRef(ref)) plan.recommendations.add(EMPTY, ref, '');
      return refs;
    }
    const number = findNumber(passage.text, true);
    // "Recommendation 1 – Children" stands above: the peers' words are not another one.
    if (named === '' && !number && block.recommendation !== '') return [block.recommendation];
    const words = number ? { ...passage, text: passage.text.slice(number.at) } : passage;
    return [plan.recommendations.add(words, named === '' ? (number?.ref ?? '') : named, '')];
  }
  return block.recommendation === '' ? [] : [block.recommendation];
}

function cellOf(part: Part, role: ColumnRole): RoleCell {
  const lines = part.units.map((unit) => unit.passage.text);
  return {
    role,
    header: part.label,
    text: lines.join('\n'),
    lines,
    place: placeOf(textOf(part)),
    inherited: false,
  };
}
