/**
 * Tables whose rows were copied as one line each, their cells run together with a space between: "1. Be bolder Agree
 * a vision with partners. Head of Policy May 2025 On track".
 * In: a text's lines and where a header may stand; out: the table, cut where a post and a time stand side by side.
 */
import type { Table } from '../../model.ts';
import type { Placer } from '../cell-blocks.ts';
import type { ColumnContent } from '../header-rows.ts';
import { type RunOnCuts, cutRunOn } from './run-on-cells.ts';
import type { Line } from './lines.ts';
import { type RawRow, buildTable } from './tables.ts';
import { traceSource } from '../traced.ts';
import { type WrappedHeader, findWrappedHeaders } from './wrapped/header.ts';

/** A row and the lines it takes. */
interface RunOnRow {
  from: number;
  to: number;
  number: number;
}

/** A table and the number of lines it takes. */
export interface RunOnTable {
  table: Table;
  used: number;
  /** Every row is one line and comes apart: nothing in it was wrapped. */
  isSure: boolean;
}

const longestRow = 12;
/** Share of rows that must come apart into all their cells. */
const leastCut = 0.7;

/**
 * The table below a header line of `[No] Recommendation Action Owner Time [Update]`, with the number of lines used;
 * null where fewer than two numbered rows follow it, or too few of them hold a post with a time beside it.
 */
export function readRunOnRows(
  source: string,
  lines: readonly Line[],
  at: number,
  place: Placer,
): RunOnTable | null {
  const rows = findRows(lines, at + 1);
  if (rows.length < 2) return null;
  const header = findWrappedHeaders(lines, at).find((one) => one.to === at + 1 && isInOrder(one));
  if (header === undefined) return null;
  const holds = header.columns.map((column) => column.holds);
  const words = holds.slice(holds[0] === 'reference' ? 1 : 0, holds.indexOf('owner')).length;
  const cuts = rows.map(({ from, to }) => {
    const start = lines[from]?.start ?? 0;
    const text = source.slice(start, lines[to - 1]?.end ?? start);
    return cutRunOn(text, { words, isNumbered: holds[0] === 'reference', hasRest: holds.at(-1) !== 'time' });
  });
  const cut = cuts.filter((one) => one !== null).length;
  if (cut < rows.length * leastCut) return null;
  const raw = [
    headerRow(source, header),
    ...rows.map((row, index) => makeRow(source, lines, row, cuts[index] ?? null, holds)),
  ];
  const table = buildTable(raw, place, new Set());
  return {
    table: { ...table, headerRows: Math.max(1, table.headerRows) },
    used: (rows.at(-1)?.to ?? at) - at,
    isSure: cut === rows.length && rows.every(({ from, to }) => to - from === 1),
  };
}

/** A number, words in one or two columns, who and when side by side, and at most one column after them. */
function isInOrder({ columns }: WrappedHeader): boolean {
  const holds = columns.map((column) => column.holds);
  const owner = holds.indexOf('owner');
  const words = holds.slice(holds[0] === 'reference' ? 1 : 0, Math.max(0, owner));
  const rest: ColumnContent[] = holds.slice(owner + 2);
  return (
    holds[owner + 1] === 'time' &&
    words.length >= 1 &&
    words.length <= 2 &&
    words.every((content) => content === 'note' || content === 'action') &&
    rest.length <= 1 &&
    rest.every((content) => content === 'status' || content === 'progress' || content === 'note')
  );
}

/** Lines that count on from each other, each with those below it up to a blank one. */
function findRows(lines: readonly Line[], first: number): RunOnRow[] {
  const rows: RunOnRow[] = [];
  for (let at = first; at < lines.length; at++) {
    const line = lines[at];
    const last = rows.at(-1);
    if (line === undefined || (line.kind !== 'words' && line.kind !== 'blank')) break;
    const number = Number(/^\s*(\d{1,2})[.)]?\s+\p{Lu}/u.exec(line.text)?.[1] ?? Number.NaN);
    if (line.kind === 'blank') continue;
    if (number === (last?.number ?? number - 1) + 1) rows.push({ from: at, to: at + 1, number });
    else if (last?.to === at && at - last.from < longestRow) last.to = at + 1;
    else break;
  }
  return rows;
}

function headerRow(source: string, header: WrappedHeader): RawRow {
  const spans = header.cells.map((pieces) => pieces.flatMap((piece) => piece.lines));
  return {
    cells: spans.map((lines) => traceSource(source, lines[0]?.start ?? 0, lines.at(-1)?.end ?? 0)),
    start: spans[0]?.[0]?.start ?? 0,
    end: spans.at(-1)?.at(-1)?.end ?? 0,
  };
}

/** A row that does not come apart keeps all its words in its last column of words. */
function makeRow(
  source: string,
  lines: readonly Line[],
  { from, to }: RunOnRow,
  cuts: RunOnCuts | null,
  holds: readonly ColumnContent[],
): RawRow {
  const start = lines[from]?.start ?? 0;
  const end = lines[to - 1]?.end ?? start;
  const blank = traceSource(source, end, end);
  const whole = holds.map((_, column) =>
    column === holds.indexOf('owner') - 1 ? traceSource(source, start, end) : blank,
  );
  const cells = cuts?.map((at, index) =>
    traceSource(source, start + at, start + (cuts[index + 1] ?? end - start)),
  );
  return { cells: cells ?? whole, start, end };
}
