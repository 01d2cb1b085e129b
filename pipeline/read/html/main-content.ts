/**
 * What of a page is the document, and what is navigation, banners and footers.
 * In: the tree; out: the element to read, with boilerplate inside it marked by a test.
 */
import type { HtmlElement } from './dom.ts';
import { descendants, plainText } from './dom.ts';

const furnitureNames = new Set([
  'script',
  'style',
  'noscript',
  'template',
  'svg',
  'iframe',
  'nav',
  'footer',
  'select',
  'textarea',
  'dialog',
  'head',
  'audio',
  'video',
  'canvas',
  'map',
  'object',
]);
const furnitureRoles = new Set([
  'navigation',
  'banner',
  'contentinfo',
  'search',
  'menu',
  'menubar',
  'dialog',
  'alertdialog',
]);
const furnitureClass =
  /(?:^|[\s_-])(?:nav|navbar|navigation|menu|breadcrumbs?|cookies?|skip(?:link|nav|to)?|sharing|social|pagination|pager|related-?(?:links?|pages?|content)?|page-?feedback|feedback-?form|footer|masthead|sidebar|toolbar|print-?(?:page|button|link)|site-?header|back-to-top)(?:$|[\s_-])/i;

/** The element that holds the document: `main` or its like where it holds most words, else the body. */
export function findMainContent(root: HtmlElement): HtmlElement {
  const all = descendants(root);
  const body = all.find((element) => element.name === 'body') ?? root;
  const whole = wordsOf(body);
  const named = all.filter(
    (element) =>
      element.name === 'main' || element.attributes['role'] === 'main' || element.name === 'article',
  );
  const identified = all.filter((element) =>
    /^(?:main-?content|content|main|modgov|page-?content)$/i.test(element.attributes['id'] ?? ''),
  );
  const best = [...named, ...identified]
    .map((element) => ({ element, words: wordsOf(element) }))
    .sort((a, b) => b.words - a.words)[0];
  const tables =
    descendants(body, 'table').length > 0 &&
    best !== undefined &&
    descendants(best.element, 'table').length === 0;
  return best !== undefined && !tables && best.words >= Math.max(20, whole * 0.2) ? best.element : body;
}

function wordsOf(element: HtmlElement): number {
  return plainText(element).length;
}

/** True for an element that is no part of the document's words. One that holds a big table is kept. */
export function isFurniture(element: HtmlElement, main: HtmlElement): boolean {
  if (furnitureNames.has(element.name)) return !holdsTable(element);
  const { role = '', id = '', class: classes = '', 'aria-hidden': ariaHidden } = element.attributes;
  if (furnitureRoles.has(role)) return !holdsTable(element);
  if (ariaHidden === 'true' && element.name !== 'body') return !holdsTable(element);
  if (element.name === 'header' || element.name === 'aside')
    return main.name === 'body' && !holdsTable(element) && !holdsTitle(element);
  if (['table', 'tbody', 'thead', 'tr', 'td', 'th', 'main', 'body', 'article'].includes(element.name))
    return false;
  if (!furnitureClass.test(id) && !furnitureClass.test(classes)) return isLinkList(element, main);
  return !holdsTable(element) && plainText(element).length < mainLength(main) * 0.4;
}

const lengths = new WeakMap<HtmlElement, number>();

function mainLength(main: HtmlElement): number {
  const known = lengths.get(main) ?? plainText(main).length;
  lengths.set(main, known);
  return known;
}

function holdsTable(element: HtmlElement): boolean {
  return descendants(element, 'tr').length >= 3;
}

function holdsTitle(element: HtmlElement): boolean {
  return descendants(element, 'h1').length > 0;
}

/** A list of nothing but links, outside a marked main part, is a menu. */
function isLinkList(element: HtmlElement, main: HtmlElement): boolean {
  if (main.name !== 'body' || (element.name !== 'ul' && element.name !== 'ol')) return false;
  const links = descendants(element, 'a');
  if (links.length < 3) return false;
  const linked = links.reduce((sum, link) => sum + plainText(link).length, 0);
  return linked >= plainText(element).length * 0.9;
}
