/**
 * Prose inside a cell: its sentences grouped into commitments with what elaborates them, and milestone labels taken
 * off the narrative that says the same.
 */
import { judgeSentence } from './commitments.ts';
import { cutPassage, joinPassages, type Passage } from './passage.ts';
import { splitSentences } from './sentences.ts';
import { hasTimeWords } from './words.ts';

/** Words that were left out, and why. */
export interface LeftOut {
  text: string;
  reason: string;
}

/** Which sentences may be commitments. */
export interface GroupOptions {
  /** True where every phrase without a verb is an item of its own. */
  alone?: boolean;
  /** False where the layout does not vouch for phrases: only sentences that commit are taken. */
  phrases?: boolean;
}

const MILESTONE = /^(?:key\s)?(?:milestones?|deliverables?|outputs?|headline)\s?:\s*/i;

/** Commitments, each with the sentences that elaborate it; the rest goes to `left` with its reason. */
export function groupSentences(
  sentences: readonly Passage[],
  left: LeftOut[],
  { alone = false, phrases = true }: GroupOptions = {},
): Passage[][] {
  const groups: Passage[][] = [];
  for (const sentence of sentences) {
    const group = groups.at(-1);
    const before = textOfEnd(group);
    const verdict = judgeSentence(sentence.text, before);
    const isDated = hasTimeWords(before) && hasTimeWords(sentence.text);
    const isItem = verdict.role === 'phrase' && phrases && (alone || group === undefined || isDated);
    if (verdict.role === 'commitment' || isItem) groups.push([sentence]);
    else if (group && (verdict.role === 'elaboration' || verdict.role === 'phrase')) group.push(sentence);
    else left.push({ text: sentence.text, reason: verdict.reason });
  }
  return groups;
}

/** The words that a sentence may go on from: the group's first sentence and its last few. */
function textOfEnd(group: readonly Passage[] | undefined): string {
  if (!group) return '';
  const near = group.length > 6 ? [...group.slice(0, 1), ...group.slice(-5)] : group;
  return near.map((sentence) => sentence.text).join(' ');
}

/**
 * "Milestone: Strategy agreed. The council will …": the label is a heading of the narrative that follows it and is
 * left out, unless it dates the narrative ("Milestone: strategy to Cabinet in May"): then it stays in front.
 */
export function splitMilestone(passage: Passage, left: LeftOut[]): { dated: Passage | null; rest: Passage } {
  const label = MILESTONE.exec(passage.text);
  if (!label) return { dated: null, rest: passage };
  const words = cutPassage(passage, label[0].length, passage.text.length);
  const sentences = splitSentences(words);
  const [heading] = sentences;
  if (sentences.length < 2 || !heading) return { dated: null, rest: words };
  const again = repeatedOpening(heading.text);
  const end = again > 0 ? again : heading.text.length;
  const rest = again > 0 ? cutPassage(words, again, words.text.length) : joinPassages(sentences.slice(1));
  const title = cutPassage(heading, 0, end);
  if (hasTimeWords(title.text)) return { dated: title, rest };
  left.push({ text: title.text, reason: 'milestone heading' });
  return { dated: null, rest };
}

/** Where a heading's first words come again, its narrative has begun; 0 when they do not. */
function repeatedOpening(text: string): number {
  const opening = /^\S+\s\S+\s\S+/.exec(text)?.[0];
  return opening === undefined ? 0 : Math.max(0, text.indexOf(opening, opening.length));
}
