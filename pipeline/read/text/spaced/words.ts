/**
 * Words of a line that spaces set out, and the runs of them that wide gaps part.
 * In: a line; out: words and runs by their columns of characters. A list marker is one run with what it marks.
 */
import type { Line } from '../lines.ts';

/** A word, or words between two wide gaps; `start` and `end` count characters of the line. */
export interface Stretch {
  start: number;
  end: number;
}

export interface SpacedWord extends Stretch {
  text: string;
  /** Spaces before it; 0 for the first. */
  gap: number;
  /** A bullet or counter whose gap to the next word is part of the item. */
  marker: boolean;
}

/** Longer lines are no rows of a page. */
const longestLine = 600;
const bullet = /^[•●◦▪■□➢➤►❖✓✔‣⁃∙·\uf0b7\uf0a7\uf0d8○]$/u;
const counter = /^(?:\(?(?:[a-z]|[ivx]{2,4}|\d{1,2})[.)]|[o*–-])$/;

/** Words of a line; none for a line that is no row (blank, furniture, too long). */
export function findWords(line: Line | undefined): SpacedWord[] {
  if (line === undefined || line.kind !== 'words' || line.text.length > longestLine) return [];
  const words: SpacedWord[] = [];
  for (const match of line.text.matchAll(/\S+/g)) {
    const [text] = match;
    const { index: start } = match;
    const end = start + text.length;
    const last = words.at(-1);
    const gap = start - (last?.end ?? start);
    const lone = /^[o*–-]$/.test(text) && last !== undefined && gap < 2;
    words.push({ text, start, end, gap, marker: !lone && (bullet.test(text) || counter.test(text)) });
  }
  return words;
}

/** True where a word is a marker that no cell ends with: a bullet anywhere, a counter that does not open the line. */
export function leads(words: readonly SpacedWord[], index: number): boolean {
  const word = words[index];
  return word?.marker === true && (index > 0 || bullet.test(word.text));
}

/** True where a wide gap stands before a word: two spaces, but not those after a list marker or a full stop. */
export function isApart(before: SpacedWord | undefined, word: SpacedWord): boolean {
  return word.gap >= 2 && !(before?.marker === true && word.gap <= 8);
}

/** Runs of words with no wide gap inside. */
export function findRuns(words: readonly SpacedWord[]): Stretch[] {
  const runs: Stretch[] = [];
  for (const [index, word] of words.entries()) {
    const last = runs.at(-1);
    if (last === undefined || isApart(words[index - 1], word))
      runs.push({ start: word.start, end: word.end });
    else last.end = word.end;
  }
  return runs;
}
