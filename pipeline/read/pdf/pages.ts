/** Every page of an open PDF → its content; pages that cannot be read become issues. */
import type { Issue } from '../../model.ts';
import { readPageContent, type FontFacts } from './content-stream.ts';
import { isSymbolFont } from './glyph-text.ts';
import type { KnownTexts } from './drawn-words.ts';
import type { Matrix } from './matrix.ts';
import type { PageContent } from './page-content.ts';
import type { PDFDocumentProxy, PDFPageProxy } from './pdfjs.ts';

export interface ReadPages {
  pages: PageContent[];
  /** Object numbers of the pages, by which the structure tree names them; -1 when not known. */
  refs: number[];
  title: string;
  issues: Issue[];
}

/** Reads at most `limit` pages. */
export async function readPages(pdf: PDFDocumentProxy, limit: number): Promise<ReadPages> {
  const pages: PageContent[] = [];
  const refs: number[] = [];
  const issues: Issue[] = [];
  const count = Math.min(pdf.numPages, limit);
  if (pdf.numPages > limit) {
    issues.push({
      code: 'too-many-pages',
      severity: 'warning',
      message: `the PDF has ${pdf.numPages} pages; only the first ${limit} were read`,
      place: null,
    });
  }
  const known: KnownTexts = new Map();
  for (let number = 1; number <= count; number++) {
    try {
      const page = await pdf.getPage(number);
      refs.push(page.ref?.num ?? -1);
      pages.push(await readPage(page, number, known));
      page.cleanup();
    } catch (error) {
      if (refs.length < number) refs.push(-1);
      pages.push({ page: number, width: 0, height: 0, words: [], rules: [], fills: [], turns: 0 });
      const reason = error instanceof Error ? error.message : String(error);
      issues.push({
        code: 'unreadable-page',
        severity: 'warning',
        message: `page ${number} cannot be read: ${reason}`,
        place: null,
      });
    }
  }
  return { pages, refs, title: await readTitle(pdf), issues };
}

async function readPage(page: PDFPageProxy, number: number, known: KnownTexts): Promise<PageContent> {
  const viewport = page.getViewport({ scale: 1 });
  const operators = await page.getOperatorList();
  const fonts = new Map<string, FontFacts>();
  return readPageContent({
    page: number,
    width: viewport.width,
    height: viewport.height,
    transform: viewport.transform as Matrix,
    fnArray: operators.fnArray,
    argsArray: operators.argsArray,
    font(id) {
      let facts = fonts.get(id);
      if (!facts) {
        facts = readFont(page, id);
        fonts.set(id, facts);
      }
      return facts;
    },
    known,
  });
}

interface LoadedFont {
  name?: string;
  bold?: boolean;
  black?: boolean;
  vertical?: boolean;
  fontMatrix?: number[];
}

function readFont(page: PDFPageProxy, id: string): FontFacts {
  const font = page.commonObjs.has(id) ? (page.commonObjs.get(id) as LoadedFont) : {};
  const name = font.name ?? '';
  return {
    symbols: isSymbolFont(name),
    bold: font.bold === true || font.black === true || /bold|black|heavy|demi/i.test(name),
    unit: font.fontMatrix?.[0] ?? 0.001,
    vertical: font.vertical === true,
  };
}

async function readTitle(pdf: PDFDocumentProxy): Promise<string> {
  try {
    const { info } = await pdf.getMetadata();
    const title = (info as { Title?: unknown }).Title;
    return typeof title === 'string' ? title.trim() : '';
  } catch {
    return '';
  }
}
