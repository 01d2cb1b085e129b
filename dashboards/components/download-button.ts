/** The small buttons that take a chart or a table away, and what a table's cells are in the file. */
import { saveCsv, type CsvCell } from '../downloads.ts';
import { h } from '../element.ts';

/** A button named after its format; `title` is what it takes away, for those who hear the page. */
export function downloadButton(name: string, format: string, title: string, job: () => void): HTMLElement {
  return h(
    'button',
    { type: 'button', class: 'quiet', id: `${name}-${format.toLowerCase()}`, onclick: job },
    format,
    h('span', { class: 'hidden' }, ` of “${title}”`),
  );
}

/** Saves a table as it stands: links as their number or words. */
export function saveTable(
  name: string,
  columns: readonly { label: string }[],
  rows: readonly (readonly (CsvCell | Node)[])[],
): void {
  saveCsv(
    name,
    columns.map((column) => column.label),
    rows.map((row) => row.map(plain)),
  );
}

/** A cell for a download: a link's number or words. */
function plain(cell: CsvCell | Node): CsvCell {
  if (!(cell instanceof Node)) return cell;
  const words = cell.textContent ?? '';
  return /^[\d,]+$/u.test(words) && cell instanceof HTMLElement ? (cell.dataset['count'] ?? words) : words;
}
