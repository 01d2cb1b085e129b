/**
 * Words of a text as the theme model sees them: acronyms written out, lower case, no possessives, each with its
 * Porter stem. The one file that knows the stemmer (a deep import: the entry of `natural` opens databases).
 */
import stemmer from 'natural/lib/natural/stemmers/porter_stemmer.js';
import { readLexicon } from '../data-files.ts';

/** Longest text that is read; what follows is ignored. An action is seldom over 600 characters. */
export const LONGEST_TEXT = 5_000;

interface Acronyms {
  pattern: RegExp;
  expansions: Map<string, string>;
}

let acronyms: Acronyms | undefined;
let stopWords: Set<string> | undefined;

/** `HRA and SLT` → `housing revenue account and senior leadership team`; lower case, straight apostrophes. */
export function normaliseText(text: string): string {
  const { pattern, expansions } = (acronyms ??= readAcronyms());
  return text
    .slice(0, LONGEST_TEXT)
    .replace(/(?<!\S)\S{60,}/g, ' ')
    .normalize('NFKC')
    .replace(/[‘’ʼ]/g, "'")
    .replace(/[‐-―]/g, '-')
    .replace(pattern, (match) => expansions.get(match) ?? expansions.get(match.toLowerCase()) ?? match)
    .toLowerCase()
    .replace(/\s+/g, ' ');
}

/** Words of a normalised text in order, letters only; `council's` is `council`. */
export function findWords(normalised: string): string[] {
  return normalised.replace(/'s\b/g, '').match(/[a-z]+/g) ?? [];
}

/** True for words that say nothing of a theme: `the`, `will`, `ensure`. */
export function isStopWord(word: string): boolean {
  stopWords ??= new Set(
    readLexicon('lexicon/theme-stop-words.tsv').flatMap((row) => (row['words'] ?? '').split(' ')),
  );
  return word.length < 2 || stopWords.has(word);
}

/** Porter stem. */
export function stemWord(word: string): string {
  return stemmer.stem(word);
}

function readAcronyms(): Acronyms {
  const expansions = new Map<string, string>();
  const forms: string[] = [];
  for (const row of readLexicon('lexicon/acronyms-theme.tsv')) {
    const acronym = row['acronym'] ?? '';
    const escaped = acronym.replace(/[.*+?^${}()|[\]\\]/g, '\\$&');
    const anyCase = row['case'] === 'any';
    expansions.set(anyCase ? acronym.toLowerCase() : acronym, row['expansion'] ?? '');
    forms.push(
      anyCase ? escaped.replace(/[a-z]/gi, (c) => `[${c.toLowerCase()}${c.toUpperCase()}]`) : escaped,
    );
  }
  forms.sort((a, b) => b.length - a.length || (a < b ? -1 : 1));
  return { pattern: new RegExp(`(?<![\\w&])(?:${forms.join('|')})(?![\\w&])`, 'g'), expansions };
}
