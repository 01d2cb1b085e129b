/** Tables with cells parted by " / ", and texts that only have such marks, case by case. */
import { expect, test } from 'vitest';

import { readText } from '../../pipeline/read/text/text.ts';
import { readCases } from './read-cases.ts';
import { testTableCases } from './table-cases.ts';

testTableCases(readCases('slashed-tables.tsv'));

test('a long table is read to its end', () => {
  const row = '1 / Open the pool on Sundays / Head of Leisure / May 2027';
  const text = ['Ref / Action / Lead / When', ...Array.from({ length: 500 }, () => row)].join('\n');
  const blocks = readText(text).value?.blocks ?? [];
  expect(blocks.map((block) => (block.type === 'table' ? block.rows.length : block.text))).toEqual([501]);
});
