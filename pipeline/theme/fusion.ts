/**
 * Late fusion: the action, its recommendation, its heading and its siblings are each scored by the same one-text
 * model; their log-probabilities are added with fixed weights and cooled or warmed by a fitted temperature.
 */
import { THEMES } from '../model.ts';
import type { FusionSettings } from './model-file.ts';
import { softmax } from './regression.ts';

/** Log-probabilities by theme of one text, and how far they can be trusted (0..1). */
export interface TextScore {
  logs: readonly number[];
  weight: number;
}

/** What stands around an action, already scored. */
export interface ScoredContext {
  recommendation?: TextScore | undefined;
  heading?: TextScore | undefined;
  /** Its siblings together, from `familyScore`. */
  siblings?: TextScore | undefined;
}

/** Probabilities by theme in the order of `THEMES`. */
export function fuseScores(own: TextScore, context: ScoredContext, settings: FusionSettings): number[] {
  const { total, hasContext } = addScores(own, context, settings);
  const temperature = hasContext ? settings.temperatureContext : settings.temperatureAlone;
  return softmax(total.map((value) => value / temperature));
}

/** The weighted sum of log-probabilities before any temperature, and whether anything but the action is in it. */
export function addScores(
  own: TextScore,
  { recommendation, heading, siblings }: ScoredContext,
  settings: FusionSettings,
): { total: number[]; hasContext: boolean } {
  const total = THEMES.map((_, t) => own.weight * (own.logs[t] ?? 0));
  let hasContext = false;
  const add = (score: TextScore, weight: number): void => {
    if (score.weight === 0) return;
    hasContext = true;
    for (let t = 0; t < THEMES.length; t++)
      total[t] = (total[t] ?? 0) + weight * score.weight * (score.logs[t] ?? 0);
  };
  if (recommendation) add(recommendation, settings.recommendation);
  if (heading) add(heading, recommendation ? settings.heading : settings.headingAlone);
  if (siblings) add(siblings, settings.siblings);
  return { total, hasContext };
}

/** Sum of scores by theme, each as far as it can be trusted. */
export function sumScores(scores: readonly TextScore[]): number[] {
  return THEMES.map((_, t) => scores.reduce((sum, { logs, weight }) => sum + weight * (logs[t] ?? 0), 0));
}

/**
 * What a family of siblings says: their mean score, weighing more the more there are (the square root of their
 * number, at most 3). `sum` is theirs from `sumScores`; undefined for no siblings.
 */
export function familyScore(sum: readonly number[], count: number): TextScore | undefined {
  if (count < 1) return undefined;
  return { logs: sum.map((value) => value / count), weight: Math.min(3, Math.sqrt(count)) };
}

/** The family's score without one of its own members. */
export function familyWithout(sum: readonly number[], count: number, own: TextScore): TextScore | undefined {
  return familyScore(
    sum.map((value, t) => value - own.weight * (own.logs[t] ?? 0)),
    count - 1,
  );
}
