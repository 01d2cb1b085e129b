/**
 * What a heading says of the actions under it. Many say nothing of a theme: titles, dates of meetings, keys to initials;
 * or only say their recommendation again, which is weighed already. A heading in, its telling words or nothing out.
 */
import { isTitle } from './theme-names.ts';

const LABEL =
  /^(?:key )?(?:recommendation|rec|priority|theme|objective|outcome|commitment|ambition|aim|goal|section|part|area|workstream)s?\b ?(?:no\.? ?)?(?:(?:\d+(?:\.\d+)*[a-z]?|[a-z])?(?: ?[:–—]| - )|\d+(?:\.\d+)*[a-z]?\.?(?= |$)) */i;
const CODE =
  /^(?:[A-Z]{1,3}\d+(?:\.\d+)*|\d{1,2}(?:\.\d+)*(?:\([a-z]\))?|[A-Z](?=[.:)]))[.:)]*(?: ?[–—-])?(?: +|$)/;
const LEAD = /\((?:lead|owner|sponsor|responsible|cont\.|continued)[^()]*\)$/i;

/** From so many words on, a heading that stands within its recommendation repeats it; fewer may name the section. */
const REPEATED_FROM = 3;
const KNOWN_LIMIT = 2_000;
const known = new Map<string, string>();

/**
 * The heading without code (`R2`, `1(a)`), label (`Priority 2 –`) and lead (`(Lead: …)`); empty for a title, for a
 * line about the document, and for one that repeats `recommendation`.
 */
export function findSubject(heading: string, recommendation = ''): string {
  if (heading === '') return '';
  const key = `${heading}\n${recommendation}`;
  const held = known.get(key);
  if (held !== undefined) return held;
  if (known.size >= KNOWN_LIMIT) known.clear();
  const subject = isTitle(heading) ? '' : dropLabels(heading);
  const found = subject === '' || isTitle(subject) || repeats(subject, recommendation) ? '' : subject;
  known.set(key, found);
  return found;
}

function dropLabels(heading: string): string {
  const bare = heading.trim().replace(LEAD, '').replace(LABEL, '').replace(CODE, '').trim();
  return /\p{L}/u.test(bare) ? bare : '';
}

function repeats(subject: string, recommendation: string): boolean {
  const words = plainWords(subject);
  const whole = plainWords(recommendation);
  if (words === whole) return true;
  return words.trim().split(' ').length >= REPEATED_FROM && whole.includes(words);
}

/** Words in lower case, each between blanks, so that one is found whole within another. */
function plainWords(text: string): string {
  return ` ${(text.toLowerCase().match(/[\p{L}\p{N}]+/gu) ?? []).join(' ')} `;
}
