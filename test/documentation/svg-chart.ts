/** Charts of the documentation, drawn under jsdom: the one file of the tests that knows Plot. */
import * as Plot from '@observablehq/plot';
import { JSDOM } from 'jsdom';

export { Plot };

export const INK = '#333333';

/** SVG text of a chart on white. `label` says in a sentence what it shows. Throws what Plot throws. */
export function drawSvg(options: Plot.PlotOptions & { fontSizePx?: number }, label: string): string {
  const { document } = new JSDOM('').window;
  const { fontSizePx, ...plotted } = options;
  const style = { background: '#ffffff', color: INK };
  const chart = Plot.plot({ ...plotted, document, style });
  if (fontSizePx !== undefined) chart.setAttribute('font-size', String(fontSizePx));
  chart.setAttribute('xmlns', 'http://www.w3.org/2000/svg');
  chart.setAttribute('role', 'img');
  chart.setAttribute('aria-label', label);
  return `${chart.outerHTML}\n`;
}
