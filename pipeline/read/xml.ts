/**
 * XML of office files to small trees, one at a time, under limits. The one place that knows the XML library.
 * In: bytes of a part and which elements are wanted; out: each as a tree, handed over when it closes.
 */
import { SaxesParser } from 'saxes';

import { decodeText } from './charset.ts';

/** Limits on a part. A document type is refused outright: office files have none, attacks do. */
export const xmlLimits = { depth: 256, nodes: 3_000_000 } as const;

/** An element without its prefix; attributes too are keyed by local name. */
export interface XmlNode {
  name: string;
  attributes: Record<string, string>;
  children: (XmlNode | string)[];
}

/** Why a part could not be read: `xml-doctype`, `xml-too-deep`, `xml-too-large` or `broken-xml`. */
export class XmlError extends Error {
  readonly code: string;
  constructor(code: string, message: string) {
    super(message);
    this.code = code;
  }
}

/**
 * Calls `visit` with the tree of every element that `wanted` picks by its name and its parent's; nothing else is
 * kept in memory. Elements inside a wanted one belong to its tree. Throws `XmlError`.
 */
export function visitXml(
  bytes: Uint8Array,
  wanted: (name: string, parent: string) => boolean,
  visit: (node: XmlNode) => void,
): void {
  const text = decodeText(bytes).text;
  const parser = new SaxesParser();
  const names: string[] = [];
  const open: XmlNode[] = [];
  let nodes = 0;
  parser.on('doctype', () => {
    throw new XmlError('xml-doctype', 'the XML declares a document type, which is refused');
  });
  parser.on('opentag', (tag) => {
    const name = localName(tag.name);
    if (names.length >= xmlLimits.depth)
      throw new XmlError('xml-too-deep', `XML nested deeper than ${xmlLimits.depth}`);
    if (++nodes > xmlLimits.nodes)
      throw new XmlError('xml-too-large', `more than ${xmlLimits.nodes} XML elements`);
    const parent = open.at(-1);
    if (parent !== undefined || wanted(name, names.at(-1) ?? '')) {
      const node: XmlNode = { name, attributes: localAttributes(tag.attributes), children: [] };
      parent?.children.push(node);
      open.push(node);
    }
    names.push(name);
  });
  parser.on('text', (piece) => void open.at(-1)?.children.push(piece));
  parser.on('cdata', (piece) => void open.at(-1)?.children.push(piece));
  parser.on('closetag', () => {
    names.pop();
    const node = open.pop();
    if (node !== undefined && open.length === 0) visit(node);
  });
  parser.on('error', (error) => {
    throw new XmlError('broken-xml', `the XML is broken: ${error.message}`);
  });
  for (let at = 0; at < text.length; at += 65_536) parser.write(text.slice(at, at + 65_536));
  parser.close();
}

function localName(name: string): string {
  return name.slice(name.indexOf(':') + 1);
}

function localAttributes(attributes: Record<string, string>): Record<string, string> {
  return Object.fromEntries(Object.entries(attributes).map(([name, value]) => [localName(name), value]));
}

/** The first child element of a name. */
export function findChild(node: XmlNode | undefined, name: string): XmlNode | undefined {
  return node?.children.find((child): child is XmlNode => typeof child !== 'string' && child.name === name);
}

/** Child elements, all or those of a name. */
export function childElements(node: XmlNode | undefined, name?: string): XmlNode[] {
  return (node?.children ?? []).filter(
    (child): child is XmlNode => typeof child !== 'string' && (name === undefined || child.name === name),
  );
}

/** The `val` attribute of a child element; `undefined` where the child or the attribute is missing. */
export function childValue(node: XmlNode | undefined, name: string): string | undefined {
  return findChild(node, name)?.attributes['val'];
}

/** All text below a node. */
export function nodeText(node: XmlNode | undefined): string {
  return (node?.children ?? [])
    .map((child) => (typeof child === 'string' ? child : nodeText(child)))
    .join('');
}

/** True for an on/off property that is present and not switched off (ECMA-376 part 1, 17.17.4). */
export function isOn(node: XmlNode | undefined, name: string): boolean {
  const child = findChild(node, name);
  return child !== undefined && !['0', 'false', 'off', 'none'].includes(child.attributes['val'] ?? 'true');
}
