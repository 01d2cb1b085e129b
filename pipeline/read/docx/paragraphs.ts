/**
 * Word paragraphs to words: runs, breaks, fields, tracked changes as accepted, text boxes kept apart.
 */
import type { XmlNode } from '../xml.ts';
import { childElements, childValue, findChild, isOn, nodeText } from '../xml.ts';

/** A paragraph's words; `\n` is a line break inside it. */
export interface RunText {
  text: string;
  /** True when every visible letter is bold. */
  bold: boolean;
  /** The contents of text boxes anchored here, in order. */
  boxes: XmlNode[];
  /** True when words were hidden or deleted. */
  hidden: boolean;
  /** Ids of footnotes and endnotes referred to. */
  notes: string[];
}

interface Collector {
  pieces: string[];
  boxes: XmlNode[];
  notes: string[];
  hidden: boolean;
  boldLetters: number;
  letters: number;
  /** One entry for each open complex field: true while its instruction is being passed over. */
  fields: boolean[];
}

/** Elements whose content was taken away or never shows. */
const skipped = new Set([
  'del',
  'moveFrom',
  'delText',
  'instrText',
  'delInstrText',
  'pPr',
  'rPr',
  'rt',
  'annotationRef',
  'object',
]);

/** The words of a `w:p`. `styleBold` is the weight that runs inherit. */
export function readRuns(paragraph: XmlNode, styleBold = false): RunText {
  const collector: Collector = {
    pieces: [],
    boxes: [],
    notes: [],
    hidden: false,
    boldLetters: 0,
    letters: 0,
    fields: [],
  };
  for (const child of childElements(paragraph)) collect(child, collector, styleBold);
  return {
    text: collector.pieces.join(''),
    bold: collector.letters > 0 && collector.boldLetters === collector.letters,
    boxes: collector.boxes,
    hidden: collector.hidden,
    notes: collector.notes,
  };
}

/** True when the paragraph's own mark was deleted, so that it runs on into the next. */
export function isMarkDeleted(paragraph: XmlNode): boolean {
  const mark = findChild(findChild(paragraph, 'pPr'), 'rPr');
  return findChild(mark, 'del') !== undefined || findChild(mark, 'moveFrom') !== undefined;
}

function collect(node: XmlNode, into: Collector, bold: boolean): void {
  if (skipped.has(node.name)) return;
  switch (node.name) {
    case 'r':
      collectRun(node, into, bold);
      return;
    case 'fldChar':
      collectField(node, into);
      return;
    case 'AlternateContent':
      collectAlternate(node, into, bold);
      return;
    case 'txbxContent':
      into.boxes.push(node);
      return;
    case 't':
      add(nodeText(node), into, bold);
      return;
    case 'tab':
    case 'ptab':
      add(' ', into, bold);
      return;
    case 'br':
      // A page or column break parts no words of one paragraph.
      add(
        node.attributes['type'] === undefined || node.attributes['type'] === 'textWrapping' ? '\n' : ' ',
        into,
        bold,
      );
      return;
    case 'cr':
      add('\n', into, bold);
      return;
    case 'noBreakHyphen':
      add('-', into, bold);
      return;
    case 'sym':
      add(symbol(node), into, bold);
      return;
    case 'footnoteReference':
    case 'endnoteReference':
      into.notes.push(`${node.name === 'footnoteReference' ? 'f' : 'e'}${node.attributes['id'] ?? ''}`);
      return;
    default:
      for (const child of childElements(node)) collect(child, into, bold);
  }
}

function collectRun(run: XmlNode, into: Collector, inherited: boolean): void {
  const properties = findChild(run, 'rPr');
  if (isOn(properties, 'vanish')) {
    into.hidden = true;
    return;
  }
  const bold = findChild(properties, 'b') === undefined ? inherited : isOn(properties, 'b');
  for (const child of childElements(run)) collect(child, into, bold);
}

/** `begin` opens an instruction, `separate` ends it, what follows is the result that shows. */
function collectField(node: XmlNode, into: Collector): void {
  const type = node.attributes['fldCharType'];
  if (type === 'begin') into.fields.push(true);
  else if (type === 'separate') into.fields[into.fields.length - 1] = false;
  else if (type === 'end') into.fields.pop();
}

/** The first choice is the modern drawing; the fallback repeats the same words for old programs. */
function collectAlternate(node: XmlNode, into: Collector, bold: boolean): void {
  const before = into.pieces.length + into.boxes.length;
  for (const choice of childElements(node, 'Choice').slice(0, 1)) {
    for (const child of childElements(choice)) collect(child, into, bold);
  }
  if (into.pieces.length + into.boxes.length > before) return;
  for (const child of childElements(findChild(node, 'Fallback'))) collect(child, into, bold);
}

function add(text: string, into: Collector, bold: boolean): void {
  if (into.fields.includes(true)) return;
  into.pieces.push(text);
  const letters = text.trim().length;
  into.letters += letters;
  if (bold) into.boldLetters += letters;
}

/** Symbol fonts: ticks and bullets that plans use for status; the rest become a bullet. */
function symbol(node: XmlNode): string {
  const code = Number.parseInt(node.attributes['char'] ?? '', 16) & 0xff;
  const wingdings: Record<number, string> = {
    0xfc: '✓',
    0xfb: '✗',
    0xfe: '☑',
    0xa8: '☐',
    0x6f: '☐',
    0xe0: '→',
  };
  return wingdings[code] ?? '•';
}

/** Numbering of a paragraph: its own properties win over its style's. `numId` 0 switches numbering off. */
export function paragraphNumbering(
  properties: XmlNode | undefined,
  style: { numId: string | undefined; ilvl: string | undefined },
): { numId: string; ilvl: number } | null {
  const own = findChild(properties, 'numPr');
  const numId = childValue(own, 'numId') ?? style.numId;
  if (numId === undefined || numId === '0') return null;
  return { numId, ilvl: Number(childValue(own, 'ilvl') ?? style.ilvl ?? 0) };
}
