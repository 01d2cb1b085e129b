/** The least that reading a file can take: its library alone, for the words and nothing else. */
import { strFromU8, unzipSync } from 'fflate';
import { type DefaultTreeAdapterTypes, parse } from 'parse5';
import { getDocument } from 'pdfjs-dist/legacy/build/pdf.mjs';
import { SaxesParser } from 'saxes';

/** Words of every page by pdfjs's own text extraction. */
export async function pdfText(bytes: Uint8Array): Promise<{ pages: number; characters: number }> {
  const task = getDocument({ data: new Uint8Array(bytes), verbosity: 0 });
  const pdf = await task.promise;
  let characters = 0;
  for (let number = 1; number <= pdf.numPages; number++) {
    const page = await pdf.getPage(number);
    const { items } = await page.getTextContent();
    for (const item of items) if ('str' in item) characters += item.str.length;
  }
  const pages = pdf.numPages;
  await task.destroy();
  return { pages, characters };
}

/** Text nodes of a page's tree. */
export function htmlText(bytes: Uint8Array): { characters: number } {
  const found = { characters: 0 };
  const walk = (nodes: readonly DefaultTreeAdapterTypes.ChildNode[]): void => {
    for (const node of nodes) {
      if ('value' in node) found.characters += node.value.length;
      if ('childNodes' in node) walk(node.childNodes);
    }
  };
  walk(parse(new TextDecoder().decode(bytes)).childNodes);
  return found;
}

/** Text of every XML part of a Word file or workbook, unpacked and parsed. */
export function officeText(bytes: Uint8Array): { characters: number } {
  let characters = 0;
  const entries = unzipSync(bytes, { filter: ({ name }) => /\.(?:xml|rels)$/.test(name) });
  for (const entry of Object.values(entries)) {
    const parser = new SaxesParser({ xmlns: false });
    parser.on('text', (text) => {
      characters += text.length;
    });
    parser.write(strFromU8(entry)).close();
  }
  return { characters };
}
