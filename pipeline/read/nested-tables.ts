/**
 * Tables inside the cells of a table, laid out as one: in plans that give each recommendation's response cell a table
 * of its own actions. In: a table and the blocks found in its cells; out: the table, one row for each row inside.
 */
import type { Block, Cell, Row, Table } from '../model.ts';
import { headerTexts } from './grid.ts';
import { findColumnContent } from './header-rows.ts';

/** The column of inner tables, and what they say at their heads. */
interface Nest {
  column: number;
  /** Columns of each inner table. */
  width: number;
  /** Cells of the inner header. */
  headers: Cell[];
  inner: ReadonlyMap<Cell, Table[]>;
  /** True when no cell of the column says more than its table. */
  isBare: boolean;
}

/**
 * The table with each inner action table in place of the cell that holds it: the row's other cells span its rows, and
 * the inner header heads its columns. Words beside an inner table keep the column they stood in. Left as it is: a
 * table whose inner tables differ in columns, name no action, or stand beside an action column of its own.
 */
export function unfoldTable(table: Table, contents: ReadonlyMap<Cell, readonly Block[]>): Table {
  const nest = findNest(table, contents);
  if (nest === null) return table;
  const at = nest.column + (nest.isBare ? 0 : 1);
  const shift = at - nest.column + nest.width - 1;
  const inside = table.rows.map((row) =>
    row.cells
      .flatMap((cell) => nest.inner.get(cell) ?? [])
      .flatMap((one) => one.rows.slice(one.headerRows))
      .map((one) => ({ ...one, cells: one.cells.map((cell) => ({ ...cell, column: cell.column + at })) })),
  );
  const counts = inside.map((rows) => Math.max(1, rows.length));
  const rows = table.rows.flatMap((row, index): Row[] => {
    const [first, ...others] = inside[index] ?? [];
    const isHeader = index === table.headerRows - 1;
    const cells = row.cells.flatMap((cell): Cell[] => {
      const rowSpan = counts.slice(index, index + cell.rowSpan).reduce((sum, count) => sum + count, 0);
      if (cell.column > nest.column) return [{ ...cell, rowSpan, column: cell.column + shift }];
      const isOver = cell.column + cell.colSpan > nest.column;
      if (!isOver) return [{ ...cell, rowSpan }];
      const isOwn = cell.column === nest.column && cell.colSpan === 1;
      if (first !== undefined && nest.inner.has(cell))
        return nest.isBare ? [] : [{ ...besideTables(cell, contents.get(cell) ?? []), rowSpan }];
      if (isHeader && isOwn && cell.rowSpan === 1)
        return [
          ...(nest.isBare ? [] : [cell]),
          ...nest.headers.map((head) => ({ ...head, column: head.column + at })),
        ];
      return [{ ...cell, rowSpan, colSpan: cell.colSpan + shift }];
    });
    const opening = [...cells, ...(first?.cells ?? [])].sort((a, b) => a.column - b.column);
    const hidden = row.hidden === true ? { hidden: true } : {};
    return [{ ...row, cells: opening }, ...others.map((other) => ({ ...other, ...hidden }))];
  });
  return { ...table, columns: table.columns + shift, rows };
}

/** A column, below the header, in which cells hold tables of the same columns that name their actions. */
function findNest(table: Table, contents: ReadonlyMap<Cell, readonly Block[]>): Nest | null {
  const inner = new Map<Cell, Table[]>();
  const body = table.rows.slice(table.headerRows).flatMap((row) => row.cells);
  for (const cell of body) {
    const tables = (contents.get(cell) ?? []).filter((block) => block.type === 'table');
    if (tables.length > 0) inner.set(cell, tables);
  }
  const [first] = inner.keys();
  const all = [...inner.values()].flat();
  const headed = all.find(({ headerRows }) => headerRows === 1);
  if (first === undefined || headed === undefined || table.columns < 2) return null;
  const heads = headerTexts(headed.rows.slice(0, 1), headed.columns);
  const isSame = (one: Table): boolean =>
    one.columns === headed.columns &&
    (one.headerRows === 0 ||
      headerTexts(one.rows.slice(0, one.headerRows), one.columns).join('|') === heads.join('|'));
  if (headed.columns < 2 || !all.every(isSame)) return null;
  if ([...inner.keys()].some((cell) => cell.column !== first.column || cell.colSpan !== 1)) return null;
  const headers = headed.rows[0]?.cells ?? [];
  const outer = table.rows[table.headerRows - 1]?.cells ?? [];
  const namesAction = ({ text }: Cell): boolean => findColumnContent(text) === 'action';
  if (!headers.some(namesAction)) return null;
  if (outer.some((cell) => cell.column !== first.column && namesAction(cell))) return null;
  const isBare = [...inner.keys()].every((cell) =>
    (contents.get(cell) ?? []).every((block) => block.type === 'table'),
  );
  return { column: first.column, width: headed.columns, headers, inner, isBare };
}

/** The cell with nothing but the words that stand beside its tables. */
function besideTables(cell: Cell, blocks: readonly Block[]): Cell {
  const inside = new Set(
    blocks.flatMap((block) =>
      block.type === 'table' ? block.rows.flatMap((row) => row.cells.flatMap((one) => one.blocks)) : [],
    ),
  );
  const own = cell.blocks.filter((block) => !inside.has(block));
  const text = own.map((block) => block.text).join('\n');
  return { ...cell, blocks: own, text, place: own.flatMap((block) => block.place) };
}
