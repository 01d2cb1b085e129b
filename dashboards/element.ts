/** Elements made from words: every text goes in as a text node, so that no plan's words are ever read as markup. */

type Child = Node | string | number | null | undefined | false;

/** Attributes by name; `true` sets an empty one, `false`, `null` and `undefined` none; functions are listeners. */
export type Attributes = Record<
  string,
  string | number | boolean | null | undefined | ((event: Event) => void)
>;

/** An HTML element with attributes and children. A key such as `onclick` adds a listener for `click`. */
export function h<K extends keyof HTMLElementTagNameMap>(
  tag: K,
  attributes: Attributes = {},
  ...children: (Child | Child[])[]
): HTMLElementTagNameMap[K] {
  const element = document.createElement(tag);
  for (const [name, value] of Object.entries(attributes)) {
    if (typeof value === 'function') element.addEventListener(name.slice(2), value);
    else if (value === true) element.setAttribute(name, '');
    else if (value !== false && value !== null && value !== undefined) {
      element.setAttribute(name, String(value));
    }
  }
  append(element, children);
  return element;
}

/** Adds children in order; strings and numbers become text, empty ones nothing. */
export function append(parent: Node, children: readonly (Child | Child[])[]): void {
  for (const child of children.flat()) {
    if (child === null || child === undefined || child === false || child === '') continue;
    parent.appendChild(child instanceof Node ? child : document.createTextNode(String(child)));
  }
}

/** The text with each stretch that matches one of the terms in a `mark`. Terms are plain words, case ignored. */
export function highlight(text: string, terms: readonly string[]): (Node | string)[] {
  const wanted = terms.filter((term) => term !== '').map((term) => term.toLowerCase());
  if (wanted.length === 0) return [text];
  const lower = text.toLowerCase();
  // Lower-casing that changes the length (such as İ) would shift the offsets: then nothing is marked.
  if (lower.length !== text.length) return [text];
  const parts: (Node | string)[] = [];
  let from = 0;
  while (from < text.length) {
    let at = -1;
    let length = 0;
    for (const term of wanted) {
      const found = lower.indexOf(term, from);
      if (found !== -1 && (at === -1 || found < at || (found === at && term.length > length))) {
        at = found;
        length = term.length;
      }
    }
    if (at === -1) break;
    if (at > from) parts.push(text.slice(from, at));
    parts.push(h('mark', {}, text.slice(at, at + length)));
    from = at + length;
  }
  if (from < text.length) parts.push(text.slice(from));
  return parts;
}
