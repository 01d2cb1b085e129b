/** Bullets drawn as dots, as browsers draw those of lists: a small dark dot before the first word of a line → a word. */
import type { Word } from './page-content.ts';

/** A small filled dot or square. */
export interface Dot {
  x0: number;
  y0: number;
  x1: number;
  y1: number;
  /** `#rrggbb`. */
  color: string;
  /** Marked-content id, -1 when none. */
  mark: number;
  artifact: boolean;
}

/** In ems of the text beside it: how large a bullet is, how high its middle stands, how far off the words begin. */
const SIZE = [0.15, 0.5] as const;
const HEIGHT = [0.15, 0.5] as const;
const OFF = [0.15, 2.5] as const;

/** A page with more dots than this is a drawing or a map. */
const MOST = 300;

/** The words with a `•` for every dot that stands before a line of text. Coloured dots show a status and are left. */
export function withDrawnBullets(words: Word[], dots: Dot[]): Word[] {
  if (dots.length === 0 || dots.length > MOST) return words;
  const bullets = dots
    .filter(({ color }) => isDark(color))
    .map((dot) => makeBullet(dot, words))
    .filter((bullet) => bullet !== null);
  return [...words, ...bullets];
}

function makeBullet(dot: Dot, words: Word[]): Word | null {
  const middle = (dot.y0 + dot.y1) / 2;
  const isLevel = (word: Word): boolean =>
    !word.sideways && isWithin((word.base - middle) / word.size, HEIGHT);
  const beside = words
    .filter((word) => isLevel(word) && isWithin((word.x0 - dot.x1) / word.size, OFF))
    .toSorted((a, b) => a.x0 - b.x0)[0];
  if (!beside || !isWithin((dot.x1 - dot.x0) / beside.size, SIZE)) return null;
  // Between two words it is a dot of a drawing, or a mark in a sentence.
  const before = words.some(
    (word) => isLevel(word) && word.x0 < dot.x0 && dot.x0 - word.x1 < 0.5 * word.size,
  );
  if (before) return null;
  const { mark, artifact, x0, x1 } = dot;
  return {
    ...beside,
    text: '•',
    x0,
    x1,
    bold: false,
    mark,
    artifact,
    spaceAfter: true,
    firstGlyphWidth: x1 - x0,
  };
}

function isWithin(value: number, [low, high]: readonly [number, number]): boolean {
  return value >= low && value <= high;
}

function isDark(color: string): boolean {
  const channels = [1, 3, 5].map((at) => Number.parseInt(color.slice(at, at + 2), 16));
  return Math.max(...channels) <= 0x80 && Math.max(...channels) - Math.min(...channels) <= 0x20;
}
