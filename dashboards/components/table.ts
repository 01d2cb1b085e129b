/** Tables: a caption, header cells with a scope, numbers to the right; wide ones scroll in a frame of their own. */
import type { CsvCell } from '../downloads.ts';
import { h } from '../element.ts';
import { count } from '../labels.ts';
import { downloadButton, saveTable } from './download-button.ts';

/** A day in words, which should not be broken over lines. */
const DAY = /^\d{1,2} [A-Z][a-z]+ \d{4}$/u;

export interface TableColumn {
  label: string;
  /** True for figures, which stand to the right. */
  numeric?: boolean;
  /** Makes the header a button that asks for this order. */
  sort?: { state: 'ascending' | 'descending' | 'none'; id: string; choose: () => void };
}

export interface TableOptions {
  caption: string;
  columns: readonly TableColumn[];
  /** Cells in the order of the columns; the first is the row's header. */
  rows: readonly (readonly (CsvCell | Node)[])[];
  /** True to show the caption; else it is there for screen readers alone. */
  captionShown?: boolean;
  /** Kebab-case, unique on the page: the table can be taken away as a file of this name. */
  download?: string;
  /** The rows of that file where they are more than are shown. */
  allRows?: () => readonly (readonly (CsvCell | Node)[])[];
}

/** A table in a frame that scrolls sideways by itself and can be reached by keyboard. */
export function dataTable(options: TableOptions): HTMLElement {
  const { caption, columns, rows, download, allRows } = options;
  const frame = tableFrame(options);
  if (download === undefined) return frame;
  return h(
    'div',
    { class: 'table-part' },
    frame,
    h(
      'p',
      { class: 'downloads' },
      h('span', {}, 'Download '),
      downloadButton(download, 'CSV', caption, () => saveTable(download, columns, allRows?.() ?? rows)),
    ),
  );
}

function tableFrame({ caption, columns, rows, captionShown }: TableOptions): HTMLElement {
  const header = columns.map((column) =>
    h(
      'th',
      {
        scope: 'col',
        class: column.numeric ? 'numeric' : null,
        'aria-sort': column.sort && column.sort.state !== 'none' ? column.sort.state : null,
      },
      column.sort
        ? h(
            'button',
            { type: 'button', id: column.sort.id, class: 'sort', onclick: column.sort.choose },
            column.label,
          )
        : column.label,
    ),
  );
  const body = rows.map((row) =>
    h(
      'tr',
      {},
      row.map((cell, index) => {
        const content = typeof cell === 'number' ? count(cell) : cell;
        const attributes = { class: cellClass(columns[index], content) };
        return index === 0 ? h('th', { ...attributes, scope: 'row' }, content) : h('td', attributes, content);
      }),
    ),
  );
  return h(
    'div',
    { class: 'table-frame', role: 'region', 'aria-label': `Table: ${caption}`, tabindex: '0' },
    h(
      'table',
      {},
      h('caption', captionShown ? {} : { class: 'hidden' }, caption),
      h('thead', {}, h('tr', {}, header)),
      h('tbody', {}, body),
    ),
  );
}

/** Figures and days are not broken over lines; other words may be, in a column of figures too. */
function cellClass(column: TableColumn | undefined, content: CsvCell | Node): string | null {
  const words = typeof content === 'string' ? content : '';
  const whole = DAY.test(words) || (column?.numeric === true && /^[\d–-]/u.test(words));
  const classes = [column?.numeric ? 'numeric' : '', whole ? 'whole' : ''].filter((name) => name !== '');
  return classes.length === 0 ? null : classes.join(' ');
}
