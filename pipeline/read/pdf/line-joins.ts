/** Joining a line to the next: with a space, or without one where a word was cut, hyphenated or slashed. */
import type { TextStyle } from './text-style.ts';
import type { Line } from './lines.ts';

/** `text` (which ends with `line`) continued by `next`; `width` is that of the column. */
export function joinLine(text: string, line: Line, next: Line, right: number, style: TextStyle): string {
  const nextText = next.text;
  if (text === '') return nextText;
  if (text.endsWith('\u00ad')) return text.slice(0, -1) + nextText;
  if (/[\p{L}\d]-$/u.test(text) && !line.spaceAfter) return joinHyphenated(text, nextText, style);
  if (/\S[–—/]$/u.test(text) && !line.spaceAfter && /^[\p{L}\d]/u.test(nextText)) return text + nextText;
  return isCut(line, next, right, style) ? text + nextText : `${text} ${nextText}`;
}

/** A hyphen at a line's end: kept, unless the document writes the word without it. */
function joinHyphenated(text: string, nextText: string, style: TextStyle): string {
  const before =
    text
      .slice(0, -1)
      .split(/[^\p{L}\d]/u)
      .at(-1) ?? '';
  const after = /^[\p{L}\d]+/u.exec(nextText)?.[0] ?? '';
  const whole = (before + after).toLowerCase();
  const hyphenated = `${before}-${after}`.toLowerCase();
  if (/^\p{Ll}/u.test(nextText) && !style.vocabulary.has(hyphenated) && style.vocabulary.has(whole)) {
    return text.slice(0, -1) + nextText;
  }
  return text + nextText;
}

/**
 * True when a word was cut at the line's end because the column is narrower than the word: nothing more fitted,
 * the cut word began the line, and no space stands at the cut.
 */
function isCut(line: Line, next: Line, right: number, style: TextStyle): boolean {
  const last = line.words.at(-1);
  const first = next.words[0];
  if (!last || !first || line.spaceAfter) return false;
  const within = /\p{L}$/u.test(last.text) && /^[\p{Ll}’'&-]/u.test(first.text);
  const number = /\d$/.test(last.text) && /^\d/.test(first.text);
  const mark = /[\p{L}\d]$/u.test(last.text) && /^[.,;:)]/.test(first.text);
  if (!within && !number && !mark) return false;
  const room = right - line.x1;
  if (room > Math.max(first.firstGlyphWidth + 0.6, 0.3 * line.size)) return false;
  // Words are only cut when they are wider than the column, and then they begin on a line of their own.
  if (line.words.length > 1 && last.x1 - last.x0 + (first.x1 - first.x0) < right - line.x0 - 1) return false;
  if (line.words.length > 1 && !style.trailingSpaces) return false;
  const strip = (text: string): string => text.toLowerCase().replace(/[^\p{L}\d-]/gu, '');
  const left = strip(last.text);
  if (mark) return true;
  if (style.vocabulary.has(left + strip(first.text))) return true;
  return !style.vocabulary.has(left);
}
