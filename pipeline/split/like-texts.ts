/**
 * Which of many texts says much the same as another. Texts are listed under each of their words, so that a search
 * counts shared words once instead of comparing every pair.
 */

/** The different words of a text, in lower case, of two letters or digits at least. */
function wordBag(text: string): Set<string> {
  return new Set(text.toLowerCase().match(/[\p{L}\p{N}]{2,}/gu) ?? []);
}

/** Share of words two texts have in common, 0..1; a text that the other contains counts as nearly the same. */
export function likeness(a: string, b: string): number {
  const [left, right] = [wordBag(a), wordBag(b)];
  let shared = 0;
  for (const word of left) if (right.has(word)) shared += 1;
  return likenessOf(shared, left.size, right.size);
}

/** The likeness of two texts with so many words that share so many. */
function likenessOf(shared: number, left: number, right: number): number {
  if (shared === 0) return 0;
  const smaller = Math.min(left, right);
  const contained = smaller >= 5 ? (shared / smaller) * 0.9 : 0;
  return Math.max(shared / (left + right - shared), contained);
}

/** The texts with the numbers 0 to `limit` - 1, searched by their words. */
export class LikeTexts {
  private readonly numbersByWord = new Map<string, number[]>();
  private readonly sizes: Uint32Array;
  private readonly shared: Uint32Array;

  constructor(limit: number) {
    this.sizes = new Uint32Array(limit);
    this.shared = new Uint32Array(limit);
  }

  /** Notes a text under its number, once for each; a number from the limit on is left out. */
  add(number: number, text: string): void {
    if (number >= this.sizes.length) return;
    const words = wordBag(text);
    this.sizes[number] = words.size;
    for (const word of words) {
      const numbers = this.numbersByWord.get(word);
      if (numbers) numbers.push(number);
      else this.numbersByWord.set(word, [number]);
    }
  }

  /** The number of the text most like this one, the lowest of equals; -1 where none is liker than `above`. */
  mostLike(text: string, above: number): number {
    const { sizes, shared } = this;
    const words = wordBag(text);
    shared.fill(0);
    for (const word of words)
      for (const number of this.numbersByWord.get(word) ?? []) shared[number] = (shared[number] ?? 0) + 1;
    let best = -1;
    let bestScore = above;
    for (let number = 0; number < shared.length; number += 1) {
      const score = likenessOf(shared[number] ?? 0, sizes[number] ?? 0, words.size);
      if (score > bestScore) [best, bestScore] = [number, score];
    }
    return best;
  }
}
