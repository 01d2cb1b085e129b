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
const EDGE = /\b/g;

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
    for (const { index: at } of text.matchAll(EDGE)) {
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
