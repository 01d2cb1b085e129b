/**
 * Gathers labelled lines into blocks: what stands under one heading, recommendation or opening label, and the bullets
 * below labels that hold for all of them. In: lines; out: blocks in order, also those that say too little for an action.
 */
import type { ColumnRole } from '../../model.ts';
import { judgeSentence } from '../commitments.ts';
import type { Unit } from '../entries.ts';
import type { LabelLine } from './labels.ts';
import { EMPTY, type Passage } from '../passage.ts';
import { splitSentences } from '../sentences.ts';
import { DATE_ROLES, isOwnerCell, isTimeCell } from '../words.ts';
import { opensWithVerb } from '../verbs.ts';

/** A label and its value. */
export interface Part {
  role: ColumnRole;
  label: string;
  score: number;
  units: Unit[];
}

/** A block as gathered: its labelled parts, and the words before the first label. */
export interface Gathered {
  parts: Part[];
  own: Unit[];
  heading: Passage;
  headings: string[];
  recommendation: string;
  lines: LabelLine[];
  /** True where its labels stand above bullets or sentences that share them. */
  shared: boolean;
}

const OPENERS: ReadonlySet<ColumnRole> = new Set<ColumnRole>([
  'recommendation',
  'objective',
  'action',
  'reference',
  'theme',
]);

/** Roles whose words can be an action. */
const WORDS: ReadonlySet<ColumnRole> = new Set<ColumnRole>(['action', 'objective', 'recommendation']);
/** Blocks of a run of lines, in order. */
export function gather(lines: readonly LabelLine[]): Gathered[] {
  const blocks: Gathered[] = [];
  let block = open(undefined);
  let closed = true;
  const start = (line: LabelLine) => {
    block = open(line);
    blocks.push(block);
    closed = false;
  };
  const themesLead = doThemesLead(lines);
  for (const [index, line] of lines.entries()) {
    const last = block.parts.at(-1);
    if (line.role === null) {
      if (line.heading || line.isRecommendation) {
        start(line);
        block.heading = line.isRecommendation ? EMPTY : line.unit.passage;
      } else if (
        last &&
        (line.isSameCell === true || takesMore(last, line) || closesList(block, lines, index))
      )
        last.units.push(line.unit);
      else {
        if (closed || block.parts.length > 0) start(line);
        block.own.push(line.unit);
      }
      block.lines.push(line);
      continue;
    }
    const isWeak = line.role === 'action' && line.score < 0.7;
    const isFurther = isWeak && block.parts.some((part) => part.role === 'action');
    const role = isFurther || tellsOfPromise(block, line) ? 'progress' : line.role;
    const again = block.parts.some(
      (part) => part.role === role && (OPENERS.has(part.role) || part.label === line.label),
    );
    const divides = role === 'theme' && (themesLead || block.parts.some((part) => part.role === 'action'));
    const goesOn = continuesLabel(block, line) || givesActions(block, line) || tellsFurther(block, line);
    if (closed || divides || (again && !goesOn)) start(line);
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
export function carryThemes(blocks: readonly Gathered[]): void {
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
    shared: false,
  };
}

/** Unlabelled words go on with the label above while its value is still to come, or while they are its list. */
function takesMore(part: Part, line: LabelLine): boolean {
  if (part.units.length === 0) return true;
  if (isFurtherValue(part, line.unit)) return true;
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

/** Words that no post has. */
const SENTENCE = /\b(?:you|we|this|is|are|was|will|have|has|to|please|if|an?)\b/i;

/** A second post below "Who", a second time below "When", each on a line of its own. */
function isFurtherValue({ role, units }: Part, { marker, passage }: Unit): boolean {
  if (marker !== '' || units.some((unit) => unit.marker !== '') || /[.:]$/.test(passage.text.trim()))
    return false;
  if (role === 'owner')
    return isOwnerCell(passage.text) && !opensWithVerb(passage.text) && !SENTENCE.test(passage.text);
  return kinOf(role) === 'time' && isTimeCell(passage.text) && !opensWithVerb(passage.text);
}

/** A sentence between the bullets of an action label and the leads they still lack: it goes with the bullets. */
function closesList(block: Gathered, lines: readonly LabelLine[], index: number): boolean {
  const [last, next] = [block.parts.at(-1), lines[index + 1]];
  if (last?.role !== 'action' || lines[index]?.unit.marker !== '' || next === undefined) return false;
  const isLead = next.role === 'owner' && !next.heading && next.recommendation === block.recommendation;
  const isFirst = !block.parts.some((part) => part.role === 'owner');
  return isLead && isFirst && last.units.every((unit) => unit.marker !== '');
}

/** True where the first "Theme: …" stands above what it holds for, not at the end of a block. */
function doThemesLead(lines: readonly LabelLine[]): boolean {
  const first = lines.findIndex((line) => line.role === 'theme');
  const before = lines[first - 1];
  return first >= 0 && (!before || before.heading || (before.role === null && !isDeed(before.unit)));
}

/** "Response: Accepted … Actions: …": the second label holds the actions, the first what the council answers. */
function givesActions(block: Gathered, line: LabelLine): boolean {
  const answers = block.parts.filter((part) => part.role === 'action');
  return line.role === 'action' && line.score >= 0.9 && answers.every((part) => part.score < 0.8);
}

/** "What we did" below "What we said": how far each of the promises has got. */
function tellsOfPromise(block: Gathered, line: LabelLine): boolean {
  return (
    WORK_DONE.test(line.label) &&
    block.parts.some(({ role, label }) => role === 'action' && PROMISED.test(label))
  );
}

/** "We did" above "We will": what was done and what will be answer the same. */
function tellsFurther(block: Gathered, line: LabelLine): boolean {
  const before = block.parts.filter((part) => part.role === 'action');
  return (
    line.role === 'action' &&
    !WORK_DONE.test(line.label) &&
    before.length > 0 &&
    before.every(({ label }) => WORK_DONE.test(label))
  );
}

/** Labels of what an earlier plan promised. */
const PROMISED = /\bwe (?:said|promised|committed)\b/i;
/** Labels of work done: "We did", "What we have done so far". */
const WORK_DONE = /\b(?:did|done|delivered|achieved|so far|to date)\b/i;

/** Owner labels may repeat in one block ("Lead member:", "Lead officer:"). */
function continuesLabel(block: Gathered, line: LabelLine): boolean {
  const last = block.parts.at(-1);
  return last?.role === line.role && line.role === 'owner' && last.label !== line.label;
}

/**
 * Labels under a recommendation's words hold for the bullets and sentences below them: "Recommendation 2 / Lead: … /
 * Timescale: … / • … • …". Where those have labels of their own, they take what they lack; words between that
 * promise nothing ("The peers found …") part a label such as "Objectives" from no owner.
 */
export function adoptBelow(blocks: readonly Gathered[]): Gathered[] {
  const kept: Gathered[] = [];
  let above: Gathered | null = null;
  for (const block of blocks) {
    const isBelow: boolean =
      above !== null &&
      block.own.length > 0 &&
      block.recommendation === above.recommendation &&
      block.headings.join('\n') === above.headings.join('\n') &&
      block.heading.text === '' &&
      !block.lines[0]?.isRecommendation;
    if (!isBelow || above === null) {
      above = isPreamble(block) ? block : null;
      kept.push(block);
      continue;
    }
    const holds = (units: readonly Unit[]) => units.some((unit) => isDeed(unit));
    const isContext = !holds(block.own);
    if (isContext && !block.parts.some((part) => WORDS.has(part.role) && holds(part.units))) {
      kept.push(block);
      continue;
    }
    if (isContext) block.own = [];
    if (block.parts.length === 0) {
      above.own.push(...block.own);
      above.lines.push(...block.lines);
      above.shared = true;
    } else {
      const stated = new Set(block.parts.map((own) => kinOf(own.role)));
      block.parts.push(...above.parts.filter((part) => !stated.has(kinOf(part.role))));
      if (above.own.length === 0 && kept.includes(above)) kept.splice(kept.indexOf(above), 1);
      kept.push(block);
    }
  }
  return kept;
}

/** A recommendation or heading with labels and no words of an action yet. */
function isPreamble(block: Gathered): boolean {
  const isTheme = block.parts.some(({ role }) => role === 'theme');
  const opensHere = isTheme || block.recommendation !== '' || block.heading.text !== '';
  return (
    opensHere &&
    block.parts.length > 0 &&
    block.own.length === 0 &&
    !opensWithVerb(block.heading.text) &&
    block.parts.every(({ role }) => !WORDS.has(role)) &&
    block.parts.some(({ role }) => kinOf(role) === 'owner' || kinOf(role) === 'time')
  );
}

/** An item, or words of which a sentence promises something. */
function isDeed(unit: Unit): boolean {
  return (
    unit.marker !== '' ||
    splitSentences(unit.passage).some(({ text }) => judgeSentence(text, '').role === 'commitment')
  );
}

/** Roles of which a block that has one lacks none: all that say when are one kin. */
export function kinOf(role: ColumnRole): string {
  return DATE_ROLES.has(role) ? 'time' : role;
}
