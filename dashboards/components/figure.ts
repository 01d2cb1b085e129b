/**
 * The frame of every chart: its title in words, what it counts, a legend, the same figures as a table, and downloads.
 * The chart is drawn again when its place gets wider or narrower.
 */
import { savePng, saveSvg, type CsvCell } from '../downloads.ts';
import { h } from '../element.ts';
import { downloadButton, saveTable } from './download-button.ts';
import { dataTable, type TableColumn } from './table.ts';

export interface LegendEntry {
  label: string;
  colour: string;
  unknown?: boolean;
  /** A square when absent. */
  shape?: 'dot' | 'line' | 'thick';
}

export interface FigureOptions {
  /** Kebab-case, unique on the page; also the name of downloads. */
  name: string;
  title: string;
  /** What the chart shows, in a sentence; nothing is said where it is empty. */
  finding?: string;
  /** What is counted, out of how many. */
  note: string;
  draw: (width: number) => SVGSVGElement;
  legend?: readonly LegendEntry[];
  /** Called when the table is opened or taken away. */
  table: () => { columns: readonly TableColumn[]; rows: readonly (readonly (CsvCell | Node)[])[] };
  /** Heading level; 2 when absent. */
  level?: 2 | 3;
}

/** Sizes by figure, as last seen: a figure made anew is drawn at once instead of two frames later. */
const sizes = new Map<string, { width: number; height: number }>();

/** Charts drawn at once; those further down the page come in tasks of their own, so that none is long. */
const AT_ONCE = 2;
let drawn = 0;

function inTurn(draw: () => void): void {
  if (drawn === 0) {
    setTimeout(() => {
      drawn = 0;
    });
  }
  if (drawn++ < AT_ONCE) draw();
  else setTimeout(draw);
}

/** A `figure` element; the chart appears as soon as it stands on a page, the table when it is opened. */
export function chartFigure(options: FigureOptions): HTMLElement {
  const { name, title, note } = options;
  // By mouse a bar leads to what it counts; by keyboard the same figure in the table does, so a chart stays one image.
  const place = h('div', {
    class: 'chart',
    onclick: (event) => {
      const href = event.target instanceof Element ? event.target.closest('[data-href]') : null;
      if (href !== null) location.hash = href.getAttribute('data-href') ?? '';
    },
  });
  let svg: SVGSVGElement | null = null;
  let drawnWidth = 0;
  const draw = (width: number): void => {
    svg = options.draw(width);
    place.replaceChildren(svg);
    place.style.minHeight = '';
    sizes.set(name, { width, height: svg.height.baseVal.value });
  };
  const known = sizes.get(name);
  if (known !== undefined) {
    drawnWidth = known.width;
    place.style.minHeight = `${known.height}px`;
    inTurn(() => draw(known.width));
  }
  new ResizeObserver(([entry]) => {
    const width = Math.floor(entry?.contentRect.width ?? 0);
    if (width === 0 || width === drawnWidth) return;
    drawnWidth = width;
    // In the next frame: drawing changes the height, which the observer must not see in its own turn.
    requestAnimationFrame(() => inTurn(() => draw(width)));
  }).observe(place);
  const save = (job: (drawn: SVGSVGElement) => void | Promise<void>) => () => {
    if (svg !== null) void job(svg);
  };
  const details = h(
    'details',
    {
      class: 'figure-table',
      ontoggle: () => {
        if (details.open && details.children.length === 1) {
          const { columns, rows } = options.table();
          details.append(dataTable({ caption: title, columns, rows }));
        }
      },
    },
    h('summary', { id: `${name}-table` }, 'Show as a table'),
  );
  const saveFigures = (): void => {
    const { columns, rows } = options.table();
    saveTable(name, columns, rows);
  };
  const tag = options.level === 3 ? 'h3' : 'h2';
  return h(
    'figure',
    { class: 'figure', 'aria-labelledby': `${name}-title` },
    h(tag, { id: `${name}-title` }, title),
    options.finding ? h('p', { class: 'finding' }, options.finding) : null,
    h('p', { class: 'denominator' }, note),
    options.legend && legend(options.legend),
    place,
    h(
      'div',
      { class: 'figure-foot' },
      details,
      h(
        'p',
        { class: 'downloads' },
        h('span', {}, 'Download '),
        downloadButton(name, 'CSV', title, saveFigures),
        downloadButton(
          name,
          'SVG',
          title,
          save((drawn) => saveSvg(name, drawn)),
        ),
        downloadButton(
          name,
          'PNG',
          title,
          save(async (drawn) => savePng(name, drawn)),
        ),
      ),
    ),
  );
}

/** The legend of a chart as a list; hatched where the group is not known. */
export function legend(entries: readonly LegendEntry[]): HTMLElement {
  return h(
    'ul',
    { class: 'legend' },
    entries.map((entry) => {
      const swatch = h('span', {
        class: ['swatch', entry.unknown ? 'hatched' : (entry.shape ?? '')].join(' ').trim(),
        'aria-hidden': 'true',
      });
      if (!entry.unknown) swatch.style.backgroundColor = entry.colour;
      return h('li', {}, swatch, entry.label);
    }),
  );
}
