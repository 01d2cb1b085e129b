/** Tables with a pipe where each cell ends, and texts that only look like it, case by case. */
import { expect, test } from 'vitest';

import type { Block, Table } from '../../pipeline/model.ts';
import { readText } from '../../pipeline/read/text.ts';
import { costsInTurns } from '../bench/cost.ts';
import { findMisplaced } from './places.ts';
import { readCases } from './read-cases.ts';

const cases = readCases('closed-cells.tsv');

function rowsOf(text: string): string {
  const blocks: Block[] = readText(text).value?.blocks ?? [];
  const tables = blocks.filter((block): block is Table => block.type === 'table');
  const rows = tables.flatMap((table) => table.rows.slice(table.headerRows));
  return rows.map((row) => row.cells.map((cell) => cell.text.replaceAll('\n', ' / ')).join('|')).join('\n');
}

test.each(cases)('$name', ({ text = '', rows = '' }) => {
  expect(rowsOf(text)).toBe(rows);
});

test.each(cases)('$name: with other line breaks', ({ text = '', rows = '' }) => {
  expect(rowsOf(text.replaceAll('\n', '\r\n'))).toBe(rows);
});

test.each(cases)('$name: places point at the words', ({ text = '' }) => {
  const { blocks = [], ...rest } = readText(text).value ?? {};
  const document = { sha256: '', pages: 1, format: 'text' as const, issues: [], ...rest, blocks };
  expect(findMisplaced(document as Parameters<typeof findMisplaced>[0], text)).toEqual([]);
});

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
    () => rowsOf(long),
    () => rowsOf(short),
  );
  expect(ours.processorMs).toBeLessThan(Math.max(400, baseline.processorMs * 10));
});
