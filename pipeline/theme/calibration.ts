/**
 * Fits what turns scores into probabilities and answers: temperatures, the confidence below which an action is
 * unsure, and the probability from which a second theme is named. Held-out scores in, settings out.
 */
import { THEMES } from '../model.ts';
import { type ScoredContext, type TextScore, addScores, fuseScores } from './fusion.ts';
import type { FusionSettings } from './model-file.ts';
import { softmax } from './regression.ts';
import type { ThemedText } from './training-data.ts';

/** An action scored by a model that never saw its group or document. */
export interface HeldOut {
  row: ThemedText;
  own: TextScore;
  context: ScoredContext;
}

/** Weights of the context, from trials on grouped folds; the action's own words weigh 1. */
export const CONTEXT_WEIGHTS = { recommendation: 0.6, heading: 0.8, headingAlone: 1, siblings: 0.4 };

/** Of the actions that are decided, at least this share was right on held-out texts without context. */
const WANTED_ACCURACY = 0.9;

/** Settings for scores from whole documents held out. */
export function fitFusion(scores: readonly HeldOut[]): FusionSettings {
  const settings: FusionSettings = {
    ...CONTEXT_WEIGHTS,
    temperatureAlone: 1,
    temperatureContext: 1,
    unsureBelow: 0.5,
    secondFrom: 0.25,
  };
  const alone = scores.map(({ row, own }) => ({ row, total: addScores(own, {}, settings).total }));
  const inContext = scores
    .map(({ row, own, context }) => ({ row, ...addScores(own, context, settings) }))
    .filter(({ hasContext }) => hasContext);
  settings.temperatureAlone = fitTemperature(alone);
  settings.temperatureContext = fitTemperature(inContext);
  settings.unsureBelow = fitThreshold(scores, settings);
  settings.secondFrom = fitSecond(scores, settings);
  return settings;
}

interface Total {
  row: ThemedText;
  total: number[];
}

/** The temperature, in hundredths, at which the true themes are likeliest. */
function fitTemperature(totals: readonly Total[]): number {
  let best = 1;
  let least = Infinity;
  for (let hundredths = 50; hundredths <= 400; hundredths += 2) {
    const temperature = hundredths / 100;
    let loss = 0;
    for (const { total, row } of totals) {
      const shares = softmax(total.map((value) => value / temperature));
      loss -= Math.log(shares[THEMES.indexOf(row.theme)] ?? 1);
    }
    if (loss < least) [best, least] = [temperature, loss];
  }
  return best;
}

/** The lowest probability, in hundredths, from which first themes judged without context are right often enough. */
function fitThreshold(scores: readonly HeldOut[], settings: FusionSettings): number {
  const judged = scores.map(({ row, own }) => {
    const shares = fuseScores(own, {}, settings);
    const highest = Math.max(...shares);
    return { highest, right: THEMES[shares.indexOf(highest)] === row.theme };
  });
  for (let hundredths = 40; hundredths < 90; hundredths++) {
    const decided = judged.filter(({ highest }) => highest >= hundredths / 100);
    if (decided.filter(({ right }) => right).length >= WANTED_ACCURACY * decided.length)
      return hundredths / 100;
  }
  return 0.9;
}

/** The probability, in hundredths, at which naming a second theme agrees best (F1) with the second themes given. */
function fitSecond(scores: readonly HeldOut[], settings: FusionSettings): number {
  const judged = scores.map(({ row, own, context }) => {
    const shares = fuseScores(own, context, settings);
    const second = shares.toSorted((a, b) => b - a)[1] ?? 0;
    const pair = [row.theme, row.theme2];
    return {
      second,
      given: row.theme2 !== null,
      right: pair.includes(THEMES[shares.indexOf(second)] ?? null),
    };
  });
  const given = judged.filter((row) => row.given).length;
  let best = 0.25;
  let highest = 0;
  for (let hundredths = 15; hundredths <= 45; hundredths++) {
    const named = judged.filter(({ second }) => second >= hundredths / 100);
    const right = named.filter((row) => row.given && row.right).length;
    const score = (2 * right) / (named.length + given || 1);
    if (score > highest) [best, highest] = [hundredths / 100, score];
  }
  return best;
}
