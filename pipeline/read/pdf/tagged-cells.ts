/** A tagged table → the Table block, with boxes and fills from what is drawn behind it. */
import type { Cell, Row, Table } from '../../model.ts';
import { joinBlocks } from '../cell-blocks.ts';
import { countHeaderRows } from '../header-rows.ts';
import { fillOf, intervalOf, wordMiddle, type Grid } from './grid.ts';
import { cellBlock } from './grid-table.ts';
import { boundsOf, byPage, spanOn, type PageContent, type Word } from './page-content.ts';
import { flowPiece } from './tagged-flow.ts';
import type { TaggedCell, TaggedTable } from './tagged-model.ts';
import type { Column, TextStyle } from './text-style.ts';

/** The block; `columns` holds the lines of each piece, `grids` the ruled grids by page index. */
export function makeTaggedTable(
  tagged: TaggedTable,
  columns: Map<object, Column>,
  { pages, grids }: { pages: PageContent[]; grids: Grid[][] },
  style: TextStyle,
): Table {
  const contents = new Map(pages.map((page) => [page.page, page]));
  const words = tagged.rows.flatMap((row) => row.cells.flatMap(cellWords));
  const tablePlace = placeOf(words, contents);
  const rows = tagged.rows.map((row): Row => {
    const rowWords = row.cells.filter((cell) => cell.rowSpan === 1).flatMap(cellWords);
    const own = rowWords.length > 0 ? rowWords : row.cells.flatMap(cellWords);
    const place = placeOf(own, contents);
    return {
      cells: row.cells.map((cell): Cell => {
        const blocks = cell.pieces.flatMap((piece) => {
          if (piece.kind !== 'text') return [];
          const { lines, right } = columns.get(piece) ?? { lines: [], right: 0 };
          return flowPiece(piece, lines, right, style).map((flow) => cellBlock(flow, contents));
        });
        const drawn = findDrawn(cell, own, tagged.columns, grids, contents);
        const cellPlace = placeOf(cellWords(cell), contents);
        return {
          column: cell.column,
          colSpan: cell.colSpan,
          rowSpan: cell.rowSpan,
          text: joinBlocks(blocks),
          blocks,
          place: firstFilled(drawn.place, cellPlace, place, tablePlace),
          ...(drawn.fill === undefined ? {} : { fill: drawn.fill }),
        };
      }),
      place: firstFilled(place, tablePlace),
    };
  });
  return {
    type: 'table',
    method: 'tagged',
    columns: tagged.columns,
    headerRows: tagged.headerRows || countHeaderRows(rows),
    rows,
    joins: [],
    place: tablePlace,
  };
}

function cellWords(cell: TaggedCell): Word[] {
  return cell.pieces.flatMap((piece) => (piece.kind === 'text' ? piece.words : []));
}

function firstFilled<T>(...lists: T[][]): T[] {
  return lists.find((list) => list.length > 0) ?? [];
}

function placeOf(words: Word[], contents: Map<number, PageContent>): Table['place'] {
  return byPage(words).flatMap(([page, own]) => {
    const content = contents.get(page);
    return content ? [spanOn(content, boundsOf(own))] : [];
  });
}

/** Box and fill of a cell where rules draw the same columns; the fill behind its words otherwise. */
function findDrawn(
  cell: TaggedCell,
  rowWords: Word[],
  columns: number,
  grids: Grid[][],
  contents: Map<number, PageContent>,
): { place: Table['place']; fill?: string } {
  const place: Table['place'] = [];
  let fill: string | undefined;
  const own = cellWords(cell);
  for (const page of new Set((own.length > 0 ? own : rowWords).map((word) => word.page))) {
    const content = contents.get(page);
    const anchor = (own.length > 0 ? own : rowWords).find((word) => word.page === page);
    if (!content || !anchor) continue;
    const grid = (grids[page - 1] ?? []).find(
      ({ xs, ys }) =>
        xs.length === columns + 1 &&
        intervalOf(ys, wordMiddle(anchor)) >= 0 &&
        intervalOf(xs, anchor.x0) >= 0,
    );
    const row = grid ? intervalOf(grid.ys, wordMiddle(anchor)) : -1;
    const drawn = grid?.cells.find(
      (other) => other.column === cell.column && other.row <= row && row < other.row + other.rowSpan,
    );
    const extent =
      grid && drawn
        ? {
            x0: grid.xs[drawn.column] ?? 0,
            x1: grid.xs[drawn.column + drawn.colSpan] ?? 0,
            top: grid.ys[drawn.row] ?? 0,
            bottom: grid.ys[drawn.row + drawn.rowSpan] ?? 0,
          }
        : own.length > 0
          ? boundsOf(own.filter((word) => word.page === page))
          : null;
    if (!extent) continue;
    if (drawn) place.push(spanOn(content, extent));
    fill ??=
      drawn?.fill ??
      fillOf(content.fills, { x0: extent.x0, x1: extent.x1, y0: extent.top, y1: extent.bottom }, false);
  }
  return fill === undefined ? { place } : { place, fill };
}
