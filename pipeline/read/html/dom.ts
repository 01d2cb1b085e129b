/**
 * HTML to a tree with source positions. The one place that knows the HTML library.
 * In: decoded source; out: light elements and texts, nothing deeper than the limit.
 */
import { parse } from 'parse5';
import type { DefaultTreeAdapterTypes as Tree } from 'parse5';

import type { Traced } from '../traced.ts';
import { traceSource } from '../traced.ts';

/** Limits on a page: characters of source, and how deep elements may nest before their content is left out. */
export const htmlLimits = { characters: 10 * 1024 * 1024, depth: 512 } as const;

export interface HtmlElement {
  name: string;
  attributes: Record<string, string>;
  children: (HtmlElement | HtmlText)[];
  /** DOM path such as `html/body/main/table[2]/tbody/tr[3]/td`; a number where siblings share the name. */
  path: string;
  start: number;
  end: number;
}

export interface HtmlText {
  name: '#text';
  /** Characters as shown, each with the source offset of the character or entity it came from. */
  traced: Traced;
}

export interface HtmlPage {
  root: HtmlElement;
  title: string;
  /** True when something was nested deeper than the limit. */
  tooDeep: boolean;
}

/** The tree of a page. Any text is some page: broken markup is repaired as browsers do. */
export function parseHtml(source: string): HtmlPage {
  const document = parse(source, { sourceCodeLocationInfo: true, scriptingEnabled: false });
  const page: HtmlPage = { root: emptyElement(), title: '', tooDeep: false };
  const html = document.childNodes.find((node): node is Tree.Element => node.nodeName === 'html');
  if (html !== undefined) page.root = convert(html, 'html', 0, source, page);
  return page;
}

function emptyElement(): HtmlElement {
  return { name: 'html', attributes: {}, children: [], path: 'html', start: 0, end: 0 };
}

function convert(
  node: Tree.Element,
  path: string,
  depth: number,
  source: string,
  page: HtmlPage,
): HtmlElement {
  const location = node.sourceCodeLocation;
  const start = location?.startOffset ?? 0;
  const element: HtmlElement = {
    name: node.tagName,
    attributes: Object.fromEntries(node.attrs.map((attribute) => [attribute.name, attribute.value])),
    children: [],
    path,
    start,
    end: location?.endOffset ?? start,
  };
  if (depth >= htmlLimits.depth) {
    page.tooDeep ||= node.childNodes.length > 0;
    return element;
  }
  const totals = new Map<string, number>();
  for (const child of node.childNodes) totals.set(child.nodeName, (totals.get(child.nodeName) ?? 0) + 1);
  const counts = new Map<string, number>();
  for (const child of node.childNodes) {
    if (child.nodeName === '#text') {
      element.children.push({ name: '#text', traced: traceText(child as Tree.TextNode, source) });
    } else if ('tagName' in child) {
      const count = (counts.get(child.tagName) ?? 0) + 1;
      counts.set(child.tagName, count);
      const step = (totals.get(child.tagName) ?? 1) > 1 ? `${child.tagName}[${count}]` : child.tagName;
      const inner = convert(child, `${path}/${step}`, depth + 1, source, page);
      if (inner.name === 'title' && page.title === '') page.title = plainText(inner);
      element.children.push(inner);
    }
  }
  return element;
}

/** The characters of a text node against its source: an entity is one place, `\r\n` one line break. */
function traceText(node: Tree.TextNode, source: string): Traced {
  const location = node.sourceCodeLocation;
  const start = location?.startOffset ?? 0;
  const end = location?.endOffset ?? start;
  if (source.startsWith(node.value, start) && end - start === node.value.length)
    return traceSource(source, start, end);
  const offsets: number[] = [];
  let at = start;
  for (let index = 0; index < node.value.length; index++) {
    while (at < end && source[at] === '\r' && source[at + 1] === '\n') at++;
    offsets.push(at);
    const surrogate = /[\uDC00-\uDFFF]/.test(node.value[index + 1] ?? '');
    if (
      source[at] === '&' &&
      !(node.value[index] === '&' && !/^&(?:amp|#)/i.test(source.slice(at, at + 5)))
    ) {
      if (surrogate) continue;
      const close = source.indexOf(';', at);
      at = close >= 0 && close - at <= 40 ? close + 1 : at + 1;
    } else {
      at++;
    }
  }
  return { text: node.value, offsets: Int32Array.from(offsets) };
}

/** All words below an element, white space as one space. */
export function plainText(element: HtmlElement): string {
  const pieces: string[] = [];
  const walk = (node: HtmlElement | HtmlText): void => {
    if ('traced' in node) pieces.push(node.traced.text);
    else for (const child of node.children) walk(child);
  };
  walk(element);
  return pieces.join(' ').replaceAll(/\s+/g, ' ').trim();
}

/** Every element below, in document order. */
export function descendants(element: HtmlElement, name?: string): HtmlElement[] {
  const found: HtmlElement[] = [];
  const walk = (node: HtmlElement): void => {
    for (const child of node.children) {
      if ('traced' in child) continue;
      if (name === undefined || child.name === name) found.push(child);
      walk(child);
    }
  };
  walk(element);
  return found;
}
