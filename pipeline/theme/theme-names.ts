/**
 * Themes that a plan states itself: the names of the five themes and their variants, in headings and columns; and
 * headings that are only titles. Words in, a theme or nothing out.
 */
import { type Theme, THEMES } from '../model.ts';
import { readLexicon } from '../data-files.ts';

interface ThemeName {
  /** Null for a title that names no theme. */
  theme: Theme | null;
  columnOnly: boolean;
  pattern: RegExp;
}

const LONGEST_NAME = 200;
let names: ThemeName[] | undefined;

/** What was asked before: the headings of a plan stand over many of its actions. */
const knownThemes = { heading: new Map<string, Theme | null>(), column: new Map<string, Theme | null>() };
const knownTitles = new Map<string, boolean>();
const KNOWN_LIMIT = 2_000;

/**
 * The theme that a heading or a cell of a theme column names: `3. Governance & culture` → `governance`.
 * In a heading only names that nothing but a theme bears are known; in a column, or after the word Theme, short
 * ones (`Finance`) too.
 * Null for anything else.
 */
export function themeFromWords(words: string, where: 'heading' | 'column' = 'heading'): Theme | null {
  return remembered(knownThemes[where], words, () => findTheme(words, where));
}

function findTheme(words: string, where: 'heading' | 'column'): Theme | null {
  const plain = plainName(words);
  const labelled = where === 'column' || /^\W*(?:cpc )?theme\b/i.test(words);
  const found = readNames().find(
    ({ theme, columnOnly, pattern }) => theme !== null && (!columnOnly || labelled) && pattern.test(plain),
  );
  return found?.theme ?? null;
}

/** True for a heading that is the title of a plan or section (`Appendix A: action plan`), not a subject. */
export function isTitle(heading: string): boolean {
  return remembered(knownTitles, heading, () => {
    const plain = plainName(heading);
    const bare = heading.slice(0, LONGEST_NAME).toLowerCase();
    return readNames().some(
      ({ theme, pattern }) => theme === null && (pattern.test(plain) || pattern.test(bare)),
    );
  });
}

function remembered<T>(known: Map<string, T>, words: string, find: () => T): T {
  const held = known.get(words);
  if (held !== undefined) return held;
  if (known.size >= KNOWN_LIMIT) known.clear();
  const found = find();
  known.set(words, found);
  return found;
}

function readNames(): ThemeName[] {
  names ??= readLexicon('lexicon/theme-names.tsv').map((row) => ({
    theme: THEMES.find((theme) => theme === row['theme']) ?? null,
    columnOnly: row['where'] === 'column',
    pattern: new RegExp(`^(?:${row['pattern'] ?? ''})$`),
  }));
  return names;
}

/** Lower case, letters and digits, without number, label and trailing words: `Theme 3: Finance` → `finance`. */
function plainName(words: string): string {
  return words
    .slice(0, LONGEST_NAME)
    .toLowerCase()
    .replace(/&/g, ' and ')
    .replace(/[^a-z0-9,-]+/g, ' ')
    .replace(/ -+ /g, ' ')
    .trim()
    .replace(
      /^(?:(?:cpc|peer challenge|core|key|recommendation|theme|section|area|part|component|no) )*(?:[0-9]+ |[a-e] )?/,
      '',
    )
    .replace(/^(?:theme|area) /, '')
    .replace(/,? (?:theme|recommendations?|actions?)$/, '');
}
