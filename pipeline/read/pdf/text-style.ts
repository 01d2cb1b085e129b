/** How a document sets its text: line spacing by font size, spaces at line ends, the words it uses. */
import type { Line } from './lines.ts';
import type { Word } from './page-content.ts';

export interface TextStyle {
  /** Distance of baselines within a paragraph, in points, for a font size. */
  leadingOf(size: number): number;
  /** True when lines that go on end in a space glyph, so that its absence means a cut word. */
  trailingSpaces: boolean;
  /** Lower-case words seen inside lines, where no break can have cut them. */
  vocabulary: Set<string>;
  /** The commonest font size, by characters. */
  bodySize: number;
}

/** A column of lines and the x its text may reach. */
export interface Column {
  lines: Line[];
  right: number;
}

/** Measures the style over all columns of a document: cells and running text alike. */
export function measureStyle(columns: Column[]): TextStyle {
  const gaps = new Map<number, Map<number, number>>();
  const sizes = new Map<number, number>();
  const seen = new Set<string>();
  let wrapped = 0;
  let spaced = 0;
  for (const { lines, right } of columns) {
    for (const [index, line] of lines.entries()) {
      const key = sizeKey(line.size);
      sizes.set(key, (sizes.get(key) ?? 0) + line.text.length);
      const next = lines[index + 1];
      for (const word of wholeWords(line, lines[index - 1], next, right)) {
        seen.add(word.text);
      }
      if (!next || next.page !== line.page || !isFull(line, next, right) || !/^\p{Ll}/u.test(next.text))
        continue;
      wrapped += 1;
      if (line.spaceAfter) spaced += 1;
      const gap = Math.round((next.base - line.base) * 5) / 5;
      if (gap < 0.8 * line.size || gap > 3 * line.size) continue;
      const counts = gaps.get(key) ?? new Map<number, number>();
      counts.set(gap, (counts.get(gap) ?? 0) + 1);
      gaps.set(key, counts);
    }
  }
  const leadings = new Map([...gaps].map(([size, counts]) => [size, commonest(counts)]));
  const bodySize = commonest(sizes) || 11;
  const bodyRatio = (leadings.get(bodySize) ?? 1.22 * bodySize) / bodySize;
  return {
    leadingOf: (size) => leadings.get(sizeKey(size)) ?? bodyRatio * size,
    trailingSpaces: wrapped >= 5 && spaced / wrapped > 0.8,
    vocabulary: new Set([...seen].map((text) => text.toLowerCase().replace(/[^\p{L}\d-]/gu, ''))),
    bodySize,
  };
}

/** The words of a line that no break can have cut: not the last of a full line, not the first after one. */
function wholeWords(line: Line, previous: Line | undefined, next: Line | undefined, right: number): Word[] {
  const em = line.size;
  const firstWhole = !previous || right - previous.x1 > 0.8 * em || previous.spaceAfter;
  const lastWhole = !next || right - line.x1 > 0.8 * em || line.spaceAfter;
  return line.words.slice(firstWhole ? 0 : 1, lastWhole ? undefined : -1);
}

/** True when the next line's first word would not have fitted at the end of this line. */
export function isFull(line: Line, next: Line, right: number): boolean {
  const first = next.words[0];
  if (!first) return false;
  return line.x1 + 0.22 * line.size + (first.x1 - first.x0) > right - 0.5;
}

function sizeKey(size: number): number {
  return Math.round(size * 2) / 2;
}

/** The key with the highest count; the smaller of equals; 0 for none. */
function commonest(counts: Map<number, number>): number {
  return [...counts].toSorted((a, b) => b[1] - a[1] || a[0] - b[0])[0]?.[0] ?? 0;
}
