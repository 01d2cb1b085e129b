/**
 * What all charts share, and the one file that knows Plot. A chart is one image with a text alternative: Plot's own
 * aria attributes and its style element go (the site's style sheet has the rules, so no inline style is needed).
 */
import { plot, type PlotOptions } from '@observablehq/plot';
import { UNKNOWN } from '../palette.ts';

export { barX, cell, dot, rectY, ruleX, ruleY, text, tickX, axisX, axisY, gridX } from '@observablehq/plot';

/** What every chart is told. */
export interface ChartSize {
  /** Width in CSS pixels. */
  width: number;
}

/** Below this width labels go above bars instead of beside them. */
export const NARROW = 520;

/** Room that words need at the charts' size, in pixels; a little more than most system fonts take. */
const CHARACTER_WIDTH = 7.9;

/**
 * Where the labels of bars go: beside them with a margin wide enough for the longest, or above them (`narrow`)
 * where that would leave the bars less than half of the width.
 */
export function labelRoom(labels: readonly string[], width: number): { narrow: boolean; marginLeft: number } {
  const longest = Math.max(0, ...labels.map((label) => label.length));
  const marginLeft = Math.round(longest * CHARACTER_WIDTH) + 14;
  const narrow = width < NARROW || marginLeft > width / 2;
  return { narrow, marginLeft: narrow ? 1 : marginLeft };
}

/** Room of single letters that are far from the middle, in pixels at the charts' size. */
const NARROW_LETTERS = /[iljtfrI.,:;'’|()[\] ]/u;
const WIDE_LETTERS = /[mwMW@%—…]/u;

/** About how much room words take, in pixels at the charts' size; rather more than less. */
export function wordsWidth(words: string): number {
  let width = 0;
  for (const letter of words) {
    width += NARROW_LETTERS.test(letter)
      ? 5
      : WIDE_LETTERS.test(letter)
        ? 12.5
        : /\p{Lu}/u.test(letter)
          ? 9.5
          : 8;
  }
  return width;
}

/**
 * Words laid out in at most `most` lines of `room` pixels, broken between words (within one that is longer than a
 * line); what does not fit ends in `…`.
 */
export function fitLines(words: string, room: number, most: number): string[] {
  const lines: string[] = [];
  let rest = words.trim();
  while (rest !== '' && lines.length < most) {
    const letters = Array.from(rest);
    if (wordsWidth(rest) <= room) return [...lines, rest];
    const isLast = lines.length === most - 1;
    const limit = isLast ? room - wordsWidth('…') : room;
    let end = 0;
    for (let width = 0; end < letters.length; end++) {
      width += wordsWidth(letters[end] ?? '');
      if (width > limit) break;
    }
    end = Math.max(1, end);
    const space = letters.slice(0, end + 1).lastIndexOf(' ');
    const cut = space > 0 ? space : end;
    const line = letters.slice(0, cut).join('').trimEnd();
    lines.push(isLast ? `${line}…` : line);
    rest = letters.slice(cut).join('').trimStart();
  }
  return lines;
}

/** A title as the first sentence of a text alternative: with a full stop unless it asks. */
export function opening(title: string): string {
  return /[?!.]$/u.test(title) ? title : `${title}.`;
}

/**
 * Draws a chart. `name` is kebab-case and unique on a page; `label` says in a sentence what the chart shows, with
 * its largest values. Throws what Plot throws on options it does not understand.
 */
export function drawChart(name: string, label: string, options: PlotOptions): SVGSVGElement {
  const drawn = plot({ ...options, className: 'plot', figure: false });
  const svg = drawn as unknown as SVGSVGElement;
  svg.querySelector('style')?.remove();
  for (const node of svg.querySelectorAll('*')) {
    for (const attribute of ['aria-label', 'aria-description', 'aria-hidden', 'role'])
      node.removeAttribute(attribute);
  }
  for (const link of svg.querySelectorAll<SVGAElement>('a')) unlink(link);
  svg.setAttribute('role', 'img');
  svg.setAttribute('aria-label', label);
  svg.setAttribute('data-chart', name);
  if (svg.querySelector(`[fill="${hatched(name)}"]`) !== null) svg.prepend(hatchPattern(svg, name));
  return svg;
}

/** What Plot put into a link keeps its address as `data-href`: a picture holds nothing that takes the focus. */
function unlink(link: SVGAElement): void {
  const href = link.getAttribute('href') ?? link.getAttribute('xlink:href') ?? '';
  for (let child = link.firstElementChild; child !== null; child = link.firstElementChild) {
    if (href !== '') child.setAttribute('data-href', href);
    link.before(child);
  }
  link.remove();
}

/** The fill of a group that is not known, in the chart of that name. */
export function hatched(name: string): string {
  return `url(#hatch-${name})`;
}

function hatchPattern(svg: SVGSVGElement, name: string): SVGElement {
  const make = (tag: string, attributes: Record<string, string>, ...children: Element[]): SVGElement => {
    const element = svg.ownerDocument.createElementNS('http://www.w3.org/2000/svg', tag);
    for (const [key, value] of Object.entries(attributes)) element.setAttribute(key, value);
    element.append(...children);
    return element;
  };
  const pattern = { id: `hatch-${name}`, width: '6', height: '6', patternUnits: 'userSpaceOnUse' };
  return make(
    'defs',
    {},
    make(
      'pattern',
      { ...pattern, patternTransform: 'rotate(45)' },
      make('rect', { width: '6', height: '6', fill: '#ffffff' }),
      make('rect', { width: '3.5', height: '6', fill: UNKNOWN }),
    ),
  );
}
