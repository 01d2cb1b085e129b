/**
 * What is drawn on one page, as the PDF readers see it: words, straight lines, filled boxes.
 * All measures are points on the page as its text reads: origin at the top left, y downwards.
 */
import type { Box, Span } from '../../model.ts';

/** A run of glyphs without a gap. Sideways text is one word per run, spaces and all. */
export interface Word {
  text: string;
  x0: number;
  x1: number;
  top: number;
  bottom: number;
  /** y of the baseline. */
  base: number;
  /** Font size as displayed. */
  size: number;
  bold: boolean;
  /** Page (from 1). */
  page: number;
  /** Marked-content id, -1 when none. */
  mark: number;
  /** Inside marked content tagged as an artifact. */
  artifact: boolean;
  /** A space glyph follows in the content stream, even at the end of a line. */
  spaceAfter: boolean;
  /** Not running in the page's reading direction. */
  sideways: boolean;
  /** Widths of the glyphs, in order, for deciding what would still have fitted. */
  firstGlyphWidth: number;
  /** Position in the content stream, from 0. */
  order: number;
}

/** A straight line: `across` is y for horizontal lines and x for vertical ones. */
export interface Rule {
  horizontal: boolean;
  across: number;
  from: number;
  to: number;
  thickness: number;
}

/** A filled rectangle larger than a line. */
export interface Fill {
  x0: number;
  y0: number;
  x1: number;
  y1: number;
  /** `#rrggbb`. */
  color: string;
}

export interface PageContent {
  page: number;
  width: number;
  height: number;
  words: Word[];
  rules: Rule[];
  fills: Fill[];
  /** Quarter turns clockwise from the displayed page to the page as its text reads. */
  turns: 0 | 1 | 2 | 3;
}

/** Anything with extents. */
export interface Extent {
  x0: number;
  x1: number;
  top: number;
  bottom: number;
}

/** The smallest extent around all of them; zeros when there are none. */
export function boundsOf(items: Extent[]): Extent {
  if (items.length === 0) return { x0: 0, x1: 0, top: 0, bottom: 0 };
  const bounds = { x0: Infinity, x1: -Infinity, top: Infinity, bottom: -Infinity };
  for (const item of items) {
    bounds.x0 = Math.min(bounds.x0, item.x0);
    bounds.x1 = Math.max(bounds.x1, item.x1);
    bounds.top = Math.min(bounds.top, item.top);
    bounds.bottom = Math.max(bounds.bottom, item.bottom);
  }
  return bounds;
}

/** Words by page in one pass, pages in order: a table may run over hundreds of them. */
export function byPage(words: readonly Word[]): [page: number, words: Word[]][] {
  const pages = new Map<number, Word[]>();
  for (const word of words) {
    const same = pages.get(word.page);
    if (same) same.push(word);
    else pages.set(word.page, [word]);
  }
  return pages.size <= 1 ? [...pages] : [...pages].toSorted(([a], [b]) => a - b);
}

/** The span of an extent on its page as displayed, rounded to a tenth of a point. */
export function spanOn(content: PageContent, extent: Extent): Span {
  return { in: 'page', page: content.page, box: displayedBox(content, extent) };
}

function displayedBox(content: PageContent, { x0, x1, top, bottom }: Extent): Box {
  const { width, height } = content;
  if (content.turns === 1) return makeBox(top, width - x1, bottom, width - x0);
  if (content.turns === 2) return makeBox(width - x1, height - bottom, width - x0, height - top);
  if (content.turns === 3) return makeBox(height - bottom, x0, height - top, x1);
  return makeBox(x0, top, x1, bottom);
}

function makeBox(x0: number, y0: number, x1: number, y1: number): Box {
  return { x: tenth(x0), y: tenth(y0), width: tenth(x1 - x0), height: tenth(y1 - y0) };
}

function tenth(value: number): number {
  return Math.round(value * 10) / 10 + 0;
}
