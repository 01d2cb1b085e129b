/**
 * Text that remembers where each of its characters stands in the source.
 * In: the decoded source and a range; out: cleaned pieces whose places still point at the original words.
 */

/** A string with the source offset of every UTF-16 unit: `offsets.length === text.length`. */
export interface Traced {
  text: string;
  offsets: Int32Array;
}

/** The stretch `[start, end)` of `source`, unchanged. */
export function traceSource(source: string, start = 0, end = source.length): Traced {
  const offsets = new Int32Array(Math.max(0, end - start));
  for (let index = 0; index < offsets.length; index++) offsets[index] = start + index;
  return { text: source.slice(start, end), offsets };
}

/** A part of a traced text, by its own indexes. */
export function sliceTraced(traced: Traced, start: number, end = traced.text.length): Traced {
  return { text: traced.text.slice(start, end), offsets: traced.offsets.subarray(start, end) };
}

/** Without white space at either end. */
export function trimTraced(traced: Traced): Traced {
  const lead = traced.text.length - traced.text.trimStart().length;
  return sliceTraced(traced, lead, lead + traced.text.trim().length);
}

/**
 * Every match of a global expression replaced; the replacement's characters stand at the start of the match
 * unless the replacement is a group of the match, which keeps its own offsets (`'$1'`, one group only).
 */
export function replaceTraced(
  traced: Traced,
  expression: RegExp,
  replacement: string | ((match: RegExpMatchArray) => string),
): Traced {
  let text = '';
  const offsets: number[] = [];
  let done = 0;
  const copy = (from: number, to: number): void => {
    text += traced.text.slice(from, to);
    for (let index = from; index < to; index++) offsets.push(traced.offsets[index] ?? 0);
  };
  for (const match of traced.text.matchAll(expression)) {
    copy(done, match.index);
    done = match.index + match[0].length;
    if (replacement === '$1') {
      const group = match[1] ?? '';
      const from = match.index + match[0].indexOf(group);
      copy(from, from + group.length);
      continue;
    }
    const words = typeof replacement === 'string' ? replacement : replacement(match);
    text += words;
    const at = traced.offsets[match.index] ?? 0;
    for (let index = 0; index < words.length; index++) offsets.push(at);
  }
  if (done === 0 && text === '') return traced;
  copy(done, traced.text.length);
  return { text, offsets: Int32Array.from(offsets) };
}

/** Pieces put together, in order. */
export function joinTraced(pieces: readonly Traced[]): Traced {
  const [only] = pieces;
  if (pieces.length === 1 && only !== undefined) return only;
  const offsets = new Int32Array(pieces.reduce((sum, piece) => sum + piece.text.length, 0));
  let at = 0;
  for (const piece of pieces) {
    offsets.set(piece.offsets, at);
    at += piece.text.length;
  }
  return { text: pieces.map((piece) => piece.text).join(''), offsets };
}

/** One character, or a few, that stand at one offset. */
export function traceAt(text: string, offset: number): Traced {
  return { text, offsets: new Int32Array(text.length).fill(offset) };
}

/** Pieces between the separators, separators left out. */
export function splitTraced(traced: Traced, separator: string): Traced[] {
  const pieces: Traced[] = [];
  let start = 0;
  for (const piece of traced.text.split(separator)) {
    pieces.push(sliceTraced(traced, start, start + piece.length));
    start += piece.length + separator.length;
  }
  return pieces;
}

/** First and last source offset, `[start, end)`; `null` for an empty text. */
export function tracedRange(traced: Traced): { start: number; end: number } | null {
  const first = traced.offsets[0];
  const last = traced.offsets.at(-1);
  return first === undefined || last === undefined ? null : { start: first, end: last + 1 };
}
