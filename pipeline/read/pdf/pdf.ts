/**
 * The PDF reader: bytes → Document. A tagged file is read by its structure tree when that is plausible; otherwise
 * by what is drawn: ruled tables, aligned tables, running text. A bad file is an issue, never an exception.
 */
import { createHash } from 'node:crypto';

import type { Block, Document, Issue, Outcome } from '../../model.ts';
import { findDrawn, readLayout, type DrawnTables } from './layout.ts';
import type { PageContent } from './page-content.ts';
import { readPages } from './pages.ts';
import { openPdf, type PDFDocumentProxy } from './pdfjs.ts';
import { readStructure } from './structure-tree.ts';
import { readTagged } from './tagged.ts';

/** Limits on what is read; files past them end in an issue. */
export const PDF_LIMITS = { bytes: 50_000_000, pages: 1500, nodes: 500_000 } as const;

/** Reads a PDF. `value` is null when nothing could be read; the issues say why. */
export async function readPdf(bytes: Uint8Array, { name }: { name: string }): Promise<Outcome<Document>> {
  const refused = refusal(bytes);
  if (refused) return { value: null, issues: [refused] };
  const opened = await openPdf(bytes, 'words');
  if (opened.issue) return { value: null, issues: [opened.issue] };
  const { pdf, close } = opened;
  try {
    const { pages, refs, title, issues } = await readPages(pdf, PDF_LIMITS.pages);
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

function refusal(bytes: Uint8Array): Issue | null {
  const issue = (code: string, message: string): Issue => ({ code, severity: 'error', message, place: null });
  if (bytes.length === 0) return issue('empty-file', 'the file has no bytes');
  if (bytes.length > PDF_LIMITS.bytes) {
    return issue('file-too-large', `the PDF has ${bytes.length} bytes, more than ${PDF_LIMITS.bytes}`);
  }
  return null;
}
