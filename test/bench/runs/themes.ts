/**
 * `themes.ts`: themes of actions in their context beside Bayes on their words alone. Prints a measure. With `ours` or
 * `baseline` it only tags once, for the peak of memory.
 */
import type { ThemeInput } from '../../../pipeline/theme/theme.ts';
import { readTrainingData } from '../../../pipeline/theme/training-data.ts';
import { costsInTurns } from '../cost.ts';
import { type Measure, TOLERANCE } from '../measure.ts';

const COUNT = 2_000;
const BAYES_COUNT = 200;

const rows = readTrainingData();
const inputs = Array.from({ length: COUNT }, (_, index): ThemeInput => {
  const row = rows[(index * 7) % rows.length];
  const recommendation = `${rows[(index * 3) % 600]?.text} ${Math.floor(index / 12)}`;
  return { text: `${row?.text} in phase ${index}`, recommendation };
});

type Tagger = (inputs: readonly ThemeInput[]) => void;

async function loadOurs(): Promise<Tagger> {
  const { tagActions } = await import('../../../pipeline/theme/theme.ts');
  return (actions) => void tagActions(actions);
}

async function loadBayes(): Promise<Tagger> {
  const { trainBayes } = await import('../../theme/theme-baselines.ts');
  const tag = trainBayes(rows);
  return (actions) => {
    for (const { text } of actions) tag(text);
  };
}

const [side] = process.argv.slice(2);
if (side !== undefined) (await (side === 'ours' ? loadOurs() : loadBayes()))(inputs.slice(0, BAYES_COUNT));
else {
  const [ours, bayes] = [await loadOurs(), await loadBayes()];
  const costs = await costsInTurns(
    3,
    () => ours(inputs),
    () => bayes(inputs.slice(0, BAYES_COUNT)),
  );
  const measure: Measure = {
    id: 'themes/actions',
    what: 'actions with their recommendation',
    against: 'Bayes of natural, words alone',
    unit: 'ms of processor an action',
    ours: costs.ours.processorMs / COUNT,
    baseline: costs.baseline.processorMs / BAYES_COUNT,
    tolerance: TOLERANCE.processor,
  };
  process.stdout.write(JSON.stringify([measure]));
}
