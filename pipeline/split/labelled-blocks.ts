/**
 * Labelled blocks: a commitment with its lead, its date and the rest under labels, as paragraphs or as a two-column
 * table. One block is one action, unless its bullets or letters are each a commitment (CONVENTIONS, Rulings).
 */
import type { ColumnRole, RoleCell } from '../model.ts';
import { findActions, type FoundAction } from './cell-actions.ts';
import type { Unit } from './entries.ts';
import type { LabelLine } from './labels.ts';
import { EMPTY, joinPassages, placeOf, type Passage } from './passage.ts';
import type { PlanBuilder } from './plan-builder.ts';
import { findNumber, findRefs, namesRefsOnly } from './recommendations.ts';
import { peelTail } from './tails.ts';
import { hasTimeWords } from './words.ts';

interface Part {
  role: ColumnRole;
  label: string;
  score: number;
  units: Unit[];
}

/** A block as gathered: its labelled parts, and the words before the first label. */
interface Gathered {
  parts: Part[];
  own: Unit[];
  heading: Passage;
  headings: string[];
  recommendation: string;
  lines: LabelLine[];
}

const OPENERS: ReadonlySet<ColumnRole> = new Set<ColumnRole>([
  'recommendation',
  'objective',
  'action',
  'reference',
  'theme',
]);

/** Labels of further actions in the same block, beside those of work done. */
const ALSO_ACTION =
  /\b(?:done|did|so far|to date|taken|completed|will do next|what next|further|happens next)\b/i;

/** Labels of a report's own particulars: such a block is about the paper, not an action. */
const ABOUT_REPORT =
  /\b(?:report|wards?|author|agenda|meeting|classification|exempt|decision|subject|publication)\b/i;

/** Reads the labelled blocks of a run of lines into the plan. Gives the lines that were used. */
export function readLabelled(lines: readonly LabelLine[], plan: PlanBuilder, surely = false): Set<LabelLine> {
  const blocks = gather(lines).filter((block) => isBlock(block));
  const used = new Set<LabelLine>();
  const labels = blocks.flatMap((block) => block.parts);
  const roles = new Set(labels.map((part) => part.role));
  const enough = surely || blocks.length > 1 || roles.size >= 3;
  if (!enough) return used;
  const before = plan.actions.length;
  carryThemes(blocks);
  for (const block of blocks) readBlock(block, plan);
  if (plan.actions.length > before)
    for (const block of blocks) for (const line of block.lines) used.add(line);
  return used;
}

/** A block must say who or when, and have words that can be an action. */
function isBlock(block: Gathered): boolean {
  const has = (...roles: ColumnRole[]) => block.parts.some((part) => roles.includes(part.role));
  if (block.parts.some((part) => ABOUT_REPORT.test(part.label))) return false;
  const says = has('owner', 'timescale', 'start', 'end', 'revised-date');
  return (
    says &&
    (has('action', 'objective', 'recommendation') || block.own.length > 0 || block.heading.text !== '')
  );
}

function gather(lines: readonly LabelLine[]): Gathered[] {
  const blocks: Gathered[] = [];
  let block = open(undefined);
  let closed = true;
  const start = (line: LabelLine) => {
    block = open(line);
    blocks.push(block);
    closed = false;
  };
  for (const line of lines) {
    const last = block.parts.at(-1);
    if (line.role === null) {
      if (line.heading || line.isRecommendation) {
        start(line);
        block.heading = line.isRecommendation ? EMPTY : line.unit.passage;
      } else if (last && takesMore(last, line)) last.units.push(line.unit);
      else {
        if (closed || block.parts.length > 0) start(line);
        block.own.push(line.unit);
      }
      block.lines.push(line);
      continue;
    }
    const isWeak = line.role === 'action' && line.score < 0.7;
    const role = isWeak && block.parts.some((part) => part.role === 'action') ? 'progress' : line.role;
    const again = block.parts.some(
      (part) => part.role === role && (OPENERS.has(part.role) || part.label === line.label),
    );
    const divides = role === 'theme' && block.parts.some((part) => part.role === 'action');
    if (closed || divides || (again && !continuesLabel(block, line))) start(line);
    block.parts.push({
      role,
      label: line.label,
      score: line.score,
      units: line.unit.passage.text === '' ? [] : [line.unit],
    });
    block.lines.push(line);
  }
  return blocks;
}

/** "Theme: Finance" on a line of its own holds for the blocks under it. */
function carryThemes(blocks: readonly Gathered[]): void {
  let theme: Part | undefined;
  for (const block of blocks) {
    const own = block.parts.find((part) => part.role === 'theme');
    if (own) theme = own;
    else if (theme) block.parts.push(theme);
  }
}

function open(line: LabelLine | undefined): Gathered {
  return {
    parts: [],
    own: [],
    heading: EMPTY,
    headings: line?.headings ?? [],
    recommendation: line?.recommendation ?? '',
    lines: [],
  };
}

/** Unlabelled words go on with the label above while its value is still to come, or while they are its list. */
function takesMore(part: Part, line: LabelLine): boolean {
  if (part.units.length === 0) return true;
  const isInline =
    part.units.every((unit) => unit.marker === '') && !part.units.at(-1)?.passage.text.trim().endsWith(':');
  if (line.unit.marker !== '') return !isInline || part.role === 'action';
  const before = part.units.at(-1)?.passage.text.trim() ?? '';
  return (
    /^\p{Ll}/u.test(line.unit.passage.text) ||
    before.endsWith(':') ||
    (part.role === 'action' && part.units.some((unit) => unit.marker === '') && part.units.length > 1)
  );
}

/** Owner labels may repeat in one block ("Lead member:", "Lead officer:"). */
function continuesLabel(block: Gathered, line: LabelLine): boolean {
  const last = block.parts.at(-1);
  return last?.role === line.role && line.role === 'owner' && last.label !== line.label;
}

function textOf(part: Part | undefined): Passage {
  return part ? joinPassages(part.units.map((unit) => unit.passage)) : EMPTY;
}

function readBlock(block: Gathered, plan: PlanBuilder): void {
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
    block.heading.text === '' || findNumber(block.heading.text)
      ? []
      : [{ marker: '', level: -1, passage: block.heading }],
    of('recommendation')[0]?.units ?? [],
  ];
  const units = fallback.find((each) => each.length > 0) ?? [];
  const also = actions.slice(1).filter((part) => ALSO_ACTION.test(part.label));
  const found = [...findOwn(units), ...also.flatMap((part) => findOwn(part.units))];
  const cells = block.parts
    .filter(
      (part) => part !== main && !['action', 'recommendation', 'objective', 'reference'].includes(part.role),
    )
    .map((part) => cellOf(part, part.role));
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
      cells: [...cells, ...action.cells],
      source: main ? `label “${main.label}”` : 'labelled block',
      confidence: main ? 0.95 : 0.8,
    });
  }
}

/** The actions of a part, each with what stands at its own end ("… (Lead: Chief Executive)"). */
function findOwn(units: readonly Unit[]): (FoundAction & { cells: RoleCell[] })[] {
  const peeled = units.map((unit) => ({ unit, tail: unit.marker === '' ? null : peelTail(unit.passage) }));
  if (peeled.some(({ tail }) => tail !== null && tail.cells.length > 0)) {
    return peeled.flatMap(({ unit, tail }) =>
      findActions([{ ...unit, passage: tail?.passage ?? unit.passage }], { trust: 'cell' }).actions.map(
        (action) => ({
          ...action,
          cells: tail?.cells ?? [],
        }),
      ),
    );
  }
  const { actions } = findActions(units, { trust: 'cell' });
  const found = actions.some((action) => action.marker !== '') ? actions : mergeActions(actions);
  return found.map((action) => ({ ...action, cells: [] }));
}

/** Sentences of one block without bullets are one action, unless each has a date of its own. */
function mergeActions(actions: FoundAction[]): FoundAction[] {
  const [first] = actions;
  if (!first || actions.length < 2 || actions.every(({ passage }) => hasTimeWords(passage.text)))
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
