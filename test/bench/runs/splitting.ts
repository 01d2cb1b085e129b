/** `splitting.ts`: splitting plans of 200 and 2,000 rows beside reading the same rows as text. Prints measures. */
import { readDocument } from '../../../pipeline/read/read.ts';
import { splitPlan } from '../../../pipeline/split/split.ts';
import { makePlan } from '../../read/made-plans.ts';
import { writeText } from '../../read/made-text.ts';
import { costsInTurns } from '../cost.ts';
import { type Measure, TOLERANCE } from '../measure.ts';
import { planWords } from '../plan-words.ts';

const SIZES = [
  { rows: 200, rounds: 20 },
  { rows: 2000, rounds: 4 },
];

const measures: Measure[] = [];
for (const { rows, rounds } of SIZES) {
  const made = makePlan(4, { layout: 0, rows, words: planWords });
  const bytes = new TextEncoder().encode(writeText({ ...made, tables: made.tables.slice(0, 1) }));
  const { value } = await readDocument(bytes, { name: 'plan.txt' });
  if (value === null) throw new Error('the rows were not read');
  let actions = 0;
  const costs = await costsInTurns(
    rounds,
    () => {
      actions = splitPlan(value, {}).value?.actions.length ?? 0;
    },
    () => readDocument(bytes, { name: 'plan.txt' }),
  );
  if (actions < rows * 0.9) throw new Error(`${actions} actions of ${rows} rows`);
  measures.push({
    id: `splitting/${rows}`,
    what: `plan of ${rows.toLocaleString('en-GB')} rows`,
    against: 'reading them as text',
    unit: 'ms of processor a row',
    ours: costs.ours.processorMs / rows,
    baseline: costs.baseline.processorMs / rows,
    tolerance: TOLERANCE.processor,
    mostRatio: 2,
  });
}
process.stdout.write(JSON.stringify(measures));
