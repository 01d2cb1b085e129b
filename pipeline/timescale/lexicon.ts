/** The timescale stage's words, read once from `data/lexicon/`, as look-up tables and pattern sources. */
import { readLexicon } from '../data-files.ts';

const names = readLexicon('lexicon/timescale-names.tsv');
const neighbours = readLexicon('lexicon/timescale-words.tsv');

/** Pattern source that matches any of the phrases, longest first; a space matches white space or a hyphen. */
export function anyOf(phrases: Iterable<string>): string {
  return [...new Set(phrases)]
    .sort((a, b) => b.length - a.length || (a < b ? -1 : 1))
    .map((phrase) => escapeSource(phrase).replaceAll(' ', String.raw`[\s-]{1,3}`))
    .join('|');
}

/** A phrase found in a text, with its place. */
export interface Found {
  index: number;
  end: number;
  /** The words as the text has them. */
  words: string;
}

/**
 * Finds phrases of a table in a text, longest first at each word, none inside another. Faster than one pattern of
 * all phrases: a word is looked up before any pattern is tried.
 */
export function phraseFinder(phrases: Iterable<string>): (text: string) => Found[] {
  const byFirst = new Map<string, string[]>();
  for (const phrase of phrases) {
    const first = firstWord(phrase);
    byFirst.set(first, [...(byFirst.get(first) ?? []), phrase]);
  }
  const patterns = new Map(
    [...byFirst].map(([first, group]) => [
      first,
      new RegExp(`(?:${anyOf(group)})(?![A-Za-z\\d]|-[A-Za-z])`, 'iy'),
    ]),
  );
  return (text) => {
    const found: Found[] = [];
    let free = 0;
    for (const { index, word } of placedWordsOf(text)) {
      const pattern = index < free ? undefined : patterns.get(word);
      if (pattern === undefined) continue;
      pattern.lastIndex = index;
      const words = pattern.exec(text)?.[0];
      if (words === undefined) continue;
      free = index + words.length;
      found.push({ index, end: free, words });
    }
    return found;
  };
}

/** Words of letters and digits in lower case, with their places. */
interface PlacedWord {
  index: number;
  word: string;
}

/** The words of the last text that was asked for: several finders look through the same text in turn. */
let last: { text: string; words: readonly PlacedWord[] } = { text: '', words: [] };

function placedWordsOf(text: string): readonly PlacedWord[] {
  if (last.text === text) return last.words;
  const words: PlacedWord[] = [];
  for (let index = 0; index < text.length; index += 1) {
    let end = index;
    while (isWordCode(text.charCodeAt(end))) end += 1;
    if (end > index) words.push({ index, word: text.slice(index, end).toLowerCase() });
    index = end;
  }
  last = { text, words };
  return words;
}

/** `[A-Za-z\d]`; a pattern takes several times as long to find the words of a text. */
function isWordCode(code: number): boolean {
  return (code >= 97 && code <= 122) || (code >= 65 && code <= 90) || (code >= 48 && code <= 57);
}

/** A phrase as the tables hold it: lower case, single spaces, no hyphens. */
export function keyOf(words: string): string {
  return words
    .toLowerCase()
    .replaceAll(/[\s-]+/g, ' ')
    .trim();
}

/** Word to number for one class of `timescale-names.tsv` (month, season, number, ordinal). */
export function numbersOf(name: string): Map<string, number> {
  return new Map(rowsOf(name).map(({ word, value }) => [keyOf(word), Number(value)]));
}

/** Word to value for one class of `timescale-names.tsv` (unit, weekday). */
export function valuesOf(name: string): Map<string, string> {
  return new Map(rowsOf(name).map(({ word, value }) => [keyOf(word), value]));
}

/** The words of one class of `timescale-words.tsv`. */
export function wordsOf(name: string): Set<string> {
  return new Set(neighbours.filter((row) => row['class'] === name).map((row) => row['words'] ?? ''));
}

/** Months by name: `sept` gives 9. */
export const MONTHS = numbersOf('month');
/** First month of a season: `winter` gives 12. */
export const SEASONS = numbersOf('season');
/** Number words: `six` gives 6. */
export const NUMBERS = numbersOf('number');

/** Source of a month's name. */
export const MONTH = anyOf(MONTHS.keys());
/** Source of a season's name. */
export const SEASON = anyOf(SEASONS.keys());
/** Source of a year in full, 1900 to 2199. */
export const YEAR = String.raw`(?:19|20|21)\d\d`;

/** A number in digits or words; null when it is neither. */
export function numberOf(words: string): number | null {
  const digits = /^\d+$/.test(words) ? Number(words) : undefined;
  return digits ?? NUMBERS.get(keyOf(words)) ?? null;
}

function rowsOf(name: string): { word: string; value: string }[] {
  return names
    .filter((row) => row['class'] === name)
    .map((row) => ({ word: row['word'] ?? '', value: row['value'] ?? '' }));
}

function escapeSource(words: string): string {
  return words.replaceAll(/[.*+?^${}()|[\]\\/]/g, String.raw`\$&`);
}

function firstWord(phrase: string): string {
  return /[a-z\d]+/i.exec(phrase)?.[0].toLowerCase() ?? '';
}
