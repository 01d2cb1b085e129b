/**
 * One sentence that plainly holds several commitments with dates of their own ("launched in January, with work
 * starting in February"; "stage one in March, stage two in June") is cut between them.
 */
import { cutPassage, type Passage } from './passage.ts';
import { isVerb } from './verbs.ts';
import { countWords, hasTimeWords } from './words.ts';

const SEAM =
  /(?:;|,? and|,) (?=(?:and )?(?:(?:then|followed by) |with (?:[\p{L}’'-]+ ){0,3}?(?:starting|commencing|beginning|work)\b|(?:the )?(?:stage|phase|second|third|final) (?:\d|two|three|four|stage|phase|tranche|cohort)\b|(?:[\p{L}’'-]+ ){1,6}?(?:will|to be) ))/giu;

/** "… in April and allocate the awards by December", "… by February and will review the limits by July". */
const NEXT_DEED = /,? and (?:will |then |also )*(?=(?:to )?(\p{L}+) )/giu;

/** "will be piloted in May and rolled out from July": a second stage; "drafted and taken to Cabinet" is one deed. */
const NEXT_STAGE = /^(?:rolled out|extended|expanded|widened|scaled up)\b/i;

/** The parts of a sentence that each have time words of their own; the sentence itself when it has no such seam. */
export function splitClauses(sentence: Passage): Passage[] {
  const parts: Passage[] = [];
  let from = 0;
  for (const match of seamsOf(sentence.text)) {
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

/** Where a sentence may be cut, in order. */
function seamsOf(text: string): RegExpExecArray[] {
  const next = [...text.matchAll(NEXT_DEED)].filter((match) => {
    const rest = text.slice(match.index + match[0].length);
    const verb = (match[1] ?? '').toLowerCase();
    if (/^,? and to /i.test(text.slice(match.index))) return true;
    if (NEXT_STAGE.test(rest)) return true;
    // "will start in January and finish in July", "will be drafted and put to Cabinet" are one deed.
    const isTimed = new RegExp(`^${verb} (?:in|on|by|at|to|before|during|until)\\b`, 'i').test(rest);
    return isVerb(verb) && !isTimed && countWords(rest) > 4;
  });
  const found = new Map([...next, ...text.matchAll(SEAM)].map((match) => [match.index, match]));
  return [...found.values()].toSorted((a, b) => (a.index ?? 0) - (b.index ?? 0));
}
