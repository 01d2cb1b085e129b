/** A header in the cells of the first row is told from a row whose cells happen to open with such words. */
import { expect, test } from 'vitest';
import { formatOutline } from '../../pipeline/read/outline.ts';
import { readDocument } from '../../pipeline/read/read.ts';

async function headers(...rows: string[][]): Promise<string[]> {
  const [first = [], ...rest] = rows.map((cells) => `| ${cells.join(' | ')} |`);
  const text = `${[first, '|---|---|---|', ...rest].join('\n')}\n`;
  const { value } = await readDocument(new TextEncoder().encode(text), { name: 'a.md' });
  const lines = value === null ? [] : formatOutline(value).split('\n');
  const at = lines.findIndex((line) => line.includes('row 0'));
  return lines.slice(at + 1, at + 4).map((line) => line.trim());
}

test.each([
  [
    ['Action Plant two hundred trees', 'Lead officer Jo Marten', 'When By May 2026'],
    ['[0] Action', '[1] Lead officer', '[2] When'],
  ],
  [
    ['Action plan agreed', 'Lead officer named', 'Date set'],
    ['[0] Action plan agreed', '[1] Lead officer named', '[2] Date set'],
  ],
  [
    ['Action', 'Lead officer', 'When'],
    ['[0] Action', '[1] Lead officer', '[2] When'],
  ],
])('%j', async (row, expected) => {
  expect(await headers(row, ['Mend the lift', 'Sam Lee', 'June 2026'])).toEqual(expected);
});
