/**
 * Lists that only a line above them calls a plan's: a title, set as a heading or not ("Parish Council Action Plan"),
 * or words that lead in ("Actions in our plan include:").
 * In: a text without tables; out: the same, such lists marked and what stands around them left out.
 */
import type { Unit } from '../entries.ts';
import type { LabelLine } from './labels.ts';
import type { Group } from './prose-group.ts';
import { opensWithVerb } from '../verbs.ts';
import { countWords } from '../words.ts';

/** "Improvement Plan 2026/27", "Action Plan From May 2026": a plan's name, and after it only which years it is for. */
const TITLE =
  /^(?:[\p{L}\d’'&,()–-]+ ){0,8}(?:action|improvement|delivery) plan(?:\W+(?:update|for|from|to|until|and|january|february|march|april|may|june|july|august|september|october|november|december|(?:19|20)?\d\d))*\W*$/iu;
/** A text that tells of a meeting names a plan as an item of its agenda. */
const MEETING = /\b(?:minutes|agenda|meeting|apologies)\b/i;
const LEADS_IN =
  /^(?=.{1,140}$)[^.;:]*\bactions\b[^.;:]*\b(?:include|are|is|comprise|follows|following|below)\b[^.;:]*:$/i;
const WILL = /\bwill:$/i;
const openingLines = 8;
const fewestDeeds = 3;
/** Of a titled list so many items must open with a verb. */
const leastDeeds = 0.8;

/** The groups with the lists of a titled plan marked as actions, and nothing else in them. */
export function markTitledLists(groups: readonly Group[], lines: readonly LabelLine[]): Group[] {
  const title = findTitle(lines);
  return groups.map((group) => {
    const items = group.units.filter(({ marker }) => marker !== '');
    const isTitled =
      title !== null && group.headings.every((heading) => heading === title) && group.recommendation === '';
    return isTitled && areDeeds(items)
      ? { ...group, headings: [title], units: items, isMarked: true }
      : group;
  });
}

/** The last of the opening lines that is a plan's title, no list above it; `null` for none, or a meeting's papers. */
function findTitle(lines: readonly LabelLine[]): string | null {
  const listed = lines.findIndex(({ unit }) => unit.marker !== '');
  const opening = lines.slice(0, Math.min(openingLines, listed < 0 ? lines.length : listed));
  if (opening.some(({ unit }) => countWords(unit.passage.text) <= 16 && MEETING.test(unit.passage.text)))
    return null;
  const titles = opening.filter(({ role, unit }) => {
    const text = unit.passage.text.trim();
    return role === null && /^\P{Ll}/u.test(text) && TITLE.test(text);
  });
  return titles.at(-1)?.unit.passage.text ?? null;
}

/** Bullets that open with a verb, "To" before it or not; those under numbered titles alone count. */
function areDeeds(items: readonly Unit[]): boolean {
  const bullets = items.filter(({ marker }) => !/^\(?\d/.test(marker));
  const counted = bullets.length === 0 ? items : bullets;
  const deeds = counted.filter(({ passage }) => isDeed(passage.text));
  return deeds.length >= fewestDeeds && deeds.length >= counted.length * leastDeeds;
}

function isDeed(text: string): boolean {
  return opensWithVerb(text.trim().replace(/^To\s(?:\p{L}+ly\s)?/u, ''));
}

/**
 * The lines without what stands beside lists that such words lead in, under the same headings: there only they and lists
 * below "We will:" are actions.
 */
export function keepLedLists(lines: readonly LabelLine[]): LabelLine[] {
  const isItem = (index: number): boolean => (lines[index]?.unit.marker ?? '') !== '';
  const leads = lines.map(
    (line, index) => LEADS_IN.test(wordsOf(line)) && isItem(index + 1) && isItem(index + 2),
  );
  const sections = new Set(lines.filter((_, index) => leads[index]).map(sectionOf));
  let keeps = false;
  return lines.filter((line, index) => {
    if (!sections.has(sectionOf(line)) || line.heading || line.isRecommendation) return true;
    if (!isItem(index)) keeps = leads[index] === true || (WILL.test(wordsOf(line)) && isItem(index + 1));
    return keeps;
  });
}

function sectionOf({ headings, recommendation }: LabelLine): string {
  return `${headings.join('\n')}\n${recommendation}`;
}

/** A line's words as printed, a label's colon with them. */
function wordsOf({ label, unit }: LabelLine): string {
  return unit.passage.text === '' && label !== '' ? `${label}:` : unit.passage.text.trim();
}
