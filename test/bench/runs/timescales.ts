/**
 * `timescales.ts`: dating the phrases of the case files, and awkward long input, beside untouched chrono. Prints
 * measures. With `ours` or `baseline` it only dates the phrases once, for the peak of memory.
 */
import { phraseFiles, readCases } from '../../timescale/case-files.ts';
import { costsInTurns } from '../cost.ts';
import { type Measure, TOLERANCE } from '../measure.ts';

type Dater = (text: string, context: { planDate?: string }) => unknown;

const loadOurs = async (): Promise<Dater> =>
  (await import('../../../pipeline/timescale/timescale.ts')).normaliseTimescale;
const loadChrono = async (): Promise<Dater> =>
  (await import('../../timescale/chrono-baseline.ts')).normaliseWithChrono;

/** Repeated until a text is as long as wanted: what makes a careless pattern slow. */
const AWKWARD = [
  '31/03/24 ',
  'March 2024 ',
  '2024/25 ',
  'by end of ',
  'every ',
  'to ',
  '– ',
  'may ',
  '1',
  ' ',
  'Q1 to ',
  '12 months after ',
];

const cases = phraseFiles().flatMap((file) => readCases(`cases/${file}`));
const dateAll = (read: Dater): void => {
  for (const { phrase = '', plan = '' } of cases) read(phrase, { planDate: plan });
};
const dateAwkward = (read: Dater, length: number): void => {
  for (const unit of AWKWARD)
    read(unit.repeat(Math.ceil(length / unit.length)).slice(0, length), { planDate: '2024-02' });
};

const [side] = process.argv.slice(2);
if (side !== undefined) dateAll(await (side === 'ours' ? loadOurs() : loadChrono()));
else process.stdout.write(JSON.stringify(await measureBoth(await loadOurs(), await loadChrono())));

async function measureBoth(ours: Dater, chrono: Dater): Promise<Measure[]> {
  const shared = { against: 'untouched chrono', tolerance: TOLERANCE.processor };
  const phrases = await costsInTurns(
    8,
    () => dateAll(ours),
    () => dateAll(chrono),
  );
  const long = await costsInTurns(
    3,
    () => dateAwkward(ours, 10_000),
    () => dateAwkward(chrono, 10_000),
  );
  const doubled = await costsInTurns(
    3,
    () => dateAwkward(ours, 20_000),
    () => dateAwkward(ours, 10_000),
  );
  return [
    {
      ...shared,
      id: 'timescales/phrases',
      what: 'phrases of the case files',
      unit: 'ms of processor a phrase',
      ours: phrases.ours.processorMs / cases.length,
      baseline: phrases.baseline.processorMs / cases.length,
    },
    {
      ...shared,
      id: 'timescales/awkward',
      what: 'awkward texts of 10,000 characters',
      unit: 'ms of processor a text',
      ours: long.ours.processorMs / AWKWARD.length,
      baseline: long.baseline.processorMs / AWKWARD.length,
    },
    {
      ...shared,
      id: 'timescales/awkward-growth',
      what: 'the same at twice the length',
      against: 'the same at 10,000',
      unit: 'ms of processor a text',
      ours: doubled.ours.processorMs / AWKWARD.length,
      baseline: doubled.baseline.processorMs / AWKWARD.length,
      mostRatio: 2.5,
    },
  ];
}
