/**
 * Trains the one-text model on themed texts, and scores texts with models that never saw them. Pure: rows in, model
 * out, the same for the same rows in the same order.
 */
import { THEMES } from '../model.ts';
import type { HeldOut } from './calibration.ts';
import { type ReadText, type TermEntry, readText, weighTerms } from './features.ts';
import { type TextScore, familyScore, sumScores } from './fusion.ts';
import { type Regression, fitRegression, scoreRow, softmax } from './regression.ts';
import type { ThemedText } from './training-data.ts';

/** How the one-text model is fitted; chosen on grouped folds. */
const OPTIONS = { penalty: 0.002, steps: 250, leastTexts: 2, secondShare: 0.25, leastWeight: 0.3 };

/** The one-text model before it has been calibrated. */
export interface TextModel {
  regression: Regression;
  vocabulary: Map<string, TermEntry>;
}

/** Fits vocabulary and weights. `reads` are the rows' texts from `readText`, in the same order. */
export function trainTextModel(rows: readonly ThemedText[], reads: readonly ReadText[]): TextModel {
  const vocabulary = buildVocabulary(reads);
  const training = rows.flatMap((row, index) => {
    const read = reads[index];
    if (!read) return [];
    const weight = Math.max(OPTIONS.leastWeight, read.weight);
    return [{ dense: read.dense, sparse: weighTerms(read, vocabulary), target: targetOf(row), weight }];
  });
  return { regression: fitRegression(training, vocabulary.size, OPTIONS), vocabulary };
}

/** Log-probabilities of one text, weighed as an action's own words or as its context. */
export function scoreRead(
  { regression, vocabulary }: TextModel,
  read: ReadText,
  part: 'own' | 'context',
): TextScore {
  const logits = scoreRow(regression, read.dense, weighTerms(read, vocabulary));
  const weight = part === 'own' ? read.weight : read.contextWeight;
  return { logs: softmax(logits).map(Math.log), weight };
}

/**
 * Scores every row with a model trained on the rows of other folds, its recommendation and siblings by that same
 * model. `folds` gives each row's fold, as from `dealFolds` or `documentFolds`.
 */
export function scoreOutOfFold(rows: readonly ThemedText[], folds: readonly number[]): HeldOut[] {
  const reads = rows.map((row) => readText(row.text));
  const indices = rows.map((_, index) => index);
  const scores: HeldOut[] = [];
  for (const fold of new Set(folds)) {
    const kept = indices.filter((index) => folds[index] !== fold);
    const model = trainTextModel(pick(rows, kept), pick(reads, kept));
    for (const index of indices.filter((i) => folds[i] === fold)) {
      const row = rows[index];
      const read = reads[index];
      if (!row || !read) continue;
      const { recommendation } = row;
      const siblings = pick(reads, row.siblings).map((sibling) => scoreRead(model, sibling, 'own'));
      scores[index] = {
        row,
        own: scoreRead(model, read, 'own'),
        context: {
          recommendation: recommendation ? scoreRead(model, readText(recommendation), 'context') : undefined,
          siblings: familyScore(sumScores(siblings), siblings.length),
        },
      };
    }
  }
  return scores;
}

function targetOf(row: ThemedText): number[] {
  return THEMES.map((theme) => {
    if (theme === row.theme) return row.theme2 ? 1 - OPTIONS.secondShare : 1;
    return theme === row.theme2 ? OPTIONS.secondShare : 0;
  });
}

function buildVocabulary(reads: readonly ReadText[]): Map<string, TermEntry> {
  const counts = new Map<string, number>();
  for (const read of reads) {
    for (const term of new Set(read.terms)) counts.set(term, (counts.get(term) ?? 0) + 1);
  }
  const kept = [...counts].filter(([, count]) => count >= OPTIONS.leastTexts).map(([term]) => term);
  kept.sort();
  return new Map(
    kept.map((term, index) => {
      const idf = Math.log((1 + reads.length) / (1 + (counts.get(term) ?? 0))) + 1;
      return [term, { index, idf: Math.round(idf * 1e4) / 1e4 }];
    }),
  );
}

function pick<T>(items: readonly T[], indices: readonly number[]): T[] {
  return indices.flatMap((index) => {
    const item = items[index];
    return item === undefined ? [] : [item];
  });
}
