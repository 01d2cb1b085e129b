/**
 * A text as numbers: 110 dense ones (lexicon strengths and shares by theme, the mean word vector) and a sparse
 * TF-IDF row of word and word-pair stems over a given vocabulary. Same text, same numbers.
 */
import { THEMES } from '../model.ts';
import { type LexiconMatch, addStrengths, dropAsides, findThemeTerms } from './lexicon.ts';
import { DIMENSIONS, meanVector, rankOf } from './vectors.ts';
import { LONGEST_TEXT, findWords, isStopWord, normaliseText, stemWord } from './words.ts';

/** Number of dense features: a strength and a share for each theme, then the word vector. */
export const DENSE_COUNT = THEMES.length * 2 + DIMENSIONS;

/** How much each block of features weighs before training; fitted on grouped folds of the training data. */
const BLOCK_SCALES = { strength: 2, share: 1, vector: 1.5, terms: 2 };

/** A text's words before any vocabulary is known. */
export interface ReadText {
  /** Stems of words and of neighbouring word pairs (`member train`), as often as they occur. */
  terms: string[];
  /** The words each term was read from, for showing. */
  surfaces: string[];
  matches: LexiconMatch[];
  dense: Float64Array;
  /** 0..1: how far its own words can be trusted; low for one word, unknown words or an endless text. */
  weight: number;
  /** The same for a recommendation or heading, of which one word says much: `Communications`. */
  contextWeight: number;
}

/** A term's number and its inverse document frequency. */
export interface TermEntry {
  index: number;
  idf: number;
}

/** Sparse row: term numbers with their values, of length `BLOCK_SCALES.terms` in all; `source` points into `terms`. */
export interface SparseRow {
  indices: number[];
  values: number[];
  sources: number[];
}

/** Reads a text once for all later steps. */
export function readText(text: string): ReadText {
  const normalised = dropAsides(normaliseText(text));
  const words = findWords(normalised).map(knownWord);
  const content = words.filter(({ isStop }) => !isStop);
  const terms = content.map(({ stem }) => stem);
  const surfaces = content.map(({ word }) => word);
  for (let i = 1; i < content.length; i++) {
    terms.push(`${terms[i - 1]} ${terms[i]}`);
    surfaces.push(`${surfaces[i - 1]} ${surfaces[i]}`);
  }
  const matches = findThemeTerms(normalised);
  return { terms, surfaces, matches, dense: readDense(matches, words), ...trust(text, words, content) };
}

/** What is asked of a word, found out once: texts say the same words over and over. */
interface KnownWord {
  word: string;
  isStop: boolean;
  stem: string;
  /** See `rankOf`. */
  rank: number | undefined;
}

const REMEMBERED_WORDS = 50_000;
const remembered = new Map<string, KnownWord>();

function knownWord(word: string): KnownWord {
  let known = remembered.get(word);
  if (known === undefined) {
    known = { word, isStop: isStopWord(word), stem: stemWord(word), rank: rankOf(word) };
    if (remembered.size >= REMEMBERED_WORDS) remembered.clear();
    remembered.set(word, known);
  }
  return known;
}

/** TF-IDF of a text over a vocabulary; terms outside it are left out. */
export function weighTerms(text: ReadText, vocabulary: ReadonlyMap<string, TermEntry>): SparseRow {
  const row: SparseRow = { indices: [], values: [], sources: [] };
  const positions = new Map<number, number>();
  text.terms.forEach((term, source) => {
    const entry = vocabulary.get(term);
    if (!entry) return;
    const position = positions.get(entry.index);
    if (position === undefined) {
      positions.set(entry.index, row.indices.length);
      row.indices.push(entry.index);
      row.values.push(entry.idf);
      row.sources.push(source);
    } else {
      row.values[position] = (row.values[position] ?? 0) + entry.idf * 0.5;
    }
  });
  const length = Math.hypot(...row.values) || 1;
  row.values = row.values.map((value) => (value / length) * BLOCK_SCALES.terms);
  return row;
}

function readDense(matches: readonly LexiconMatch[], words: readonly KnownWord[]): Float64Array {
  const dense = new Float64Array(DENSE_COUNT);
  const sums = addStrengths(matches);
  const total = sums.reduce((sum, value) => sum + value, 0) || 1;
  sums.forEach((sum, theme) => {
    dense[theme] = (Math.log1p(sum) / 2) * BLOCK_SCALES.strength;
    dense[THEMES.length + theme] = (sum / total) * BLOCK_SCALES.share;
  });
  const vector = meanVector(words.flatMap(({ rank }) => rank ?? []));
  for (let i = 0; i < DIMENSIONS; i++) dense[THEMES.length * 2 + i] = (vector[i] ?? 0) * BLOCK_SCALES.vector;
  return dense;
}

/** One word is a third of an action's worth; a text of unknown words, or one cut off, says little. */
function trust(
  text: string,
  words: readonly KnownWord[],
  content: readonly KnownWord[],
): { weight: number; contextWeight: number } {
  if (content.length === 0) return { weight: 0, contextWeight: 0 };
  const known = content.filter(({ rank }) => rank !== undefined).length;
  const english = words.some(({ word, isStop }) => word.length > 1 && isStop) || content.length < 8;
  const share = (known / content.length) * (english ? 1 : 0.5);
  const readable = Math.min(1, share * 1.5) * (text.length > LONGEST_TEXT ? 0.2 : 1);
  return { weight: readable * Math.min(1, known / 3), contextWeight: readable * Math.min(1, known) };
}
