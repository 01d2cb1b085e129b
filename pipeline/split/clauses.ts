/**
 * One sentence that plainly holds several commitments with dates of their own ("launched in January, with work
 * starting in February"; "stage one in March, stage two in June") is cut between them.
 */
import { cutPassage, type Passage } from './passage.ts';
import { countWords, hasTimeWords } from './words.ts';

const SEAM =
  /;\s+|,?\s+and\s+(?=(?:through|by means of|then)\s)|,\s+(?=with\s(?:[\p{L}’'-]+\s){0,3}?(?:starting|commencing|beginning|work)\b)|,\s+(?=followed by\s)|,?\s+(?:and\s+)?(?=(?:the\s)?(?:stage|phase|second|third|final)\s(?:\d|two|three|four|stage|phase|tranche|cohort)\b)|,\s+and\s+(?=(?:[\p{L}’'-]+\s){1,6}?(?:will|to be)\s)/giu;

/** The parts of a sentence that each have time words of their own; the sentence itself when it has no such seam. */
export function splitClauses(sentence: Passage): Passage[] {
  const parts: Passage[] = [];
  let from = 0;
  for (const match of sentence.text.matchAll(SEAM)) {
    const left = sentence.text.slice(from, match.index);
    const right = sentence.text.slice(match.index + match[0].length);
    if (!hasTimeWords(left) || !hasTimeWords(right) || countWords(left) < 4 || countWords(right) < 4)
      continue;
    parts.push(cutPassage(sentence, from, match.index));
    from = match.index + match[0].length;
  }
  if (from === 0) return [sentence];
  return [...parts, cutPassage(sentence, from, sentence.text.length)];
}
