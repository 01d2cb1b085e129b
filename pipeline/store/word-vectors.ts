/**
 * Short texts as weighted words, for telling how alike two are: TF-IDF over stems, with phrases that mean the same
 * (data/lexicon/recommendation-concepts.tsv) read as one concept. Deterministic; no model, no network.
 */
import { readLexicon } from '../data-files.ts';

/** Weights by term; its length (root of the sum of squares) is 1 unless it is empty. */
export type WordVector = Map<string, number>;

const WEAK_WEIGHT = 0.25;
const CONCEPT_WEIGHT = 1.4;
/** What sharing a term says: from one that says little alone to one that is enough. A plain word is less than a broad concept. */
const EVIDENCE = { party: 0.5, word: 0.75, broad: 1, narrow: 2 };
const CONCEPT = '#';
/** The concept of words that say nothing. */
const SILENT = '-';

interface Concepts {
  phrases: Map<string, string>;
  weak: Set<string>;
  /** Of concepts that are not narrow. */
  breadth: Map<string, 'party' | 'broad'>;
  /** Words of the longest phrase that begins with a word. */
  longest: Map<string, number>;
}

let concepts: Concepts | undefined;

/**
 * One vector a text, in order; words that many texts of a collection share weigh less. Where the same things stand in
 * two collections (two versions of a plan), give both: what they have in common then does not weigh less for it.
 * `terms` tells how a text is read: as concepts (`termsOf`) or by its own words only (`stemsOf`).
 */
export function vectorsOf(collections: readonly (readonly string[])[], terms = termsOf): WordVector[] {
  const counted = collections.map((texts) => texts.map((text) => countOf(terms(text))));
  const documents = new Map<string, number>();
  for (const counts of counted) {
    for (const [term, count] of countOf(counts.flatMap((one) => [...one.keys()]))) {
      documents.set(term, Math.max(count, documents.get(term) ?? 0));
    }
  }
  const size = Math.max(0, ...collections.map((texts) => texts.length));
  return counted.flat().map((counts) => {
    const vector: WordVector = new Map();
    for (const [term, count] of counts) {
      const rarity = Math.log(1 + size / (documents.get(term) ?? 1));
      vector.set(term, (1 + Math.log(count)) * rarity * weightOf(term));
    }
    return normalised(vector);
  });
}

/** The vectors of many texts in a few lists, for collections too large for a map each. */
export interface PackedVectors {
  /** How many texts. */
  size: number;
  /** How many different terms; they are numbered from 0. */
  termCount: number;
  /** Where each text's entries begin in `terms` and `weights`, and the end of the last. */
  starts: readonly number[];
  terms: readonly number[];
  weights: readonly number[];
  /** By term, how much it says of what is asked for when two texts share it: 0 (a weak word) to 2 (a narrow concept). */
  evidence: readonly number[];
}

/** Vectors of one collection, packed; a word's rarity tells less than in `vectorsOf`, for it says little of texts of a few words. */
export function packVectors(texts: readonly string[]): PackedVectors {
  const numbers = new Map<string, number>();
  const documents: number[] = [];
  const starts = [0];
  const terms: number[] = [];
  const weights: number[] = [];
  for (const text of texts) {
    for (const [term, count] of countOf(termsOf(text))) {
      const number = numbers.get(term) ?? numbers.size;
      numbers.set(term, number);
      documents[number] = (documents[number] ?? 0) + 1;
      terms.push(number);
      weights.push(count);
    }
    starts.push(terms.length);
  }
  const general = [...numbers.keys()].map(weightOf);
  for (let text = 0; text < texts.length; text++) {
    const [start = 0, end = 0] = [starts[text], starts[text + 1]];
    let squares = 0;
    for (let at = start; at < end; at++) {
      const term = terms[at] ?? 0;
      const rarity = Math.sqrt(Math.log(1 + texts.length / (documents[term] ?? 1)));
      const weight = (1 + Math.log(weights[at] ?? 1)) * rarity * (general[term] ?? 1);
      weights[at] = weight;
      squares += weight * weight;
    }
    // A text without terms has no entries to divide.
    const length = Math.sqrt(squares);
    for (let at = start; at < end; at++) weights[at] = (weights[at] ?? 0) / length;
  }
  const evidence = [...numbers.keys()].map(evidenceOf);
  return { size: texts.length, termCount: numbers.size, starts, terms, weights, evidence };
}

/** Cosine of two vectors, 0 (nothing in common) to 1; also the inner product of sums of vectors. */
export function dot<Term>(a: ReadonlyMap<Term, number>, b: ReadonlyMap<Term, number>): number {
  const [small, large] = a.size <= b.size ? [a, b] : [b, a];
  let sum = 0;
  for (const [term, weight] of small) sum += weight * (large.get(term) ?? 0);
  return sum;
}

/** The text's terms in order: stems, and concepts (`#member`) in place of the phrases that name them. */
export function termsOf(text: string): string[] {
  const { phrases, longest } = (concepts ??= readConcepts());
  const words = wordsOf(text);
  const terms: string[] = [];
  for (let at = 0; at < words.length;) {
    let taken = 1;
    let term = stemOf(words[at] ?? '');
    const most = Math.min(longest.get(words[at] ?? '') ?? 0, words.length - at);
    for (let length = most; length > 0; length--) {
      const concept = phrases.get(words.slice(at, at + length).join(' '));
      if (concept === undefined) continue;
      taken = length;
      term = concept === SILENT ? '' : CONCEPT + concept;
      break;
    }
    const silent =
      term === '' ||
      (taken === 1 && (term.length < 2 || /^\d/u.test(term) || stopWords.has(words[at] ?? '')));
    if (!silent) terms.push(term);
    at += taken;
  }
  return terms;
}

/** The stems of a text's own words in order, without stop words. */
export function stemsOf(text: string): string[] {
  return wordsOf(text)
    .filter((word) => !stopWords.has(word))
    .map(stemOf);
}

/** Lower-case words of a text: letters and digits, apostrophes kept inside. */
export function wordsOf(text: string): string[] {
  return (
    text
      .toLowerCase()
      .replace(/[’‘]/gu, "'")
      .match(/[\p{L}\p{N}]+(?:'[\p{L}]+)*/gu) ?? []
  );
}

/** A rough stem: plural, past and -ing endings off, so that `reviewed`, `reviews` and `reviewing` meet. */
export function stemOf(word: string): string {
  if (word.length < 5) return word;
  const base = word.replace(/'s$/u, '');
  return base
    .replace(/ies$/u, 'y')
    .replace(/ly$/u, '')
    .replace(/(?:ation|ations|ment|ments)$/u, '')
    .replace(/(?:ing|ed|es|s)$/u, '')
    .replace(/e$/u, '');
}

function weightOf(term: string): number {
  if (term.startsWith(CONCEPT)) return CONCEPT_WEIGHT;
  concepts ??= readConcepts();
  return concepts.weak.has(term) ? WEAK_WEIGHT : 1;
}

function evidenceOf(term: string): number {
  concepts ??= readConcepts();
  if (term.startsWith(CONCEPT)) return EVIDENCE[concepts.breadth.get(term.slice(CONCEPT.length)) ?? 'narrow'];
  return concepts.weak.has(term) ? 0 : EVIDENCE.word;
}

function countOf(terms: readonly string[]): Map<string, number> {
  const counts = new Map<string, number>();
  for (const term of terms) counts.set(term, (counts.get(term) ?? 0) + 1);
  return counts;
}

function normalised(vector: WordVector): WordVector {
  const length = Math.sqrt([...vector.values()].reduce((sum, weight) => sum + weight * weight, 0));
  return length === 0 ? vector : new Map([...vector].map(([term, weight]) => [term, weight / length]));
}

function readConcepts(): Concepts {
  const rows = readLexicon('lexicon/recommendation-concepts.tsv');
  const named = rows.filter((row) => row['concept'] !== '~');
  const phrases = new Map(named.map((row) => [wordsOf(row['phrase'] ?? '').join(' '), row['concept'] ?? '']));
  const verbs = readLexicon('lexicon/quality-words.tsv')
    .filter((row) => !['thing', 'measure', 'abstract'].includes(row['sort'] ?? ''))
    .map((row) => row['word'] ?? '');
  const plain = rows.filter((row) => row['concept'] === '~').map((row) => row['phrase'] ?? '');
  const weak = new Set([...plain, ...verbs].map(stemOf));
  const breadth = new Map(
    readLexicon('lexicon/concept-breadth.tsv').map((row) => [
      row['concept'] ?? '',
      row['breadth'] === 'party' ? ('party' as const) : ('broad' as const),
    ]),
  );
  const longest = new Map<string, number>();
  for (const phrase of phrases.keys()) {
    const [first = '', ...rest] = phrase.split(' ');
    longest.set(first, Math.max(1 + rest.length, longest.get(first) ?? 0));
  }
  return { phrases, weak, breadth, longest };
}

const stopWords = new Set(
  `a after an and are as at be been before being but by can could do during for from had has have how if in into is it its itself more most
  not of on or our own should so such than that the their them then there these they this those through to under up was
  we were what when where which while who will with within would your all also any both each every other some very
  council's`.split(/\s+/u),
);
