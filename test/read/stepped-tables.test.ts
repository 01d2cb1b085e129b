/** Tables each of whose lines holds one line of every cell, and tables that only look like it, case by case. */
import { expect, test } from 'vitest';

import { readText } from '../../pipeline/read/text/text.ts';
import { costsInTurns } from '../bench/cost.ts';
import { readCases } from './read-cases.ts';
import { testTableCases } from './table-cases.ts';

const cases = readCases('stepped-tables.tsv');

testTableCases(cases);

test('a line that could as well open a row is told', () => {
  const lines = [
    'No\tAction\tLead\tWhen',
    '1\tWrite a ten-year story of the town with its\tHead of\tEnd of',
    '\tschools, shops and clubs, and show how each\tPolicy\tJune',
    '\tof them can help\t\t2027',
    '2\tPut a price on every promise in the town of\tTreasurer\tMay 2027',
    '\tAmbleford before the next budget is drawn by\t\t',
    '\tits Treasurer. This will take the whole summer\t\t',
    '\tIt may take the autumn too\t\t',
    '3\tHold a youth assembly twice a year and answer\tYouth\tAutumn',
    '\twhat it says within a month\tWorker\t2027',
  ];
  const issues = readText(lines.join('\n')).value?.issues ?? [];
  expect(issues.map(({ code, place }) => [code, place?.[0]])).toEqual([
    ['unsure-join', expect.objectContaining({ in: 'text', line: 8 })],
  ]);
});

test('four times the lines take no more than some times as long', async () => {
  const text = (count: number): string =>
    'Action\tLead\tWhen\n'.repeat(count) + 'Write a story of the town\tHead of\tMay\n'.repeat(count);
  const [short, long] = [text(300), text(1_200)];
  const { ours, baseline } = await costsInTurns(
    1,
    () => readText(long),
    () => readText(short),
  );
  expect(ours.processorMs).toBeLessThan(Math.max(400, baseline.processorMs * 10));
});
