/**
 * One sentence that plainly holds several commitments with dates of their own ("launched in January, with work
 * starting in February"; "stage one in March, stage two in June") is cut between them.
 */
import { cutPassage, type Passage } from './passage.ts';
import { countWords, hasTimeWords } from './words.ts';

const SEAM =
  /(?:;|,? and|,) (?=(?:and )?(?:(?:through|by means of|then|followed by) |with (?:[\p{L}’'-]+ ){0,3}?(?:starting|commencing|beginning|work)\b|(?:the )?(?:stage|phase|second|third|final) (?:\d|two|three|four|stage|phase|tranche|cohort)\b|(?:[\p{L}’'-]+ ){1,6}?(?:will|to be) ))/giu;

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
