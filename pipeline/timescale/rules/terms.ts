/** Terms of the plan's own legend ("Short term", "Medium", "Phase 1"), read only where they stand as a time. */
import { anyOf, keyOf, wordsOf } from '../lexicon.ts';
import type { PeriodRule, Scan } from '../mention.ts';
import { fixed } from '../period.ts';
import type { Legend } from '../reference.ts';

const FOLLOW = new Set([
  ...wordsOf('follow'),
  'term',
  'we',
  'to',
  'medium',
  'long',
  'short',
  'it',
  'they',
  'these',
  'those',
  'completion',
  'priority',
]);
const LEAD =
  /(?:^|[(:;,.–—/&+-]|\b(?:in|over|for|during|within|by|to|and|from|until|end of|beginning of|start of|throughout|into|is|as|timescale))\s*(?:the\s+)?$/i;

/** Every way a legend's terms may be written, to the term: `short` and `short-term` for `Short term`. */
export function termNames(legend: Legend): Map<string, string> {
  const found = new Map<string, string>();
  for (const term of Object.keys(legend)) {
    const key = keyOf(term);
    const bare = key.replace(/ (?:term|terms|win|wins|priority|priorities)$/, '');
    for (const name of [key, `${key}s`, bare, key.replace(/s$/, ''), key.replace(/ \(.*\)$/, '')]) {
      if (name !== '' && !found.has(name)) found.set(name, term);
    }
    if (/^(?:short|medium|long|intermediate|mid)$/.test(bare)) found.set(`${bare} term`, term);
  }
  return found;
}

/** The rule that reads a legend's terms; none for an empty legend. */
export function termRules(legend: Legend): PeriodRule[] {
  const names = termNames(legend);
  if (names.size === 0) return [];
  return [
    {
      name: 'legend-term',
      sample: 'Short term',
      pattern: new RegExp(`(?<term>${anyOf(names.keys())})`, 'i'),
      read: ({ term }, scan) => {
        const own = names.get(keyOf(term ?? ''));
        const range = own === undefined ? undefined : legend[own];
        if (own === undefined || range === undefined || !isTime(scan)) return null;
        return { period: fixed(range[0], range[1], 'term'), sort: 'term', basis: 'legend' };
      },
    },
  ];
}

function isTime({ text, start, end }: Scan): boolean {
  const before = text.slice(Math.max(0, start - 30), start);
  if (!LEAD.test(before) && before.trim() !== '') return false;
  const after = text.slice(end, end + 30);
  if (/^\s*(?:$|[^A-Za-z\s])/.test(after) && !/^-[A-Za-z]/.test(after)) return true;
  const next = /^[\s-]*(?<word>[A-Za-z]+)/.exec(after)?.groups?.['word']?.toLowerCase() ?? '';
  const bare = !/term|\d|\s/i.test(text.slice(start, end));
  // "in the long term" needs no more; "Medium sized" and "short listing" are not terms.
  if (FOLLOW.has(next))
    return !bare || /^(?:to|and|or|medium|long|short|term|by|from)$/.test(next) || before.trim() !== '';
  return false;
}
