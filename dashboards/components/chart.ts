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
