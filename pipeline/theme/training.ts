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
const OPTIONS = { penalty: 0.0003, steps: 250, leastTexts: 2, secondShare: 0.25, leastWeight: 0.3 };

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

/** For each fold the model of all rows outside it. `folds` gives each row's fold, as from `documentFolds`. */
export function trainFolds(rows: readonly ThemedText[], folds: readonly number[]): Map<number, TextModel> {
  const reads = rows.map((row) => readText(row.text));
  const models = [...new Set(folds)].map((fold): [number, TextModel] => {
    const kept = [...rows.keys()].filter((index) => folds[index] !== fold);
    return [fold, trainTextModel(pick(rows, kept), pick(reads, kept))];
  });
  return new Map(models);
}

/** Scores every row, what stands above it and its siblings by the model of its fold, which never saw them. */
export function scoreOutOfFold(
  rows: readonly ThemedText[],
  folds: readonly number[],
  models: ReadonlyMap<number, TextModel> = trainFolds(rows, folds),
): HeldOut[] {
  const reads = rows.map((row) => readText(row.text));
  return rows.flatMap((row, index): HeldOut[] => {
    const model = models.get(folds[index] ?? 0);
    const read = reads[index];
    if (!model || !read) return [];
    const { recommendation, heading } = row;
    const siblings = pick(reads, row.siblings).map((sibling) => scoreRead(model, sibling, 'own'));
    const above = (text: string): TextScore | undefined =>
      text === '' ? undefined : scoreRead(model, readText(text), 'context');
    return [
      {
        row,
        own: scoreRead(model, read, 'own'),
        context: {
          recommendation: above(recommendation),
          heading: above(heading),
          siblings: familyScore(sumScores(siblings), siblings.length),
        },
      },
    ];
  });
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
