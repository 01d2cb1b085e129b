/** Grids → Table blocks: words of each cell flowed into paragraphs and list items, places, fills, header rows. */
import type { Cell, ListItem, Paragraph, Place, Row, Table } from '../../model.ts';
import { joinBlocks } from '../cell-blocks.ts';
import { countHeaderRows } from '../header-rows.ts';
import { flowLines, type FlowBlock } from './flow.ts';
import type { Grid, GridCell } from './grid.ts';
import { makeLines, type Line } from './lines.ts';
import { boundsOf, spanOn, type PageContent } from './page-content.ts';
import type { Column, TextStyle } from './text-style.ts';

/** A grid's cell with its lines and the x its text may reach. */
export interface GridText {
  grid: Grid;
  columns: Map<GridCell, Column>;
}

/** Lines of every cell of a grid, with the right limit of each, for measuring the style and for flowing. */
export function readGridText(grid: Grid): GridText {
  const lines = new Map(grid.cells.map((cell) => [cell, makeLines(cell.words)]));
  const alike = Map.groupBy(grid.cells, ({ column, colSpan }) => `${column}+${colSpan}`);
  const rights = new Map<GridCell, number>();
  for (const cells of alike.values()) {
    const right = rightLimit(grid, cells, lines);
    for (const cell of cells) rights.set(cell, right);
  }
  const columns = new Map<GridCell, Column>();
  for (const [cell, cellLines] of lines) {
    columns.set(cell, { lines: cellLines, right: rights.get(cell) ?? 0 });
  }
  return { grid, columns };
}

/**
 * The x that the text of a column's cells may reach: their right edge less the padding seen at the left. A column of many lines
 * that all stay well short of that has a wider right margin, and its longest line is the limit.
 */
function rightLimit(grid: Grid, cells: readonly GridCell[], lines: Map<GridCell, Line[]>): number {
  const { column = 0, colSpan = 0 } = cells[0] ?? {};
  const left = grid.xs[column] ?? 0;
  const right = grid.xs[column + colSpan] ?? 0;
  let starts = Infinity;
  let longest = 0;
  let count = 0;
  for (const cell of cells) {
    const own = lines.get(cell) ?? [];
    for (const line of own) {
      starts = Math.min(starts, line.x0);
      longest = Math.max(longest, line.x1);
    }
    count += Math.max(0, own.length - 1);
  }
  const padding = Number.isFinite(starts) ? Math.min(9, Math.max(0, starts - left)) : 4;
  const limit = right - padding;
  if (grid.method === 'aligned') return Math.max(longest, left);
  return count >= 10 && longest < limit - 12 ? longest : Math.max(limit, Math.min(longest, right));
}

/** What a cell was made of, so that it can be flowed anew when a later part joins it. */
export interface CellSource extends Column {
  contents: ReadonlyMap<number, PageContent>;
}

/** A table on one page, before page joins. */
export interface TablePart {
  grid: Grid;
  table: Table;
  sources: Map<Cell, CellSource>;
}

/** The Table block of a grid. */
export function makePart(text: GridText, style: TextStyle): TablePart {
  const sources = new Map<Cell, CellSource>();
  return { grid: text.grid, table: makeTable(text, style, sources), sources };
}

function makeTable(text: GridText, style: TextStyle, sources: Map<Cell, CellSource>): Table {
  const { grid } = text;
  const contents = new Map([[grid.content.page, grid.content]]);
  const cellsByRow = Map.groupBy(grid.cells, (cell) => cell.row);
  const rows: Row[] = [];
  for (let row = 0; row < grid.ys.length - 1; row++) {
    const cells = (cellsByRow.get(row) ?? []).map((cell) => makeCell(text, cell, contents, style, sources));
    rows.push({
      cells,
      place: [
        spanOn(grid.content, {
          x0: grid.xs[0] ?? 0,
          x1: grid.xs.at(-1) ?? 0,
          top: grid.ys[row] ?? 0,
          bottom: grid.ys[row + 1] ?? 0,
        }),
      ],
    });
  }
  return {
    type: 'table',
    method: grid.method,
    columns: grid.xs.length - 1,
    headerRows: countHeaderRows(rows) || countStyledHeader(grid, rows),
    rows,
    joins: [],
    place: [
      spanOn(grid.content, {
        x0: grid.xs[0] ?? 0,
        x1: grid.xs.at(-1) ?? 0,
        top: grid.ys[0] ?? 0,
        bottom: grid.ys.at(-1) ?? 0,
      }),
    ],
  };
}

function makeCell(
  { grid, columns }: GridText,
  cell: GridCell,
  contents: CellSource['contents'],
  style: TextStyle,
  sources: Map<Cell, CellSource>,
): Cell {
  const column = columns.get(cell) ?? { lines: [], right: 0 };
  const source: CellSource = { ...column, contents };
  const made: Cell = {
    column: cell.column,
    colSpan: cell.colSpan,
    rowSpan: cell.rowSpan,
    ...cellContents(source, style),
    place: [
      spanOn(grid.content, {
        x0: grid.xs[cell.column] ?? 0,
        x1: grid.xs[cell.column + cell.colSpan] ?? 0,
        top: grid.ys[cell.row] ?? 0,
        bottom: grid.ys[cell.row + cell.rowSpan] ?? 0,
      }),
    ],
    ...(cell.fill === undefined ? {} : { fill: cell.fill }),
  };
  sources.set(made, source);
  return made;
}

/** Text and blocks of a cell from its lines. */
export function cellContents(source: CellSource, style: TextStyle): Pick<Cell, 'text' | 'blocks'> {
  const blocks = flowLines(source.lines, source.right, style).map((block) =>
    cellBlock(block, source.contents),
  );
  return { text: joinBlocks(blocks), blocks };
}

/** A flowed block as the model has it, with a span for each page it stands on. */
export function cellBlock(
  block: FlowBlock,
  contents: ReadonlyMap<number, PageContent>,
): Paragraph | ListItem {
  const place: Place = [];
  for (const page of new Set(block.lines.map((line) => line.page))) {
    const content = contents.get(page);
    if (content) place.push(spanOn(content, boundsOf(block.lines.filter((line) => line.page === page))));
  }
  if (block.marker !== '') {
    return { type: 'listItem', marker: block.marker, level: block.level, text: block.text, place };
  }
  return block.bold
    ? { type: 'paragraph', text: block.text, place, bold: true }
    : { type: 'paragraph', text: block.text, place };
}

/** One header row where the first row alone is all bold, or alone is shaded, and fills most columns. */
function countStyledHeader(grid: Grid, rows: Row[]): number {
  const [first, ...rest] = rows;
  if (!first || rest.length === 0) return 0;
  const filled = first.cells.filter((cell) => cell.text !== '');
  if (filled.length < 2 || filled.length < 0.6 * (grid.xs.length - 1)) return 0;
  if (filled.some((cell) => cell.text.length > 120)) return 0;
  const isBold = (cell: Cell): boolean =>
    cell.blocks.every((block) => block.type === 'paragraph' && block.bold === true);
  const share = (test: (cell: Cell) => boolean): number => {
    const cells = rest.flatMap((row) => row.cells).filter((cell) => cell.text !== '');
    return cells.length === 0 ? 1 : cells.filter(test).length / cells.length;
  };
  if (filled.every(isBold) && share(isBold) < 0.4) return 1;
  const fill = filled[0]?.fill;
  return fill !== undefined &&
    filled.every((cell) => cell.fill === fill) &&
    share((cell) => cell.fill === fill) < 0.2
    ? 1
    : 0;
}
