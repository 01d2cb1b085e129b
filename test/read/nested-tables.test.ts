/** Tables in the cells of tables: laid out as one where they hold actions, left in their cell where they do not. */
import { expect, test } from 'vitest';
import { formatOutline } from '../../pipeline/read/outline.ts';
import { readDocument } from '../../pipeline/read/read.ts';
import { wordFile, wordParagraph } from './made-office.ts';

const row = (...cells: string[]): string => `<tr>${cells.map((cell) => `<td>${cell}</td>`).join('')}</tr>`;
const table = (...rows: string[]): string => `<table>${rows.join('')}</table>`;

async function outline(bytes: Uint8Array, name: string): Promise<string[]> {
  const { value } = await readDocument(bytes, { name });
  if (value === null) return [];
  const lines = formatOutline(value).trimEnd().split('\n').slice(1);
  return lines.map((line) => line.trim());
}

const html = (body: string): Promise<string[]> =>
  outline(new TextEncoder().encode(`<html><body><main>${body}</main></body></html>`), 'a.html');

const depots = table(row('Action', 'Lead'), row('Buy land', 'Jo'), row('Build on it', 'Sam'));
/** The outline of both inner rows beside their recommendation. */
const unfolded = [
  'row 0 (header)',
  '[0] Recommendation',
  '[1] Action',
  '[2] Lead',
  'row 1',
  '[0 ↕2] 1. Depots',
  '[1] Buy land',
  '[2] Jo',
  'row 2',
  '[1] Build on it',
  '[2] Sam',
];
const parks = table(row('Action', 'Lead'), row('Plant oaks', 'Kit'));

test('the inner header heads the columns and the outer cells span the inner rows', async () => {
  expect(
    await html(table(row('Recommendation', 'Response'), row('1. Depots', depots), row('2. Parks', parks))),
  ).toEqual(['table 4×3 native', ...unfolded, 'row 3', '[0] 2. Parks', '[1] Plant oaks', '[2] Kit']);
});

test('words beside an inner table keep their column, a cell without one spans the inner columns', async () => {
  expect(
    await html(
      table(
        row('Recommendation', 'Our view', 'Cost'),
        row('1. Depots', `<p>We agree.</p>${depots}`, 'nil'),
        row('2. Roads', 'We do not agree.', 'none'),
      ),
    ),
  ).toEqual([
    'table 4×5 native',
    'row 0 (header)',
    '[0] Recommendation',
    '[1] Our view',
    '[2] Action',
    '[3] Lead',
    '[4] Cost',
    'row 1',
    '[0 ↕2] 1. Depots',
    '[1 ↕2] We agree.',
    '[2] Buy land',
    '[3] Jo',
    '[4 ↕2] nil',
    'row 2',
    '[2] Build on it',
    '[3] Sam',
    'row 3',
    '[0] 2. Roads',
    '[1 ↔3] We do not agree.',
    '[4] none',
  ]);
});

test.each([
  ['milestones beside an action', 'Action', table(row('Step', 'Date'), row('Draft', 'May'))],
  ['a table that names no action', 'Recommendation', table(row('Measure', 'Target'), row('Calls', '90%'))],
  ['a table without a header', 'Recommendation', table(row('Buy land', 'Jo'), row('Sell it', 'Sam'))],
])('left in the cell: %s', async (_, header, inner) => {
  const found = await html(
    table(
      row(header, 'Response'),
      row('1. Depots', inner),
      row('2. Parks', 'Accepted'),
      row('3. Roads', 'x'),
    ),
  );
  expect(found[0]).toBe('table 4×2 native');
});

test('inner tables of different columns stay in their cells', async () => {
  const wide = table(row('Action', 'Lead', 'When'), row('Plant oaks', 'Kit', 'May'));
  const found = await html(
    table(row('Recommendation', 'Response'), row('1. Depots', depots), row('2. Parks', wide)),
  );
  expect(found[0]).toBe('table 3×2 native');
});

test('the same in a Word document', async () => {
  const cell = (content: string): string => `<w:tc><w:tcPr/>${content}</w:tc>`;
  const words = (...texts: string[]): string =>
    `<w:tr>${texts.map((text) => cell(wordParagraph(text))).join('')}</w:tr>`;
  const inner = `<w:tbl>${words('Action', 'Lead')}${words('Buy land', 'Jo')}${words('Build on it', 'Sam')}</w:tbl>`;
  const outer = `<w:tbl>${words('Recommendation', 'Response')}<w:tr>${cell(wordParagraph('1. Depots'))}${cell(`${inner}<w:p/>`)}</w:tr></w:tbl>`;
  expect(await outline(wordFile(outer), 'a.docx')).toEqual(['table 3×3 native', ...unfolded]);
});
