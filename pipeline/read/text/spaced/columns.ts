/**
 * Columns of one page of a table that spaces set out, found from all its lines together: where words begin after wide
 * gaps, what crosses there, and which places share lines.
 * In: lines of words and the names of the header; out: where each column begins, and the words of a line by column.
 */
import { type SpacedColumns, assignWords, leftmost } from './assignment.ts';
import { chooseEdges } from './edges.ts';
import type { SpacedWord, Stretch } from './words.ts';
import { findRuns } from './words.ts';

/** Lines of a page that columns are told from. */
const sampleLines = 300;

/** Edges of as many columns as the header has names; `expected` is where the page before has them, if there is one. */
export function findColumns(
  page: readonly (readonly SpacedWord[])[],
  names: readonly Stretch[],
  expected: readonly number[],
): SpacedColumns {
  const sample = page.filter((words) => words.length > 0).slice(0, sampleLines);
  const edges = chooseEdges(sample.map(findRuns), sample, names, expected);
  let columns: SpacedColumns = {
    edges,
    starts: edges.map(() => new Map<number, number[]>()),
    ends: edges.map((_, column) => edges[column + 1] ?? Infinity),
  };
  for (let round = 0; round < 3; round++) columns = settle(page.slice(0, sampleLines * 2), columns);
  return columns;
}

/** Counts where cells begin and end that wide gaps set off, now that words are told apart. */
function settle(page: readonly (readonly SpacedWord[])[], columns: SpacedColumns): SpacedColumns {
  const starts = columns.edges.map(() => new Map<number, number[]>());
  const ends: number[][] = columns.edges.map(() => []);
  for (const [line, words] of page.entries()) {
    if (words.length === 0) continue;
    const runs = findRuns(words);
    const { cells } = assignWords(words, line, columns);
    for (const [column, cell] of cells.entries()) {
      if (cell === null) continue;
      const known = starts[column];
      const near = cell.start > (columns.edges[column] ?? 0) - leftmost;
      if (near && runs.some((run) => run.start === cell.start)) addTo(known, cell.start, line);
      if (runs.some((run) => run.end === cell.end)) ends[column]?.push(cell.end);
    }
  }
  const edges = columns.edges.map((edge, column) => usualStart(starts[column]) ?? edge);
  const rising = edges.every((edge, column) => column === 0 || edge > (edges[column - 1] ?? 0));
  const kept = rising ? edges : columns.edges;
  const reach = ends.map((found, column) => {
    const sorted = found.sort((a, b) => a - b);
    const next = kept[column + 1] ?? Infinity;
    return Math.min(next, sorted[Math.floor(sorted.length * 0.95)] ?? next);
  });
  return { edges: kept, starts, ends: reach };
}

function addTo(starts: Map<number, number[]> | undefined, at: number, line: number): void {
  const lines = starts?.get(at);
  if (lines === undefined) starts?.set(at, [line]);
  else lines.push(line);
}

/** The leftmost place where a fair share of a column's cells begins. */
function usualStart(starts: ReadonlyMap<number, readonly number[]> | undefined): number | undefined {
  const counts = [...(starts ?? [])].map(([at, lines]) => ({ at, count: lines.length }));
  const total = counts.reduce((sum, { count }) => sum + count, 0);
  const usual = counts.filter(({ count }) => count >= Math.max(1, total * 0.2)).map(({ at }) => at);
  return usual.length === 0 ? undefined : Math.min(...usual);
}
