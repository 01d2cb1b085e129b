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

test('rows that each open with a pipe are cut there, whatever their header says', () => {
  const rows = ['What we said we will do', 'Our target date', 'So far'].map((text) => `${text} |`);
  const text = [
    'Our plan',
    '|',
    ...rows,
    '|',
    'Mend the pool |',
    'May |',
    '|',
    '|',
    'Sell the hall |',
    'June |',
    'Sold |',
  ];
  const [title, table] = readText(text.join('\n')).value?.blocks ?? [];
  expect(title).toMatchObject({ text: 'Our plan' });
  expect(
    table?.type === 'table' && [
      table.headerRows,
      ...table.rows.map((row) => row.cells.map((cell) => cell.text)),
    ],
  ).toEqual([
    1,
    ['What we said we will do', 'Our target date', 'So far'],
    ['Mend the pool', 'May', ''],
    ['Sell the hall', 'June', 'Sold'],
  ]);
});

test('lone pipes at unequal distances open no rows', () => {
  const text = ['|', 'Action |', 'When |', '|', 'Mend the pool |', '|', 'May |', 'Sold |', '|'];
  const [table] = readText(text.join('\n')).value?.blocks ?? [];
  expect(
    table?.type === 'table' && table.rows.some((row) => row.cells.some((cell) => cell.text === 'Action')),
  ).toBe(true);
  expect(table).toMatchObject({ columns: 3 });
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
