/** Words that tell an action that can be checked from a wish (data/lexicon/quality-words.tsv), found among the words of a text in all their forms. */
import { readLexicon } from '../data-files.ts';

export type VerbSort = 'achieving' | 'light' | 'directing' | 'exploring' | 'continuing';
export type NounSort = 'thing' | 'measure' | 'abstract';

/** What stands at a place of a text, and how many words it takes. */
export interface Found<Sort> {
  sort: Sort;
  words: string;
  length: number;
}

const VERBS: readonly string[] = ['achieving', 'light', 'directing', 'exploring', 'continuing'];

interface Words {
  verbs: Phrases<VerbSort>;
  nouns: Phrases<NounSort>;
}

let words: Words | undefined;

/** The longest verb of the lexicon that begins at this word, in any of its forms. */
export function verbAt(tokens: readonly string[], at: number): Found<VerbSort> | undefined {
  return longestAt((words ??= readWords()).verbs, tokens, at);
}

/** The longest noun of the lexicon that begins at this word, one or many. */
export function nounAt(tokens: readonly string[], at: number): Found<NounSort> | undefined {
  return longestAt((words ??= readWords()).nouns, tokens, at);
}

/** Phrases by their first word, the longest first. */
type Phrases<Sort> = Map<string, { sort: Sort; words: string[] }[]>;

function longestAt<Sort>(
  known: Phrases<Sort>,
  tokens: readonly string[],
  at: number,
): Found<Sort> | undefined {
  const found = known
    .get(tokens[at] ?? '')
    ?.find(({ words: phrase }) => phrase.every((word, index) => word === tokens[at + index]));
  return found && { sort: found.sort, words: found.words.join(' '), length: found.words.length };
}

function readWords(): Words {
  const verbs: Words['verbs'] = new Map();
  const nouns: Words['nouns'] = new Map();
  for (const { sort = '', word = '' } of readLexicon('lexicon/quality-words.tsv')) {
    if (isVerb(sort)) for (const form of verbForms(word)) addPhrase(verbs, form, sort);
    if (isNoun(sort)) for (const form of [word, pluralOf(word)]) addPhrase(nouns, form, sort);
  }
  return { verbs, nouns };
}

/** Of equal phrases the first stays. */
function addPhrase<Sort>(known: Phrases<Sort>, phrase: string, sort: Sort): void {
  const parts = phrase.split(' ');
  const [first = ''] = parts;
  const others = known.get(first) ?? [];
  if (others.some(({ words: other }) => other.join(' ') === phrase)) return;
  known.set(
    first,
    [...others, { sort, words: parts }].sort((a, b) => b.words.length - a.words.length),
  );
}

function isVerb(sort: string): sort is VerbSort {
  return VERBS.includes(sort);
}

function isNoun(sort: string): sort is NounSort {
  return ['thing', 'measure', 'abstract'].includes(sort);
}

/** `publish`, `publishes`, `published`, `publishing`; of a phrase the first word changes. Irregular forms have rows of their own. */
function verbForms(phrase: string): string[] {
  const [verb = '', ...rest] = phrase.split(' ');
  return [verb, ...endingsOf(verb)].map((form) => [form, ...rest].join(' '));
}

function endingsOf(verb: string): string[] {
  const stem = verb.slice(0, -1);
  if (verb.endsWith('e')) return [`${verb}s`, `${verb}d`, `${stem}ing`];
  if (/[^aeiou]y$/u.test(verb)) return [`${stem}ies`, `${stem}ied`, `${verb}ing`];
  const doubled = /[^aeiou][aeiou][bdglmnprt]$/u.test(verb) ? [verb + verb.at(-1)] : [];
  const third = /(?:s|x|z|ch|sh)$/u.test(verb) ? `${verb}es` : `${verb}s`;
  return [third, ...[verb, ...doubled].flatMap((base) => [`${base}ed`, `${base}ing`])];
}

function pluralOf(noun: string): string {
  if (/[^aeiou]y$/u.test(noun)) return `${noun.slice(0, -1)}ies`;
  return /(?:s|x|z|ch|sh)$/u.test(noun) ? `${noun}es` : `${noun}s`;
}
