/**
 * Table parts on following pages → one table, where their column edges agree and nothing but furniture and
 * footnotes stands between. Whether the first row goes on with the last is judged by geometry first (a cut cell
 * fills its page to the end), then by the words.
 */
import type { Block, Cell, Issue, Row, Table, TableJoin } from '../../model.ts';
import { layLastRow } from '../grid.ts';
import { repeatedHeaderRows } from '../join-tables.ts';
import { looksLikeHeader } from '../header-rows.ts';
import { cellContents, type CellSource, type TablePart } from './grid-table.ts';
import { judgeSeam, type Seam } from './seams.ts';
import type { TextStyle } from './text-style.ts';

/** A block, or a table part that may go on; `footnote` blocks do not keep parts asunder. */
export type Sequence = { part: TablePart } | { block: Block; footnote: boolean };

/** Column edges of the same table agree within this many points from page to page. */
const SAME_EDGE = 6;
const RECENT_ROWS = 200;

interface OpenTable {
  table: Table;
  sources: Map<Cell, CellSource>;
  last: TablePart;
  /** Edges, moved to where the first part has them. */
  xs: number[];
}

/** The blocks with their tables joined; doubtful joins are issues too. */
export function joinParts(sequence: Sequence[], style: TextStyle): { blocks: Block[]; issues: Issue[] } {
  const blocks: Block[] = [];
  const issues: Issue[] = [];
  const limits = pageLimits(sequence);
  let open: OpenTable | null = null;
  let held: Block[] = [];
  const close = (): void => {
    if (open) blocks.push(open.table);
    blocks.push(...held);
    open = null;
    held = [];
  };
  for (const item of sequence) {
    if ('block' in item) {
      if (open && item.footnote) held.push(item.block);
      else {
        close();
        blocks.push(item.block);
      }
      continue;
    }
    issues.push(...unsureRows(item.part));
    const joined: OpenTable | null = open ? joinPart(open, item.part, style, limits, issues) : null;
    if (joined) {
      open = joined;
      continue;
    }
    close();
    const { grid, table, sources } = item.part;
    open = { table, sources: new Map(sources), last: item.part, xs: grid.xs };
  }
  close();
  return { blocks, issues };
}

/** Rows whose limits are doubtful, as issues; asked before a join changes the part. */
function unsureRows({ grid, table }: TablePart): Issue[] {
  return (grid.unsureRows ?? []).flatMap((index): Issue[] => {
    const row = table.rows[index];
    return row
      ? [
          {
            code: 'unsure-row',
            severity: 'info',
            message: 'this row has no rule around it, and where it begins or ends is not sure',
            place: row.place,
          },
        ]
      : [];
  });
}

/** The lowest a table reaches on pages of each height. */
function pageLimits(sequence: Sequence[]): Map<number, number> {
  const limits = new Map<number, number>();
  for (const item of sequence) {
    if (!('part' in item)) continue;
    const { content, ys } = item.part.grid;
    const height = Math.round(content.height);
    limits.set(height, Math.max(limits.get(height) ?? 0, ys.at(-1) ?? 0));
  }
  return limits;
}

function joinPart(
  open: OpenTable,
  part: TablePart,
  style: TextStyle,
  limits: Map<number, number>,
  issues: Issue[],
): OpenTable | null {
  if (part.grid.content.page !== open.last.grid.content.page + 1) return null;
  const xs = sharedEdges(open.xs, part.grid.xs);
  if (!xs) return null;
  const earlier = mapColumns(open.table, open.xs, xs);
  const later = mapColumns(part.table, alignEdges(open.xs, part.grid.xs), xs);
  const repeated = countRepeated(earlier, later);
  const [first] = later.rows;
  if (repeated === 0 && later.headerRows > 0 && first && looksLikeHeader(first, later.rows.slice(1)))
    return null;
  const rows = later.rows.slice(repeated);
  const { sources } = open;
  for (const [cell, source] of part.sources) sources.set(cell, source);
  const seam: TableJoin = {
    row: earlier.rows.length,
    continuesRow: false,
    evidence: ['same column edges', ...(repeated > 0 ? ['same header repeated'] : [])],
    confidence: repeated > 0 ? 0.98 : 0.9,
  };
  const table: Table = {
    ...earlier,
    headerRows: Math.max(earlier.headerRows, repeated),
    place: [...earlier.place, ...later.place],
  };
  const [next, ...rest] = rows;
  if (next && earlier.rows.length > table.headerRows) {
    const limit = limits.get(Math.round(open.last.grid.content.height)) ?? Infinity;
    const verdict = judgeSeam({
      earlier: {
        ...table,
        rows: recentRows(table),
        headerRows: table.rows.length > RECENT_ROWS ? 0 : table.headerRows,
      },
      later: { ...later, rows },
      sources,
      last: open.last,
      part,
      limit,
      style,
    });
    seam.evidence.push(...verdict.evidence);
    seam.confidence = Math.min(seam.confidence, verdict.confidence);
    if (verdict.kind === 'merge') {
      seam.row = table.rows.length - 1;
      seam.continuesRow = true;
      table.rows.splice(-1, 1, ...mergeRow(recentRows(table), next, table.columns, sources, style));
    } else {
      table.rows.push(extendSpans(recentRows(table), next, table.columns, sources, verdict, style));
      seam.continuesRow = verdict.cut.length > 0;
    }
    if (seam.confidence < 0.7) issues.push(doubt(seam, next));
    table.rows.push(...rest);
  } else {
    table.rows.push(...rows);
  }
  table.joins.push(seam);
  return { table, sources, last: part, xs };
}

/** The last rows, enough for any merged cell: looking at all of them at every page would be quadratic. */
function recentRows({ rows }: Table): Row[] {
  return rows.slice(-RECENT_ROWS);
}

function doubt(seam: TableJoin, row: Row): Issue {
  return {
    code: 'unsure-row-join',
    severity: 'info',
    message: seam.continuesRow
      ? 'this row was taken to go on from the page before; it may be a row of its own'
      : 'this row was taken for a new one; it may go on from the page before',
    place: row.place,
  };
}

/** `edges` moved so that they begin where `reference` does, for mirrored margins. */
function alignEdges(reference: number[], edges: number[]): number[] {
  const shift = (reference[0] ?? 0) - (edges[0] ?? 0);
  if (Math.abs(shift) <= SAME_EDGE) return edges;
  return edges.map((edge) => edge + shift);
}

/** The edges of the joined table: those of the finer part where the other has none of its own; `null` otherwise. */
function sharedEdges(earlier: number[], later: number[]): number[] | null {
  const moved = alignEdges(earlier, later);
  const shift = Math.abs((earlier[0] ?? 0) - (later[0] ?? 0));
  const [fine, coarse] = earlier.length >= moved.length ? [earlier, moved] : [moved, earlier];
  // Parts that do not begin at the same x must agree all the more.
  const tolerance = shift > SAME_EDGE ? 2 : SAME_EDGE;
  if (shift > SAME_EDGE && (shift > 60 || earlier.length !== later.length)) return null;
  if (Math.abs((fine.at(-1) ?? 0) - (coarse.at(-1) ?? 0)) > tolerance) return null;
  return coarse.every((edge) => fine.some((other) => Math.abs(other - edge) <= tolerance)) ? fine : null;
}

/** The table with its cells on the columns of `xs`. */
function mapColumns(table: Table, from: number[], xs: number[]): Table {
  if (from.length === xs.length) return table;
  const nearest = (edge: number): number => {
    const distances = xs.map((other) => Math.abs(other - edge));
    return distances.indexOf(Math.min(...distances));
  };
  for (const row of table.rows) {
    for (const cell of row.cells) {
      const right = nearest(from[cell.column + cell.colSpan] ?? 0);
      cell.column = nearest(from[cell.column] ?? 0);
      cell.colSpan = Math.max(1, right - cell.column);
    }
  }
  return { ...table, columns: xs.length - 1 };
}

/** How many first rows of the later part repeat the header, or the first row of all where no header is known. */
function countRepeated(earlier: Table, later: Table): number {
  const known = repeatedHeaderRows(earlier, later);
  if (known > 0 || earlier.headerRows > 0) return known;
  const [first] = earlier.rows;
  const filled = first?.cells.filter((cell) => cell.text !== '').length ?? 0;
  return filled >= 2 ? repeatedHeaderRows({ ...earlier, headerRows: 1 }, later) : 0;
}

/** The last row with `next` taken into it. */
function mergeRow(
  rows: Row[],
  next: Row,
  columns: number,
  sources: Map<Cell, CellSource>,
  style: TextStyle,
): Row[] {
  const last = rows.at(-1);
  if (!last) return [next];
  const above = layLastRow(rows, columns);
  const added: Cell[] = [];
  for (const cell of next.cells) {
    const into = above[cell.column];
    if (into) {
      appendText(into, cell, sources, style);
      into.rowSpan += cell.rowSpan - 1;
    } else {
      added.push(cell);
    }
  }
  const cells = [...last.cells, ...added].toSorted((a, b) => a.column - b.column);
  return [{ ...last, cells, place: [...last.place, ...next.place] }];
}

/** The new row without cells that only go on with a merged cell from the page before. */
function extendSpans(
  rows: Row[],
  next: Row,
  columns: number,
  sources: Map<Cell, CellSource>,
  verdict: Seam,
  style: TextStyle,
): Row {
  const above = layLastRow(rows, columns);
  const cells = next.cells.filter((cell) => {
    const into = above[cell.column];
    if (!into || !verdict.cut.includes(cell.column) || into.colSpan !== cell.colSpan) return true;
    appendText(into, cell, sources, style);
    into.rowSpan += cell.rowSpan;
    return false;
  });
  return { ...next, cells };
}

/** Lengthens a cell by a later part, its lines flowed anew so that words and items cut by the break are whole. */
function appendText(into: Cell, later: Cell, sources: Map<Cell, CellSource>, style: TextStyle): void {
  const [first, second] = [sources.get(into), sources.get(later)];
  if (!first || !second) return;
  const joined: CellSource = {
    lines: [...first.lines, ...second.lines],
    right: Math.max(first.right, second.right),
    contents: new Map([...first.contents, ...second.contents]),
  };
  sources.set(into, joined);
  if (second.lines.length > 0) Object.assign(into, cellContents(joined, style));
  into.place = [...into.place, ...later.place];
  if (into.fill === undefined && later.fill !== undefined) into.fill = later.fill;
}
