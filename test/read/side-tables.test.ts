/** Columns of a sheet on later pages, and tables that only follow each other, case by case. */
import { expect, test } from 'vitest';

import { readText } from '../../pipeline/read/text/text.ts';
import { readCases } from './read-cases.ts';
import { testTableCases } from './table-cases.ts';

const cases = readCases('side-tables.tsv');

testTableCases(cases);

test.each(cases)('$name: is told', ({ name = '', text = '' }) => {
  const codes = readText(text).issues.flatMap(({ code }) => (code.endsWith('columns') ? [code] : []));
  const isUneven = name.includes('come out even');
  expect(codes).toEqual(isUneven ? ['unmatched-columns'] : name.startsWith('not') ? [] : ['joined-columns']);
});

test('a header of columns alone on each page is no running head', () => {
  const page = 'Ref\tAction\tLead\n\n1\tOpen the pool\tHead of Leisure\n\nPage ';
  const [table] = readText([1, 2, 3].map((number) => `${page}${number}\n\n`).join('')).value?.blocks ?? [];
  expect(table).toMatchObject({ headerRows: 1 });
});
