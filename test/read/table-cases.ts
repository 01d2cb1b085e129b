/** Tables of a text, by the cases of one file: their rows, the same with other line breaks, and where their words stand. */
import { expect, test } from 'vitest';
import type { Block, Table } from '../../pipeline/model.ts';
import { readText } from '../../pipeline/read/text/text.ts';
import { findMisplaced } from './places.ts';

/** The rows below the headers of a text's tables, one a line, cells parted by a bar. */
function rowsOf(text: string): string {
  const blocks: Block[] = readText(text).value?.blocks ?? [];
  const tables = blocks.filter((block): block is Table => block.type === 'table');
  const rows = tables.flatMap((table) => table.rows.slice(table.headerRows));
  return rows.map((row) => row.cells.map((cell) => cell.text.replaceAll('\n', ' / ')).join('|')).join('\n');
}

/** Tests every case: `name`, `text` and the `rows` expected. */
export function testTableCases(cases: readonly Record<string, string>[]): void {
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
}
