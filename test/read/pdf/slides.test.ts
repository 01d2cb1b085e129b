/** Slides: a large title over boxes that stand side by side, and what stands below them. */
import { describe, expect, test } from 'vitest';

import { readPdf } from '../../../pipeline/read/pdf/pdf.ts';
import { drawPages, type Drawing } from './drawn-pages.ts';

interface Box {
  x: number;
  y: number;
  width: number;
  lines: string[];
}

interface Slide {
  title: string;
  boxes: Box[];
}

/** Texts of the blocks of slides of 800 by 550 points with a running foot, list items with their bullet. */
async function textsOf(slides: Slide[], indent = 20): Promise<string[]> {
  const draw = (doc: Drawing) => {
    slides.forEach(({ title, boxes }, index) => {
      if (index > 0) doc.addPage();
      doc.fontSize(30).text(title, 40, 30, { lineBreak: false }).fontSize(16);
      for (const { x, y, width, lines } of boxes) {
        doc.y = y;
        for (const line of lines) {
          const top = doc.y;
          const item = line.startsWith('• ');
          if (item) doc.text('•', x, top, { lineBreak: false });
          doc.text(item ? line.slice(2) : line, item ? x + indent : x, top, {
            width: item ? width - indent : width,
          });
        }
      }
      doc.fontSize(10).text('Harbour Borough | Our plan', 40, 520, { lineBreak: false });
    });
  };
  const { value } = await readPdf(await drawPages(draw, { size: [800, 550], margin: 0 }), { name: 's.pdf' });
  return (value?.blocks ?? []).map((block) =>
    block.type === 'table' ? 'table' : block.type === 'listItem' ? `• ${block.text}` : block.text,
  );
}

const reason = 'Boats wait for a berth too long in the summer.';
const deeds = [
  '• Let the north wall by the month from spring',
  '• Mend the crane that lifts the smaller boats out',
];

describe('boxes side by side', () => {
  test('a reason beside a list, heads over both, who leads below', async () => {
    const slides = ['Open the harbour', 'Mend the walls', 'Train the pilots'].map((title) => ({
      title,
      boxes: [
        { x: 40, y: 95, width: 180, lines: ['Why?', reason] },
        { x: 300, y: 95, width: 300, lines: ['What we will do', ...deeds] },
        { x: 40, y: 400, width: 400, lines: ['Lead: Harbour Master and the Surveyor of Walls'] },
      ],
    }));
    const texts = await textsOf(slides);
    expect(texts).toEqual(
      slides.flatMap(({ title }) => [
        title,
        'Why?',
        reason,
        'What we will do',
        ...deeds,
        'Lead: Harbour Master and the Surveyor of Walls',
      ]),
    );
  });

  test('a list beside the reason, without heads, on one slide', async () => {
    const boxes = [
      { x: 40, y: 120, width: 300, lines: deeds },
      { x: 420, y: 120, width: 150, lines: [reason] },
    ];
    expect(await textsOf([{ title: 'Open the harbour', boxes }])).toEqual([
      'Open the harbour',
      ...deeds,
      reason,
      'Harbour Borough | Our plan',
    ]);
  });

  test('heads with a gap below them, bullets far from their words, a lead under the right box', async () => {
    const boxes = [
      { x: 40, y: 95, width: 180, lines: ['What the peers saw'] },
      { x: 40, y: 121, width: 180, lines: [reason] },
      { x: 300, y: 95, width: 300, lines: ['Our actions'] },
      { x: 300, y: 121, width: 300, lines: deeds },
      { x: 300, y: 400, width: 300, lines: ['Lead: Harbour Master'] },
    ];
    expect(await textsOf([{ title: 'Open the harbour', boxes }], 34)).toEqual([
      'Open the harbour',
      'What the peers saw',
      reason,
      'Our actions',
      ...deeds,
      'Lead: Harbour Master',
      'Harbour Borough | Our plan',
    ]);
  });

  test('subjects that stand beside their lists are no box', async () => {
    const boxes = [
      { x: 40, y: 120, width: 150, lines: ['Moorings'] },
      { x: 300, y: 120, width: 400, lines: ['• Let the north wall'] },
      { x: 40, y: 150, width: 150, lines: ['Cranes and the lifts beside them'] },
      { x: 300, y: 150, width: 400, lines: ['• Mend the crane'] },
    ];
    const texts = await textsOf([{ title: 'Open the harbour', boxes }]);
    expect(texts.join(' ').indexOf('Let the north wall')).toBeLessThan(texts.join(' ').indexOf('Cranes'));
  });
});

describe('furniture', () => {
  test('a line that comes again below titles of their own is no running head', async () => {
    const titles = ['Open the harbour', 'Mend the walls', 'Train the pilots'];
    const slides = titles.map((title) => ({
      title,
      boxes: [{ x: 40, y: 90, width: 500, lines: ['What we will do', '• Write to the boat owners'] }],
    }));
    expect(await textsOf(slides)).toEqual(
      titles.flatMap((title) => [title, 'What we will do', '• Write to the boat owners']),
    );
  });

  test('a small head over the title, and one below a small line, is furniture still', async () => {
    const draw = (doc: Drawing) => {
      ['Moorings', 'Walls', 'Pilots'].forEach((name, index) => {
        if (index > 0) doc.addPage();
        doc.fontSize(9).text(`Part ${name}`, 60, 20, { lineBreak: false });
        doc.text('Harbour Borough plan', 60, 36, { lineBreak: false });
        doc.fontSize(20).text(`${name} of the harbour`, 60, 70, { lineBreak: false });
        doc.fontSize(11).text('We will open in spring and stay open until the winter storms.', 60, 400);
      });
    };
    const { value } = await readPdf(await drawPages(draw), { name: 's.pdf' });
    const texts = (value?.blocks ?? []).map((block) => (block.type === 'table' ? '' : block.text)).join('|');
    expect(texts).not.toContain('Harbour Borough plan');
  });
});
