/**
 * The training sentences in `data/training/*.tsv`: groups of a recommendation and the actions that answer it, each
 * with a theme and perhaps a second one. Gives rows with their recommendation, and folds that keep groups together.
 */
import { createHash } from 'node:crypto';
import { readFileSync, readdirSync } from 'node:fs';
import { type Theme, THEMES } from '../model.ts';
import { packagePath, readLexicon } from '../data-files.ts';
import { VECTOR_FILES } from './vectors.ts';

/** One sentence to learn from. */
export interface ThemedText {
  text: string;
  theme: Theme;
  theme2: Theme | null;
  /** Rows of one group share a recommendation and are never parted between folds. */
  group: string;
  /** The file it stands in; each is written in a manner of its own. */
  document: string;
  /** The recommendation it answers; empty for a recommendation itself and for a sentence that stands alone. */
  recommendation: string;
  /** Indices of the other actions of its group. */
  siblings: number[];
}

/** Every training sentence, in the order of file names and lines. Throws on a theme that is not one. */
export function readTrainingData(): ThemedText[] {
  const rows = listTrainingFiles().flatMap((name) =>
    readLexicon(`training/${name}`).map((row) => ({ ...row, document: name })),
  );
  return joinGroups(rows);
}

function joinGroups(rows: readonly Record<string, string>[]): ThemedText[] {
  const recommendations = new Map<string, string>();
  for (const row of rows) {
    if (row['part'] === 'recommendation') recommendations.set(row['group'] ?? '', row['text'] ?? '');
  }
  const texts = rows.map((row): ThemedText => ({
    text: row['text'] ?? '',
    theme: readTheme(row['theme']),
    theme2: row['theme2'] ? readTheme(row['theme2']) : null,
    group: row['group'] ?? '',
    document: row['document'] ?? '',
    recommendation: row['part'] === 'action' ? (recommendations.get(row['group'] ?? '') ?? '') : '',
    siblings: [],
  }));
  const families = Map.groupBy(texts.keys(), (index) => texts[index]?.group ?? '');
  texts.forEach((row, index) => {
    if (row.recommendation === '') return;
    row.siblings = (families.get(row.group) ?? []).filter(
      (i) => i !== index && texts[i]?.recommendation !== '',
    );
  });
  return texts;
}

/** Fold number of each row, 0 to `folds - 1`: groups stay whole and are dealt out by a hash of their name. */
export function dealFolds(rows: readonly { group: string }[], folds: number): number[] {
  return rows.map(({ group }) => createHash('sha256').update(group).digest().readUInt32BE(0) % folds);
}

/** Fold number of each row: one fold a document, the hardest test that the training data hold. */
export function documentFolds(rows: readonly { document: string }[]): number[] {
  const documents = [...new Set(rows.map((row) => row.document))];
  return rows.map((row) => documents.indexOf(row.document));
}

/** SHA-256 of the training files, of the lexicon files the theme model reads, and of the word vectors. */
export function hashOrigin(): { training: string; lexicon: string; vectors: string } {
  const lexicon = ['theme.tsv', 'theme-asides.tsv', 'theme-stop-words.tsv', 'acronyms-theme.tsv'];
  return {
    training: hashFiles(listTrainingFiles().map((name) => `data/training/${name}`)),
    lexicon: hashFiles(lexicon.map((name) => `data/lexicon/${name}`)),
    vectors: hashFiles([VECTOR_FILES.words, VECTOR_FILES.values]),
  };
}

function listTrainingFiles(): string[] {
  const names = readdirSync(packagePath('data/training')).filter((name) => name.endsWith('.tsv'));
  return names.sort();
}

function hashFiles(paths: readonly string[]): string {
  const hash = createHash('sha256');
  for (const path of paths) hash.update(readFileSync(packagePath(path)));
  return hash.digest('hex');
}

function readTheme(word: string | undefined): Theme {
  const theme = THEMES.find((name) => name === word);
  if (!theme) throw new Error(`unknown theme: ${word}`);
  return theme;
}
