/**
 * The plans of outside readers are part of the training data, so they are scored by models that never saw them: each
 * plan by one trained without its fold of whole plans, or without its whole set. Temperatures, too, come from scores of
 * other plans.
 */
import { parse } from 'node:path';
import { findGold } from '../../pipeline/evaluate/gold.ts';
import { packagePath } from '../../pipeline/data-files.ts';
import { type HeldOut, fitFusion } from '../../pipeline/theme/calibration.ts';
import { readText } from '../../pipeline/theme/features.ts';
import { type ThemeModel, readModel } from '../../pipeline/theme/model-file.ts';
import { type TextModel, scoreOutOfFold, trainFolds, trainTextModel } from '../../pipeline/theme/training.ts';
import { documentFolds, readTrainingData } from '../../pipeline/theme/training-data.ts';
import { type AnsweredText, readGoldPlans } from './theme-sets.ts';

/** The four sets that are learned from, from the package's root. */
export const OUTSIDE_SETS = ['outside', 'outside-second', 'outside-third', 'outside-fourth'].map(
  (name) => `test/layouts/${name}`,
);

/** Every action of the four sets that is learned from (of a plan in several forms only one is), tagged by models that never saw its plan, and by models that never saw its set. */
export async function tagUnseenPlans(): Promise<{
  planUnseen: AnsweredText[][];
  setUnseen: AnsweredText[][];
}> {
  const rows = readTrainingData();
  const folds = documentFolds(rows);
  const models = trainFolds(rows, folds);
  const held = scoreOutOfFold(rows, folds, models);
  const byFold = new Map(
    [...models].map(([fold, model]) => [
      fold,
      complete(
        model,
        held.filter((_, index) => folds[index] !== fold),
      ),
    ]),
  );
  const foldOf = new Map(rows.map(({ plan }, index) => [plan, folds[index] ?? 0]));
  const planUnseen: AnsweredText[][] = [];
  const setUnseen: AnsweredText[][] = [];
  for (const folder of OUTSIDE_SETS.map(packagePath)) {
    const names = findGold([folder]).map(({ goldPath }) => parse(goldPath).name);
    const plans = new Set(names.filter((name) => foldOf.has(name)));
    const others = rows.filter(({ plan }) => !plans.has(plan));
    const model = complete(
      trainTextModel(
        others,
        others.map(({ text }) => readText(text)),
      ),
      held.filter(({ row }) => !plans.has(row.plan)),
    );
    planUnseen.push(
      await readGoldPlans(folder, (plan) => byFold.get(foldOf.get(plan) ?? -1) ?? noModel(plan), plans),
    );
    setUnseen.push(await readGoldPlans(folder, () => model, plans));
  }
  return { planUnseen, setUnseen };
}

function complete(model: TextModel, others: readonly HeldOut[]): ThemeModel {
  return { ...model, fusion: fitFusion(others), origin: readModel().origin };
}

function noModel(plan: string): never {
  throw new Error(`no model without ${plan}: it is not in the training data`);
}
