/**
 * The PDF reader: bytes → Document. A tagged file is read by its structure tree when that is plausible; otherwise
 * by what is drawn: ruled tables, aligned tables, running text. A bad file is an issue, never an exception.
 */
import { createHash } from 'node:crypto';

import type { Block, Document, Issue, Outcome } from '../../model.ts';
import { findDrawn, readLayout, type DrawnTables } from './layout.ts';
import type { PageContent } from './page-content.ts';
import type { OcrLimits } from './ocr.ts';
import { readPages, type ReadPages } from './pages.ts';
import { openPdf, type PDFDocumentProxy } from './pdfjs.ts';
import type { StructureNode } from './structure-tree.ts';
import { readTagged } from './tagged.ts';

/** Limits on what is read; files past them end in an issue. */
export const PDF_LIMITS = { bytes: 50_000_000, pages: 1500, nodes: 500_000 } as const;
const OCR_LIMITS: OcrLimits = { pages: 40, milliseconds: 90_000 };

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
  const { pages, refs, title, issues, count, tree } = await readContent(bytes, opened);
  if (isTruncated(bytes)) issues.push(truncated);
  issues.push(...(await readPictures(bytes, pages, ocr)));
  const drawn = findDrawn(pages);
  const tagged = readTags(tree, pages, refs, drawn, issues);
  const layout = tagged ? { blocks: tagged, issues: [] } : readLayout(pages, drawn);
  issues.push(...layout.issues);
  const document: Document = {
    format: 'pdf',
    sha256: createHash('sha256').update(bytes).digest('hex'),
    name,
    title,
    pages: count,
    blocks: layout.blocks,
    issues,
  };
  return { value: document, issues };
}

/** What a file says of its structure; `root` is `null` where the tree cannot be read. */
interface Tree {
  root: StructureNode | null;
}

/**
 * Everything that is wanted of the file, which is closed then: pages, their number, the tree of a file that says it
 * is tagged. The tree comes first, since taking it out of the file needs more memory than all pages together.
 */
async function readContent(
  bytes: Uint8Array,
  { pdf, close }: { pdf: PDFDocumentProxy; close: () => Promise<void> },
): Promise<ReadPages & { count: number; tree: Tree | null }> {
  try {
    const tree = (await pdf.getMarkInfo()) ? { root: await readTree(bytes) } : null;
    return { ...(await readPages(pdf, PDF_LIMITS.pages)), count: pdf.numPages, tree };
  } finally {
    await close();
  }
}

async function readTree(bytes: Uint8Array): Promise<StructureNode | null> {
  const { readStructure } = await import('./structure-tree.ts');
  return readStructure(bytes, PDF_LIMITS.nodes);
}

/** Recognises pages without words. A file of such pages alone that stays without words says so. */
async function readPictures(bytes: Uint8Array, pages: PageContent[], ocr: OcrLimits): Promise<Issue[]> {
  const empty = pages.filter((page) => page.words.length === 0 && page.width > 0).map(({ page }) => page);
  if (empty.length === 0) return [];
  const issues: Issue[] = [];
  if (ocr.pages > 0) {
    const { recognisePages } = await import('./ocr.ts');
    issues.push(...(await recognisePages(bytes, pages, empty, ocr)));
  }
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
function readTags(
  tree: Tree | null,
  pages: PageContent[],
  refs: number[],
  drawn: DrawnTables,
  issues: Issue[],
): Block[] | null {
  const marked = pages.some((page) => page.words.some((word) => word.mark >= 0));
  if (!marked || tree === null) return null;
  const { root } = tree;
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
