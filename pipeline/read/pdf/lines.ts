/** Words of one cell or column → lines in reading order. */
import type { Extent, Word } from './page-content.ts';

/** Words on one baseline, left to right. */
export interface Line extends Extent {
  words: Word[];
  text: string;
  base: number;
  /** The commonest font size by characters. */
  size: number;
  bold: boolean;
  page: number;
  /** A space glyph ends the line in the content stream. */
  spaceAfter: boolean;
  sideways: boolean;
}

/** Baselines nearer than this share of the font size are one line (superscripts, mixed sizes). */
const SAME_BASE = 0.42;

/** Lines from top to bottom; text printed twice to look bold is taken once. */
export function makeLines(words: Word[]): Line[] {
  const lines: Word[][] = [];
  const bases: { base: number; size: number }[] = [];
  for (const word of words
    .filter((word) => !word.sideways)
    .toSorted((a, b) => a.base - b.base || a.x0 - b.x0)) {
    const current = bases.at(-1);
    if (current && Math.abs(word.base - current.base) <= SAME_BASE * Math.max(word.size, current.size)) {
      lines.at(-1)?.push(word);
      if (word.size > current.size * 1.05) Object.assign(current, { base: word.base, size: word.size });
    } else {
      lines.push([word]);
      bases.push({ base: word.base, size: word.size });
    }
  }
  const sideways = words
    .filter((word) => word.sideways)
    .toSorted((a, b) => a.x0 - b.x0 || a.order - b.order)
    .map((word) => [word]);
  return [...lines.map((line) => makeLine(line)), ...sideways.map((line) => makeLine(line))];
}

/** One line of the words given, which share a baseline. */
export function makeLine(words: Word[]): Line {
  const sorted = dropOverprint(words.toSorted((a, b) => a.x0 - b.x0));
  const sizes = new Map<number, number>();
  let [x0, x1, top, bottom, boldLetters, letters] = [Infinity, -Infinity, Infinity, -Infinity, 0, 0];
  let text = '';
  let previous: Word | undefined;
  for (const word of sorted) {
    text += (previous && isApart(previous, word) ? ' ' : '') + word.text;
    const size = Math.round(word.size * 10) / 10;
    sizes.set(size, (sizes.get(size) ?? 0) + word.text.length);
    x0 = Math.min(x0, word.x0);
    x1 = Math.max(x1, word.x1);
    top = Math.min(top, word.top);
    bottom = Math.max(bottom, word.bottom);
    letters += word.text.length;
    if (word.bold) boldLetters += word.text.length;
    previous = word;
  }
  const size = [...sizes].toSorted((a, b) => b[1] - a[1])[0]?.[0] ?? 0;
  const main = sorted.find((word) => Math.abs(word.size - size) < 0.2) ?? sorted[0];
  return {
    words: sorted,
    text,
    x0,
    x1,
    top,
    bottom,
    base: main?.base ?? bottom,
    size,
    bold: letters > 0 && boldLetters >= 0.9 * letters,
    page: main?.page ?? 0,
    spaceAfter: previous?.spaceAfter ?? false,
    sideways: main?.sideways ?? false,
  };
}

function isApart(left: Word, right: Word): boolean {
  return left.spaceAfter || right.x0 - left.x1 >= 0.15 * Math.max(left.size, right.size);
}

function dropOverprint(words: Word[]): Word[] {
  const kept = words.filter((word, index) => {
    for (let back = index - 1; back >= 0 && back >= index - 4; back--) {
      const other = words[back];
      if (
        other &&
        other.text === word.text &&
        Math.abs(other.x0 - word.x0) < 0.12 * word.size &&
        Math.abs(other.base - word.base) < 0.12 * word.size
      ) {
        return false;
      }
    }
    return true;
  });
  // A filtered list keeps room to grow, more than the few words of a line take themselves.
  return kept.length === words.length ? words : kept;
}
