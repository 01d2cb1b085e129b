/** Terms of the plan's own legend ("Short term", "Medium", "Phase 1"), read only where they stand as a time. */
import { anyOf, keyOf, wordsOf } from '../lexicon.ts';
import type { PeriodRule, Scan } from '../mention.ts';
import { fixed } from '../period.ts';
import type { Legend } from '../reference.ts';

/** "S", "S/M" and "ST – LT" count only where a cell holds nothing else. */
const LETTERS = /^\s*[sml]t?(?:(?:\s?[/–&,-]\s?|\s(?:to|and|or)\s)[sml]t?){0,2}\s*$/i;
const FOLLOW = new Set([
  'action',
  'goal',
  'aspiration',
  'target',
  'milestone',
  'objective',

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
    if (/^(?:short|medium|long|intermediate|mid)$/.test(bare)) {
      found.set(`${bare} term`, term);
      for (const letters of [bare.charAt(0), `${bare.charAt(0)}t`])
        if (!found.has(letters)) found.set(letters, term);
    }
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
      signs: [],
      pattern: new RegExp(`(?<term>${anyOf(names.keys())})`, 'i'),
      read: ({ term }, scan) => {
        const own = names.get(keyOf(term ?? ''));
        const range = own === undefined ? undefined : legend[own];
        if (own === undefined || range === undefined || !isTime(scan)) return null;
        return { period: fixed(range[0], range[1], 'term'), sort: 'term', basis: 'legend' };
      },
    },
    numberedRule(legend),
  ];
}

function isTime({ text, start, end }: Scan): boolean {
  if (end - start <= 2) return LETTERS.test(text);
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

/** "Phase 1 and 2", "Years 1–3": numbered terms, from the first's start to the last's end. */
function numberedRule(legend: Legend): PeriodRule {
  return {
    name: 'legend-terms',
    sample: 'Phases 1 and 2',
    signs: ['digit'],
    pattern:
      /(?<stem>phase|year|stage|tranche|step|wave)s?\s{0,2}(?<first>\d)\s{0,3}(?:and|&|-|–|to|\/|,)\s{0,3}(?<last>\d)(?!\d)/i,
    read: ({ stem, first, last }, scan) => {
      const from = legend[`${stem?.toLowerCase()} ${first}`];
      const to = legend[`${stem?.toLowerCase()} ${last}`];
      if (from === undefined || to === undefined || !isTime(scan)) return null;
      return { period: fixed(from[0], to[1], 'term'), sort: 'term', basis: 'legend', joined: 'to' };
    },
  };
}
