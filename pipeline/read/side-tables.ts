/**
 * A sheet that was printed over more pages than one is wide: its first columns on some pages, its last on later ones.
 * In: blocks in reading order, page joins made; out: the same with such tables side by side, a warning for each pair, and
 * for pairs whose rows do not come out even.
 */
import type { Block, Cell, Issue, Row, Table } from '../model.ts';
import { type ColumnContent, findColumnContent } from './header-rows.ts';
import { headerTexts, plainText } from './grid.ts';

const fewestRows = 3;

/**
 * Tables one right after the other become one where the earlier says what is to be done, the later has a header without
 * such a column or any of the earlier's (but the numbers of the rows, if they are the same), and the rows are as many. Without
 * page joins after the same rows in both, the later must tell who and when (or how it stands), the earlier none of it, and a page
 * must end between them: `isParted`.
 */
export function joinSideTables(
  blocks: readonly Block[],
  isParted: (left: Table, right: Table) => boolean,
): { blocks: Block[]; issues: Issue[] } {
  const joined: Block[] = [];
  const issues: Issue[] = [];
  for (const block of blocks) {
    const last = joined.at(-1);
    const fit =
      last?.type === 'table' && block.type === 'table' ? compare(last, block, isParted(last, block)) : null;
    if (fit === null || last?.type !== 'table' || block.type !== 'table') {
      joined.push(block);
      continue;
    }
    issues.push(tellFit(last, block, fit.isEven));
    if (fit.isEven) joined[joined.length - 1] = putBeside(last, block, fit.repeated);
    else joined.push(block);
  }
  return { blocks: joined, issues };
}

/** Whether the later table has the rest of the earlier's columns: how many it repeats, and whether the rows come out even. */
function compare(left: Table, right: Table, isParted: boolean): { repeated: number; isEven: boolean } | null {
  if (left.headerRows === 0 || right.headerRows === 0 || [...left.rows, ...right.rows].some(hasSpans))
    return null;
  const [own, more] = [contentsOf(left), contentsOf(right)];
  const repeated = sameReferences(left, right) ? 1 : 0;
  const rest = new Set(more.slice(repeated));
  if (!own.includes('action') || rest.has('action') || rest.has('reference')) return null;
  const [names, others] = [left, right].map((table) =>
    headerTexts(table.rows.slice(0, table.headerRows), table.columns),
  );
  if (others === undefined || others.slice(repeated).some((name) => names?.includes(name))) return null;
  const tells = ['owner', 'time', 'status'] as const;
  const isRest =
    (isParted || repeated > 0) &&
    tells.filter((content) => rest.has(content)).length >= 2 &&
    !tells.some((content) => own.includes(content));
  const isEven = countRows(left) === countRows(right);
  const isPaged = isEven && left.joins.length > 0 && seams(left) === seams(right);
  const isSheet = isRest || (isPaged && tells.some((content) => rest.has(content)));
  return isSheet && countRows(right) >= fewestRows ? { repeated, isEven } : null;
}

function contentsOf(table: Table): ColumnContent[] {
  const names = Array.from({ length: table.columns }, (_, column) =>
    table.rows
      .slice(0, table.headerRows)
      .flatMap((row) => row.cells.filter((cell) => cell.column === column).map((cell) => cell.text))
      .join(' '),
  );
  return names.map((name) => findColumnContent(name));
}

function hasSpans(row: Row): boolean {
  return row.cells.some((cell) => cell.colSpan > 1 || cell.rowSpan > 1);
}

function countRows(table: Table): number {
  return table.rows.length - table.headerRows;
}

/** Body rows at which pages began. */
function seams(table: Table): string {
  return table.joins.map((join) => join.row - table.headerRows).join(' ');
}

/** The first column is the same in both: the rows' numbers, printed on every page. */
function sameReferences(left: Table, right: Table): boolean {
  if (countRows(left) !== countRows(right)) return false;
  const first = (table: Table): string[] =>
    table.rows.slice(table.headerRows - 1).map((row) => plainText(row.cells[0]?.text ?? ''));
  const [own, more] = [first(left), first(right)];
  return own.every((text, index) => text !== '' && text === more[index]);
}

function tellFit(left: Table, right: Table, isEven: boolean): Issue {
  const [rows, more] = [countRows(left), countRows(right)];
  return isEven
    ? {
        code: 'joined-columns',
        severity: 'warning',
        message: `columns on later pages are put beside ${rows} rows in their order`,
        place: right.place,
      }
    : {
        code: 'unmatched-columns',
        severity: 'warning',
        message: `${more} rows of owners, times or states follow a table of ${rows} rows without them: they are not matched`,
        place: right.place,
      };
}

function putBeside(left: Table, right: Table, repeated: number): Table {
  const headers = Math.max(left.headerRows, right.headerRows);
  const shift = left.columns - repeated;
  const columns = left.columns + right.columns - repeated;
  const rowOf = (table: Table, at: number): Row | undefined =>
    at < headers
      ? table.rows[at - (headers - table.headerRows)]
      : table.rows[at - headers + table.headerRows];
  const rows = Array.from({ length: headers + countRows(left) }, (_, at): Row => {
    const [own, more] = [rowOf(left, at), rowOf(right, at)];
    const beside = (more?.cells ?? [])
      .filter((cell) => cell.column >= repeated)
      .map((cell): Cell => ({ ...cell, column: cell.column + shift }));
    return {
      cells: [...(own?.cells ?? []), ...beside],
      place: [...(own?.place ?? []), ...(more?.place ?? [])],
    };
  });
  return {
    ...left,
    columns,
    headerRows: headers,
    rows,
    joins: left.joins.map((join) => ({ ...join, row: join.row + headers - left.headerRows })),
    place: [...left.place, ...right.place],
  };
}
