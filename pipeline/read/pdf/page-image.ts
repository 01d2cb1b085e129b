/** A page of a PDF as a picture, with places lit up: what `explain` and the site show beside an action. */
import type { Box } from '../../model.ts';
import { drawPage, openPdf } from './pdfjs.ts';

export interface PageImageOptions {
  /** Places to light up, in points of the page as displayed. */
  highlight?: Box[];
  /** Pixels a point; 1.5 by default, at most 4. */
  scale?: number;
}

/** Marker yellow, and the line around it. */
const WASH = 'rgb(255, 243, 150)';
const EDGE = 'rgb(180, 90, 0)';

/**
 * The page (from 1) as PNG bytes. Throws a `RangeError` for a page the document does not have and an `Error` for
 * bytes that cannot be opened: asking for a picture of them is the caller's mistake.
 */
export async function renderPage(
  bytes: Uint8Array,
  page: number,
  { highlight = [], scale = 1.5 }: PageImageOptions = {},
): Promise<Uint8Array> {
  const opened = await openPdf(bytes, 'picture');
  if (opened.issue) throw new Error(opened.issue.message);
  try {
    if (!Number.isInteger(page) || page < 1 || page > opened.pdf.numPages) {
      throw new RangeError(`no page ${page}: the document has ${opened.pdf.numPages}`);
    }
    const size = Math.min(4, Math.max(0.1, scale));
    return await drawPage(opened.pdf, await opened.pdf.getPage(page), size, (context) => {
      // Multiplied, so that the words stay black.
      context.globalCompositeOperation = 'multiply';
      for (const { x, y, width, height } of highlight) {
        context.fillStyle = WASH;
        context.fillRect(x * size, y * size, width * size, height * size);
        context.strokeStyle = EDGE;
        context.lineWidth = 1.2 * size;
        context.strokeRect(x * size, y * size, width * size, height * size);
      }
    });
  } finally {
    await opened.close();
  }
}
