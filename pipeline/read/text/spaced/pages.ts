/**
 * The pages of one table that spaces set out: from its header down to where its lines end.
 * In: lines and a header; out: for each page its lines as cells. Columns shift from page to page, so each has its own.
 */
import type { Line } from '../lines.ts';
import { type SpacedColumns, assignWords } from './assignment.ts';
import { findColumns } from './columns.ts';
import { type GridLine, findBanner, highestCost, takeRows } from './lines.ts';
import { type SpacedHeader, findSpacedHeader, partNames, repeatsHeader } from './header.ts';
import { type Stretch, findWords } from './words.ts';

/** A stretch of the table that columns do not shift in. */
export interface GridPage {
  lines: GridLine[];
  columns: SpacedColumns;
  /** Lines over all columns that stand between the page before and this one: a heading inside the table. */
  banner: readonly Line[];
}

export interface SpacedGrid {
  header: SpacedHeader;
  pages: GridPage[];
  /** Index of the first line that is no longer the table's. */
  to: number;
  /** Index of the first line that was not looked at. */
  seen: number;
}

/** Lines without words that part a table from what follows, unless a page ends there. */
const widestGap = 4;
/** Longer pages are read in parts. */
const longestPage = 400;
const trialLines = 80;

/** The lines of the table that a header heads. */
export function readGrid(
  source: string,
  lines: readonly Line[],
  at: number,
  printed: SpacedHeader,
): SpacedGrid {
  const header = chooseNames(source, lines, at, printed);
  const pages: GridPage[] = [];
  let [from, to, seen] = [at + header.used, at + header.used, at + header.used];
  let names = header.names.map(({ start, end }): Stretch => ({ start, end }));
  let known: { names: Stretch[]; edges: number[] } | null = null;
  while (from < lines.length) {
    const end = findPageEnd(source, lines, from, at, header);
    const page = lines.slice(from, end).map(findWords);
    const before = known;
    const expected =
      before === null
        ? []
        : before.edges.map(
            (edge, column) => edge + (names[column]?.start ?? 0) - (before.names[column]?.start ?? 0),
          );
    const columns = findColumns(page, names, expected);
    seen = end;
    let done = 0;
    let ended = false;
    for (let banner: Line[] = []; done < page.length && !ended;) {
      const used = takeRows(lines, from, page, done, columns);
      if (used.length > 0) {
        pages.push({ lines: used, columns, banner });
        known = { names, edges: columns.edges };
        done += used.length;
        to = from + done;
      }
      // Words below the last row: a heading inside the table, or the table has ended.
      const rest = firstWords(lines, from + done) - from;
      if (rest >= page.length) break;
      const headed = used.length === 0 ? null : findBanner(page, rest, columns);
      ended = headed === null;
      banner = lines.slice(from + rest, from + (headed ?? rest)).filter((line) => line.kind === 'words');
      done = headed ?? page.length;
    }
    const next = firstWords(lines, end);
    if (ended || next >= lines.length) break;
    if (repeatsHeader(lines, header, at, next)) {
      names = namesAgain(lines, header, at, next);
      from = next + header.used;
    } else if (
      (endsPage(source, lines, end) || end - from >= longestPage) &&
      findSpacedHeader(lines, next) === null
    )
      from = next;
    else break;
  }
  return { header, pages, to, seen };
}

/** Index of the first line from one on that is neither blank nor furniture. */
function firstWords(lines: readonly Line[], from: number): number {
  let at = from;
  while (lines[at]?.kind === 'blank' || lines[at]?.kind === 'furniture') at++;
  return at;
}

/** What each line more or less costs before a name is parted. */
const partingCost = { once: 0.5, line: 0.02 };

/** The names as printed, or parted where the first page's words then stand better under them. */
function chooseNames(
  source: string,
  lines: readonly Line[],
  at: number,
  printed: SpacedHeader,
): SpacedHeader {
  const from = at + printed.used;
  const page = lines
    .slice(from, Math.min(from + trialLines, findPageEnd(source, lines, from, at, printed)))
    .map(findWords);
  const costOf = (header: SpacedHeader): number => {
    const columns = findColumns(page, header.names, []);
    return page.reduce(
      (sum, words, index) => sum + Math.min(highestCost, assignWords(words, index, columns).cost),
      0,
    );
  };
  const ways = partNames(printed, lines);
  if (ways.length === 1) return printed;
  const worth = partingCost.once + page.length * partingCost.line;
  return ways
    .map((header) => ({ header, cost: costOf(header) + header.names.length * worth }))
    .reduce((a, b) => (b.cost < a.cost ? b : a)).header;
}

/** The line after a page's last: at a form feed, at any header, at a wide gap, or at lines set out otherwise. */
function findPageEnd(
  source: string,
  lines: readonly Line[],
  from: number,
  at: number,
  header: SpacedHeader,
): number {
  let gap = 0;
  const last = Math.min(lines.length, from + longestPage);
  for (let index = from; index < last; index++) {
    const line = lines[index];
    if (line === undefined) break;
    if (index > from && source[line.start - 1] === '\f') return index;
    if (line.kind === 'blank' || line.kind === 'furniture') {
      gap += line.kind === 'blank' ? 1 : 0;
      continue;
    }
    if (line.kind !== 'words' || gap >= widestGap) return index;
    gap = 0;
    if (repeatsHeader(lines, header, at, index) || findSpacedHeader(lines, index) !== null) return index;
  }
  return last;
}

/** True where a page ends among the lines without words right before an index. */
function endsPage(source: string, lines: readonly Line[], index: number): boolean {
  for (let at = index; at >= 0; at--) {
    const line = lines[at];
    if (line === undefined) continue;
    if (source[line.start - 1] === '\f' || (at < index && line.kind === 'furniture')) return true;
    if (at < index && line.kind !== 'blank') return false;
  }
  return false;
}

/** Where the names of the header stand on another page. */
function namesAgain(lines: readonly Line[], header: SpacedHeader, at: number, again: number): Stretch[] {
  return header.names.map((name) => {
    const moved = name.pieces.map((piece) => {
      const [first, later] = [findWords(lines[piece.line]), findWords(lines[again + piece.line - at])];
      const order = (end: number): number => first.findIndex((word) => word.end >= end);
      return {
        start: later[order(piece.start + 1)]?.start ?? piece.start,
        end: later[order(piece.end)]?.end ?? piece.end,
      };
    });
    return {
      start: Math.min(...moved.map(({ start }) => start)),
      end: Math.max(...moved.map(({ end }) => end)),
    };
  });
}
