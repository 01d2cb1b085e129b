/**
 * Pages that are pictures → words by character recognition, with the English data that the package brings: no
 * network. The one door to tesseract.js. Bounded in pages and time; rules are read off the picture and wiped
 * before the words are.
 */
import { fileURLToPath } from 'node:url';
import { createWorker, OEM, type Page } from 'tesseract.js';

import type { Issue } from '../../model.ts';
import type { PageContent, Word } from './page-content.ts';
import { drawPage, openPdf } from './pdfjs.ts';
import { readPixelRules } from './pixel-rules.ts';

export interface OcrLimits {
  /** Pages read at most; 0 turns recognition off. */
  pages: number;
  /** Time after which no further page is begun. */
  milliseconds: number;
}

/** Dots to the inch of the pictures that are recognised. */
const RESOLUTION = 220;
/** Darker pixels than this share of the page hold no words to speak of. */
const BLANK_SHARE = 0.0004;
/** Words below this confidence (0..100) are specks. */
const SPECK = 20;

/**
 * Recognises the pages given (numbers from 1) and puts their words and rules into `pages`. Gives back what was
 * done as issues: `ocr` with the mean confidence, `ocr-limit` for pages left out.
 */
export async function recognisePages(
  bytes: Uint8Array,
  pages: PageContent[],
  numbers: number[],
  limits: OcrLimits,
): Promise<Issue[]> {
  const opened = await openPdf(bytes, 'picture');
  if (opened.issue) return [opened.issue];
  const started = performance.now();
  const done: { page: number; confidence: number }[] = [];
  let left = 0;
  const recogniser = await startRecogniser();
  try {
    for (const number of numbers) {
      if (done.length >= limits.pages || performance.now() - started > limits.milliseconds) {
        left += 1;
        continue;
      }
      const page = await opened.pdf.getPage(number);
      const view = page.getViewport({ scale: 1 });
      const scale = Math.min(RESOLUTION / 72, Math.sqrt(14_000_000 / Math.max(1, view.width * view.height)));
      let rules: PageContent['rules'] = [];
      let dark = 0;
      const picture = await drawPage(opened.pdf, page, scale, (context) => {
        const pixels = context.getImageData(0, 0, context.canvas.width, context.canvas.height);
        ({ rules, dark } = readPixelRules(pixels, scale));
        context.putImageData(pixels, 0, 0);
      });
      page.cleanup();
      if (dark < BLANK_SHARE) continue;
      const words = await recogniser.read(picture, number, scale);
      const content: PageContent = {
        page: number,
        width: view.width,
        height: view.height,
        words: words.map(({ word }) => word),
        rules,
        fills: [],
        turns: 0,
      };
      pages[number - 1] = content;
      const letters = words.reduce((sum, { word }) => sum + word.text.length, 0);
      const sum = words.reduce((total, { word, confidence }) => total + confidence * word.text.length, 0);
      if (letters > 0) done.push({ page: number, confidence: sum / letters });
    }
  } finally {
    await recogniser.close();
    await opened.close();
  }
  return ocrIssues(done, left, pages);
}

function ocrIssues(
  done: { page: number; confidence: number }[],
  left: number,
  pages: PageContent[],
): Issue[] {
  const issues = done.map(({ page, confidence }): Issue => {
    const content = pages[page - 1];
    const box = { x: 0, y: 0, width: content?.width ?? 0, height: content?.height ?? 0 };
    return {
      code: confidence < 75 ? 'ocr-low-confidence' : 'ocr',
      severity: confidence < 75 ? 'warning' : 'info',
      message: `page ${page} is a picture; its words were recognised with ${Math.round(confidence)} % confidence`,
      place: [{ in: 'page', page, box }],
    };
  });
  if (left > 0) {
    issues.push({
      code: 'ocr-limit',
      severity: 'warning',
      message: `${left} pages that are pictures were left out`,
      place: null,
    });
  }
  return issues;
}

interface Recogniser {
  read(picture: Uint8Array, page: number, scale: number): Promise<{ word: Word; confidence: number }[]>;
  close(): Promise<void>;
}

async function startRecogniser(): Promise<Recogniser> {
  const data = new URL('4.0.0/', import.meta.resolve('@tesseract.js-data/eng/package.json'));
  const worker = await createWorker('eng', OEM.LSTM_ONLY, {
    langPath: fileURLToPath(data),
    cacheMethod: 'none',
    gzip: true,
    errorHandler: () => {},
  });
  return {
    async read(picture, page, scale) {
      const { data } = await worker.recognize(Buffer.from(picture), {}, { blocks: true, text: false });
      return readWords(data, page, scale);
    },
    async close() {
      await worker.terminate();
    },
  };
}

function readWords(recognised: Page, page: number, scale: number): { word: Word; confidence: number }[] {
  const found: { word: Word; confidence: number }[] = [];
  const lines = (recognised.blocks ?? []).flatMap((block) =>
    block.paragraphs.flatMap((paragraph) => paragraph.lines),
  );
  for (const line of lines) {
    const { ascenders, descenders, rowHeight: height } = line.rowAttributes;
    const size = (height > 0 ? height : (ascenders + descenders) * 2) / scale / 1.05;
    for (const { text, bbox, confidence } of line.words) {
      const clean = text.trim();
      if (clean === '' || confidence < SPECK || !/[\p{L}\d]/u.test(clean)) {
        if (!/^[•*–—-]$/.test(clean)) continue;
      }
      const share = (bbox.x0 + bbox.x1) / 2 - line.baseline.x0;
      const slope = (line.baseline.y1 - line.baseline.y0) / Math.max(1, line.baseline.x1 - line.baseline.x0);
      const base = (line.baseline.y0 + slope * share) / scale;
      const word: Word = {
        text: clean,
        x0: bbox.x0 / scale,
        x1: bbox.x1 / scale,
        top: bbox.y0 / scale,
        bottom: bbox.y1 / scale,
        base,
        size: Math.max(4, size),
        bold: false,
        page,
        mark: -1,
        artifact: false,
        spaceAfter: false,
        sideways: false,
        firstGlyphWidth: (bbox.x1 - bbox.x0) / scale / clean.length,
        order: found.length,
      };
      found.push({ word, confidence });
    }
  }
  return found;
}
