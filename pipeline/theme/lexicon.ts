/**
 * Words that speak for a theme, from `data/lexicon/theme.tsv`. A normalised text in, every match out with its
 * theme and strength. A phrase read whole hides its words from the rest; the longest patterns are tried first.
 */
import { THEMES } from '../model.ts';
import { readLexicon } from '../data-files.ts';
import { WordPatterns } from './word-patterns.ts';

/** Words found in a text that speak for a theme. */
export interface LexiconMatch {
  theme: number;
  words: string;
  /** 4 is a phrase read whole, 3 names the theme, 2 leans to it, 1 is a hint. */
  strength: number;
}

interface ThemeTerms {
  terms: { pattern: RegExp; strength: number }[];
  strengths: Map<string, number>;
}

interface Lexicon {
  /** Phrases read whole, of all themes together, the longest patterns first. */
  phrases: WordPatterns;
  phraseThemes: { theme: number; pattern: RegExp }[];
  phraseCache: Map<string, number>;
  /** The other terms, a list for each theme, the longest patterns first. */
  terms: WordPatterns;
  themes: ThemeTerms[];
  asides: RegExp[];
}

interface Term {
  theme: number;
  strength: number;
  pattern: string;
}

/** Strength of a phrase that is read whole. */
const WHOLE = 4;
const CACHE_LIMIT = 5_000;
let lexicon: Lexicon | undefined;

/** A normalised text without its asides (who hears, agrees or chairs); the text itself if little would be left. */
export function dropAsides(normalised: string): string {
  const { asides } = (lexicon ??= readThemeLexicon());
  const rest = asides.reduce((text, aside) => text.replace(aside, ' '), normalised);
  return (rest.match(/[a-z]{4,}/g) ?? []).length >= 2 ? rest : normalised;
}

/** All matches in a text from `normaliseText`: whole phrases, then theme by theme what stands outside them. */
export function findThemeTerms(normalised: string): LexiconMatch[] {
  const { phrases, phraseThemes, phraseCache, terms, themes } = (lexicon ??= readThemeLexicon());
  const found: LexiconMatch[] = [];
  let rest = '';
  let end = 0;
  for (const { at, words } of phrases.findAll(normalised)[0] ?? []) {
    let theme = phraseCache.get(words);
    if (theme === undefined) {
      theme = phraseThemes.find(({ pattern }) => pattern.test(words))?.theme ?? 0;
      remember(phraseCache, words, theme);
    }
    found.push({ theme, words: words.trim(), strength: WHOLE });
    rest += `${normalised.slice(end, at)} | `;
    end = at + words.length;
  }
  const matches = terms.findAll(rest + normalised.slice(end));
  themes.forEach((entry, theme) => {
    for (const { words } of matches[theme] ?? [])
      found.push({ theme, words: words.trim(), strength: strengthOf(entry, words) });
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
    remember(entry.strengths, words, strength);
  }
  return strength;
}

function remember(cache: Map<string, number>, words: string, value: number): void {
  if (cache.size >= CACHE_LIMIT) cache.clear();
  cache.set(words, value);
}

function readThemeLexicon(): Lexicon {
  const terms = readLexicon('lexicon/theme.tsv').map((row): Term => ({
    theme: THEMES.findIndex((theme) => theme === row['theme']),
    strength: Number(row['strength']),
    pattern: row['pattern'] ?? '',
  }));
  const longestFirst = terms.toSorted(
    (a, b) => b.pattern.length - a.pattern.length || (a.pattern < b.pattern ? -1 : 1),
  );
  const whole = longestFirst.filter(({ strength }) => strength === WHOLE);
  const others = THEMES.map((_, theme) =>
    longestFirst.filter((term) => term.theme === theme && term.strength < WHOLE),
  );
  return {
    phrases: new WordPatterns([patternsOf(whole)]),
    phraseThemes: whole.map(({ theme, pattern }) => ({ theme, pattern: exactly(pattern) })),
    phraseCache: new Map(),
    terms: new WordPatterns(others.map(patternsOf)),
    themes: others.map((own): ThemeTerms => ({
      terms: own
        .toSorted((a, b) => b.strength - a.strength)
        .map(({ pattern, strength }) => ({ pattern: exactly(pattern), strength })),
      strengths: new Map(),
    })),
    asides: readLexicon('lexicon/theme-asides.tsv').map((row) => new RegExp(row['pattern'] ?? '', 'g')),
  };
}

function patternsOf(terms: readonly Term[]): string[] {
  return terms.map(({ pattern }) => pattern);
}

function exactly(pattern: string): RegExp {
  return new RegExp(`^(?:${pattern})$`);
}
