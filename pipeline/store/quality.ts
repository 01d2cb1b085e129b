/**
 * What an action's words promise: something of which a person could say afterwards whether it happened, or a direction only.
 * Words come from data/lexicon/quality-words.tsv; this file holds the grammar between them.
 */
import { findAmount, findCount, findDecision } from './quality-figures.ts';
import { nounAt, verbAt } from './quality-words.ts';
import type { VerbSort } from './quality-words.ts';

export interface WordQuality {
  /** Promises only to continue, consider or keep under review. */
  continues: boolean;
  /** Names a thing that will exist, something done with an end, a number or a decision. */
  checkable: boolean;
  /** What made it checkable: the words; empty when it is not. */
  because: string;
}

/**
 * Reads an action's own words. Its main verb decides: one of achievement ("publish", "appoint", "move") can be checked;
 * a light one ("make", "develop") by its object: a thing, not "a culture"; one of direction ("strengthen", "work with",
 * "continue") only where a means that exists ("through a quarterly forum"), a second verb of achievement, a number or a
 * decision comes with it. Words without a known verb can be checked unless they are very few. Dates do not count.
 */
export function readWordQuality(text: string): WordQuality {
  const plain = text
    .toLowerCase()
    .replace(/[’‘]/gu, "'")
    .replace(/\s+/gu, ' ')
    .trim();
  const [first = '', ...others] = plain.split(/(?<=[.;!?])\s/u);
  const opening = readSentence(first, true);
  const because =
    opening.because || (others.map((other) => readSentence(other, false).because).find(Boolean) ?? '');
  return { continues: opening.sort === 'continuing' && because === '', checkable: because !== '', because };
}

interface Verb {
  sort: VerbSort;
  words: string;
  /** The word after it. */
  end: number;
}

interface Reading {
  sort: VerbSort | undefined;
  because: string;
}

const ENOUGH_WORDS = 4;
/** What a sentence says further on is not read. */
const MOST_WORDS = 300;
const TOKENS = /\p{L}[\p{L}\p{N}]*(?:['’/-][\p{L}\p{N}]+)*|\p{N}[\p{N},.]*\p{N}|\p{N}|[,;:()–—]/gu;
const MODALS = new Set('will shall should must'.split(' '));
const AUXILIARIES = new Set([
  ...MODALS,
  ...'to is are was were be been being has have had can who'.split(' '),
]);
const HEDGES =
  /\bwhere (?:possible|appropriate|practicable|practical|necessary|needed|we can|they can|feasible)\b|\bas (?:appropriate|required|necessary)\b/u;
const ADVERBS = new Set('also actively further then fully jointly now currently formally not all'.split(' '));
/** "Monitoring Officer": no verb. */
const TITLES = /^(?:officers?|managers?|boards?|groups?|teams?|lead)$/u;
const TRANSPARENT = new Set('start started starting begin began begun aim seek plan intend need'.split(' '));

function readSentence(sentence: string, opens: boolean): Reading {
  if (/^(?:this|these|that|it|they) (?:will|would|should|is|are|has|can|may)\b/u.test(sentence))
    return { sort: undefined, because: '' };
  const tokens = (sentence.match(TOKENS) ?? []).slice(0, MOST_WORDS);
  const verb = mainVerb(tokens);
  const sort = verb?.sort;
  const idle = sort === 'continuing' || sort === 'exploring';
  const hedged = HEDGES.test(sentence);
  const promised = (): string => (verb ? promiseOf(tokens, verb) : nounPhrase(tokens, opens));
  const because =
    findAmount(sentence) ||
    (hedged ? '' : promised()) ||
    findDecision(sentence) ||
    (idle ? '' : findCount(sentence));
  return { sort, because };
}

/** The verb that the sentence opens with, else the first after an auxiliary or a comma, else a participle of achievement. */
function mainVerb(tokens: readonly string[]): Verb | undefined {
  const start = /^(?:we|officers|members|cabinet|council)$/u.test(tokens[0] ?? '') ? 1 : 0;
  const open = knownVerb(tokens, tokens[0] === 'the' && tokens[1] === 'council' ? 2 : start);
  if (open) return open;
  for (const words of [MODALS, AUXILIARIES]) {
    for (let at = 1; at < tokens.length; at++) {
      const found = words.has(tokens[at - 1] ?? '') ? knownVerb(tokens, at) : undefined;
      if (found) return found;
    }
  }
  for (let at = 1; at < tokens.length; at++) {
    const found = /(?:ed|en|t)$/u.test(tokens[at] ?? '') ? verbAt(tokens, at) : undefined;
    if (found?.sort === 'achieving') return { ...found, end: at + found.length };
  }
  return undefined;
}

/** A verb of the lexicon here, past adverbs, auxiliaries and verbs that only open another ("aim to publish"). */
function knownVerb(tokens: readonly string[], from: number): Verb | undefined {
  let at = from;
  while (isSkipped(tokens[at] ?? '') && verbAt(tokens, at) === undefined) at += 1;
  const next = tokens[at + 1] === 'to' ? at + 2 : at + 1;
  const inner =
    TRANSPARENT.has(tokens[at] ?? '') && tokens[at + 1] === 'to' ? verbAt(tokens, next) : undefined;
  if (inner) return { ...inner, end: next + inner.length };
  const found = verbAt(tokens, at);
  const isTitle = found?.words.endsWith('ing') && TITLES.test(tokens[at + found.length] ?? '');
  if (found && !isTitle) return { ...found, end: at + found.length };
  // "be" stands for itself where no participle follows it: "be ambitious".
  return at > from && /^(?:be|been)$/u.test(tokens[at - 1] ?? '')
    ? { sort: 'directing', words: tokens[at - 1] ?? '', end: at }
    : undefined;
}

function isSkipped(word: string): boolean {
  return ADVERBS.has(word) || AUXILIARIES.has(word);
}

/** What can be checked of what the verb says; empty when nothing. */
function promiseOf(tokens: readonly string[], { sort, words, end }: Verb): string {
  if (sort === 'achieving') return words;
  const object = objectFrom(tokens, end);
  if (sort === 'light' && object.thing !== '') return `${words} … ${object.thing}`;
  if (sort === 'light' && !object.abstract) return words;
  return laterVerb(tokens, end, words) || means(tokens, end);
}

/** The things named after a verb, up to where a purpose begins; and whether its object is nothing to be seen. */
function objectFrom(tokens: readonly string[], from: number): { thing: string; abstract: boolean } {
  let abstract = false;
  for (let at = from; at < tokens.length; at++) {
    if (/^(?:so|which|that|to|where|because|while)$/u.test(tokens[at] ?? '') && at > from) break;
    const noun = nounAt(tokens, at);
    if (noun?.sort === 'abstract') abstract ||= at - from < 6;
    else if (noun) return { thing: noun.words, abstract };
  }
  return { thing: '', abstract };
}

const JOINERS = new Set([...'and then by through , ; : ( – —'.split(' '), 'will', 'before']);
const OBJECT_OPENERS =
  /^(?:an?|the|all|our|its|their|each|every|any|new|how|what|which|to|on|it|them|back|\d.*|two|three|four|five|six)$/u;

/** A second verb, of achievement, that is joined on: "and publish the results", "by recruiting two", "work with them to draft a plan". */
function laterVerb(tokens: readonly string[], from: number, main: string): string {
  const takesPurpose = main.startsWith('work');
  const takesAny = /^(?:ensur|make sure|making sure|see that)/u.test(main);
  for (let at = from + 1; at < tokens.length; at++) {
    const before = tokens[at - 1] ?? '';
    if (!JOINERS.has(before) && !(takesAny && before !== 'to') && !(takesPurpose && before === 'to'))
      continue;
    const found = verbAt(tokens, at);
    if (found === undefined || (found.sort !== 'achieving' && found.sort !== 'light')) continue;
    const end = at + found.length;
    const governs =
      found.length > 1 || /^(?:by|through|to|will)$/u.test(before) || OBJECT_OPENERS.test(tokens[end] ?? '');
    if (!governs) continue;
    if (found.sort === 'achieving') return found.words;
    const { thing } = objectFrom(tokens, end);
    if (thing !== '') return `${found.words} … ${thing}`;
  }
  return '';
}

/** A means that exists: "through a citizens' jury", "with a scoring matrix", "including an annual conference". */
function means(tokens: readonly string[], from: number): string {
  for (let at = from; at < tokens.length - 1; at++) {
    const word = tokens[at] ?? '';
    if (!/^(?:by|through|via|using|including|with)$/u.test(word)) continue;
    const next = tokens[at + 1] ?? '';
    if (/^(?:the|our|its|their|existing|these|those|this)$/u.test(next)) continue;
    if (word === 'with' && !/^(?:an?|new|one|regular)$/u.test(next)) continue;
    for (let place = at + 1; place < Math.min(at + 7, tokens.length); place++) {
      const noun = nounAt(tokens, place);
      if (noun?.sort === 'thing') return `${word} … ${noun.words}`;
    }
  }
  return '';
}

/** Words without a verb that is known: the thing they name, or, where the text opens with them, their first when they are more than a few. */
function nounPhrase(tokens: readonly string[], opens: boolean): string {
  const { thing, abstract } = objectFrom(tokens, 0);
  if (thing !== '') return thing;
  return opens && !abstract && tokens.length >= ENOUGH_WORDS ? tokens.slice(0, ENOUGH_WORDS).join(' ') : '';
}
