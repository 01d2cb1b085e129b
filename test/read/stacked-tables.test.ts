/** Tables that were flattened to one cell a line, and texts that only look like it, case by case. */
import { describe, expect, test } from 'vitest';
import { costsInTurns } from '../bench/cost.ts';

import type { Block, Table } from '../../pipeline/model.ts';
import { findCellKind } from '../../pipeline/read/text/cell-kinds.ts';
import { readText } from '../../pipeline/read/text/text.ts';
import { findMisplaced } from './places.ts';
import { readCases } from './read-cases.ts';

const cases = readCases('stacked-tables.tsv');

function tablesOf(text: string): Table[] {
  const blocks: Block[] = readText(text).value?.blocks ?? [];
  return blocks.filter((block): block is Table => block.type === 'table');
}

function bodyOf(tables: readonly Table[]): string {
  const rows = tables.flatMap((table) => table.rows.slice(table.headerRows));
  return rows.map((row) => row.cells.map((cell) => cell.text.replaceAll('\n', ' / ')).join('|')).join('\n');
}

test('there are layouts and texts that are none', () => {
  expect(cases.filter(({ rows }) => rows !== '').length).toBeGreaterThanOrEqual(15);
  expect(cases.filter(({ rows }) => rows === '').length).toBeGreaterThanOrEqual(17);
});

test.each(cases)('$name', ({ text = '', rows = '' }) => {
  const tables = tablesOf(text);
  expect(bodyOf(tables)).toBe(rows);
  expect(tables.length).toBe(rows === '' ? 0 : 1);
});

test.each(cases)('$name: with other line breaks', ({ text = '', rows = '' }) => {
  expect(bodyOf(tablesOf(text.replaceAll('\n', '\r\n')))).toBe(rows);
});

test.each(cases)('$name: places point at the words', ({ text = '' }) => {
  const { blocks = [], ...rest } = readText(text).value ?? {};
  const document = { sha256: '', pages: 1, format: 'text' as const, issues: [], ...rest, blocks };
  expect(findMisplaced(document as Parameters<typeof findMisplaced>[0], text)).toEqual([]);
});

test.each(readCases('cell-kinds.tsv'))('"$text" is $kind', ({ text = '', kind = '' }) => {
  expect(findCellKind(text)).toBe(kind);
});

describe('doubt', () => {
  test('a cell that may belong to another column is an issue with its place', () => {
    const header = ['Action', 'Outcome', 'Resources', 'Lead', 'When'];
    const first = ['Open the pool', 'More swimming', 'Found', 'Head of Leisure', 'May 2026'];
    const second = ['Mend the clock', 'It tells the time', 'Head of Estates', 'June 2026'];
    const asked = [...header, ...first, ...second].join('\n\n');
    const issues = readText(asked).issues.filter((issue) => issue.code === 'unsure-cell');
    expect(
      issues.map(({ place }) =>
        (place ?? []).map((span) => ('start' in span ? asked.slice(span.start, span.end) : '')),
      ),
    ).toEqual([['It tells the time']]);
  });

  test('a table that fits leaves none', () => {
    for (const { text = '' } of cases.slice(0, 1)) expect(readText(text).issues).toEqual([]);
  });
});

test('the work grows with the lines and no faster', async () => {
  const row = ['Open the pool', 'Head of Leisure', 'May 2026'];
  const rows = (count: number): string =>
    ['Action', 'Lead', 'When', ...Array.from({ length: count }, () => row).flat()].join('\n\n');
  const names = (count: number): string =>
    Array.from({ length: count }, () => 'Action\nLead\nWhen').join('\n');
  expect(tablesOf(rows(1_500))[0]?.rows.length).toBe(1_501);
  expect(tablesOf(names(500))).toEqual([]);
  for (const make of [rows, names]) {
    const [short, long] = [make(400), make(1_600)];
    const { ours, baseline } = await costsInTurns(
      1,
      () => tablesOf(long),
      () => tablesOf(short),
    );
    const [once, fourTimes] = [baseline.processorMs, ours.processorMs];
    expect(fourTimes).toBeLessThan(Math.max(400, once * 10));
  }
});
