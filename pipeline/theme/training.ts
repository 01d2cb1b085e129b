/**
 * Trains the one-text model on themed texts and fits temperatures and cut-offs out of fold. Pure: rows in, model
 * out, the same for the same rows in the same order.
 */
import { THEMES } from '../model.ts';
import { type ReadText, type TermEntry, readText, weighTerms } from './features.ts';
import { type ScoredContext, type TextScore, addScores, meanOf } from './fusion.ts';
import type { FusionSettings } from './model-file.ts';
import { type Regression, fitRegression, scoreRow, softmax } from './regression.ts';
import { type ThemedText, dealFolds } from './training-data.ts';

/** What the tables in docs/model-card.md were made with; weights of the context from earlier trials. */
export const TRAINING_OPTIONS = {
  folds: 10,
  penalty: 0.0015,
  steps: 250,
  leastTexts: 2,
  secondShare: 0.25,
  parent: 0.8,
  heading: 0.5,
  siblings: 0.3,
};

/** The one-text model before it has been calibrated. */
export interface TextModel {
  regression: Regression;
  vocabulary: Map<string, TermEntry>;
}

/** An action scored by a model that never saw its group. */
export interface HeldOut {
  own: TextScore;
  context: ScoredContext;
}

/** Fits vocabulary and weights. `reads` are the rows' texts from `readText`, in the same order. */
export function trainTextModel(rows: readonly ThemedText[], reads: readonly ReadText[]): TextModel {
  const { penalty, steps, leastTexts, secondShare } = TRAINING_OPTIONS;
  const vocabulary = buildVocabulary(reads, leastTexts);
  const training = rows.flatMap((row, index) => {
    const read = reads[index];
    if (!read) return [];
    const target = THEMES.map((theme) => {
      if (theme === row.theme) return row.theme2 ? 1 - secondShare : 1;
      return theme === row.theme2 ? secondShare : 0;
    });
    return [
      { dense: read.dense, sparse: weighTerms(read, vocabulary), target, weight: Math.max(0.3, read.weight) },
    ];
  });
  return { regression: fitRegression(training, vocabulary.size, { penalty, steps }), vocabulary };
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

/** Scores every row with a model trained on the other folds, its recommendation and siblings by that same model. */
export function scoreOutOfFold(rows: readonly ThemedText[], reads: readonly ReadText[]): HeldOut[] {
  const folds = dealFolds(rows, TRAINING_OPTIONS.folds);
  const indices = rows.map((_, index) => index);
  const scores: HeldOut[] = [];
  for (let fold = 0; fold < TRAINING_OPTIONS.folds; fold++) {
    const kept = indices.filter((index) => folds[index] !== fold);
    const model = trainTextModel(pick(rows, kept), pick(reads, kept));
    for (const index of indices.filter((i) => folds[i] === fold)) {
      const row = rows[index];
      const read = reads[index];
      if (!row || !read) continue;
      const siblings = pick(reads, row.siblings).map((sibling) => scoreRead(model, sibling, 'own'));
      scores[index] = {
        own: scoreRead(model, read, 'own'),
        context: {
          recommendation: row.recommendation
            ? scoreRead(model, readText(row.recommendation), 'context')
            : undefined,
          siblings: meanOf(siblings),
        },
      };
    }
  }
  return scores;
}

/** Temperatures and cut-offs for the given held-out scores. */
export function fitFusion(rows: readonly ThemedText[], scores: readonly HeldOut[]): FusionSettings {
  const { parent, heading, siblings } = TRAINING_OPTIONS;
  const settings: FusionSettings = {
    recommendation: parent,
    heading,
    siblings,
    temperatureAlone: 1,
    temperatureContext: 1,
    unsureBelow: 0.5,
    secondFrom: 0.2,
  };
  const alone = scores.map(({ own }, index) => ({
    total: addScores(own, {}, settings).total,
    row: rows[index],
  }));
  const inContext = scores.flatMap(({ own, context }, index) => {
    const { total, hasContext } = addScores(own, context, settings);
    return hasContext ? [{ total, row: rows[index] }] : [];
  });
  settings.temperatureAlone = fitTemperature(alone);
  settings.temperatureContext = fitTemperature(inContext);
  return settings;
}

interface Totals {
  total: number[];
  row: ThemedText | undefined;
}

/** The temperature, in hundredths, at which the true themes are likeliest. */
function fitTemperature(totals: readonly Totals[]): number {
  let best = 1;
  let least = Infinity;
  for (let hundredths = 40; hundredths <= 400; hundredths += 2) {
    const temperature = hundredths / 100;
    let loss = 0;
    for (const { total, row } of totals) {
      const shares = softmax(total.map((value) => value / temperature));
      loss -= Math.log(shares[row ? THEMES.indexOf(row.theme) : 0] ?? 1);
    }
    if (loss < least) [best, least] = [temperature, loss];
  }
  return best;
}

function buildVocabulary(reads: readonly ReadText[], leastTexts: number): Map<string, TermEntry> {
  const counts = new Map<string, number>();
  for (const read of reads)
    for (const term of new Set(read.terms)) counts.set(term, (counts.get(term) ?? 0) + 1);
  const kept = [...counts].filter(([, count]) => count >= leastTexts).map(([term]) => term);
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
