/** Single features of a page's layout, each drawn for its test. */
import { describe, expect, test } from 'vitest';

import type { Block, Table } from '../../../pipeline/model.ts';
import { renderPage } from '../../../pipeline/read/pdf/page-image.ts';
import { readPdf } from '../../../pipeline/read/pdf/pdf.ts';
import { drawPages, type Drawing } from './drawn-pages.ts';

async function blocksOf(draw: (doc: Drawing) => unknown, options = {}): Promise<Block[]> {
  const { value } = await readPdf(await drawPages(draw, options), { name: 'drawn.pdf' });
  return value?.blocks ?? [];
}

/** A ruled table of texts, columns 120 points wide, rows 24 high. */
function drawTable(doc: Drawing, x: number, y: number, rows: string[][]): void {
  for (const [row, cells] of rows.entries()) {
    for (const [column, text] of cells.entries()) {
      doc.rect(x + column * 120, y + row * 24, 120, 24).stroke();
      doc.text(text, x + column * 120 + 5, y + row * 24 + 7, { lineBreak: false });
    }
  }
}

const rows = [
  ['Action', 'Owner', 'By when'],
  ['Open the new office', 'Harbour Master', 'May 2026'],
  ['Map the moorings', 'Surveyor', 'June 2026'],
];

function cellsOf(block: Block | undefined): string[][] {
  return (block as Table).rows.map((row) => row.cells.map((cell) => cell.text));
}

describe('tables', () => {
  test('several on one page stay apart, with the text between them', async () => {
    const blocks = await blocksOf((doc) => {
      drawTable(doc, 60, 80, rows);
      doc.text('The second table follows.', 60, 200, { lineBreak: false });
      drawTable(doc, 60, 240, rows);
    });
    expect(blocks.map((block) => block.type)).toEqual(['table', 'paragraph', 'table']);
    expect(cellsOf(blocks[0])).toEqual(rows);
    expect(cellsOf(blocks[2])).toEqual(rows);
  });

  test('on a page turned on its side reads upright, with places on the page as shown', async () => {
    const blocks = await blocksOf((doc) => {
      doc.rotate(90, { origin: [297, 421] });
      drawTable(doc, 60, 250, rows);
    });
    expect(cellsOf(blocks[0])).toEqual(rows);
    const [span] = (blocks[0] as Table).place;
    if (span?.in !== 'page') throw new Error('no place');
    expect(span.box.height).toBeGreaterThan(span.box.width);
    expect(span.box.x + span.box.width).toBeLessThan(596);
    expect(span.box.y + span.box.height).toBeLessThan(843);
  });

  test('a frame around one text is no table', async () => {
    const blocks = await blocksOf((doc) => {
      doc.rect(60, 60, 300, 40).stroke();
      doc.text('A note in a frame.', 70, 75, { lineBreak: false });
    });
    expect(blocks).toMatchObject([{ type: 'paragraph', text: 'A note in a frame.' }]);
  });

  test('a coloured dot in a cell without words is its fill', async () => {
    const blocks = await blocksOf((doc) => {
      drawTable(doc, 60, 80, [...rows.slice(0, 2), ['Map the moorings', 'Surveyor', '']]);
      doc.circle(360, 140, 9).fill('#00b050');
    });
    const cell = (blocks[0] as Table).rows[2]?.cells[2];
    expect(cell?.fill).toBe('#00b050');
  });

  test('borders drawn twice make no further columns', async () => {
    const blocks = await blocksOf((doc) => {
      drawTable(doc, 60, 80, rows);
      for (const x of [60, 180, 300, 420]) doc.rect(x + 0.4, 80, 1.2, 72).fill('#000000');
    });
    expect(cellsOf(blocks[0])).toEqual(rows);
  });

  test('a row whose columns only the header parts is taken apart; a title across the table is not', async () => {
    const blocks = await blocksOf((doc) => {
      drawTable(doc, 60, 80, rows.slice(0, 1));
      for (const [index, cells] of [
        ...rows.slice(1),
        ['Theme two: the harbour and its people, near and far'],
      ].entries()) {
        doc.rect(60, 104 + index * 24, 360, 24).stroke();
        for (const [column, text] of cells.entries()) {
          doc.text(text, 65 + column * 120, 111 + index * 24, { lineBreak: false });
        }
      }
    });
    expect(cellsOf(blocks[0])).toEqual([...rows, ['Theme two: the harbour and its people, near and far']]);
  });
});

describe('running text', () => {
  test('columns are read one after the other', async () => {
    const left = 'The harbour office opens in the spring and serves all who moor their boats there. '
      .repeat(6)
      .trim();
    const right = 'Moorings along the north wall are let by the month to boats of any size. '
      .repeat(6)
      .trim();
    const blocks = await blocksOf((doc) => {
      doc.text(left, 60, 80, { width: 220 });
      doc.text(right, 315, 80, { width: 220 });
    });
    expect(blocks).toMatchObject([{ text: left }, { text: right }]);
  });

  test('headings by size, list items with their markers', async () => {
    const blocks = await blocksOf((doc) => {
      doc.fontSize(20).text('Harbour plan').fontSize(11);
      doc
        .moveDown()
        .text('This is what the harbour board means to do in the coming year for all who use the harbour.');
      doc.moveDown().fontSize(14).text('Moorings').fontSize(11);
      doc.text('• Let the north wall').text('• Mend the south wall');
    });
    expect(blocks.map((block) => [block.type, block.type === 'heading' ? block.level : 0])).toEqual([
      ['heading', 1],
      ['paragraph', 0],
      ['heading', 2],
      ['listItem', 0],
      ['listItem', 0],
    ]);
    expect(blocks[3]).toMatchObject({ marker: '•', text: 'Let the north wall' });
  });

  test('a name beside the page number at the foot of one page is no text; beside another number it is', async () => {
    const blocks = await blocksOf((doc) => {
      doc.text('The harbour opens in spring.').addPage();
      doc.text('The north wall is let by the month.');
      doc.page.margins.bottom = 0;
      doc.text('Harbour Borough', 60, 806, { lineBreak: false }).text('2', 530, 806, { lineBreak: false });
      doc.addPage().page.margins.bottom = 0;
      doc.text('Boats moored', 60, 806, { lineBreak: false }).text('12', 530, 806, { lineBreak: false });
    });
    const texts = blocks.map((block) => (block.type === 'table' ? '' : block.text)).join('|');
    expect(texts).not.toContain('Harbour Borough');
    expect(texts).toContain('Boats moored');
  });

  test('words letter-spaced or kerned apart stay whole', async () => {
    const blocks = await blocksOf((doc) => doc.text('Action plan for the harbour', { characterSpacing: 2 }));
    expect(blocks).toMatchObject([{ text: 'Action plan for the harbour' }]);
  });
});

describe('pictures of pages', () => {
  test('are PNG, of the size asked for, and differ where a place is lit up', async () => {
    const bytes = await drawPages((doc) => doc.text('The harbour plan'));
    const plain = Buffer.from(await renderPage(bytes, 1, { scale: 1 }));
    const lit = Buffer.from(
      await renderPage(bytes, 1, { scale: 1, highlight: [{ x: 60, y: 60, width: 100, height: 20 }] }),
    );
    expect(plain.subarray(1, 4).toString()).toBe('PNG');
    expect([plain.readUInt32BE(16), plain.readUInt32BE(20)]).toEqual([595, 842]);
    expect(lit.equals(plain)).toBe(false);
  });

  test('of a page that is not there throw', async () => {
    const bytes = await drawPages((doc) => doc.text('The harbour plan'));
    await expect(renderPage(bytes, 2)).rejects.toThrow(RangeError);
  });
});

describe('scans', () => {
  test('a page that is a picture is recognised, and says so', async () => {
    const text = 'The harbour board will publish its first report in May';
    const picture = await renderPage(await drawPages((doc) => doc.fontSize(16).text(text)), 1, { scale: 3 });
    const bytes = await drawPages((doc) => doc.image(Buffer.from(picture), 0, 0, { width: 595 }));
    const { value, issues } = await readPdf(bytes, { name: 'scan.pdf' });
    expect(issues.map(({ code }) => code)).toEqual(['ocr']);
    expect(value?.blocks).toMatchObject([{ text }]);
  }, 60_000);
});
