/** Dots before lines of text → bullets; dots of drawings and of statuses → none. */
// oxlint-disable-next-line import/no-named-as-default -- its types know the default export only
import PDFDocument from 'pdfkit';
import { describe, expect, test } from 'vitest';

import { readPdf } from '../../../pipeline/read/pdf/pdf.ts';

type Doc = InstanceType<typeof PDFDocument>;

const LINES = ['Agree the harbour plan', 'Publish the ferry timetable', 'Review the quay lighting'];

async function blocksOf(draw: (doc: Doc) => void): Promise<string[]> {
  const doc = new PDFDocument({ size: [595, 842], margin: 0 });
  const chunks: Uint8Array[] = [];
  const done = new Promise<Uint8Array>((resolve) => {
    doc.on('data', (chunk: Uint8Array) => chunks.push(chunk));
    doc.on('end', () => resolve(new Uint8Array(Buffer.concat(chunks))));
  });
  doc.font('Helvetica').fontSize(11);
  draw(doc);
  doc.end();
  const { value } = await readPdf(await done, { name: 'dots.pdf' });
  return (value?.blocks ?? []).map((block) => {
    if (block.type === 'table') return 'table';
    return block.type === 'listItem' ? `[${block.marker}] ${block.text}` : block.text;
  });
}

/** Lines at x 90; the middle of their small letters stands about 8 pt below the y given. */
function drawLines(doc: Doc, mark: (x: number, y: number) => void): void {
  for (const [index, line] of LINES.entries()) {
    const y = 100 + 30 * index;
    doc.fillColor('#000000').text(line, 90, y, { lineBreak: false });
    mark(80, y + 5.5);
  }
}

describe('bullets', () => {
  test('round', async () => {
    const blocks = await blocksOf((doc) => drawLines(doc, (x, y) => doc.circle(x, y, 1.8).fill('#000000')));
    expect(blocks).toEqual(LINES.map((line) => `[•] ${line}`));
  });

  test('square, dark grey', async () => {
    const blocks = await blocksOf((doc) =>
      drawLines(doc, (x, y) => doc.rect(x - 2, y - 2, 4, 4).fill('#333333')),
    );
    expect(blocks).toEqual(LINES.map((line) => `[•] ${line}`));
  });
});

describe('no bullets', () => {
  const cases: [string, (doc: Doc, x: number, y: number) => unknown][] = [
    ['a coloured dot: a status', (doc, x, y) => doc.circle(x, y, 1.8).fill('#00b050')],
    ['a dot as tall as the line', (doc, x, y) => doc.circle(x, y, 3.4).fill('#000000')],
    ['a dot far to the left', (doc, x, y) => doc.circle(x - 50, y, 1.8).fill('#000000')],
    ['a dot between the lines', (doc, x, y) => doc.circle(x, y + 12, 1.8).fill('#000000')],
    ['a dot after the words', (doc, _x, y) => doc.circle(260, y, 1.8).fill('#000000')],
    ['a dot that is drawn, not filled', (doc, x, y) => doc.circle(x, y, 1.8).stroke('#000000')],
    ['a dash', (doc, x, y) => doc.rect(x, y, 5, 1).fill('#000000')],
  ];
  test.each(cases)('%s', async (_name, mark) => {
    const blocks = await blocksOf((doc) => drawLines(doc, (x, y) => mark(doc, x, y)));
    expect(blocks).toEqual(LINES);
  });

  test('a drawing of many dots', async () => {
    const blocks = await blocksOf((doc) => {
      drawLines(doc, (x, y) => doc.circle(x, y, 1.8).fill('#000000'));
      for (let dot = 0; dot < 400; dot++) doc.circle(50 + dot, 500 + (dot % 7), 1.8).fill('#000000');
    });
    expect(blocks).toEqual(LINES);
  });
});
