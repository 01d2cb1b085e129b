/** Where words stand, said for people: a page, a line, a cell of a sheet, a row of a table. */
import type { Place, Span } from '../model.ts';

/** Where a place begins: `page 4`, `line 12`, `Sheet1!C7`, `table 1, row 4, cell 2`; empty when nothing is known. */
export function labelOf(place: Place | null): string {
  const span = place?.[0];
  return span === undefined ? '' : labelOfSpan(span);
}

/** All parts of a place, each once: `page 4 and page 5`. */
export function labelsOf(place: Place): string {
  return [...new Set(place.map(labelOfSpan))].join(' and ');
}

function labelOfSpan(span: Span): string {
  switch (span.in) {
    case 'page':
      return `page ${span.page}`;
    case 'text':
      return `line ${span.line}`;
    case 'sheet':
      return `${span.sheet}!${span.cell}`;
    default:
      return labelOfPath(span.path);
  }
}

/** Elements of Word and of web pages that a person can count, from the outside in. */
const NAMES: Readonly<Record<string, string>> = {
  tbl: 'table',
  table: 'table',
  tr: 'row',
  tc: 'cell',
  td: 'cell',
  th: 'cell',
  li: 'list item',
  footnote: 'footnote',
  endnote: 'endnote',
  txbxContent: 'text box',
};

/** A path of elements in words: the innermost table with its row and cell, else the item or paragraph; rows count the header. */
function labelOfPath(path: string): string {
  const steps = path.split('/').map((step) => {
    const [, name = step, number = ''] = /^(\w+)(?:\[(\d+)\])?$/u.exec(step) ?? [];
    return { name, number };
  });
  const table = steps.findLastIndex(({ name }) => NAMES[name] === 'table');
  const inCell =
    table === -1 ? [] : steps.slice(table).filter(({ name }) => /^(?:tbl|table|t[rcdh])$/u.test(name));
  const alone = steps.filter(({ name }) => NAMES[name] !== undefined).slice(-1);
  const named = inCell.length > 1 ? inCell : alone;
  const words = named.map(({ name, number }) => `${NAMES[name]} ${number}`.trim());
  if (words.length > 0) return words.join(', ');
  const last = steps.at(-1);
  return last !== undefined && /^(?:p|h[1-6])$/u.test(last.name)
    ? `${last.name === 'p' ? 'paragraph' : 'heading'} ${last.number}`.trim()
    : path;
}
