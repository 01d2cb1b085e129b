/** Texts without a blank line: what heads a section all the same, and what must not be taken for a heading. */
import { expect, test } from 'vitest';

import { readText } from '../../pipeline/read/text/text.ts';

/** The headings a text is read with, and the rows of each table. */
function headingsOf(lines: readonly string[]): string[] {
  const blocks = readText(lines.join('\n')).value?.blocks ?? [];
  return blocks.flatMap((block) => (block.type === 'heading' ? [block.text] : []));
}

const title = ['Lowmere Harbour Council', 'Our answer to the visitors', 'May 2027'];
const said = 'The visitors liked the quay and told us that nobody could say who would pay for it.';
const items = ['• Dredge the basin (Pilot, by May 2027)', '• Mend the rail (Warden, by June 2027)'];
const end = ['We look forward to showing the visitors what became of the quay and of the basin next year.'];

test.each([
  ['a short line between sentences', ['The quay', said, 'Money for the harbour', said]],
  ['a short line over a list', ['The quay', ...items, 'Money for the harbour', ...items]],
  ['numbered lines over paragraphs', ['1. The quay', said, '2. Money for the harbour', said]],
  ['numbered lines over numbered paragraphs', ['1. The quay', `1.1 ${said}`, '2. Money', `2.1 ${said}`]],
  ['lines set bold or underlined', ['**The quay**', ...items, '<u>Money for the harbour</u>', said]],
])('%s', (_name, lines) => {
  const wanted = lines.filter((line) => line !== said && !/^•|^\d\.\d/.test(line));
  const plain = wanted.map((line) => line.replaceAll(/\*\*|<\/?u>/g, ''));
  expect(headingsOf([...title, said, ...lines, ...end]).slice(-plain.length)).toEqual(plain);
});

test.each([
  [
    'items of a list without full stops',
    ['We will', '1. Dredge the basin', '2. Mend the rail', '3. Open a fund'],
  ],
  ['labels and their values', [said, 'Lead: Harbour Master', 'Date: May 2027', said]],
  ['short lines one below the other', ['Harbour Master', 'The Old Quay', 'Lowmere', 'Dear visitors,']],
  ['a date', [said, '14 October 2027', said]],
  ['the rest of an item that a line broke', ['• Agree the works with the', 'Warden', '• Open a fund']],
])('%s are no headings', (_name, lines) => {
  const found = headingsOf([...title, said, ...lines, ...end]);
  for (const line of lines.filter((each) => each !== 'We will')) expect(found).not.toContain(line);
});

test('a text with blank lines of its own keeps them', () => {
  expect(headingsOf([...title, '', said, 'The quay', said, '', said, '', ...items, ...end])).not.toContain(
    'The quay',
  );
});

test('a second table begins at the row that a rule underlines, and not where every row has one', () => {
  const table = [
    '| Action | Lead |',
    '|---|---|',
    '| Dredge the basin | Pilot |',
    '| Mend the rail | Warden |',
  ];
  const other = [
    '| Deed | When | How |',
    '|---|---|---|',
    '| Open a fund | May | Bank |',
    '| Spend it | June | Post |',
  ];
  const rows = (lines: readonly string[]) =>
    (readText(lines.join('\n')).value?.blocks ?? []).map((block) =>
      block.type === 'table' ? [block.columns, block.rows.length] : block.type,
    );
  expect(rows([...table, ...other])).toEqual([
    [2, 3],
    [3, 3],
  ]);
  const ruled = table.flatMap((line) => (line.includes('---') ? [] : [line, '|---|---|']));
  expect(rows(ruled)).toEqual([[2, 3]]);
});

test('what is to be done is no heading of the sentence below it', () => {
  const lines = [
    'Ashlow Council action plan May 2027',
    'Recommendation 1: Strengthen scrutiny',
    'Review the scrutiny function',
    'We will use an outside adviser.',
    'Publish a work programme',
    'Chairs will agree it each spring.',
    'Recommendation 2: Close the gap',
    'Agree a savings plan',
    'It will go to cabinet in June 2027.',
  ];
  const headings = (readText(lines.join('\n')).value?.blocks ?? []).filter(({ type }) => type === 'heading');
  const texts = headings.map((block) => (block.type === 'heading' ? block.text : ''));
  for (const order of ['Review the scrutiny function', 'Publish a work programme', 'Agree a savings plan'])
    expect(texts).not.toContain(order);
});
