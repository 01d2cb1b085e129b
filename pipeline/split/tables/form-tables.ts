/**
 * A form: labels and values in turn along the rows of a table, as "Accountable | Leader | Responsible | Head of HR"
 * over "Timeline | Spring 2025". In: a table as read; out: the same with one label and one value a row.
 */
import type { Cell, Row, Table } from '../../model.ts';
import { voteHeader } from './header-votes.ts';
import { countWords } from '../words.ts';

/** The table with one label a row, its title row kept over both columns; `null` for a table that is no such form. */
export function unfoldForm(table: Table): Table | null {
  if (table.columns < 3 || table.rows.length < 3) return null;
  const title = titleOf(table);
  const body = title === null ? table.rows : table.rows.slice(1);
  const pairs = body.map(pairsOf);
  if (pairs.some((found) => found.length === 0)) return null;
  const widths = new Set(pairs.map((found) => found.length));
  // Rows that all hold as many pairs are rows of an ordinary table, whose first row may read like labels.
  if (widths.size < 2) return null;
  const labels = pairs.flat().map(([label]) => label);
  if (labels.filter(isLabel).length < labels.length * 0.7) return null;
  const rows = pairs.flatMap((found, at) =>
    found.map(([label, value]) => ({
      ...(body[at] as Row),
      cells: [inColumn(label, 0), inColumn(value, 1)],
    })),
  );
  const head =
    title === null ? [] : [{ ...title, cells: title.cells.map((cell) => ({ ...cell, colSpan: 2 })) }];
  return { ...table, columns: 2, headerRows: 0, rows: [...head, ...rows], joins: [] };
}

/** A first row of one cell over the whole width. */
function titleOf({ rows, columns }: Table): Row | null {
  const [first] = rows;
  return first?.cells.length === 1 && first.cells[0]?.colSpan === columns ? first : null;
}

/** A row's labels with their values; none for a row that does not fall into such pairs. */
function pairsOf(row: Row): [Cell, Cell][] {
  // Converted text leaves blank cells where the form has one wide one.
  const blank = row.cells.slice(2).every(({ text }) => text.trim() === '');
  const cells = blank ? row.cells.slice(0, 2) : row.cells;
  if (cells.length % 2 !== 0 || cells.some(({ rowSpan }) => rowSpan > 1)) return [];
  const pairs: [Cell, Cell][] = [];
  for (let at = 0; at < cells.length; at += 2) {
    const [label, value] = [cells[at], cells[at + 1]];
    if (!label || !value || label.text.trim() === '') return [];
    pairs.push([label, value]);
  }
  return pairs;
}

function isLabel({ text }: Cell): boolean {
  return countWords(text) <= 8 && (voteHeader(text.replace(/:\s*$/, ''))[0]?.score ?? 0) >= 0.7;
}

function inColumn(cell: Cell, column: number): Cell {
  return { ...cell, column, colSpan: 1, rowSpan: 1 };
}
