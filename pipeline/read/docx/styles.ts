/**
 * Paragraph styles of a Word document: heading levels, numbering and bold, inherited over `basedOn`.
 */
import type { XmlNode } from '../xml.ts';
import { childValue, findChild, isOn, visitXml } from '../xml.ts';

export interface WordStyle {
  name: string;
  basedOn: string;
  /** 1..9, or 0. */
  headingLevel: number;
  numId: string | undefined;
  ilvl: string | undefined;
  /** Depth that Word's own list styles say by their name, "List Bullet 2" being 1; each has a list of its own. */
  listDepth: number;
  bold: boolean | undefined;
}

/** Looks a style up with what it inherits; unknown ids give the defaults. */
export type StyleLookup = (id: string | undefined) => WordStyle;

const plain: WordStyle = {
  name: '',
  basedOn: '',
  headingLevel: 0,
  numId: undefined,
  ilvl: undefined,
  listDepth: 0,
  bold: undefined,
};

/** Styles of `word/styles.xml`; a look-up that knows nothing where the part is missing. Throws `XmlError`. */
export function readStyles(bytes: Uint8Array | undefined): StyleLookup {
  const own = new Map<string, WordStyle>();
  let standard: string | undefined;
  const add = (node: XmlNode): void => {
    const id = node.attributes['styleId'] ?? '';
    if (node.attributes['type'] === 'paragraph' && node.attributes['default'] === '1') standard = id;
    own.set(id, readStyle(node));
  };
  if (bytes !== undefined) visitXml(bytes, (name) => name === 'style', add);
  const known = new Map<string, WordStyle>();
  const look = (id: string | undefined, depth = 0): WordStyle => {
    const key = id ?? standard;
    const style = key === undefined ? undefined : own.get(key);
    if (key === undefined || style === undefined || depth > 20) return plain;
    const done = known.get(key);
    if (done !== undefined) return done;
    const base = style.basedOn === '' ? plain : look(style.basedOn, depth + 1);
    const full: WordStyle = {
      ...style,
      headingLevel: style.headingLevel || base.headingLevel,
      numId: style.numId ?? base.numId,
      ilvl: style.ilvl ?? base.ilvl,
      listDepth: style.listDepth || base.listDepth,
      bold: style.bold ?? base.bold,
    };
    known.set(key, full);
    return full;
  };
  return (id) => look(id);
}

function readStyle(node: XmlNode): WordStyle {
  const paragraph = findChild(node, 'pPr');
  const numbering = findChild(paragraph, 'numPr');
  const run = findChild(node, 'rPr');
  const name = childValue(node, 'name') ?? '';
  return {
    name,
    basedOn: childValue(node, 'basedOn') ?? '',
    headingLevel: styleHeadingLevel(name, outlineLevel(paragraph)),
    numId: childValue(numbering, 'numId'),
    ilvl: childValue(numbering, 'ilvl'),
    listDepth: Number(/^list (?:bullet|number) ([2-5])$/i.exec(name)?.[1] ?? 1) - 1,
    bold: findChild(run, 'b') === undefined ? undefined : isOn(run, 'b'),
  };
}

/** Outline level of paragraph properties as a heading level, 1..9; 0 for body text. */
export function outlineLevel(properties: XmlNode | undefined): number {
  const value = Number(childValue(properties, 'outlineLvl') ?? 9);
  return Number.isInteger(value) && value >= 0 && value < 9 ? value + 1 : 0;
}

function styleHeadingLevel(name: string, outline: number): number {
  const heading = /^heading ([1-9])$/i.exec(name);
  if (heading !== null) return Number(heading[1]);
  if (/^title$/i.test(name)) return 1;
  if (/^subtitle$/i.test(name)) return 2;
  return outline;
}
