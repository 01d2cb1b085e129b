/** Bad PDFs: each ends in a named issue, none in an exception. */
import { describe, expect, test } from 'vitest';

import { readPdf } from '../../../pipeline/read/pdf/pdf.ts';
import { drawPages } from './drawn-pages.ts';

const noOcr = { pages: 0, milliseconds: 0 };

async function codes(bytes: Uint8Array): Promise<string[]> {
  const { issues } = await readPdf(bytes, { name: 'bad.pdf', ocr: noOcr });
  return issues.map(({ code }) => code);
}

const sentence = 'The harbour board will publish its first yearly report in May.';

describe('bad PDFs', () => {
  test('without bytes', async () => {
    expect(await codes(new Uint8Array())).toEqual(['empty-file']);
  });

  test('of noise behind a PDF header', async () => {
    expect(await codes(new TextEncoder().encode(`%PDF-1.7\n${'x9$\n'.repeat(500)}`))).toEqual([
      'unreadable-pdf',
    ]);
  });

  test('larger than the limit', async () => {
    expect(await codes(new Uint8Array(50_000_001))).toEqual(['file-too-large']);
  });

  test('that need a password', async () => {
    const bytes = await drawPages((doc) => doc.text(sentence), {
      userPassword: 'secret',
      ownerPassword: 'more',
    });
    expect(await codes(bytes)).toEqual(['encrypted-pdf']);
  });

  test('that only forbid copying are read', async () => {
    const bytes = await drawPages((doc) => doc.text(sentence), { ownerPassword: 'more', permissions: {} });
    const { value } = await readPdf(bytes, { name: 'locked.pdf' });
    expect(value?.blocks).toMatchObject([{ type: 'paragraph', text: sentence }]);
  });

  test('cut short: what is left is read, and an issue says so', async () => {
    const bytes = await drawPages((doc) => {
      for (let page = 0; page < 5; page++) {
        if (page > 0) doc.addPage();
        for (let line = 0; line < 30; line++) doc.text(`${sentence} ${page} ${line}`);
      }
    });
    const { value, issues } = await readPdf(bytes.subarray(0, Math.floor(bytes.length * 0.7)), {
      name: 'cut.pdf',
      ocr: noOcr,
    });
    expect(issues.map(({ code }) => code)).toContain(value ? 'truncated-pdf' : 'unreadable-pdf');
  });

  test('without any words', async () => {
    expect(await codes(await drawPages((doc) => doc.rect(50, 50, 200, 200).fill('#336699')))).toEqual([
      'no-text',
    ]);
  });
});
