/** Files the reader takes away: CSV that no spreadsheet executes, a chart as SVG or PNG. */
import { INK } from './palette.ts';

/** Rules that the site's style sheet gives charts, for a chart that leaves the site. */
const CHART_STYLE = `.plot{font:13px system-ui,"Segoe UI",Arial,sans-serif;background:#fff;color:${INK}}`;
const PNG_SCALE = 2;

export type CsvCell = string | number | null | undefined;

/**
 * CSV text with a header, for spreadsheets: a byte order mark, lines ended by CR LF, and an apostrophe before any
 * text that a spreadsheet would take for a formula.
 */
export function csvText(columns: readonly string[], rows: readonly (readonly CsvCell[])[]): string {
  return `\uFEFF${[columns, ...rows].map((row) => row.map(csvCell).join(',')).join('\r\n')}\r\n`;
}

/** Hands a file to the browser's download. */
export function saveFile(name: string, content: Blob): void {
  const link = document.createElement('a');
  link.href = URL.createObjectURL(content);
  link.download = name;
  link.click();
  setTimeout(() => URL.revokeObjectURL(link.href), 10_000);
}

/** Saves rows as CSV under `name.csv`. */
export function saveCsv(
  name: string,
  columns: readonly string[],
  rows: readonly (readonly CsvCell[])[],
): void {
  saveFile(`${name}.csv`, new Blob([csvText(columns, rows)], { type: 'text/csv;charset=utf-8' }));
}

/** A chart as a file of its own: namespaces, style and background inside. */
export function svgText(svg: SVGSVGElement): string {
  const copy = svg.cloneNode(true) as SVGSVGElement;
  copy.setAttribute('xmlns', 'http://www.w3.org/2000/svg');
  const style = document.createElementNS('http://www.w3.org/2000/svg', 'style');
  style.textContent = CHART_STYLE;
  copy.prepend(style);
  return new XMLSerializer().serializeToString(copy);
}

/** Saves a chart as `name.svg`. */
export function saveSvg(name: string, svg: SVGSVGElement): void {
  saveFile(`${name}.svg`, new Blob([svgText(svg)], { type: 'image/svg+xml' }));
}

/** Saves a chart as `name.png`, twice as many pixels as on the page. Rejects when the browser cannot draw it. */
export async function savePng(name: string, svg: SVGSVGElement): Promise<void> {
  const [width, height] = [Number(svg.getAttribute('width')), Number(svg.getAttribute('height'))];
  const url = URL.createObjectURL(new Blob([svgText(svg)], { type: 'image/svg+xml' }));
  try {
    const image = new Image(width, height);
    image.src = url;
    await image.decode();
    const canvas = document.createElement('canvas');
    canvas.width = width * PNG_SCALE;
    canvas.height = height * PNG_SCALE;
    const context = canvas.getContext('2d');
    if (context === null) throw new Error('no drawing surface for the picture');
    context.fillStyle = '#ffffff';
    context.fillRect(0, 0, canvas.width, canvas.height);
    context.drawImage(image, 0, 0, canvas.width, canvas.height);
    const blob = await new Promise<Blob | null>((resolve) => {
      canvas.toBlob(resolve, 'image/png');
    });
    if (blob === null) throw new Error('the picture could not be made');
    saveFile(`${name}.png`, blob);
  } finally {
    URL.revokeObjectURL(url);
  }
}

function csvCell(cell: CsvCell): string {
  if (cell === null || cell === undefined) return '';
  if (typeof cell === 'number') return String(cell);
  const safe = /^[\s]*[=+\-@\t\r]/u.test(cell) ? `'${cell}` : cell;
  return /[",\r\n]/u.test(safe) ? `"${safe.replaceAll('"', '""')}"` : safe;
}
