/**
 * Plans without a table: lists and paragraphs under recommendations, themes or "What we will do". Only commitments
 * are taken, and nothing from introductions, the peers' own words or how the plan will be monitored.
 */
import type { ColumnRole } from '../../model.ts';
import { readLexicon } from '../../data-files.ts';
import { isLeadIn } from '../commitments.ts';
import { markAdvice } from './advice-over-lists.ts';
import { withoutEndings } from './endings.ts';
import type { LabelLine } from './labels.ts';
import type { Passage } from '../passage.ts';
import type { Unit } from '../entries.ts';
import type { PlanBuilder } from '../plan-builder.ts';
import { readGroup, type Group } from './prose-group.ts';
import { keepLedLists, markTitledLists } from './titled-lists.ts';
import { cellOfWords } from '../tables/role-cells.ts';
import { cellsOfHeadings, findHeadingTime } from './time-headings.ts';
import { countWords, hasTimeWords, isTimeRole } from '../words.ts';

const headingWords = readLexicon('lexicon/split-headings.tsv');
const wordsOf = (kind: string) =>
  headingWords
    .filter((row) => row['kind'] === kind)
    .map((row) => row['words'])
    .join('|');
const patternOf = (kind: string) =>
  new RegExp(String.raw`(?:^|[^\p{L}])(?:${wordsOf(kind)})(?![\p{L}])`, 'iu');
const NEVER = patternOf('none');
/** "Key findings", "4. Monitoring and reporting", "Feedback from the peer team"; not "Equality and inclusion". */
const NEVER_ALONE = new RegExp(
  String.raw`^\W*(?:\d[\d.]*\W*)?(?:(?:our|the|key|main|overall|initial|headline|expected|intended|desired|other|further|general|brief|summary of|peer team['’]?s?|lga|peer|success)\s)*(?:${wordsOf('alone')})(?:\s(?:and|&)\s(?:${wordsOf('alone')}|introduction|next steps|review|evaluation|governance))?(?:\s(?:arrangements|implications|considerations|comments|assessment|details|us|progress|delivery|(?:of|from|by|to|on|for|in)\s(?:the |this |our )*(?:lga|peers?|corporate peer|review|challenge|report|recommendations?|plan|action plan|team|progress)\b.*))?\W*$`,
  'iu',
);
const ACTIONS = patternOf('actions');

/** A title that is a plan's: "Peer Challenge: Actions by timescale". */
const REVIEW = /\b(?:peer (?:challenge|review)|cpc|lga)\b/i;
/** Reads the lines that no table or labelled block has used. */
export function readProse(lines: readonly LabelLine[], plan: PlanBuilder): void {
  const advice = markAdvice(keepLedLists(withoutEndings(lines)), plan);
  const grouped = shareOwners(groupLines(withRecommendations(advice.lines, plan), isTitled(lines)));
  const groups = markTitledLists(grouped, lines);
  const isStrict = groups.some((group) => isActionList(group));
  const underRecommendation = groups.filter((group) => group.recommendation !== '');
  const parts = groups.filter(
    (group) =>
      group.recommendation !== '' ||
      ((group.headings.length > 1 || NUMBERED_PART.test(group.headings[0] ?? '')) && !isNever(group)),
  );
  for (const group of groups) {
    if (isNever(group)) continue;
    const isName = group.headings.length === 1 && parts.length > 0 && groups[0] === group;
    const isSaid =
      group.isMarked === true || advice.refs.has(group.recommendation) || (!isName && isMarked(group));
    if (isStrict && group.recommendation === '' && !isActionList(group) && !isDatedList(group)) continue;
    if (underRecommendation.length > 0 && group.recommendation === '' && !isSaid) continue;
    if (isSaid || parts.includes(group) || group.cells.some((cell) => cell.role === 'timescale'))
      readGroup(group, plan, isSaid);
  }
}

/** "Priority 2 – To listen better": part of a plan also where no title stands above. */
const NUMBERED_PART =
  /^(?:priority|theme|objective|strand|pillar|aim|goal|ambition|workstream) \d{1,2}\s?[.:–-]\s/i;

/** A list right below "Action required", "Agreed actions": what stands elsewhere is about them. */
function isActionList({ headings, units }: Group): boolean {
  return ACTION_LABEL.test(headings.at(-1) ?? '') && units.some(({ marker }) => marker !== '');
}

/** Items with times of their own are promises wherever they stand. */
function isDatedList({ units }: Group): boolean {
  return units.some(({ marker, passage }) => marker !== '' && hasTimeWords(passage.text));
}

const ACTION_LABEL =
  /^\W*(?:the |our |key |agreed |proposed |planned )*actions?(?: (?:required|agreed|needed|proposed|planned|to be taken|we will take))?\W*$/i;

function isNever({ headings, recommendation, isOpened }: Group): boolean {
  // "Foreword", and recommendations one after the other below it without a heading of their own.
  if (isOpened === true) return false;
  const heading = headings.at(-1) ?? '';
  if (/^\W*(?:\d+\W+)?(?:our |agreed |further |other |additional |more )?actions?\b/i.test(heading))
    return false;
  if (NEVER_ALONE.test(heading)) return true;
  return NEVER.test(heading) && !(recommendation !== '' && ACTIONS.test(heading.replace(NEVER, '')));
}

/** True where a label or the heading says that what stands below are actions. */
export function isMarked(group: Group): boolean {
  return group.isMarked === true || ACTIONS.test(group.headings.at(-1) ?? '');
}

/** Runs of lines under one recommendation and heading; `labelled` is given the recommendations that only a label names. */
export function groupByRecommendation(
  lines: readonly LabelLine[],
  plan: PlanBuilder,
  labelled: Set<string>,
): Group[] {
  const named = withRecommendations(lines, plan);
  for (const [index, line] of named.entries())
    if (line.isRecommendation && lines[index]?.isRecommendation === false) labelled.add(line.recommendation);
  return shareOwners(groupLines(named, false));
}

/** "Lead: Head of HR" set like a heading below a recommendation's list is of the list above it. */
function shareOwners(groups: Group[]): Group[] {
  groups.forEach((group, index) => {
    if (group.units.length > 0 || group.cells.length === 0 || group.recommendation === '') return;
    for (const above of groups.slice(0, index)) {
      const isOpen = above.recommendation === group.recommendation && above.units.length > 0;
      if (isOpen && !above.cells.some(({ role }) => role === 'owner')) above.cells.push(...group.cells);
    }
  });
  return groups;
}

/** True where one of the first lines is a plan's title, set as a heading or not. */
function isTitled(lines: readonly LabelLine[]): boolean {
  const first = lines.slice(0, 8).map((line) => line.unit.passage.text);
  return [...first, ...(lines[0]?.headings ?? [])].some(
    (text) => countWords(text) <= 16 && REVIEW.test(text) && ACTIONS.test(text),
  );
}

/** "Recommendation: Close the budget gap" holds for the lines after it, up to the next heading. */
function withRecommendations(lines: readonly LabelLine[], plan: PlanBuilder): LabelLine[] {
  let ref = '';
  return lines.map((line) => {
    if (line.heading || line.isRecommendation) ref = '';
    if (line.role === 'recommendation' && line.score >= 0.9 && line.unit.passage.text !== '') {
      ref = plan.recommendations.add(line.unit.passage, '', '');
      return { ...line, recommendation: ref, isRecommendation: true };
    }
    return ref === '' ? line : { ...line, recommendation: ref };
  });
}

/** Words of running text that promise something; the rest of it, above "What we will do", is where the council stands. */
const PROMISES = /\b(?:will|shall|going to|to be)\b/i;

function groupLines(lines: readonly LabelLine[], isPlan: boolean): Group[] {
  const groups: Group[] = [];
  const places = new Map<string, Passage>();
  let key = '';
  let plain: Passage | null = null;
  let waiting: LabelLine | null = null;
  let opening = '';
  lines.forEach((line, index) => {
    const nextKey = `${line.headings.join('\n')}\n${line.recommendation}`;
    if (line.heading) places.set(line.unit.passage.text, line.unit.passage);
    if (line.isRecommendation) opening = `${line.headings.join('\n')}\n${line.recommendation}`;
    if (line.heading || line.isRecommendation) {
      key = '';
      plain = null;
      waiting = null;
      return;
    }
    if (nextKey !== key) plain = null;
    const opens = isPlainHeading(line, lines[index + 1], isPlan);
    if (opens) plain = line.unit.passage;
    if (opens || nextKey !== key || groups.length === 0) {
      const own = plain === null ? [] : [plain];
      const headings = line.headings.map((text) => places.get(text) ?? { text, pieces: [] });
      groups.push({
        headings: [...line.headings, ...own.map((passage) => passage.text)],
        recommendation: line.recommendation,
        isOpened: line.recommendation !== '' && nextKey === opening,
        units: [],
        cells: cellsOfHeadings([...headings, ...own]),
      });
    }
    key = nextKey;
    if (opens) return;
    const group = groups.at(-1);
    const label: LabelLine | null = line.role === null ? waiting : line;
    waiting = line.role !== null && line.unit.passage.text === '' ? line : null;
    if (waiting?.role === 'action' && group && group.isMarked !== true) {
      group.isMarked = true;
      group.units = group.units.filter(({ marker, passage }) => marker !== '' || PROMISES.test(passage.text));
    }
    if (line.unit.passage.text === '' || !group) return;
    if (label && (label.role === 'owner' || isTimeRole(label.role))) {
      const shared = group.cells.filter((cell) => !isTimeRole(cell.role) || !isTimeRole(label.role));
      const cell = cellOfWords(label.role ?? 'other', label.label, line.unit.passage);
      group.cells = [...shared, { ...cell, inherited: isTimeRole(label.role) }];
    } else if (
      label !== null &&
      isNews(label) &&
      group.units.at(-1)?.marker !== '' &&
      group.units.length > 0
    ) {
      const cell = cellOfWords(label.role ?? 'progress', label.label, line.unit.passage);
      group.news = [...(group.news ?? []), { after: group.units.length, cell }];
    } else if (!SAYS_NO_DEED.has(line.role ?? 'action') && !isQuoted(line.unit)) {
      group.units.push(line.unit);
    }
  });
  return groups;
}

/** "Position: …", "Status – …" in front of words that say how far an item has got. */
function isNews({ role, score }: LabelLine): boolean {
  return (role === 'progress' || role === 'status') && score >= 0.75;
}

/** Labels whose values are never an action of their own. */
const SAYS_NO_DEED: ReadonlySet<ColumnRole> = new Set<ColumnRole>(['outcome', 'cost', 'reference', 'status']);

/** A paragraph that is a quotation from end to end: what the peers said. */
function isQuoted({ marker, passage }: Unit): boolean {
  return marker === '' && /^(?:“[^“”]+”|"[^"]+"|‘[^‘’]+’)[.]?$/.test(passage.text.trim());
}

/** A short line over a list that is no heading by its style: "Within six months", "Governance". */
function isPlainHeading(line: LabelLine, next: LabelLine | undefined, isPlan: boolean): boolean {
  const { marker, passage } = line.unit;
  const isOver =
    marker === '' && line.role === null && next?.unit.marker !== undefined && next.unit.marker !== '';
  if (!isOver || next.heading || countWords(passage.text) > 10 || !/^[\p{Lu}\d]/u.test(passage.text))
    return false;
  if (findHeadingTime(passage)) return true;
  return (
    isPlan && line.recommendation === '' && !/[.:;,]$/.test(passage.text.trim()) && !isLeadIn(passage.text)
  );
}
