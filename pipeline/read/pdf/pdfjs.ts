/**
 * The one door to pdfjs-dist: opens a PDF under the limits, gives pages' operator lists, draws pages.
 * Nothing is fetched, no code of the document is run, no font of the machine is used.
 */
import { fileURLToPath } from 'node:url';
import {
  getDocument,
  OPS,
  PDFWorker,
  type PDFDocumentProxy,
  type PDFPageProxy,
} from 'pdfjs-dist/legacy/build/pdf.mjs';
import { WorkerMessageHandler } from 'pdfjs-dist/legacy/build/pdf.worker.mjs';

import type { Issue } from '../../model.ts';
import { SharedPort } from './shared-port.ts';

export type { PDFDocumentProxy, PDFPageProxy };
export { OPS };

/** `words`: images are not decoded, which is all that reading needs. `picture`: for drawing. */
export type OpenPurpose = 'words' | 'picture';

/** An open document, or the issue that says why there is none. Call `close` when done. */
export type OpenedPdf =
  | { pdf: PDFDocumentProxy; close: () => Promise<void>; issue?: never }
  | { pdf?: never; issue: Issue };

const resources = new URL('../../', import.meta.resolve('pdfjs-dist/legacy/build/pdf.mjs'));

/** Opens a PDF. Never throws for a bad file: an encrypted, damaged or foreign one gives an issue. */
export async function openPdf(bytes: Uint8Array, purpose: OpenPurpose): Promise<OpenedPdf> {
  const worker = purpose === 'words' ? startSharing() : new PDFWorker({ verbosity: 0 });
  const task = getDocument({
    data: new Uint8Array(bytes),
    worker,
    useSystemFonts: false,
    // True has the outline of every glyph shown worked out, which only drawing needs.
    disableFontFace: purpose === 'picture',
    useWorkerFetch: false,
    stopAtErrors: false,
    verbosity: 0,
    enableXfa: false,
    fontExtraProperties: true,
    maxImageSize: purpose === 'words' ? 1 : 40_000_000,
    canvasMaxAreaInBytes: 200_000_000,
    standardFontDataUrl: fileURLToPath(new URL('standard_fonts/', resources)),
    cMapUrl: fileURLToPath(new URL('cmaps/', resources)),
    wasmUrl: fileURLToPath(new URL('wasm/', resources)),
  });
  const close = async (): Promise<void> => {
    await task.destroy();
    worker.destroy();
  };
  try {
    const pdf = await task.promise;
    // There is no browser's page to put fonts on; reading asks only for what they say of themselves.
    if (purpose === 'words') pdf._transport.fontLoader.bind = () => Promise.resolve();
    return { pdf, close };
  } catch (error) {
    await close();
    return { issue: openingIssue(error) };
  }
}

/** A worker in this thread that does not copy the operators of pages. Not for drawing, which may change them. */
function startSharing(): PDFWorker {
  const port = new SharedPort();
  WorkerMessageHandler.initializeFromPort(port);
  return PDFWorker.create({ port: port as unknown as Worker, verbosity: 0 });
}

function openingIssue(error: unknown): Issue {
  const name = error instanceof Error ? error.name : '';
  if (name === 'PasswordException') {
    return {
      code: 'encrypted-pdf',
      severity: 'error',
      message: 'the PDF cannot be opened without its password',
      place: null,
    };
  }
  const reason = error instanceof Error ? error.message : String(error);
  return {
    code: 'unreadable-pdf',
    severity: 'error',
    message: `the PDF cannot be opened: ${reason}`,
    place: null,
  };
}

/** Draws one page to PNG at `scale` pixels a point; `paint` may work on it first, in pixels. */
export async function drawPage(
  pdf: PDFDocumentProxy,
  page: PDFPageProxy,
  scale: number,
  paint?: (context: CanvasRenderingContext2D) => void,
): Promise<Uint8Array> {
  const viewport = page.getViewport({ scale });
  const factory = pdf.canvasFactory as {
    create(
      width: number,
      height: number,
    ): {
      canvas: HTMLCanvasElement & { toBuffer(type: 'image/png'): Uint8Array };
      context: CanvasRenderingContext2D;
    };
    destroy(entry: object): void;
  };
  const entry = factory.create(Math.ceil(viewport.width), Math.ceil(viewport.height));
  try {
    await page.render({ canvas: entry.canvas, canvasContext: entry.context, viewport }).promise;
    if (paint) {
      entry.context.setTransform(1, 0, 0, 1, 0, 0);
      paint(entry.context);
    }
    return entry.canvas.toBuffer('image/png');
  } finally {
    factory.destroy(entry);
  }
}
