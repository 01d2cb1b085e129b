/**
 * Cells that only point to another row: `See 2 above`, `To be addressed through 2, above`. In: a cell's words; out:
 * whether they say no more than that.
 */
import { countWords } from '../words.ts';

/** "Agreed – " in front of what a council answers. */
const ACCEPTED =
  /^(?:partially |fully )?(?:agreed|accepted|noted|supported)(?: in (?:part|full|principle))?\s?[:.,;–-]\s?(?=\S)/i;

/** "7.3 Data sharing – to be addressed through 2.1": what the row is about, before it points elsewhere. */
const TOPIC =
  /^(?:\d[\d.]*\s)?(?:\S+\s){1,8}[–—-]\s(?=to be (?:addressed|covered|picked up|delivered|dealt with)\b|(?:see|covered|addressed)\b)/i;

/** True for a cell that only points to another row: `See 2 above`, `To be addressed through 2, above`. */
export function isCrossReference(text: string): boolean {
  const words = text.trim().replace(ACCEPTED, '').replace(TOPIC, '');
  if (countWords(words) > 22) return false;
  return /^(?:please\s)?(?:see|refer to|as(?: per| in| for| set out in)?|covered (?:by|in|under|through)|addressed (?:by|in|under|through)|to be (?:addressed|covered|picked up|delivered|dealt with) (?:through|by|in|under|as part of)|this (?:is|will be) (?:addressed|covered|picked up|dealt with) (?:through|by|in|under|as part of)|linked to|links to|included in|incorporated (?:in|into)|duplicate of|same as|cross[- ]refer(?:ence)?(?: to)?|combined with|merged with)\s(?:.{0,40}?\b)?(?:(?:rec(?:ommendation)?s?|actions?|items?|rows?|points?|nos?|numbers?|refs?|section)\.?\s?)?(?:[a-z]?(?<![\d/])\d{1,3}(?:\.\d+)*[a-z]?\b(?!\/\d)|above\b|below\b)[^.]{0,40}\.?$/i.test(
    words,
  );
}
