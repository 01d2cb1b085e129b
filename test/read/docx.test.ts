/** Word documents: numbering, merges, tracked changes, boxes, notes, each on a few lines of XML. */
import {
  Document as DocxDocument,
  HeadingLevel,
  LevelFormat,
  Packer,
  Paragraph,
  Table,
  TableCell,
  TableRow,
  TextRun,
} from 'docx';
import { describe, expect, test } from 'vitest';

import { formatOutline } from '../../pipeline/read/outline.ts';
import { readDocument } from '../../pipeline/read/read.ts';
import { wordFile, wordParagraph } from './made-office.ts';

const namespace = 'xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main"';

async function outline(bytes: Uint8Array): Promise<string[]> {
  const { value, issues } = await readDocument(bytes, { name: 'plan.docx' });
  if (value === null) return issues.map((issue) => issue.code);
  return formatOutline(value)
    .trimEnd()
    .split('\n')
    .slice(1)
    .map((line) => line.trim());
}

const run = (text: string, properties = ''): string =>
  `<w:r><w:rPr>${properties}</w:rPr><w:t xml:space="preserve">${text}</w:t></w:r>`;
const paragraph = (content: string, properties = ''): string =>
  `<w:p><w:pPr>${properties}</w:pPr>${content}</w:p>`;
const numbered = (numId: number, text: string, level = 0): string =>
  wordParagraph(text, `<w:numPr><w:ilvl w:val="${level}"/><w:numId w:val="${numId}"/></w:numPr>`);
const cell = (content: string, properties = ''): string =>
  `<w:tc><w:tcPr>${properties}</w:tcPr>${content}</w:tc>`;
const row = (...cells: string[]): string => `<w:tr>${cells.join('')}</w:tr>`;
const table = (...rows: string[]): string => `<w:tbl>${rows.join('')}</w:tbl>`;
const box = (text: string): string => `<w:txbxContent>${wordParagraph(text)}</w:txbxContent>`;

const numbering = `<w:numbering ${namespace}>
<w:abstractNum w:abstractNumId="5"><w:lvl w:ilvl="0"><w:start w:val="1"/><w:numFmt w:val="decimal"/><w:lvlText w:val="%1."/></w:lvl><w:lvl w:ilvl="1"><w:start w:val="1"/><w:numFmt w:val="decimal"/><w:lvlText w:val="%1.%2"/></w:lvl><w:lvl w:ilvl="2"><w:start w:val="1"/><w:numFmt w:val="lowerRoman"/><w:lvlText w:val="(%3)"/></w:lvl></w:abstractNum>
<w:abstractNum w:abstractNumId="6"><w:lvl w:ilvl="0"><w:start w:val="3"/><w:numFmt w:val="upperLetter"/><w:lvlText w:val="%1)"/></w:lvl></w:abstractNum>
<w:abstractNum w:abstractNumId="7"><w:lvl w:ilvl="0"><w:start w:val="1"/><w:numFmt w:val="bullet"/><w:lvlText w:val="l"/><w:rPr><w:rFonts w:ascii="Wingdings" w:hAnsi="Wingdings"/></w:rPr></w:lvl></w:abstractNum>
<w:num w:numId="5"><w:abstractNumId w:val="5"/></w:num>
<w:num w:numId="6"><w:abstractNumId w:val="5"/><w:lvlOverride w:ilvl="0"><w:startOverride w:val="1"/></w:lvlOverride></w:num>
<w:num w:numId="7"><w:abstractNumId w:val="6"/></w:num><w:num w:numId="8"><w:abstractNumId w:val="7"/></w:num></w:numbering>`;

const cases: [string, string, string[], Record<string, string>?][] = [
  [
    'headings by style and by outline level',
    wordParagraph('Plan', '<w:pStyle w:val="H1"/>') + wordParagraph('Aims', '<w:outlineLvl w:val="1"/>'),
    ['H1 Plan', 'H2 Aims'],
  ],
  [
    'levels count and restart below',
    numbered(5, 'One') +
      numbered(5, 'In one', 1) +
      numbered(5, 'Also', 1) +
      numbered(5, 'Deep', 2) +
      numbered(5, 'Two') +
      numbered(5, 'In two', 1),
    ['1. One', '1.1 In one', '1.2 Also', '(i) Deep', '2. Two', '2.1 In two'],
    { 'word/numbering.xml': numbering },
  ],
  [
    'a list goes on over table rows, an override restarts it once',
    table(row(cell(numbered(5, 'First'))), row(cell(numbered(5, 'Second')))) +
      numbered(6, 'Anew') +
      numbered(6, 'Goes on'),
    ['table 2×1 native', 'row 0', '[0] 1. First', 'row 1', '[0] 2. Second', '1. Anew', '2. Goes on'],
    { 'word/numbering.xml': numbering },
  ],
  [
    'letters from a start, bullets of a symbol font',
    numbered(7, 'Third') + numbered(8, 'Dot'),
    ['C) Third', '• Dot'],
    { 'word/numbering.xml': numbering },
  ],
  ['numbering switched off', numbered(0, 'Plain'), ['¶ Plain']],
  [
    'tracked changes as accepted',
    paragraph(
      `${run('We will ')}<w:del><w:r><w:delText>not </w:delText></w:r></w:del><w:ins>${run('publish ')}</w:ins><w:moveFrom>${run('gone ')}</w:moveFrom>${run('it.')}`,
    ),
    ['¶ We will publish it.'],
  ],
  [
    'a deleted paragraph mark joins two',
    paragraph(run('First half '), '<w:rPr><w:del/></w:rPr>') + wordParagraph('second half'),
    ['¶ First half second half'],
  ],
  [
    'a deleted row is gone',
    table(
      `<w:tr><w:trPr><w:del/></w:trPr>${cell(wordParagraph('Old'))}${cell(wordParagraph('x'))}</w:tr>`,
      row(cell(wordParagraph('New')), cell(wordParagraph('y'))),
    ),
    ['table 1×2 native', 'row 0', '[0] New', '[1] y'],
  ],
  [
    'fields show their result only',
    paragraph(
      '<w:r><w:fldChar w:fldCharType="begin"/></w:r><w:r><w:instrText>HYPERLINK "x"</w:instrText></w:r><w:r><w:fldChar w:fldCharType="separate"/></w:r>' +
        run('the link') +
        '<w:r><w:fldChar w:fldCharType="end"/></w:r>' +
        run(' and more'),
    ),
    ['¶ the link and more'],
  ],
  [
    'a text box once, though its drawing stands there twice',
    paragraph(
      `${run('Beside')}<w:r><mc:AlternateContent><mc:Choice>${box('In the box')}</mc:Choice><mc:Fallback>${box('In the box')}</mc:Fallback></mc:AlternateContent></w:r>`,
    ),
    ['¶ Beside', '¶ In the box'],
  ],
  [
    'hidden words are left out with a note',
    paragraph(run('Seen') + run(' unseen', '<w:vanish/>')),
    ['¶ Seen', 'issues', 'info hidden-text: 1 paragraphs hold hidden words, left out'],
  ],
  [
    'breaks, tabs and hyphens',
    paragraph(
      '<w:r><w:t>One</w:t><w:br/><w:t>Two</w:t><w:tab/><w:t>three</w:t><w:noBreakHyphen/><w:t>four</w:t></w:r>',
    ),
    ['¶ One', '¶ Two three-four'],
  ],
  [
    'bold paragraphs are marked',
    paragraph(run('Lead:', '<w:b/>')) + paragraph(run('Lead: ', '<w:b/>') + run('Jo')),
    ['¶ *Lead:*', '¶ Lead: Jo'],
  ],
  [
    'merges both ways, shading, a header row',
    table(
      `<w:tr><w:trPr><w:tblHeader/></w:trPr>${cell(wordParagraph('Aim'))}${cell(wordParagraph('How'), '<w:gridSpan w:val="2"/>')}</w:tr>`,
      row(
        cell(wordParagraph('Grow'), '<w:vMerge w:val="restart"/>'),
        cell(wordParagraph('Plant')),
        cell(wordParagraph('Done'), '<w:shd w:val="clear" w:fill="00B050"/>'),
      ),
      row(cell('<w:p/>', '<w:vMerge/>'), cell(wordParagraph('Water')), cell('<w:p/>')),
    ),
    [
      'table 3×3 native',
      'row 0 (header)',
      '[0] Aim',
      '[1 ↔2] How',
      'row 1',
      '[0 ↕2] Grow',
      '[1] Plant',
      '[2 #00b050] Done',
      'row 2',
      '[1] Water',
      '[2]',
    ],
  ],
  [
    'a table in a cell among others',
    table(
      row(
        cell(
          wordParagraph('A') + table(row(cell(wordParagraph('in')), cell(wordParagraph('side')))) + '<w:p/>',
        ),
        cell(wordParagraph('B')),
      ),
    ),
    ['table 1×2 native', 'row 0', '[0] A', 'in', 'side', '[1] B'],
  ],
  [
    'a table that only frames is unwrapped',
    table(
      row(
        cell(
          wordParagraph('Frame') +
            table(
              row(cell(wordParagraph('x')), cell(wordParagraph('y'))),
              row(cell(wordParagraph('1')), cell(wordParagraph('2'))),
            ) +
            '<w:p/>',
        ),
      ),
    ),
    ['¶ Frame', 'table 2×2 native', 'row 0', '[0] x', '[1] y', 'row 1', '[0] 1', '[1] 2'],
  ],
  [
    'items typed in one cell',
    table(row(cell(wordParagraph('a. Write it. b. Print it.')), cell(wordParagraph('Jo')))),
    ['table 1×2 native', 'row 0', '[0] a. Write it.', 'b. Print it.', '[1] Jo'],
  ],
  [
    'content controls are seen through',
    `<w:sdt><w:sdtContent>${wordParagraph('Inside')}${table(`<w:sdt><w:sdtContent>${row(cell(wordParagraph('c')), `<w:sdt><w:sdtContent>${cell(wordParagraph('d'))}</w:sdtContent></w:sdt>`)}</w:sdtContent></w:sdt>`)}</w:sdtContent></w:sdt>`,
    ['¶ Inside', 'table 1×2 native', 'row 0', '[0] c', '[1] d'],
  ],
  [
    'footnotes after the body, headers left out',
    paragraph(`${run('Savings')}<w:r><w:footnoteReference w:id="2"/></w:r>${run(' agreed.')}`),
    ['¶ Savings agreed.', '1 Net of inflation.'],
    {
      'word/footnotes.xml': `<w:footnotes ${namespace}><w:footnote w:id="2">${wordParagraph('Net of inflation.')}</w:footnote></w:footnotes>`,
      'word/header1.xml': `<w:hdr ${namespace}>${wordParagraph('OFFICIAL')}</w:hdr>`,
    },
  ],
  [
    'a table split by hand, its header repeated',
    table(
      row(cell(wordParagraph('Action')), cell(wordParagraph('Owner'))),
      row(cell(wordParagraph('Sell it.')), cell(wordParagraph('Jo'))),
    ) +
      '<w:p/>' +
      table(
        row(cell(wordParagraph('Action')), cell(wordParagraph('Owner'))),
        row(cell(wordParagraph('Buy it.')), cell(wordParagraph('Sam'))),
      ),
    [
      'table 3×2 native',
      'join at row 2 (0.73): same header repeated; nothing goes on',
      'row 0 (header)',
      '[0] Action',
      '[1] Owner',
      'row 1',
      '[0] Sell it.',
      '[1] Jo',
      'row 2',
      '[0] Buy it.',
      '[1] Sam',
    ],
  ],
];

describe('word documents', () => {
  test.each(cases)('%s', async (_, body, expected, more = {}) => {
    expect(await outline(wordFile(body, more))).toEqual(expected);
  });

  test('places name the paragraph and the stretch of its words', async () => {
    const body = table(row(cell(wordParagraph('x')), cell(wordParagraph('Jo') + wordParagraph('  Sam'))));
    const { value } = await readDocument(wordFile(wordParagraph('Before') + body), { name: 'a' });
    const [, found] = value?.blocks ?? [];
    expect(found?.type === 'table' && found.rows[0]?.cells[1]?.blocks.map((block) => block.place)).toEqual([
      [{ in: 'word', path: 'body/tbl[1]/tr[1]/tc[2]/p[1]', start: 0, end: 2 }],
      [{ in: 'word', path: 'body/tbl[1]/tr[1]/tc[2]/p[2]', start: 2, end: 5 }],
    ]);
  });

  test.each([
    ['the styles of lists in lists', ['List Bullet', 'List Bullet 2', 'List Bullet 3'], 0, [0, 1, 2]],
    ['numbers in numbers', ['List Number', 'List Number 2'], 0, [0, 1]],
    ['a level of the list itself counts before its style', ['List Bullet 2', 'List Bullet 2'], 2, [2, 2]],
    ['styles of other names', ['Bullet 2', 'List Paragraph', 'List Bullet 2a'], 0, [0, 0, 0]],
  ])('levels: %s', async (_, names, ilvl, levels) => {
    const style = (name: string) =>
      `<w:style w:type="paragraph" w:styleId="${name.replaceAll(' ', '')}"><w:name w:val="${name}"/><w:pPr><w:numPr><w:ilvl w:val="${ilvl}"/><w:numId w:val="8"/></w:numPr></w:pPr></w:style>`;
    const items = names.map((name) =>
      wordParagraph('Item', `<w:pStyle w:val="${name.replaceAll(' ', '')}"/>`),
    );
    const bytes = wordFile(items.join(''), {
      'word/numbering.xml': numbering,
      'word/styles.xml': `<w:styles ${namespace}>${names.map((name) => style(name)).join('')}</w:styles>`,
    });
    const { value } = await readDocument(bytes, { name: 'plan.docx' });
    expect(value?.blocks.map((block) => block.type === 'listItem' && block.level)).toEqual(levels);
  });

  test('a file of another producer', async () => {
    const file = new DocxDocument({
      numbering: {
        config: [
          { reference: 'steps', levels: [{ level: 0, format: LevelFormat.LOWER_LETTER, text: '%1)' }] },
        ],
      },
      sections: [
        {
          children: [
            new Paragraph({ text: 'Harbour plan', heading: HeadingLevel.HEADING_1 }),
            new Table({
              rows: [
                new TableRow({
                  tableHeader: true,
                  children: ['Step', 'Lead'].map(
                    (text) => new TableCell({ children: [new Paragraph(text)] }),
                  ),
                }),
                new TableRow({
                  children: [
                    new TableCell({
                      children: ['Dredge the basin', 'Mend the crane'].map(
                        (text) => new Paragraph({ text, numbering: { reference: 'steps', level: 0 } }),
                      ),
                    }),
                    new TableCell({
                      children: [
                        new Paragraph({ children: [new TextRun({ text: 'Harbour master', bold: true })] }),
                      ],
                    }),
                  ],
                }),
              ],
            }),
          ],
        },
      ],
    });
    expect(await outline(new Uint8Array(await Packer.toBuffer(file)))).toEqual([
      'H1 Harbour plan',
      'table 2×2 native',
      'row 0 (header)',
      '[0] Step',
      '[1] Lead',
      'row 1',
      '[0] a) Dredge the basin',
      'b) Mend the crane',
      '[1] Harbour master',
    ]);
  });
});
