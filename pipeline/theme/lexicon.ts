/**
 * Words that speak for a theme, from `data/lexicon/theme.tsv`. A normalised text in, every match out with its
 * theme and strength. One compiled expression a theme; the longest patterns are tried first.
 */
import { THEMES, type Theme } from '../model.ts';
import { readLexicon } from '../data-files.ts';

/** Words found in a text that speak for a theme. */
export interface LexiconMatch {
  theme: number;
  words: string;
  /** 3 names the theme, 2 leans to it, 1 is a hint. */
  strength: number;
}

interface ThemeTerms {
  any: RegExp;
  terms: { pattern: RegExp; strength: number }[];
  strengths: Map<string, number>;
}

const STRENGTH_CACHE_LIMIT = 5_000;
let lexicon: ThemeTerms[] | undefined;

/** All matches in a text from `normaliseText`, theme by theme in reading order. */
export function findThemeTerms(normalised: string): LexiconMatch[] {
  lexicon ??= THEMES.map(readThemeTerms);
  const found: LexiconMatch[] = [];
  lexicon.forEach((entry, theme) => {
    for (const [words] of normalised.matchAll(entry.any)) {
      found.push({ theme, words, strength: strengthOf(entry, words) });
    }
  });
  return found;
}

/** Sum of strengths by theme, in the order of `THEMES`; a phrase counts once however often it is said. */
export function addStrengths(matches: readonly LexiconMatch[]): number[] {
  const sums = THEMES.map(() => 0);
  const seen = new Set<string>();
  for (const { theme, words, strength } of matches) {
    const key = `${theme} ${words}`;
    if (!seen.has(key)) sums[theme] = (sums[theme] ?? 0) + strength;
    seen.add(key);
  }
  return sums;
}

function strengthOf(entry: ThemeTerms, words: string): number {
  let strength = entry.strengths.get(words);
  if (strength === undefined) {
    strength = entry.terms.find(({ pattern }) => pattern.test(words))?.strength ?? 1;
    if (entry.strengths.size >= STRENGTH_CACHE_LIMIT) entry.strengths.clear();
    entry.strengths.set(words, strength);
  }
  return strength;
}

function readThemeTerms(theme: Theme): ThemeTerms {
  const rows = readLexicon('lexicon/theme.tsv').filter((row) => row['theme'] === theme);
  const patterns = rows.map((row) => row['pattern'] ?? '');
  const longestFirst = patterns.toSorted((a, b) => b.length - a.length || (a < b ? -1 : 1));
  return {
    any: new RegExp(String.raw`\b(?:${longestFirst.join('|')})(?!\w)`, 'g'),
    terms: rows
      .map((row) => ({
        pattern: new RegExp(`^(?:${row['pattern'] ?? ''})$`),
        strength: Number(row['strength']),
      }))
      .toSorted((a, b) => b.strength - a.strength),
    strengths: new Map(),
  };
}
