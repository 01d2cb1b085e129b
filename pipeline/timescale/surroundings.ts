/**
 * What stands beside a candidate: whether a bare month, season, quarter or year may be read as a time there.
 * "Spring 2024", "in the spring" and "Spring – draft" are times; "spring clean" and "may need" are not.
 */
import { wordsOf } from './lexicon.ts';

const lead = wordsOf('lead');
const follow = wordsOf('follow');
const numbered = wordsOf('numbered');
const person = wordsOf('person');

/** The word right before `index`, lower case; empty when something else than spaces is between. */
export function wordBefore(text: string, index: number): string {
  return (
    /(?<word>[A-Za-z\d£.]{1,24})[\s-]{0,3}$/
      .exec(text.slice(Math.max(0, index - 24), index))?.[1]
      ?.toLowerCase() ?? ''
  );
}

/** The word right after `index`, lower case; empty when something else than spaces is between. */
export function wordAfter(text: string, index: number): string {
  return /^[\s-]{0,3}([A-Za-z\d]+)/.exec(text.slice(index, index + 30))?.[1]?.toLowerCase() ?? '';
}

/** How well the words before fit a time: 2 a preposition or the like, 1 the start or a mark, 0 another word. */
export function leadStrength(text: string, index: number): 0 | 1 | 2 {
  const before = text.slice(Math.max(0, index - 40), index);
  if (/(?:^|[^a-z])(?:early|mid|late)[\s-]{1,3}$/i.test(before)) return 2;
  const word =
    /(?<word>[A-Za-z\d/.]{1,24})[\s-]{0,4}(?:(?:the|this|next|last|coming|following|each|every|early|late|mid)[\s-]{1,4}){0,2}$/i.exec(
      before,
    )?.[1];
  if (/(?:^|[^A-Za-z\d\s])\s*(?:the\s+)?$/.test(before)) return 1;
  if (word === undefined) return before.trim() === '' ? 1 : 0;
  const last = word.toLowerCase().replace(/\.$/, '').split('/').at(-1) ?? '';
  if (lead.has(last.replaceAll('.', ''))) return 2;
  if (/\n[^\S\n]{0,9}$/.test(before)) return 1;
  return /\d$/.test(word) ? 1 : 0;
}

/** True when what follows may follow a time: nothing, a mark, a figure, or a word such as "onwards" or "Cabinet". */
export function followsWell(text: string, index: number): boolean {
  const after = text.slice(index, index + 24);
  if (/^\s*(?:$|[^A-Za-z\d\s])/.test(after) || /^\s*\n/.test(after) || /^\s+\d/.test(after)) return true;
  return follow.has(wordAfter(text, index));
}

/** True when a number right before the date belongs to a noun: "Phase 2 May 2024", "Recommendation 4 March". */
export function isNumbered(text: string, index: number): boolean {
  return numbered.has(wordBefore(text, index));
}

/** True after "Cllr" or a name's title: "Cllr June Porter". */
export function isPerson(text: string, index: number): boolean {
  return person.has(wordBefore(text, index));
}
