/**
 * Web pages and committee-system HTML to blocks: headings, paragraphs, lists, definition lists, accordions, tables.
 * Navigation, banners and footers are furniture and left out.
 */
import type { Block, Issue, ListItem, Outcome, Paragraph, Place } from '../../model.ts';
import { collapse, readLineBlocks } from '../cell-blocks.ts';
import { decodeText } from '../charset.ts';
import { joinTables, repeatedHeaderRows } from '../join-tables.ts';
import { findOpeningMarker } from '../list-markers.ts';
import type { ReadParts } from '../read-parts.ts';
import type { Traced } from '../traced.ts';
import { joinTraced, splitTraced, traceAt, trimTraced } from '../traced.ts';
import type { HtmlElement, HtmlText } from './dom.ts';
import { descendants, htmlLimits, parseHtml, plainText } from './dom.ts';
import { findMainContent, isFurniture } from './main-content.ts';
import { placeOf, readHtmlTable } from './tables.ts';

/** Blocks of a page. Never throws; a page beyond the limits is cut with an issue. */
export function readHtml(bytes: Uint8Array): Outcome<ReadParts> {
  const head = Buffer.from(bytes.subarray(0, 4096)).toString('latin1');
  const declared = /<meta[^>]{0,200}charset ?= ?["']?([\w-]{2,40})/i.exec(head)?.[1];
  const { text } = decodeText(bytes, declared);
  const issues: Issue[] = [];
  const add = (code: string, severity: Issue['severity'], message: string): void =>
    void issues.push({ code, severity, message, place: null });
  if (text.length > htmlLimits.characters) {
    add(
      'page-too-large',
      'error',
      `the page has ${text.length} characters; only ${htmlLimits.characters} were read`,
    );
  }
  const page = parseHtml(text.slice(0, htmlLimits.characters));
  if (page.tooDeep)
    add('page-too-deep', 'error', `elements nested deeper than ${htmlLimits.depth} were left out`);
  const main = findMainContent(page.root);
  const reader: PageReader = { main, level: 1 };
  const blocks = readFlow(main, reader, false);
  if (blocks.length === 0) add('no-text', 'error', 'no words in the page');
  const joined = joinTables(blocks, { mayJoin: (earlier, later) => repeatedHeaderRows(earlier, later) > 0 });
  return { value: { blocks: joined, issues, title: page.title, pages: 1, format: 'html' }, issues };
}

/** Blocks of a fragment, all of it taken for content; places count from the fragment's start. */
export function readHtmlBlocks(fragment: string): Block[] {
  const { root } = parseHtml(fragment);
  return readFlow(root, { main: root, level: 1 }, false);
}

interface PageReader {
  main: HtmlElement;
  /** Level of the last heading, for the titles of accordions. */
  level: number;
}

const inlineNames = new Set(
  'a abbr acronym b bdi bdo big cite code data dfn em font i ins kbd label mark meter output q ruby s samp small span strike strong sub sup time tt u var wbr'.split(
    ' ',
  ),
);

/** Words gathered between two blocks; `\n` where a line breaks. */
interface Inline {
  pieces: Traced[];
  letters: number;
  boldLetters: number;
  path: string;
}

/** Blocks of an element's content, in order. */
function readFlow(element: HtmlElement, reader: PageReader, inCell: boolean): Block[] {
  const blocks: Block[] = [];
  let inline = openInline(element);
  const flush = (): void => {
    blocks.push(...closeInline(inline, inCell));
    inline = openInline(element);
  };
  const walk = (children: readonly (HtmlElement | HtmlText)[], bold: boolean): void => {
    for (const child of children) {
      if ('traced' in child) addText(inline, child.traced, bold);
      else if (isFurniture(child, reader.main)) continue;
      else if (child.name === 'br') addBreak(inline, child);
      else if (child.name === 'del') continue;
      else if (inlineNames.has(child.name) && !holdsBlock(child)) {
        walk(child.children, bold || child.name === 'b' || child.name === 'strong');
      } else {
        flush();
        blocks.push(...readBlock(child, reader, inCell));
      }
    }
  };
  walk(element.children, false);
  flush();
  return blocks;
}

function holdsBlock(element: HtmlElement): boolean {
  return descendants(element).some((inner) =>
    /^(?:p|div|table|ul|ol|dl|h[1-6]|section|li)$/.test(inner.name),
  );
}

function openInline(element: HtmlElement): Inline {
  return { pieces: [], letters: 0, boldLetters: 0, path: element.path };
}

function addText(inline: Inline, traced: Traced, bold: boolean): void {
  const plain = { text: traced.text.replaceAll(/\s/g, ' '), offsets: traced.offsets };
  inline.pieces.push(plain);
  const letters = plain.text.trim().length;
  inline.letters += letters;
  if (bold) inline.boldLetters += letters;
}

function addBreak(inline: Inline, element: HtmlElement): void {
  inline.pieces.push(traceAt('\n', element.start));
}

/** The gathered words as paragraphs or typed items, one for each line. */
function closeInline(inline: Inline, inCell: boolean): (Paragraph | ListItem)[] {
  const whole = joinTraced(inline.pieces);
  if (whole.text.trim() === '') return [];
  const { path } = inline;
  const place = (start: number, end: number): Place => [{ in: 'html', path, start, end }];
  const bold = inline.letters > 0 && inline.letters === inline.boldLetters;
  const blocks = splitTraced(whole, '\n').flatMap((line) => {
    const words = trimTraced(line);
    if (words.text === '') return [];
    if (inCell || findOpeningMarker(words.text) !== null) return readLineBlocks(words, place);
    const start = words.offsets[0] ?? 0;
    return [
      {
        type: 'paragraph' as const,
        text: collapse(words.text),
        place: place(start, (words.offsets.at(-1) ?? start) + 1),
      },
    ];
  });
  if (bold) for (const block of blocks) if (block.type === 'paragraph') block.bold = true;
  return blocks;
}

function readBlock(element: HtmlElement, reader: PageReader, inCell: boolean): Block[] {
  const heading = /^h([1-6])$/.exec(element.name);
  if (heading !== null) return readHeading(element, Number(heading[1]), reader);
  switch (element.name) {
    case 'table':
      return readHtmlTable(element, (cell, inner) => readFlow(cell, reader, inner || inCell));
    case 'ul':
    case 'ol':
      return readList(element, reader, inCell, 0);
    case 'dl':
      return readDefinitions(element, reader, inCell);
    case 'summary':
      return readHeading(element, Math.min(6, reader.level + 1), reader, false);
    case 'li':
      return readItem(element, '•', reader, inCell, 0);
    case 'button':
    case 'input':
    case 'img':
    case 'hr':
      return [];
    default:
      return readFlow(element, reader, inCell);
  }
}

function readHeading(element: HtmlElement, level: number, reader: PageReader, remember = true): Block[] {
  const text = plainText(element).replaceAll(/ (?=[,.;:!?])/g, '');
  if (text === '') return [];
  if (remember) reader.level = level;
  return [{ type: 'heading', level, text, place: placeOf(element) }];
}

/** Items with the marker that shows: a bullet, or the list's own counter. */
function readList(element: HtmlElement, reader: PageReader, inCell: boolean, level: number): Block[] {
  let count = Number.parseInt(element.attributes['start'] ?? '1', 10) || 1;
  return element.children.flatMap((child): Block[] => {
    if ('traced' in child || isFurniture(child, reader.main)) return [];
    if (child.name === 'ul' || child.name === 'ol') return readList(child, reader, inCell, level + 1);
    if (child.name !== 'li') return readBlock(child, reader, inCell);
    const own = Number.parseInt(child.attributes['value'] ?? '', 10);
    if (Number.isFinite(own)) count = own;
    const marker =
      element.name === 'ol' ? orderedMarker(count, element.attributes['type'] ?? listStyle(element)) : '•';
    count++;
    return readItem(child, marker, reader, inCell, level);
  });
}

function listStyle(element: HtmlElement): string {
  const style = /list-style(?:-type)?\s*:\s*([\w-]+)/i.exec(element.attributes['style'] ?? '')?.[1] ?? '';
  return (
    { 'lower-alpha': 'a', 'upper-alpha': 'A', 'lower-roman': 'i', 'upper-roman': 'I', 'lower-latin': 'a' }[
      style
    ] ?? '1'
  );
}

function orderedMarker(count: number, type: string): string {
  if (type === 'a' || type === 'A') {
    const letter = String.fromCharCode(97 + ((count - 1) % 26));
    return `${type === 'a' ? letter : letter.toUpperCase()}.`;
  }
  if (type === 'i' || type === 'I') {
    const numerals = [
      '',
      'i',
      'ii',
      'iii',
      'iv',
      'v',
      'vi',
      'vii',
      'viii',
      'ix',
      'x',
      'xi',
      'xii',
      'xiii',
      'xiv',
      'xv',
    ];
    const numeral = numerals[count] ?? String(count);
    return `${type === 'i' ? numeral : numeral.toUpperCase()}.`;
  }
  return `${count}.`;
}

/** The item's own words take the marker; lists inside it come after, one level down. */
function readItem(
  element: HtmlElement,
  marker: string,
  reader: PageReader,
  inCell: boolean,
  level: number,
): Block[] {
  const own: HtmlElement = { ...element, children: element.children.filter((child) => !isList(child)) };
  const inner = element.children.filter(isList);
  const blocks = readFlow(own, reader, inCell).map((block, index): Block => {
    if (index > 0 || block.type === 'table' || block.type === 'heading') return block;
    const typed = block.type === 'listItem' && marker === '•' ? block.marker : marker;
    return { type: 'listItem', marker: typed, level, text: block.text, place: block.place };
  });
  return [...blocks, ...inner.flatMap((list) => readList(list, reader, inCell, level + 1))];
}

function isList(child: HtmlElement | HtmlText): child is HtmlElement {
  return child.name === 'ul' || child.name === 'ol';
}

/**
 * Labels and values as a table of two columns; terms that head longer content (questions, accordions) as headings.
 */
function readDefinitions(element: HtmlElement, reader: PageReader, inCell: boolean): Block[] {
  const items = definitionItems(element);
  const simple = items.every(
    ({ term, details }) => plainText(term).length <= 60 && !details.some(holdsBlock),
  );
  if (!simple || inCell) {
    return items.flatMap(({ term, details }) => [
      ...(inCell
        ? readFlow(term, reader, true)
        : readHeading(term, Math.min(6, reader.level + 1), reader, false)),
      ...details.flatMap((detail) => readFlow(detail, reader, inCell)),
    ]);
  }
  const rows = items.map(({ term, details }) => ({
    ...element,
    name: 'tr',
    children: [
      { ...term, name: 'td' },
      {
        ...element,
        ...details[0],
        name: 'td',
        children: details.flatMap((detail) => [...detail.children, lineBreak(detail)]),
      },
    ],
  }));
  return readHtmlTable({ ...element, name: 'table', children: rows }, (cell, inner) =>
    readFlow(cell, reader, inner),
  );
}

function lineBreak(after: HtmlElement): HtmlElement {
  return { ...after, name: 'br', children: [], start: after.end };
}

function definitionItems(element: HtmlElement): { term: HtmlElement; details: HtmlElement[] }[] {
  const items: { term: HtmlElement; details: HtmlElement[] }[] = [];
  const walk = (children: HtmlElement['children']): void => {
    for (const child of children) {
      if ('traced' in child) continue;
      if (child.name === 'dt') items.push({ term: child, details: [] });
      else if (child.name === 'dd') items.at(-1)?.details.push(child);
      else if (child.name === 'div') walk(child.children);
    }
  };
  walk(element.children);
  return items;
}
