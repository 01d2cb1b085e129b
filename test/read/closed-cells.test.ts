/** Tables with a pipe where each cell ends, and texts that only look like it, case by case. */
import { expect, test } from 'vitest';

import { readText } from '../../pipeline/read/text/text.ts';
import { costsInTurns } from '../bench/cost.ts';
import { readCases } from './read-cases.ts';
import { testTableCases } from './table-cases.ts';

const cases = readCases('closed-cells.tsv');

testTableCases(cases);

test('words around the rows stay', () => {
  const [first] = cases;
  const blocks = readText(first?.['text'] ?? '').value?.blocks ?? [];
  expect(blocks.map((block) => (block.type === 'table' ? 'table' : block.text))).toEqual([
    'The plan is:',
    'table',
    'Members agreed.',
  ]);
});

test('four times the lines take no more than some times as long', async () => {
  const names = (count: number): string => 'Action |\nLead |\nWhen |\nplain words |\n'.repeat(count);
  const [short, long] = [names(300), names(1_200)];
  const { ours, baseline } = await costsInTurns(
    1,
    () => readText(long),
    () => readText(short),
  );
  expect(ours.processorMs).toBeLessThan(Math.max(400, baseline.processorMs * 10));
});
