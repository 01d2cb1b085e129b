/**
 * Glyphs as they are shown → words with their places. A word ends at a space glyph, at a gap, at a change
 * of line or direction; a trailing space is remembered, since its absence marks a word cut by a narrow column.
 */
import type { FontFacts } from './content-stream.ts';
import { lengthOf, type Matrix } from './matrix.ts';
import type { Word } from './page-content.ts';
import { readGlyphText } from './glyph-text.ts';

/** A glyph of pdfjs's `showText`. */
export interface Glyph {
  unicode: string;
  width: number;
  isSpace: boolean;
}

/** The text state that a run of glyphs is shown in. */
export interface ShowState {
  matrix: Matrix;
  font: FontFacts;
  fontSize: number;
  charSpacing: number;
  wordSpacing: number;
  stretch: number;
  rise: number;
  bold: boolean;
  mark: number;
  artifact: boolean;
}

/** The texts of a document's words: the same word a thousand times over is kept once. */
export type KnownTexts = Map<string, string>;

/** A gap wider than this share of the font size parts two words. */
const WORD_GAP = 0.15;

interface OpenWord extends Word {
  direction: number;
  /** Where the next glyph is expected. */
  endX: number;
  endY: number;
}

export class WordCollector {
  readonly words: Word[] = [];
  /** Glyphs by reading direction: right, down, left, up. */
  readonly directionCounts = [0, 0, 0, 0];
  private readonly page: number;
  private readonly known: KnownTexts;
  private open: OpenWord | null = null;
  private last: { word: Word; endX: number; endY: number } | null = null;

  constructor(page: number, known: KnownTexts) {
    this.page = page;
    this.known = known;
  }

  /** Takes a run of glyphs and kerning numbers; gives back the advance in text space. */
  show(glyphs: (Glyph | number)[], state: ShowState): number {
    const { font, fontSize, stretch } = state;
    const [a, b, c, d, e, f] = state.matrix;
    let x = 0;
    const size = Math.abs(fontSize) * lengthOf(c, d);
    const along = lengthOf(a, b) || 1;
    const ux = a / along;
    const uy = b / along;
    // Where x of text space comes to lie; written out, since this is done for every glyph.
    const [riseX, riseY] = [c * state.rise, d * state.rise];
    const direction = Math.abs(ux) >= Math.abs(uy) ? (ux >= 0 ? 0 : 2) : uy > 0 ? 1 : 3;
    for (const glyph of glyphs) {
      if (typeof glyph === 'number') {
        x -= (glyph / 1000) * fontSize;
        continue;
      }
      const width = glyph.width * font.unit * fontSize;
      const spacing = state.charSpacing + (glyph.isSpace ? state.wordSpacing : 0);
      const text = readGlyphText(glyph.unicode, font.symbols);
      const startX = a * (x * stretch) + riseX + e;
      const startY = b * (x * stretch) + riseY + f;
      const inkX = a * ((x + width) * stretch) + riseX + e;
      const inkY = b * ((x + width) * stretch) + riseY + f;
      x += width + spacing;
      if (text === '') continue;
      if (text.trim() === '') {
        this.endWord(startX, startY, size);
        continue;
      }
      this.directionCounts[direction] = (this.directionCounts[direction] ?? 0) + 1;
      const joined = this.continues(direction, ux, uy, startX, startY, size, state);
      const word = joined ?? this.startWord(direction, startX, startY, size, state);
      word.text += text;
      if (!joined) word.firstGlyphWidth = lengthOf(inkX - startX, inkY - startY);
      extend(word, startX, startY, inkX, inkY, size);
      const tracked = state.charSpacing > 0;
      word.endX = tracked ? a * (x * stretch) + riseX + e : inkX;
      word.endY = tracked ? b * (x * stretch) + riseY + f : inkY;
    }
    return x * stretch;
  }

  /** Must be called once, after the last run. */
  finish(): void {
    this.close();
  }

  private continues(
    direction: number,
    ux: number,
    uy: number,
    x: number,
    y: number,
    size: number,
    state: ShowState,
  ): OpenWord | null {
    const word = this.open;
    if (!word || word.direction !== direction || word.mark !== state.mark) return null;
    const dx = x - word.endX;
    const dy = y - word.endY;
    const gap = dx * ux + dy * uy;
    const drift = Math.abs(dx * uy - dy * ux);
    const larger = Math.max(size, word.size);
    const fits = drift < 0.2 * larger && gap < WORD_GAP * larger && gap > -0.35 * larger;
    return fits && Math.abs(size - word.size) < 0.3 * larger ? word : null;
  }

  private startWord(direction: number, x: number, y: number, size: number, state: ShowState): OpenWord {
    this.close();
    this.open = {
      text: '',
      x0: x,
      x1: x,
      top: y,
      bottom: y,
      base: y,
      size,
      bold: state.bold,
      page: this.page,
      mark: state.mark,
      artifact: state.artifact,
      spaceAfter: false,
      sideways: direction !== 0,
      firstGlyphWidth: 0,
      order: 0,
      direction,
      endX: x,
      endY: y,
    };
    return this.open;
  }

  /** A space glyph: ends the word it touches; sideways runs keep it as part of their text. */
  private endWord(x: number, y: number, size: number): void {
    if (this.open?.sideways) {
      if (!this.open.text.endsWith(' ')) this.open.text += ' ';
      this.open.endX = x + (this.open.direction === 2 ? -0.28 * size : 0);
      this.open.endY = y + (this.open.direction === 1 ? 0.28 : this.open.direction === 3 ? -0.28 : 0) * size;
      return;
    }
    if (this.open) {
      if (isBeside(this.open, this.open, x, y, size)) this.open.spaceAfter = true;
    } else if (this.last && isBeside(this.last.word, this.last, x, y, size)) {
      this.last.word.spaceAfter = true;
    }
    this.close();
  }

  private close(): void {
    const word = this.open;
    this.open = null;
    if (!word) return;
    word.text = word.text.trimEnd();
    if (word.text === '') return;
    if (word.sideways) word.base = word.bottom;
    const text = oneOf(this.known, word.text);
    const { x0, x1, top, bottom, base, size, bold, page, mark, artifact, sideways } = word;
    const { spaceAfter, firstGlyphWidth } = word;
    const order = this.words.length;
    // Without the fields that only the collecting needs: a thousand pages have a quarter of a million words.
    const kept: Word = {
      text,
      x0,
      x1,
      top,
      bottom,
      base,
      size,
      bold,
      page,
      mark,
      artifact,
      spaceAfter,
      sideways,
      firstGlyphWidth,
      order,
    };
    this.last = { word: kept, endX: word.endX, endY: word.endY };
    this.words.push(kept);
  }
}

function oneOf(known: KnownTexts, text: string): string {
  const same = known.get(text);
  if (same === undefined) known.set(text, text);
  return same ?? text;
}

/** True when a space at x, y directly follows the word, whose last glyph ended at `end`. */
function isBeside(
  word: Word,
  end: { endX: number; endY: number },
  x: number,
  y: number,
  size: number,
): boolean {
  return Math.abs(y - end.endY) < 0.3 * size && x - end.endX < size && x >= word.x0 - 1;
}

function extend(word: OpenWord, x: number, y: number, endX: number, endY: number, size: number): void {
  const upright = word.direction % 2 === 0;
  word.x0 = Math.min(word.x0, x, endX, upright ? x : x - 0.8 * size);
  word.x1 = Math.max(word.x1, x, endX, upright ? x : x + 0.2 * size);
  word.top = Math.min(word.top, y, endY, upright ? y - 0.78 * size : y);
  word.bottom = Math.max(word.bottom, y, endY, upright ? y + 0.22 * size : y);
}
