/**
 * How wide the columns of a wrapped table are, in characters, by the lines that a first fit gave to each.
 * In: cells; out: a width for each column, and what it says of one line after another.
 */
import type { Strip } from './lines.ts';

/** The longest lines of a column; `undefined` where too few of its lines were wrapped. */
export type ColumnWidth = number | undefined;

const fewestLines = 3;
/** Letters differ in width: a line this much longer than the rest is no line of the column. */
const slack = 1.2;

/** Width of each column: the length that nine in ten of its wrapped lines keep to. */
export function findWidths(
  cells: readonly { column: number; strips: readonly Strip[] }[],
  columns: number,
): ColumnWidth[] {
  const lengths: number[][] = Array.from({ length: columns }, () => []);
  for (const cell of cells) {
    if (cell.column < 0) continue;
    const lines = new Map<number, string>();
    for (const { line, at } of cell.strips) {
      const text = lines.get(at);
      lines.set(at, text === undefined ? line.text : `${text} ${line.text}`);
    }
    const texts = [...lines.values()];
    // The last line of a cell says nothing of the width.
    for (const text of texts.slice(0, -1)) lengths[cell.column]?.push(text.length);
  }
  return lengths.map((own) => {
    if (own.length < fewestLines) return undefined;
    const sorted = own.sort((a, b) => a - b);
    const usual = sorted[Math.floor((sorted.length - 1) * 0.75)];
    return usual === undefined ? undefined : usual * 1.08;
  });
}

/** The next line's first word would not have fitted. */
export function isFull(width: ColumnWidth, line: string, next: string): boolean {
  return width !== undefined && lengthWith(line, next) > width * 0.95;
}

/** The next line's first word would have fitted with room to spare. */
export function hasRoom(width: ColumnWidth, line: string, next: string): boolean {
  return width !== undefined && lengthWith(line, next) < width * 0.82;
}

/** Longer than a line of the column can be. */
export function overflows(width: ColumnWidth, line: string): boolean {
  return width !== undefined && line.length > width * slack + 2;
}

function lengthWith(line: string, next: string): number {
  return line.length + 1 + (/^\S+/.exec(next)?.[0].length ?? 0);
}
