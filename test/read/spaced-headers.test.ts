/** Names of columns that spaces set apart are told from a row of cells, case by case. */
import { expect, test } from 'vitest';
import { splitLines } from '../../pipeline/read/text/lines.ts';
import { findSpacedHeader } from '../../pipeline/read/text/spaced/header.ts';
import { readCases } from './read-cases.ts';

test.each(readCases('spaced-headers.tsv'))('$row: $names', ({ row = '', names = '' }) => {
  const line = row
    .split('|')
    .map((name) => name.padEnd(34))
    .join('');
  expect(String(findSpacedHeader(splitLines(line), 0)?.names.length ?? 'none')).toBe(names);
});
