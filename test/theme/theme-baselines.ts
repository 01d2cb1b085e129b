/** What the classifier must beat: Bayes of `natural`, the lexicon alone, and a copy of the recommendation's theme. */
import BayesClassifier from 'natural/lib/natural/classifiers/bayes_classifier.js';
import { THEMES } from '../../pipeline/model.ts';
import { addStrengths, findThemeTerms } from '../../pipeline/theme/lexicon.ts';
import { normaliseText } from '../../pipeline/theme/words.ts';

/** Shares by theme, in the order of `THEMES`, for one text. */
export type TextTagger = (text: string) => number[];

/** Multinomial Bayes over stems, trained on the given rows; its scores are normalised to shares. */
export function trainBayes(rows: readonly { text: string; theme: string }[]): TextTagger {
  const classifier = new BayesClassifier();
  for (const { text, theme } of rows) classifier.addDocument(text, theme);
  classifier.train();
  return (text) => {
    const found = new Map(classifier.getClassifications(text).map(({ label, value }) => [label, value]));
    return normalise(THEMES.map((theme) => found.get(theme) ?? 0));
  };
}

/** Strengths of the lexicon's words alone, plus a little so that no share is nothing. */
export function tagByLexicon(text: string): number[] {
  return normalise(addStrengths(findThemeTerms(normaliseText(text))).map((sum) => sum + 0.1));
}

function normalise(values: readonly number[]): number[] {
  const total = values.reduce((sum, value) => sum + value, 0);
  return total > 0 ? values.map((value) => value / total) : THEMES.map(() => 1 / THEMES.length);
}
