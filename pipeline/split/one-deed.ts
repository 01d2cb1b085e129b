/** When several sentences or bullets are one deed: a deliverable with its parts, an order with its manner. */
import { isLeadIn, judgeSentence, type Verdict } from './commitments.ts';
import type { Entry } from './entries.ts';
import type { Passage } from './passage.ts';
import { opensWithVerb } from './verbs.ts';
import { countWords, hasTimeWords } from './words.ts';

/** "Develop a plan which will include: • this • that" is one action: its bullets are nouns, not deeds. */
export function isDeliverable(lead: Passage, items: readonly Entry[]): boolean {
  const text = lead.text.trim();
  if (isLeadIn(text) || items.some((item) => item.kind !== 'bullet')) return false;
  const dated = items.filter((item) => hasTimeWords(item.passage.text)).length;
  const spellOut = items.every((item) => /^\p{Ll}/u.test(item.passage.text)) && dated === 0;
  if (spellOut && opensWithVerb(text) && !/[.:;!?]$/.test(text)) return true;
  // "A four year budget to be presented • with growth by portfolio • aligned to priorities".
  const areParts = spellOut && items.every((item) => !opensWithVerb(item.passage.text));
  if (areParts && /\b(?:will be|to be)\b/.test(text) && !/[.:;!?]$/.test(text)) return true;
  const commits = opensWithVerb(text) || /\b(?:will|to be|to)\b/.test(text);
  if (!commits || countWords(text) < 4) return false;
  const open =
    /\b(?:includ(?:e|es|ing)|which|that|covering|comprising|such as|consisting of|contain(?:s|ing)?|setting out|focus(?:ing|ed)? on)(?: the following)?\s?:?$/i.test(
      text,
    );
  const verbs = items.filter(
    (item) => opensWithVerb(item.passage.text) && /^\p{Lu}/u.test(item.passage.text),
  ).length;
  if (open) return verbs < items.length;
  return text.endsWith(':') && verbs <= items.length / 4 && dated < 2;
}

/**
 * "Cut agency spend. Each service will produce a plan.": an order and how it is met, not a narrative. A sentence that
 * opens with a day of its own is another commitment.
 */
export function isOrderWithManner(groups: readonly (readonly Passage[])[]): boolean {
  const [first, ...rest] = groups.flat().map((sentence) => sentence.text.trim());
  if (first === undefined || rest.length > 2 || !/[.!?]$/.test(first) || /^\p{L}{3,}ing\b/u.test(first))
    return false;
  const isDated = rest.some((text) => /^(?:by|in|from|during|on)\s/i.test(text) && hasTimeWords(text));
  return !isDated && !isFinite(judgeSentence(first, ''));
}

/** True for a full clause that commits: "We will …". */
export function isFinite(verdict: Verdict): boolean {
  return verdict.finite && verdict.role === 'commitment';
}
