/**
 * What a pattern's matches begin with, so that it need not be tried where none can begin. Reads literals, escapes,
 * classes, groups and quantifiers; whatever it does not know may be anything.
 */

/** Marks a prefix after which anything may follow. */
const ANYTHING = '*';
/** An escape, a class, or one character. */
const ELEMENT = /\\.|\[(?:\\.|[^\]\\])*\]|./sy;
const QUANTIFIER = /(?:(?:[?*+]|\{[\d,]+\})\??)?/y;
/** What nests and parts a pattern, with the stretches between. */
const TOKEN = /\\.|\[(?:\\.|[^\]\\])*\]|[()|]|[^\\[()|]+/gsy;

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
  const parts: string[] = [];
  let [depth, from] = [0, 0];
  for (const { 0: token, index } of pattern.matchAll(TOKEN)) {
    if (token === '(') depth += 1;
    else if (token === ')') depth -= 1;
    else if (token === '|' && depth === 0) {
      parts.push(pattern.slice(from, index));
      from = index + 1;
    }
  }
  return [...parts, pattern.slice(from)];
}

function headsOf(pattern: string, length: number): string[] {
  const isClosed = (head: string) => head.endsWith(ANYTHING) || head.length >= length;
  return splitAlternatives(pattern).flatMap((alternative) => {
    let heads = [''];
    for (let at = 0; at < alternative.length && !heads.every(isClosed);) {
      const element = elementAt(alternative, at);
      const quantifier = matchAt(QUANTIFIER, alternative, at + element.length);
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
  if (pattern[at] !== '(') return matchAt(ELEMENT, pattern, at);
  const rest = pattern.slice(at);
  let depth = 0;
  for (const { 0: token, index } of rest.matchAll(TOKEN)) {
    if (token === '(') depth += 1;
    else if (token === ')') depth -= 1;
    if (depth === 0) return rest.slice(0, index + 1);
  }
  return rest;
}

/** What a sticky expression matches at a place; empty for nothing. */
function matchAt(expression: RegExp, text: string, at: number): string {
  expression.lastIndex = at;
  return expression.exec(text)?.[0] ?? '';
}
