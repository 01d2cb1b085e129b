/** The words of a text that carry a fact, with what stands around them, for a person who asks where it came from. */

/** A sentence ends here, and the next begins. */
const SENTENCE_END = /[.!?]["”’)]?\s+(?=[\p{Lu}\d“"(])/gu;

/**
 * About `longest` characters of `text` around the `length` characters at `at`, from the beginning of their sentence where
 * that is near enough, in whole words; "…" stands for what is left out. A text that is short enough comes back whole.
 */
export function quoteAround(text: string, at: number, length: number, longest = 200): string {
  if (text.length <= longest) return text;
  const room = Math.max(longest - length, 0);
  const sentences = [...text.slice(0, at).matchAll(SENTENCE_END)].map(
    (match) => match.index + match[0].length,
  );
  const sentence = sentences.at(-1) ?? 0;
  const start = at - sentence <= (room * 3) / 4 ? sentence : wordStart(text, at - Math.floor(room / 2), at);
  const end = wordEnd(text, Math.max(start + longest, at + length));
  return `${start > 0 ? '…' : ''}${text.slice(start, end).trim()}${end < text.length ? '…' : ''}`;
}

function wordStart(text: string, from: number, atMost: number): number {
  const space = text.indexOf(' ', Math.max(from - 1, 0));
  return space < 0 || space + 1 > atMost ? atMost : space + 1;
}

function wordEnd(text: string, to: number): number {
  if (to >= text.length) return text.length;
  const space = text.indexOf(' ', to);
  return space < 0 ? text.length : space;
}
