/**
 * Text as the patterns want it: one space for a run of blanks, plain hyphens, nothing invisible. Documents come
 * with non-breaking spaces and hyphens, soft hyphens, double blanks and slips of the pen; places are told in the text as
 * it came.
 */
import { findMendings } from './spelling.ts';

/** A cleaned text, and the way back to the text as it came. */
export interface CleanText {
  text: string;
  /** The place in the text as it came of a place `[start, end)` in the cleaned one. */
  spanOf: (start: number, end: number) => [number, number];
}

const DIRTY =
  /[\u00A0\u00AD\u200B-\u200D\u2000-\u200A\u202F\u2010-\u2012\u2212\uFEFF\t\r]| {2}|\d (?:st|nd|rd|th|ST|ND|RD|TH)\b/;
const INVISIBLE = /[\u00AD\u200B-\u200D\uFEFF\r]/;
const BLANK = /[ \t\u00A0\u2000-\u200A\u202F]/;
const HYPHEN = /[\u2010-\u2012\u2212]/;

/** Cleans a text and mends its slips; one that needs nothing is given back as it is. */
export function cleanText(raw: string): CleanText {
  const plain = plainText(raw);
  const mendings = findMendings(plain.text);
  if (mendings.length === 0) return plain;
  let text = '';
  let last = 0;
  // Each place in the mended text as a place in the plain one; a mended word is as long as the word it stands for.
  const origins: number[] = [];
  for (const { start, end, word } of [
    ...mendings,
    { start: plain.text.length, end: plain.text.length, word: '' },
  ]) {
    text += plain.text.slice(last, start) + word;
    for (let at = last; at < start; at += 1) origins.push(at);
    for (let at = 0; at < word.length; at += 1)
      origins.push(at === word.length - 1 ? end - 1 : Math.min(start + at, end - 1));
    last = end;
  }
  return {
    text,
    spanOf: (start, end) =>
      plain.spanOf(
        origins[start] ?? plain.text.length,
        end === 0 ? 0 : (origins[end - 1] ?? plain.text.length - 1) + 1,
      ),
  };
}

function plainText(raw: string): CleanText {
  if (!DIRTY.test(raw)) return { text: raw, spanOf: (start, end) => [start, end] };
  const kept: string[] = [];
  const origins: number[] = [];
  for (let index = 0; index < raw.length; index += 1) {
    const character = raw.charAt(index);
    if (INVISIBLE.test(character)) continue;
    const blank = BLANK.test(character);
    if (blank && (kept.at(-1) === ' ' || isSplitOrdinal(kept.at(-1) ?? '', raw, index))) continue;
    kept.push(blank ? ' ' : HYPHEN.test(character) ? '-' : character);
    origins.push(index);
  }
  return {
    text: kept.join(''),
    spanOf: (start, end) => [
      origins[start] ?? raw.length,
      end === 0 ? 0 : (origins[end - 1] ?? raw.length - 1) + 1,
    ],
  };
}

/** The blank in "30 th September". */
function isSplitOrdinal(before: string, raw: string, index: number): boolean {
  return (
    /\d/.test(before) && /^(?:st|nd|rd|th|ST|ND|RD|TH)\b/.test(raw.slice(index + 1, index + 7).trimStart())
  );
}
