/**
 * Runs of pipe-separated lines, as Markdown writes tables, to tables.
 * In: lines that belong together and the table right above them; out: one table.
 */
import type { Row, Table } from '../../model.ts';
import type { Placer } from '../cell-blocks.ts';
import { type CellKind, findCellKind } from './cell-kinds.ts';
import { cutGluedHeader } from './glued-headers.ts';
import { type ColumnContent, findColumnContent, isColumnName } from '../header-rows.ts';
import type { Line } from './lines.ts';
import { restoreMerged } from './lost-cells.ts';
import { buildTable, isBlank, rawRows } from './tables.ts';

/**
 * The table of a run of pipe lines; a rule under the first row makes it the header, unless that row is content, as the
 * headed tables `above` tell, by their number of columns: Markdown rules off the first row of every table, whatever it holds.
 */
export function readPipeTable(
  source: string,
  lines: readonly Line[],
  place: Placer,
  headers: Set<string> = new Set(),
  above: ReadonlyMap<number, Table> = new Map(),
): Table | null {
  const found = rawRows(
    source,
    lines.filter((line) => line.kind !== 'rule'),
    '|',
  );
  const rows = restoreMerged(cutGluedHeader(found));
  const ruled = lines[1]?.kind === 'rule' && lines[0]?.kind === 'pipes';
  if (rows.length === 0) return null;
  const table = buildTable(rows, place, headers);
  if (!ruled || table.headerRows > 0 || isBlank(rows[0])) return table;
  const first = (table.rows[0]?.cells ?? []).map((cell) => cell.text.trim());
  const header = above.get(table.columns)?.rows[0];
  const isHeader = header === undefined ? !isWholeRow(first) : !isContent(first) && !fitsBelow(first, header);
  return isHeader ? { ...table, headerRows: 1 } : table;
}

/** True for cells no header looks like: numbered, with a long cell or one that goes on, or one heading throughout. */
function isContent(texts: readonly string[]): boolean {
  const filled = texts.filter((text) => text !== '');
  return (
    /^(?:\p{Lu}{1,3}[ ]?)?\d/u.test(texts[0] ?? '') ||
    (filled.length > 1 && new Set(filled).size === 1) ||
    filled.some((text) => /^\p{Ll}/u.test(text) || text.split(/\s+/).length > 5)
  );
}

const fitting: Partial<Record<ColumnContent, CellKind>> = { owner: 'post', time: 'time' };

/** True for cells that name no column, one of them a post or a time below a header for those. */
function fitsBelow(texts: readonly string[], header: Row): boolean {
  if (texts.some(isName)) return false;
  return texts.some((text, column) => {
    const kind = fitting[findColumnContent(header.cells[column]?.text ?? '')];
    return kind !== undefined && kindOf(text) === kind;
  });
}

/** True for cells of a row that no table above vouches for: no name of a column, and two that say what, who or when. */
function isWholeRow(texts: readonly string[]): boolean {
  if (texts.some(isName)) return false;
  const kinds = texts.map((text) => kindOf(text));
  // Columns of years are headed by times.
  const isTimed = kinds.filter((kind) => kind === 'time').length === 1;
  const isDeed = kinds.includes('reference') || isContent(texts);
  return [isDeed, kinds.includes('post'), isTimed].filter(Boolean).length > 1;
}

/** True for a column's name; "By end of 2027" has its words only. */
function isName(text: string): boolean {
  return isColumnName(text) && !/\d/.test(text);
}

/** A cell's kind; abbreviations alone may be anything. */
function kindOf(text: string): CellKind | null {
  const kind = text === '' ? null : findCellKind(text);
  return kind === 'post' && !/\p{Ll}/u.test(text) ? null : kind;
}

/** Index of the next row with a rule below it, where rules are below headers only: another table begins there; else `to`. */
export function nextHeaderRow(lines: readonly Line[], from: number, to: number): number {
  const run = lines.slice(from, to);
  const rules = run.flatMap(({ kind }, index) => (kind === 'rule' ? [index] : []));
  const second = rules[1];
  if (rules[0] !== 1 || second === undefined || rules.length * 3 > run.length) return to;
  return run[second - 1]?.kind === 'pipes' && second > 2 ? from + second - 1 : to;
}
