/** Words and fills of a page → the cells of a grid they stand in. */
import { fillOf, intervalOf, wordMiddle, type Grid, type GridCell } from './grid.ts';
import type { Word } from './page-content.ts';

/** The grid with each cell's words and fill put in; words may overflow their cell to the right. */
export function withWords(grid: Grid): Grid {
  const { xs, ys, cells, content } = grid;
  const columns = xs.length - 1;
  const owner = new Map<number, GridCell>();
  for (const cell of cells) {
    for (let row = cell.row; row < cell.row + cell.rowSpan; row++) {
      for (let column = cell.column; column < cell.column + cell.colSpan; column++) {
        owner.set(row * columns + column, cell);
      }
    }
  }
  for (const word of content.words) {
    const cell = cellAt(word);
    cell?.words.push(word);
  }
  splitFalseMerges(grid);
  for (const cell of grid.cells) {
    const box = {
      x0: xs[cell.column] ?? 0,
      x1: xs[cell.column + cell.colSpan] ?? 0,
      y0: ys[cell.row] ?? 0,
      y1: ys[cell.row + cell.rowSpan] ?? 0,
    };
    const fill = fillOf(content.fills, box, cell.words.length === 0);
    if (fill !== undefined) cell.fill = fill;
  }
  return grid;

  function cellAt(word: Word): GridCell | undefined {
    const row = intervalOf(ys, wordMiddle(word));
    // By its start, a little in: words may overflow their cell to the right, never to the left.
    const column = intervalOf(
      xs,
      Math.min(word.x0 + Math.min(3, (word.x1 - word.x0) / 2), (word.x0 + word.x1) / 2),
    );
    return row < 0 || column < 0 ? undefined : owner.get(row * columns + column);
  }
}

/**
 * Rules between columns may be drawn in the header alone. A cell over several columns is taken apart where its words
 * keep to at least three of them and leave wide gaps at their edges; a title that runs across does not.
 */
function splitFalseMerges(grid: Grid): void {
  const { xs } = grid;
  const split = grid.cells.flatMap((cell): GridCell[] => {
    if (cell.colSpan < 3) return [cell];
    const parts = Array.from({ length: cell.colSpan }, (_, index): GridCell => ({
      ...cell,
      column: cell.column + index,
      colSpan: 1,
      words: [],
    }));
    for (const word of cell.words) {
      const column = intervalOf(xs, (word.x0 + word.x1) / 2) - cell.column;
      const [left, right] = [xs[cell.column + column] ?? 0, xs[cell.column + column + 1] ?? 0];
      if (word.x0 < left - 1 || word.x1 > right + 1) return [cell];
      parts[column]?.words.push(word);
    }
    const filled = parts.filter((part) => part.words.length > 0);
    if (filled.length < Math.max(3, 0.5 * cell.colSpan)) return [cell];
    return filled.every((part, index) => index === 0 || isApart(filled[index - 1], part)) ? parts : [cell];
  });
  grid.cells = split;
}

/** True when words on the same line in the two cells leave more than a space between them. */
function isApart(left: GridCell | undefined, right: GridCell): boolean {
  return (left?.words ?? []).every((word) =>
    right.words.every(
      (other) =>
        Math.abs(other.base - word.base) > 0.5 * word.size ||
        other.x0 - word.x1 > 0.6 * Math.max(word.size, other.size),
    ),
  );
}
