/**
 * What a pattern's matches begin with, so that it need not be tried where none can begin. Reads literals, escapes,
 * classes, groups and quantifiers; whatever it does not know may be anything.
 */

/** Marks a prefix after which anything may follow. */
const ANYTHING = '*';
/** An escape, a class, or one character. */
const ELEMENT = /^(?:\\.|\[(?:\\.|[^\]\\])*\]|.)/s;
const QUANTIFIER = /^(?:[?*+]|\{[\d,]+\})\??/;

/**
 * Every match of the pattern begins with one of these, each of `length` characters at most: `plans?|(?:our )?aims` →
 * `pla`, `our`, `aim`. An empty one stands for any text. The fewer and longer they are, the more they rule out.
 */
export function prefixesOf(pattern: string, length: number): string[] {
  return [
    ...new Set(headsOf(pattern, length).map((head) => (head.endsWith(ANYTHING) ? head.slice(0, -1) : head))),
  ];
}

/** `a|(?:b|c)d` → `a`, `(?:b|c)d`. */
export function splitAlternatives(pattern: string): string[] {
  const parts = [''];
  for (let at = 0; at < pattern.length;) {
    const element = elementAt(pattern, at);
    if (element === '|') parts.push('');
    else parts.push(`${parts.pop() ?? ''}${element}`);
    at += element.length;
  }
  return parts;
}

function headsOf(pattern: string, length: number): string[] {
  const isClosed = (head: string) => head.endsWith(ANYTHING) || head.length >= length;
  return splitAlternatives(pattern).flatMap((alternative) => {
    let heads = [''];
    for (let at = 0; at < alternative.length && !heads.every(isClosed);) {
      const element = elementAt(alternative, at);
      const quantifier = QUANTIFIER.exec(alternative.slice(at + element.length))?.[0] ?? '';
      at += element.length + quantifier.length;
      const own = repeat(headsOfElement(element, length), quantifier);
      heads = heads.flatMap((head) =>
        isClosed(head) ? [head] : own.map((next) => `${head}${next}`.slice(0, length)),
      );
    }
    return heads;
  });
}

function headsOfElement(element: string, length: number): string[] {
  if (element.startsWith('(?:')) return headsOf(element.slice(3, -1), length);
  return /^[^\\.^$*+?()[\]{}|]$/.test(element) ? [element] : [ANYTHING];
}

function repeat(heads: readonly string[], quantifier: string): string[] {
  if (quantifier === '') return [...heads];
  const once = quantifier.startsWith('?')
    ? heads
    : heads.map((head) => (head.endsWith(ANYTHING) ? head : `${head}${ANYTHING}`));
  return /^(?:[?*]|\{0)/.test(quantifier) ? ['', ...once] : [...once];
}

/** The element that begins at `at`, without its quantifier: a whole group, a class, an escape, a character. */
function elementAt(pattern: string, at: number): string {
  const rest = pattern.slice(at);
  if (!rest.startsWith('(')) return ELEMENT.exec(rest)?.[0] ?? '';
  let end = 1;
  while (end < rest.length && rest[end] !== ')') end += elementAt(rest, end).length;
  return rest.slice(0, end + 1);
}
