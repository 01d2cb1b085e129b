/** White strips that run down between columns of words, and the columns they make. */
import type { Line } from './lines.ts';
import type { Word } from './page-content.ts';

/** A strip of a page no word stands in. */
export interface Gutter {
  from: number;
  to: number;
}

/** The strips inside the words' extent that are at least `least` points wide, from left to right. */
export function findGutters(lines: Line[], least: number): Gutter[] {
  const words = lines.flatMap((line) => line.words).toSorted((a, b) => a.x0 - b.x0);
  const gutters: Gutter[] = [];
  let reach = words[0]?.x1 ?? 0;
  for (const word of words) {
    if (word.x0 - reach >= least) gutters.push({ from: reach, to: word.x0 });
    reach = Math.max(reach, word.x1);
  }
  return gutters;
}

/** A strip must be wider than a space to part columns: in points, for lines of these sizes. */
export function leastGutter(lines: Line[]): number {
  const sizes = lines.map((line) => line.size).toSorted((a, b) => a - b);
  return Math.max(3.4, 0.38 * (sizes[Math.floor(sizes.length / 2)] ?? 10));
}

/** The gutters of `known` as far as the line leaves them open. */
export function narrow(known: Gutter[], line: Line, least: number): Gutter[] {
  return known.flatMap((gutter) => {
    let rest: Gutter[] = [gutter];
    for (const word of line.words) {
      rest = rest.flatMap(({ from, to }) => {
        if (word.x1 <= from || word.x0 >= to) return [{ from, to }];
        return [
          { from, to: Math.min(to, word.x0) },
          { from: Math.max(from, word.x1), to },
        ];
      });
    }
    const widest = rest.toSorted((a, b) => b.to - b.from - (a.to - a.from))[0];
    return widest && widest.to - widest.from >= least ? [widest] : [];
  });
}

/** Column edges in the middle of the gutters, the outer ones a little off the words. */
export function columnEdges(lines: Line[], gutters: Gutter[]): number[] {
  const x0 = Math.min(...lines.map((line) => line.x0));
  const x1 = Math.max(...lines.map((line) => line.x1));
  return [x0 - 2, ...gutters.map(({ from, to }) => (from + to) / 2), x1 + 2];
}

/** The columns (by index into `edges`) that a line's words stand in. */
export function columnsIn(words: Word[], edges: number[]): Set<number> {
  const columns = new Set<number>();
  for (const word of words) {
    const middle = (word.x0 + word.x1) / 2;
    for (let index = 1; index < edges.length; index++) {
      if (middle < (edges[index] ?? 0) || index === edges.length - 1) {
        columns.add(index - 1);
        break;
      }
    }
  }
  return columns;
}

/** By column: the x where its leftmost words begin. */
export function columnLefts(lines: Line[], edges: number[]): number[] {
  return edges.slice(1).map((right, column) => {
    const starts = lines.flatMap(({ words }) =>
      words.filter(({ x0, x1 }) => (x0 + x1) / 2 > (edges[column] ?? 0) && (x0 + x1) / 2 < right),
    );
    return Math.min(...starts.map(({ x0 }) => x0));
  });
}

/** True when the line has words in several columns that begin where those do, however small the gaps between. */
export function beginsColumns({ words }: Line, edges: number[], lefts: number[]): boolean {
  const starts = words.filter((word) => lefts.some((left) => Math.abs(word.x0 - left) < 1));
  return edges.length > 3 && starts.length === columnsIn(words, edges).size;
}
