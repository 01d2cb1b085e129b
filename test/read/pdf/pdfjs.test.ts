/** Opening a PDF for its words: what pdfjs would work out for drawing alone is left out. */
import { readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { OPS, openPdf, type OpenPurpose } from '../../../pipeline/read/pdf/pdfjs.ts';

const file = new URL('fixtures/office-ruled-9002.pdf', import.meta.url);

/** What pdfjs keeps of the first page's fonts: the fonts themselves, and outlines of their letters. */
async function fontParts(purpose: OpenPurpose): Promise<{ texts: number; fonts: number; outlines: number }> {
  const opened = await openPdf(new Uint8Array(readFileSync(file)), purpose);
  if (opened.issue) throw new Error(opened.issue.message);
  const page = await opened.pdf.getPage(1);
  const { fnArray } = await page.getOperatorList();
  const names = [...(page.commonObjs as Iterable<[string, unknown]>)].map(([name]) => name);
  const outlines = names.filter((name) => name.includes('_path_')).length;
  await opened.close();
  return {
    texts: fnArray.filter((operator) => operator === OPS.showText).length,
    fonts: names.length - outlines,
    outlines,
  };
}

describe('a PDF opened for its words', () => {
  it('has its fonts, but no outlines of their letters', async () => {
    const words = await fontParts('words');
    const picture = await fontParts('picture');
    expect(words).toEqual({ ...picture, outlines: 0 });
    expect(words.texts).toBeGreaterThan(10);
    expect(words.fonts).toBeGreaterThan(0);
    expect(picture.outlines).toBeGreaterThan(20);
  });
});
