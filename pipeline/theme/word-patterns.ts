/**
 * Finds what many patterns match from one word's edge to another's. At each edge of a text only the patterns are
 * tried whose matches can begin with the letters there; that is where nearly all of them drop out.
 */
import { prefixesOf, splitAlternatives } from './pattern-prefixes.ts';

/** A match with where it begins. */
export interface WordMatch {
  at: number;
  words: string;
}

/** The lists that have patterns for a place, each with those patterns as one sticky expression. */
type Tries = { list: number; pattern: RegExp }[];

interface Unit {
  source: string;
  prefixes: string[];
}

/** Letters that a pattern is looked up by. */
const KEY_LENGTH = 3;
const KEY_LIMIT = 20_000;

/** Lists of patterns, of which the earlier goes before the later. */
export class WordPatterns {
  private readonly lists: Unit[][];
  private readonly tries = new Map<string, Tries>();

  constructor(lists: readonly (readonly string[])[]) {
    this.lists = lists.map((patterns) =>
      patterns
        .flatMap(splitAlternatives)
        .map((source) => ({ source, prefixes: prefixesOf(source, KEY_LENGTH) })),
    );
  }

  /** For each list what `text.matchAll` of `\b(?:first|second|…)(?!\w)` gives: matches in order, none in another. */
  findAll(text: string): WordMatch[][] {
    const found = this.lists.map((): WordMatch[] => []);
    const ends = this.lists.map(() => 0);
    for (const at of edgesOf(text)) {
      for (const { list, pattern } of this.triesFor(text.slice(at, at + KEY_LENGTH))) {
        if (at < (ends[list] ?? 0)) continue;
        pattern.lastIndex = at;
        const words = pattern.exec(text)?.[0];
        if (words === undefined) continue;
        found[list]?.push({ at, words });
        ends[list] = at + words.length;
      }
    }
    return found;
  }

  private triesFor(key: string): Tries {
    let tries = this.tries.get(key);
    if (!tries) {
      tries = this.lists.flatMap((units, list) => {
        const sources = units
          .filter(({ prefixes }) => prefixes.some((prefix) => key.startsWith(prefix)))
          .map(({ source }) => source);
        return sources.length === 0
          ? []
          : [{ list, pattern: new RegExp(String.raw`(?:${sources.join('|')})(?!\w)`, 'y') }];
      });
      if (this.tries.size >= KEY_LIMIT) this.tries.clear();
      this.tries.set(key, tries);
    }
    return tries;
  }
}

/** Where `\b` matches. */
function edgesOf(text: string): number[] {
  const edges: number[] = [];
  let inWord = false;
  for (let at = 0; at < text.length; at++) {
    const isIn = isWordCode(text.charCodeAt(at));
    if (isIn !== inWord) edges.push(at);
    inWord = isIn;
  }
  if (inWord) edges.push(text.length);
  return edges;
}

/** `\w`. */
function isWordCode(code: number): boolean {
  return (
    (code >= 97 && code <= 122) || (code >= 65 && code <= 90) || (code >= 48 && code <= 57) || code === 95
  );
}
