/** Tables copied column by column, and lists that only look like them, case by case. */
import { expect, test } from 'vitest';

import { readText } from '../../pipeline/read/text/text.ts';
import { costsInTurns } from '../bench/cost.ts';
import { readCases } from './read-cases.ts';
import { testTableCases } from './table-cases.ts';

testTableCases(readCases('column-lists.tsv'));

test('four times the names take no more than some times as long', async () => {
  const text = (count: number): string => 'Actions\nOpen the pool\nMend the clock\n'.repeat(count);
  const [short, long] = [text(200), text(800)];
  const { ours, baseline } = await costsInTurns(
    1,
    () => readText(long),
    () => readText(short),
  );
  expect(ours.processorMs).toBeLessThan(Math.max(400, baseline.processorMs * 10));
});
