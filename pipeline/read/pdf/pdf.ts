/**
 * The PDF reader: bytes → Document. A tagged file is read by its structure tree when that is plausible; otherwise
 * by what is drawn: ruled tables, aligned tables, running text. A bad file is an issue, never an exception.
 */
import { createHash } from 'node:crypto';

import type { Block, Document, Issue, Outcome } from '../../model.ts';
import { findDrawn, readLayout, type DrawnTables } from './layout.ts';
import type { PageContent } from './page-content.ts';
import { OCR_LIMITS, recognisePages, type OcrLimits } from './ocr.ts';
import { readPages } from './pages.ts';
import { openPdf, type PDFDocumentProxy } from './pdfjs.ts';
import { readStructure } from './structure-tree.ts';
import { readTagged } from './tagged.ts';

/** Limits on what is read; files past them end in an issue. */
export const PDF_LIMITS = { bytes: 50_000_000, pages: 1500, nodes: 500_000 } as const;

export interface PdfOptions {
  name: string;
  /** Limits of character recognition for pages that are pictures; `pages: 0` turns it off. */
  ocr?: OcrLimits;
}

/** Reads a PDF. `value` is null when nothing could be read; the issues say why. */
export async function readPdf(
  bytes: Uint8Array,
  { name, ocr = OCR_LIMITS }: PdfOptions,
): Promise<Outcome<Document>> {
  const refused = refusal(bytes);
  if (refused) return { value: null, issues: [refused] };
  const opened = await openPdf(bytes, 'words');
  if (opened.issue) return { value: null, issues: [opened.issue] };
  const { pdf, close } = opened;
  try {
    const { pages, refs, title, issues } = await readPages(pdf, PDF_LIMITS.pages);
    if (isTruncated(bytes)) issues.push(truncated);
    issues.push(...(await readPictures(bytes, pages, ocr)));
    const drawn = findDrawn(pages);
    const tagged = await readTags(bytes, pdf, pages, refs, drawn, issues);
    const layout = tagged ? { blocks: tagged, issues: [] } : readLayout(pages, drawn);
    issues.push(...layout.issues);
    const document: Document = {
      format: 'pdf',
      sha256: createHash('sha256').update(bytes).digest('hex'),
      name,
      title,
      pages: pdf.numPages,
      blocks: layout.blocks,
      issues,
    };
    return { value: document, issues };
  } finally {
    await close();
  }
}

/** Recognises pages without words. A file of such pages alone that stays without words says so. */
async function readPictures(bytes: Uint8Array, pages: PageContent[], ocr: OcrLimits): Promise<Issue[]> {
  const empty = pages.filter((page) => page.words.length === 0 && page.width > 0).map(({ page }) => page);
  if (empty.length === 0) return [];
  const issues = ocr.pages > 0 ? await recognisePages(bytes, pages, empty, ocr) : [];
  if (pages.every((page) => page.words.length === 0)) {
    issues.push({
      code: 'no-text',
      severity: 'error',
      message: 'the PDF holds pictures or nothing: no words were found in it',
      place: null,
    });
  }
  return issues;
}

/** Blocks by the structure tree; `null` where there is none, or it is not to be trusted (then an issue says so). */
async function readTags(
  bytes: Uint8Array,
  pdf: PDFDocumentProxy,
  pages: PageContent[],
  refs: number[],
  drawn: DrawnTables,
  issues: Issue[],
): Promise<Block[] | null> {
  const marked = pages.some((page) => page.words.some((word) => word.mark >= 0));
  if (!marked || !(await pdf.getMarkInfo())) return null;
  const root = await readStructure(bytes, PDF_LIMITS.nodes);
  const pageNumbers = new Map(refs.map((ref, index) => [ref, index + 1]));
  const blocks = root && readTagged({ pages, pageNumbers, root, ...drawn });
  if (!blocks) {
    issues.push({
      code: 'implausible-tags',
      severity: 'info',
      message: 'the PDF is tagged, but its tags miss text or tables; it was read by its layout instead',
      place: null,
    });
  }
  return blocks;
}

const truncated: Issue = {
  code: 'truncated-pdf',
  severity: 'warning',
  message: 'the PDF has no end mark: it was cut short, and pages or words may be missing',
  place: null,
};

/** True when no end mark stands in the last kilobytes (some bytes may follow it). */
function isTruncated(bytes: Uint8Array): boolean {
  return !Buffer.from(bytes.subarray(-4096)).toString('latin1').includes('%%EOF');
}

function refusal(bytes: Uint8Array): Issue | null {
  const issue = (code: string, message: string): Issue => ({ code, severity: 'error', message, place: null });
  if (bytes.length === 0) return issue('empty-file', 'the file has no bytes');
  if (bytes.length > PDF_LIMITS.bytes) {
    return issue('file-too-large', `the PDF has ${bytes.length} bytes, more than ${PDF_LIMITS.bytes}`);
  }
  return null;
}
