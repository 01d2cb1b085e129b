/** Tables set out with spaces, and texts that only look like one, case by case. */
import { describe, expect, test } from 'vitest';

import type { Block, Table } from '../../pipeline/model.ts';
import { readText } from '../../pipeline/read/text/text.ts';
import { costsInTurns } from '../bench/cost.ts';
import { makePlan } from './made-plans.ts';
import { writeSpacedText } from './made-spaced-text.ts';
import { findMisplaced } from './places.ts';

function blocksOf(text: string): Block[] {
  return readText(text).value?.blocks ?? [];
}

function tablesOf(text: string): Table[] {
  return blocksOf(text).filter((block): block is Table => block.type === 'table');
}

/** Rows below the header; a cell over several rows is marked with their number. */
function bodyOf(text: string): string[] {
  return tablesOf(text).flatMap((table) =>
    table.rows.slice(table.headerRows).map((row) =>
      row.cells
        .map(({ column, text: words, rowSpan }) => `${column}:${words}${rowSpan > 1 ? `^${rowSpan}` : ''}`)
        .filter((cell) => !cell.endsWith(':'))
        .join(' | '),
    ),
  );
}

const centred = `
  Ref        Recommendation                      What we will do                  Lead            When
                                     Mend the clock tower before the      Head of Estates and
1.1                                                                                             June 2025
        Recommendation 1: Look       first frost of the year              Town Clerk
        after old buildings
1.2     before they fall.            Paint the bandstand                  Head of Parks         Ongoing
                                     Measure the damp in the library
2.1     Recommendation 2: Keep       and the museum                       Head of Culture       May 2026
        books dry. Damp has          Lend umbrellas to readers who
2.2     come in for years.           have none with them                  Librarian             By July 2026
\f Ref       Recommendation                    What we will do                Lead            When
                                   on rainy days
2.3                                Dry the maps                        Librarian           Q1 2026/27
`;

const touching = `
No.  Action                              Owner               Target date      Status
1    Open the lido to early swimmers     Leisure Manager     Sept - Dec 2026 Blue
     in the winter months
2    Ask the residents of the harbour to Leisure Manager     March 2026       Green
     name the new ferry
3    Repair the steps                    Harbour Master      May 2026         Green
`;

const threeLines = `
                                             Senior                Original
  No.      What we will do                 Responsible             end
                                             Officer               date
  1        Count the swans on the lake     Head of Parks           June 2026
  2        Publish the count               Head of Parks           July 2026
  3        Thank the volunteers            Mayor                   August 2026
`;

const headed = `
Ref   Action                                 Lead               When
1     Plant limes along the river            Head of Parks      May 2026
2     Water them                             Head of Parks      June 2026
Priority 2: the harbour, the ferry and everything that is moored along the old quay
3     Repair the steps                       Harbour Master     July 2026
4     Dredge the basin                       Harbour Master     Spring 2027
`;

describe('tables', () => {
  test('cells in the middle of their rows, a recommendation beside several, a page that goes on', () => {
    expect(bodyOf(centred)).toEqual([
      '0:1.1 | 1:Recommendation 1: Look after old buildings before they fall.^2 | 2:Mend the clock tower before the first frost of the year | 3:Head of Estates and Town Clerk | 4:June 2025',
      '0:1.2 | 2:Paint the bandstand | 3:Head of Parks | 4:Ongoing',
      '0:2.1 | 1:Recommendation 2: Keep books dry. Damp has come in for years.^3 | 2:Measure the damp in the library and the museum | 3:Head of Culture | 4:May 2026',
      '0:2.2 | 2:Lend umbrellas to readers who have none with them on rainy days | 3:Librarian | 4:By July 2026',
      '0:2.3 | 2:Dry the maps | 3:Librarian | 4:Q1 2026/27',
    ]);
  });

  test('cells that one space parts', () => {
    expect(bodyOf(touching)).toEqual([
      '0:1 | 1:Open the lido to early swimmers in the winter months | 2:Leisure Manager | 3:Sept - Dec 2026 | 4:Blue',
      '0:2 | 1:Ask the residents of the harbour to name the new ferry | 2:Leisure Manager | 3:March 2026 | 4:Green',
      '0:3 | 1:Repair the steps | 2:Harbour Master | 3:May 2026 | 4:Green',
    ]);
  });

  test('a header of three lines', () => {
    const [table] = tablesOf(threeLines);
    expect(table?.rows[0]?.cells.map((cell) => cell.text)).toEqual([
      'No.',
      'What we will do',
      'Senior Responsible Officer',
      'Original end date',
    ]);
    expect(bodyOf(threeLines)[2]).toBe('0:3 | 1:Thank the volunteers | 2:Mayor | 3:August 2026');
  });

  test('a heading over all columns inside a table is a row of one cell', () => {
    const [table] = tablesOf(headed);
    expect(table?.rows.map((row) => row.cells.map((cell) => cell.colSpan))[3]).toEqual([4]);
    expect(bodyOf(headed)[2]).toBe(
      '0:Priority 2: the harbour, the ferry and everything that is moored along the old quay',
    );
    expect(bodyOf(headed)).toHaveLength(5);
  });

  test('what follows a table is no row of it', () => {
    const text = `${touching}\nThe plan is looked at again every quarter, and what is late is told to all members of the council.\n`;
    expect(bodyOf(text)).toEqual(bodyOf(touching));
    expect(blocksOf(text).at(-1)).toMatchObject({ type: 'paragraph' });
  });

  test.each([
    ['centred', centred],
    ['touching', touching],
    ['three lines', threeLines],
    ['headed', headed],
  ])('%s: places point at the words, whatever the line breaks', (_, text) => {
    for (const source of [text, text.replaceAll('\n', '\r\n')]) {
      const value = readText(source).value;
      const document = { sha256: '', name: '', issues: [], ...value };
      expect(findMisplaced(document as Parameters<typeof findMisplaced>[0], source)).toEqual([]);
      expect(bodyOf(source)).toEqual(bodyOf(text));
    }
  });

  test('words that may belong to the column beside theirs are an issue with its place', () => {
    const doubtful = touching.replace(
      'Repair the steps                    Harbour Master',
      'Repair the steps of the old customs house Harbour Master',
    );
    const issues = readText(doubtful).issues.filter((issue) => issue.code === 'unsure-cell');
    expect(issues.length).toBeGreaterThan(0);
    expect(readText(touching).issues.filter((issue) => issue.code === 'unsure-cell')).toEqual([]);
  });
});

test('columns told by the header alone are an issue with their place', () => {
  const text = `
Ref   What is it for         Who               When
1     Plant the limes        Head of Parks     May 2026
2     Water them daily       Head of Parks     June 2026
3     Count the swans        Harbour Master    July 2026
`;
  expect(tablesOf(text)).toHaveLength(1);
  const issues = readText(text).issues.filter((issue) => issue.code === 'unsure-columns');
  expect(issues.map(({ place }) => place)).toEqual(tablesOf(text).map(({ place }) => place));
});

const paired = `
What the visitors said             What we will do

Old buildings want care            Mend the clock tower before the
before they fall down.             first frost of the year.

Books want dry rooms.              Measure the damp in the library
                                   and dry the maps by May 2027.

Swans want counting, and the       Count the swans on the lake each
town wants to know how many.       spring.
`;

test('two columns under two names', () => {
  expect(bodyOf(paired)).toEqual([
    '0:Old buildings want care before they fall down. | 1:Mend the clock tower before the first frost of the year.',
    '0:Books want dry rooms. | 1:Measure the damp in the library and dry the maps by May 2027.',
    '0:Swans want counting, and the town wants to know how many. | 1:Count the swans on the lake each spring.',
  ]);
});

const texts: Record<string, string> = {
  'two names over prose': `
What the visitors said             What we will do

The visitors came in March, walked through the town for three days and met a hundred of its people.
They asked for the clock tower to be mended before it falls, and for the damp in the library to be measured.
Swans want counting  each spring.
`,
  'two names of which none is for what is done': `
Lead officer                       Date

Ms A Reader                        3 May 2026
Mr B Writer                        4 May 2026
Ms C Teller                        5 May 2026
`,
  'a letter with addresses side by side': `
Ms A Reader                                   Elmshire Council
12 Mill Lane                                  Town Hall
Elmshire                                      High Street
                                              3 May 2026

Dear Ms Reader,

Thank you for your letter about the action  plan.  We will answer by the end of June.
`,
  'a signature block': `
Signed on behalf of the council                   Signed on behalf of the partners

...........................                       ...........................
Leader                                            Chair
Date                                              Date
`,
  'a table of contents': `
Contents                                            Page

Introduction ........................................ 3
Our priorities ...................................... 5
Action plan and timescale ........................... 9
Lead officers ....................................... 12
`,
  'prose in two columns': `
The council was visited by its peers in       What they saw was a council that knows
March. They spoke to members, officers        its towns. They also saw that plans
and partners over four days, and read         are many, and that few of them say who
what was sent to them before they came.       does what, or by when it is done.
`,
  figures: `
                        2023/24      2024/25      2025/26
Income                  12,400       13,100       13,900
Spending                12,900       13,300       13,700
Reserves                 4,100        3,900        4,100
`,
  'a list with accidental double spaces': `
•  Review the  plan and  the  lead officers
•  Publish the  timescale  for each action
•  Ask  partners for their  progress
`,
  'a header and nothing below it': `
Ref      Action        Lead        When
`,
  'a sentence of the words of headers': `
The action   plan names a lead   officer, a   timescale and a status.
It is looked at   by the   chair once a quarter.
`,
};

describe('texts that are no tables', () => {
  test.each(Object.entries(texts))('%s', (_, text) => {
    expect(tablesOf(text)).toEqual([]);
    const words = blocksOf(text).flatMap((block) => ('text' in block ? [block.text] : []));
    expect(words.length).toBeGreaterThan(0);
  });
});

describe('long and odd texts', () => {
  const page = writeSpacedText(makePlan(3, { rows: 20 }), 3);

  test('the work grows with the lines and no faster', async () => {
    const header = 'Ref    Action    Lead    When\n';
    const made: Record<string, (count: number) => string> = {
      pages: (count) => page.repeat(count),
      rows: (count) => `${header}${'1      Mend      Mayor   May 2026\n'.repeat(count * 60)}`,
      headers: (count) => header.repeat(count * 60),
      bannered: (count) =>
        `${header}${'1      Mend      Mayor   May 2026\nA heading over all of the columns there are\n'.repeat(count * 30)}`,
    };
    for (const make of Object.values(made)) {
      const [short, long] = [make(3), make(12)];
      const { ours, baseline } = await costsInTurns(
        1,
        () => readText(long),
        () => readText(short),
      );
      const [once, fourTimes] = [baseline.processorMs, ours.processorMs];
      expect(fourTimes).toBeLessThan(Math.max(500, once * 10));
    }
  });

  test('rubbish below a header is read as words', () => {
    for (const rubbish of ['\u0000', ' '.repeat(5_000), '\t\t', '|', '\f\f\f', 'a'.repeat(5_000), '\u2028'])
      expect(readText(`Ref    Action    Lead    When\n${rubbish}\n${rubbish}`).value).not.toBeNull();
  });
});
