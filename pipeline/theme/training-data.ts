/**
 * The training sentences in `data/training/*.tsv`: groups of a recommendation or heading and the actions under it, each
 * with a theme and perhaps a second one. Gives rows with what stands around them, and folds that keep groups or whole
 * plans together.
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
  /** Rows of one group share a recommendation or heading and are never parted between folds. */
  group: string;
  /** The plan it is an action of; empty for sentences written for the training. */
  plan: string;
  /** The plan, or else the file it stands in; each is written in a manner of its own. */
  document: string;
  /** The recommendation it answers; empty for a recommendation itself and for a sentence that stands alone. */
  recommendation: string;
  /** The heading it stands under where there is no recommendation. */
  heading: string;
  /** Indices of the other actions of its group. */
  siblings: number[];
}

const PLAN_FOLDS = 10;

/** Every training sentence, in the order of file names and lines. Throws on a theme that is not one. */
export function readTrainingData(): ThemedText[] {
  const rows = listTrainingFiles().flatMap((name) =>
    readLexicon(`training/${name}`).map((row) => ({ ...row, document: name })),
  );
  return joinGroups(rows);
}

function joinGroups(rows: readonly Record<string, string>[]): ThemedText[] {
  const above = { recommendation: new Map<string, string>(), heading: new Map<string, string>() };
  for (const { part, group = '', text = '' } of rows) {
    if (part === 'recommendation' || part === 'heading') above[part].set(group, text);
  }
  const texts = rows.map((row): ThemedText => {
    const { part, group = '', plan = '' } = row;
    return {
      text: row['text'] ?? '',
      theme: readTheme(row['theme']),
      theme2: row['theme2'] ? readTheme(row['theme2']) : null,
      group,
      plan,
      document: plan || (row['document'] ?? ''),
      recommendation: part === 'action' ? (above.recommendation.get(group) ?? '') : '',
      heading: part === 'action' ? (above.heading.get(group) ?? '') : '',
      siblings: [],
    };
  });
  const answers = (row: ThemedText | undefined): boolean =>
    row !== undefined && (row.recommendation !== '' || row.heading !== '');
  const families = Map.groupBy(texts.keys(), (index) => texts[index]?.group ?? '');
  texts.forEach((row, index) => {
    if (answers(row))
      row.siblings = (families.get(row.group) ?? []).filter((i) => i !== index && answers(texts[i]));
  });
  return texts;
}

/** Fold number of each row, 0 to `folds - 1`: groups and plans stay whole and are dealt out by a hash of their name. */
export function dealFolds(rows: readonly { group: string; plan: string }[], folds: number): number[] {
  return rows.map(
    ({ group, plan }) =>
      createHash('sha256')
        .update(plan || group)
        .digest()
        .readUInt32BE(0) % folds,
  );
}

/** Fold number of each row: a fold for each file of sentences, the hardest test that they hold, and ten for the plans. */
export function documentFolds(rows: readonly ThemedText[]): number[] {
  const dealt = dealFolds(rows, PLAN_FOLDS);
  const files = [...new Set(rows.filter(({ plan }) => plan === '').map(({ document }) => document))];
  return rows.map(({ plan, document }, index) =>
    plan === '' ? files.indexOf(document) : files.length + (dealt[index] ?? 0),
  );
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
