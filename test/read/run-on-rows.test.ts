/** Tables whose cells run together in the lines of their rows, and texts that only look like it, case by case. */
import { expect, test } from 'vitest';

import { cutRunOn } from '../../pipeline/read/text/run-on-cells.ts';
import { readText } from '../../pipeline/read/text/text.ts';
import { costsInTurns } from '../bench/cost.ts';
import { readCases } from './read-cases.ts';
import { testTableCases } from './table-cases.ts';

const cases = readCases('run-on-rows.tsv');

testTableCases(cases);

test('a row of letters and lines comes apart as well', () => {
  const text =
    '6. House more people\n(a) Buy forty homes.\n(b) Let them. Head of Housing\n(a) May 2026\n(b) June 2027\n(a) 12 bought.';
  const cuts = cutRunOn(text, { words: 2, isNumbered: false, hasRest: true }) ?? [];
  expect(
    cuts.map((at, index) =>
      text
        .slice(at, cuts[index + 1])
        .trim()
        .replaceAll('\n', ' '),
    ),
  ).toEqual([
    '6. House more people',
    '(a) Buy forty homes. (b) Let them.',
    'Head of Housing',
    '(a) May 2026 (b) June 2027',
    '(a) 12 bought.',
  ]);
  expect(cutRunOn('6. Hold a fair on the quay.', { words: 2, isNumbered: false, hasRest: true })).toBeNull();
});

test('such a table is a doubt with its place', () => {
  const text = cases[0]?.['text'] ?? '';
  const issues = readText(text).issues.filter(({ code }) => code === 'unsure-columns');
  expect(issues.map(({ place }) => place?.length)).toEqual([1]);
});

test('four times the lines take no more than some times as long', async () => {
  const row = (_: unknown, at: number): string =>
    `${(at % 90) + 1}. Do We will do it. Head of Policy May 2026 Now`;
  const make = (count: number): string =>
    `Recommendation Response Lead Deadline Update\n${Array.from({ length: count }, row).join('\n')}\n`.repeat(
      3,
    );
  const [short, long] = [make(80), make(320)];
  const { ours, baseline } = await costsInTurns(
    1,
    () => readText(long),
    () => readText(short),
  );
  expect(ours.processorMs).toBeLessThan(Math.max(400, baseline.processorMs * 10));
});
