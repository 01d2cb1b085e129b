/**
 * Does a text open with a verb in the imperative? Known verbs come from `data/lexicon/split-verbs.tsv`; for any
 * other opening word compromise decides. The one place that knows compromise.
 */
import { createRequire } from 'node:module';

import type nlp from 'compromise';

import { readLexicon } from '../data-files.ts';

const lexicon = readLexicon('lexicon/split-verbs.tsv');
const nouns = new Set(lexicon.filter((row) => row['noun'] === 'only').map((row) => row['verb'] ?? ''));
const verbs = new Map(
  lexicon.filter((row) => row['noun'] !== 'only').map((row) => [row['verb'] ?? '', row['noun'] === 'yes']),
);
const asked = new Map<string, boolean>();
/** Loaded when it is first asked: a third of a second, and many plans never ask. */
let tagger: typeof nlp | undefined;
const ADVERB = /^(?:also|then|further|\w{3,}ly)$/;

/** After these a word that is verb and noun alike is a noun: "Review of …", "Support to members". */
const NOUN_NEXT =
  /^(?:of|for|is|are|was|were|has|have|will|to|in|by|plan|plans|strategy|group|team|measures|data|programme|framework|meetings?|waiting|handling|answering|centres?|times|volumes|rates|figures|levels|numbers)?$/;

const COUNTED = /^\W*[a-z]+\s+\d{1,3}\s+(?!of\b|and\b|to\b|or\b)[a-z]{3,}/i;

/**
 * True for `Develop a strategy`, `Jointly agree …`, `Review and improve …`; false for `Review of the constitution`,
 * `Staff survey`, `The council will …`.
 */
export function opensWithVerb(text: string): boolean {
  const words = text
    .trim()
    .split(/\s+/, 4)
    .map((word) => word.toLowerCase().replaceAll(/[^a-z-]/g, ''));
  const at = ADVERB.test(words[0] ?? '') && !verbs.has(words[0] ?? '') ? 1 : 0;
  const first = words[at] ?? '';
  const next = words[at + 1] ?? '';
  if (first === '') return false;
  const noun = verbs.get(first);
  // "Train 60 managers"; "Review 2025" and "Report 3 of 4" are names.
  if (noun === true && COUNTED.test(text)) return true;
  if (noun === undefined) return !nouns.has(first) && !NOUN_NEXT.test(next) && asksVerb(first);
  return !noun || !NOUN_NEXT.test(next);
}

const IRREGULAR = new Set(
  'held set put begun undertaken written met built brought taken made run led sent drawn undergone gone cleared rejoined signed widened redesigned'.split(
    ' ',
  ),
);
/** Participles of these verbs tell how things have gone, not what somebody did. */
const STATES = new Set(
  'increase pause delay postpone stop cancel reduce grow improve change help support enable show see face deliver make'.split(
    ' ',
  ),
);

/** True for the base form of a verb that plans use: `report`, `agree`. */
export function isVerb(word: string): boolean {
  return verbs.has(word);
}

/** True for the participle of a deed: `published`, `appointed`, `held`; false for `relied`, `increased`. */
export function isDeed(participle: string): boolean {
  if (IRREGULAR.has(participle)) return true;
  if (!participle.endsWith('ed')) return false;
  const stem = participle.slice(0, -2);
  const bases = [stem, `${stem}e`, stem.slice(0, -1), stem.endsWith('i') ? `${stem.slice(0, -1)}y` : stem];
  return bases.some((base) => verbs.has(base) && !STATES.has(base));
}

/** What compromise says of an opening word that no lexicon knows; asked of the word alone, once. */
function asksVerb(word: string): boolean {
  if (word.length < 3 || /(?:ing|ed|ion|ity|ment|ance|ness|ers?|ies|ors?)$/.test(word)) return false;
  const known = asked.get(word);
  if (known !== undefined) return known;
  tagger ??= createRequire(import.meta.url)('compromise') as typeof nlp;
  const verdict = tagger(word).has('#Infinitive');
  if (asked.size < 5000) asked.set(word, verdict);
  return verdict;
}
