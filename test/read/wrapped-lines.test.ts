/** Running text that a converter wrapped, or wrote with two breaks for each: what is joined, and what must stay apart. */
import { expect, test } from 'vitest';

import { splitLines } from '../../pipeline/read/text/lines.ts';
import { joinWrappedLines } from '../../pipeline/read/text/wrapped-lines.ts';

/** The lines with words after wrapped ones were joined, white space as single spaces. */
function joined(text: string): string[] {
  return joinWrappedLines(text, splitLines(text))
    .lines.filter(({ kind }) => kind !== 'blank')
    .map((line) => line.text.replaceAll(/\s+/g, ' ').trim());
}

/** Text wrapped at a width, as a converter does. */
function wrap(text: string, width: number): string {
  return text
    .split('\n')
    .map((line) => {
      let rest = '';
      const lines: string[] = [];
      for (const word of line.split(' ')) {
        if (rest !== '' && `${rest} ${word}`.length > width) {
          lines.push(rest);
          rest = word;
        } else rest = rest === '' ? word : `${rest} ${word}`;
      }
      return [...lines, rest].join('\n');
    })
    .join('\n');
}

const paragraphs = [
  'Lowmere Harbour Council asked a team of visitors to look at how the harbour is run and this page says what we made of it',
  '',
  '1. Dredge the inner basin so that boats of every size can reach the quay at low water in all the months of the year',
  'Lead: Harbour Master and the Head of Engineering, with the advice of the Fishers and Ferry Owners of the Basin',
  '2. Mend the slipway at the old lifeboat house before the regatta and put up a rail for those who need one (by the end of',
  '2027/28)',
  '• Ask the sailing club, the rowers and the two ferry companies which of the moorings they can do without in the winter',
];

test('each line of a text wrapped at one width goes on with the line above', () => {
  const text = paragraphs.join('\n').replace('(by the end of\n', '(by the end of ');
  for (const width of [60, 72, 90]) expect(joined(wrap(text, width))).toEqual(joined(text));
});

test('proportional letters leave lines of about one length', () => {
  const ragged = [
    'Visitors came to Lowmere for three days in the spring, and told us that the quay',
    'is a fine one, that the people who look after it are proud of what they do, and that',
    'nobody could say who would pay for it in the years that follow. This is what we',
    'will do about that, and who will see to it that it is done by the time we',
    'have named.',
    '',
    '• Agree with the ferry companies what each of them will pay towards the upkeep of',
    'the quay',
    '• Open a fund',
  ];
  expect(joined(ragged.join('\n'))).toEqual([
    ragged.slice(0, 5).join(' '),
    `${ragged[6] ?? ''} the quay`,
    '• Open a fund',
  ]);
});

test('offsets stay those of the source', () => {
  const source = wrap(paragraphs.join('\n'), 72).replaceAll('\n', '\r\n');
  const found = joinWrappedLines(source, splitLines(source));
  expect(found.source).toHaveLength(source.length);
  const words = (text: string) => text.replaceAll(/\s+/g, ' ').trim();
  for (const line of found.lines) expect(words(source.slice(line.start, line.end))).toBe(words(line.text));
});

test('bold words that the line breaks, whatever its width', () => {
  expect(
    joined('**Harbour Master and Head of\nEngineering**\n\nDredge the basin\n**Lead**\nMend the rail'),
  ).toEqual(['**Harbour Master and Head of Engineering**', 'Dredge the basin', '**Lead**', 'Mend the rail']);
});

test.each([
  ['short lines that do not fill a width', 'Dredge the basin\nand the dock\nMend the rail\nof the slipway'],
  [
    'items, labels and headings below a full line',
    wrap(paragraphs.join('\n'), 72)
      .split('\n')
      .filter((line) => /^(?:1\.|2\.|•|Lead:)/.test(line))
      .join('\n'),
  ],
  [
    'cells of many widths one below the other',
    'Dredge the inner basin so that boats of every size can reach\nthe quay\nHarbour Master and\nthe pilots\nMay 2027 or\nsooner\nMend the slipway\nat once',
  ],
  [
    'columns set out with spaces',
    'Dredge the inner basin of the harbour    Harbour Master and the pilots of\nthe quay                                 the quay',
  ],
  [
    'lines that stand beside columns',
    [
      'Dredge the inner basin so that boats of every size can reach it    Pilot',
      'the quay at low water in all the months of the year and so that the',
      'ferry can turn there without the help of the tug, whatever the wind',
      'blows from, and without a wait for the flood in the winter as it is    Warden',
      'used to do, and ask the companies for the pay of the pilot who is to',
      'stand by',
    ].join('\n'),
  ],
])('%s stay apart', (_name, text) => {
  expect(joined(text)).toEqual(text.split('\n').map((line) => line.replaceAll(/\s+/g, ' ').trim()));
});

/** A line for each that is left, "" for a blank one. */
function undoubled(text: string): string[] {
  return splitLines(text).map((line) => line.text);
}

const list = [
  'Our plan for the quay',
  '',
  'We will',
  '• dredge the basin',
  '• mend the rail',
  '• open a fund',
];
const table = ['Action\tLead', 'Dredge the basin\tPilot', 'Mend the rail\tWarden', 'Open a fund\tClerk'];

test('breaks that were all written twice are halved', () => {
  const lines = [...list, '', ...table, '', 'The clerk reports each spring'];
  expect(undoubled(lines.join('\n\n'))).toEqual(lines);
  expect(undoubled(lines.join('\r\r\n'))).toEqual(lines);
  const rows = [...table, ...table];
  expect(undoubled(rows.join('\n\n'))).toEqual(rows);
});

test('a page break adds a break of its own', () => {
  const lines = [...list, '', ...table];
  const text = [...lines, '\fAnother page', '', ...list].join('\n\n');
  expect(undoubled(text).filter((line) => line !== '')).toEqual(
    [...lines, 'Another page', ...list].filter((line) => line !== ''),
  );
  expect(undoubled(text).length).toBeLessThan(text.split('\n').length * 0.6);
});

test.each([
  ['paragraphs parted by blank lines', ['The quay is old.', 'It is ours.', 'We will mend it.', 'Soon.']],
  [
    'items that begin small, each a paragraph',
    ['We will', 'dredge the inner basin of the old harbour by May', 'mend the rail', 'open a fund'],
  ],
  [
    'cells far apart, a few nearer',
    ['Quay', '', 'Dock', '', 'Basin', '', 'Rail', '', 'Slip', 'Pier', '', 'Mole', ''],
  ],
])('%s stay as they are', (_name, lines) => {
  const text = [...lines, ...lines, ...lines].join('\n\n');
  expect(undoubled(text)).toEqual(text.split('\n'));
});

test('page numbers without a gap around them, a page apart', () => {
  const page = (number: number) => [
    ...Array.from({ length: 30 }, (_, index) => `Boat ${number * 100 + index} lies in the basin`),
    String(number),
  ];
  const numbers = (text: string) =>
    splitLines(text)
      .filter((line) => line.kind === 'furniture')
      .map((line) => line.text);
  expect(numbers([1, 2, 3].flatMap(page).join('\n'))).toEqual(['1', '2', '3']);
  expect(numbers([1, 4, 3].flatMap(page).join('\n'))).toEqual([]);
  expect(numbers(page(1).join('\n'))).toEqual([]);
  const rows = [1, 2, 3].flatMap((row) => [String(row), 'Dredge the basin', 'Harbour Master', 'May 2027']);
  expect(numbers(rows.join('\n'))).toEqual([]);
});

test('a financial year that a line break left alone is no page of many', () => {
  const kinds = (text: string) => splitLines(text).map(({ kind }) => kind);
  expect(kinds('Open a fund by the end of\n2027/28\nMend the rail')).toEqual(['words', 'words', 'words']);
  expect(kinds('Open a fund by the end of\n2 / 28\nMend the rail')[1]).toBe('furniture');
  expect(kinds('Open a fund\n- 2 -\nMend the rail')[1]).toBe('furniture');
});

test('a bullet that a tab parts from its words is an item, whatever stands around it', () => {
  const kinds = (text: string) => splitLines(text).map(({ kind }) => kind);
  expect(kinds('We will\n•\tDredge the basin\n\uf0b7\t\tMend the rail')).toEqual(['words', 'words', 'words']);
  expect(kinds('•\tDredge the basin\tPilot\n1.\tMend the rail\n•\t')).toEqual(['tabs', 'tabs', 'tabs']);
});
