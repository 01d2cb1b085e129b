/** Themes that a plan states itself: the names of the five themes and their variants, in headings and columns. */
import { type Theme, THEMES } from '../model.ts';
import { readLexicon } from '../data-files.ts';

interface ThemeName {
  theme: Theme;
  where: 'any' | 'column';
  pattern: RegExp;
}

let names: ThemeName[] | undefined;

/**
 * The theme that a heading or a cell of a theme column names: `3. Governance & culture` → `governance`.
 * `where: 'heading'` knows only names that nothing but a theme bears; `'column'` knows short ones (`Finance`) too.
 * Null for anything else, and for a heading that names two themes.
 */
export function themeFromWords(words: string, where: 'heading' | 'column' = 'heading'): Theme | null {
  names ??= readLexicon('lexicon/theme-names.tsv').map((row) => ({
    theme: THEMES.find((theme) => theme === row['theme']) ?? 'priorities',
    where: row['where'] === 'column' ? 'column' : 'any',
    pattern: new RegExp(`^(?:${row['pattern'] ?? ''})$`),
  }));
  const plain = words
    .slice(0, 200)
    .toLowerCase()
    .replace(/&/g, ' and ')
    .replace(/[^a-z0-9,-]+/g, ' ')
    .trim()
    .replace(
      /^(?:(?:cpc|peer challenge|core|key|recommendation|theme|section|area|part|component|no) )*(?:[0-9]+ |[a-e] )?/,
      '',
    )
    .replace(/^(?:theme|area) /, '')
    .replace(/,? (?:theme|recommendations?|actions?)$/, '');
  const found = names.find(
    (name) => (name.where === 'any' || where === 'column') && name.pattern.test(plain),
  );
  return found?.theme ?? null;
}
