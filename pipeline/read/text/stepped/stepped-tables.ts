/**
 * Tables that a page's text kept line by line, tabs or pipes between the columns: each printed line holds one line of every
 * cell, so that a row is several lines and no line alone is a whole cell.
 * In: a text's lines; out: tables by the line they begin on, with a warning for lines that could be read otherwise.
 */
import type { Issue } from '../../../model.ts';
import type { Placer } from '../../cell-blocks.ts';
import { findColumnContent, namesColumn } from '../../header-rows.ts';
import { findOpeningMarker } from '../../list-markers.ts';
import type { Line } from '../lines.ts';
import type { FoundStacked, StackedTable } from '../stacked/stacked-tables.ts';
import { type Step, type SteppedShape, findSteps } from './rows.ts';
import { type RawRow, buildTable } from '../tables.ts';
import { joinTraced, traceAt, traceSource } from '../../traced.ts';

/** A cell's line: its words and where they stand. */
interface CellLine {
  text: string;
  start: number;
  end: number;
}

const fewestColumns = 3;
/** A line of the header that only goes on with the one above. */
const longestName = 25;
/** Log-likelihoods this near to nothing could be read otherwise. */
const unsureWithin = 1;

/** Every such table: below a line of columns' names, over page breaks, as far as rows go. */
export function findSteppedTables(source: string, lines: readonly Line[], place: Placer): FoundStacked {
  const tables = new Map<number, StackedTable>();
  const issues: Issue[] = [];
  for (let at = 0; at < lines.length; at++) {
    const shape = readShape(lines[at]);
    if (shape === null) continue;
    const { body, to } = findBody(lines, at, shape.reference < 0);
    const cells = body.map(cutLine);
    const header = countHeaderLines(cells, shape);
    const below = cells.slice(header);
    const steps = findSteps(
      below.map((line) => line.map(({ text }) => text)),
      shape,
    );
    if (steps !== null) {
      const rows = [mergeLines([cutLine(lines[at]), ...cells.slice(0, header)]), ...gatherRows(below, steps)];
      const raw = rows.map((row) => makeRow(source, row));
      const table = buildTable(raw, place, new Set());
      tables.set(at, { table: { ...table, headerRows: Math.max(1, table.headerRows) }, to });
      issues.push(...findUnsure(below, steps, place));
    }
    at = to - 1;
  }
  return { tables, issues };
}

/** The columns that a line names; null where it heads no plan's table. */
function readShape(line: Line | undefined): SteppedShape | null {
  if (line?.kind !== 'tabs' && line?.kind !== 'pipes') return null;
  const names = cutLine(line).map(({ text }) => text);
  const filled = names.filter((name) => name !== '');
  const named = filled.filter((name) => name.length <= 60 && namesColumn(name));
  if (filled.length < fewestColumns || named.length < filled.length * 0.6) return null;
  const holds = names.map((name) => findColumnContent(name));
  const main = holds.findLastIndex((content) => content === 'action');
  if (main < 0 || !(holds.includes('owner') || holds.includes('time'))) return null;
  return { reference: holds[0] === 'reference' ? 0 : -1, main };
}

/**
 * The rows' lines below a header, page breaks and the header itself left out, and the line after the last. Words without
 * a tab are the rest of a first cell that holds words (`wordsFirst`), the blank cells after it gone.
 */
function findBody(lines: readonly Line[], at: number, wordsFirst: boolean): { body: Line[]; to: number } {
  const { kind, text = '' } = lines[at] ?? {};
  const body: Line[] = [];
  let to = at + 1;
  for (let index = at + 1; index < lines.length; index++) {
    const line = lines[index];
    if (line?.kind === 'blank' || line?.kind === 'furniture' || line?.kind === 'rule') continue;
    const isRest = wordsFirst && line?.kind === 'words' && to === index && /^\s*\p{Ll}/u.test(line.text);
    if (line === undefined || (line.kind !== kind && !isRest)) break;
    const isTitle = line.text.trim() === text.trim();
    if (!isTitle && readShape(line) !== null) break;
    if (!isTitle) body.push(line);
    to = index + 1;
  }
  return { body, to };
}

/** A line's cells; a pipe at its end is its frame. */
function cutLine(line: Line | undefined): CellLine[] {
  const { text = '', start: from = 0, kind } = line ?? {};
  const separator = kind === 'pipes' ? /(?<!\\)\|/ : /\t/;
  let start = from;
  const cells = text.split(separator).map((field) => {
    const lead = field.length - field.trimStart().length;
    const words = field.trim();
    const cell = { text: words, start: start + lead, end: start + lead + words.length };
    start += field.length + 1;
    return cell;
  });
  const isFramed = kind === 'pipes' && text.trimStart().startsWith('|');
  return isFramed ? cells.slice(1, cells.at(-1)?.text === '' ? -1 : undefined) : cells;
}

/** How many lines only go on with the header's: "Lead" over "officer". */
function countHeaderLines(cells: readonly (readonly CellLine[])[], { main }: SteppedShape): number {
  const count = cells.findIndex((line) => {
    const filled = line.filter(({ text }) => text !== '');
    const isName = ({ text }: CellLine): boolean =>
      text.length <= longestName && (namesColumn(text) || /^(?:\p{Ll}|\()/u.test(text));
    return (line[main]?.text ?? '') !== '' || (line[0]?.text ?? '') !== '' || !filled.every(isName);
  });
  return Math.max(0, count);
}

/** Lines as rows: for each column its lines from top to bottom. */
function gatherRows(lines: readonly (readonly CellLine[])[], steps: readonly Step[]): CellLine[][][] {
  const rows: CellLine[][][] = [];
  for (const [index, line] of lines.entries()) {
    const step = steps[index];
    const above = rows.at(-1);
    if (above !== undefined && step?.goesOn === true) {
      addLine(above, line);
      continue;
    }
    const spans = (column: number): boolean => step?.spanning.includes(column) === true;
    for (const column of step?.spanning ?? []) {
      const cell = line[column];
      const into = rows.findLast((row) => (row[column] ?? []).length > 0)?.[column];
      if (cell !== undefined) into?.push(cell);
    }
    rows.push(mergeLines([line.map((cell, column) => (spans(column) ? { ...cell, text: '' } : cell))]));
  }
  return rows;
}

function mergeLines(lines: readonly (readonly CellLine[])[]): CellLine[][] {
  const row: CellLine[][] = [];
  for (const line of lines) addLine(row, line);
  return row;
}

function addLine(row: CellLine[][], line: readonly CellLine[]): void {
  for (const [column, cell] of line.entries()) {
    row[column] ??= [];
    if (cell.text !== '') row[column].push(cell);
  }
}

function makeRow(source: string, row: readonly (readonly CellLine[])[]): RawRow {
  const all = row.flat();
  const start = all.reduce((least, cell) => Math.min(least, cell.start), Infinity);
  const end = all.reduce((most, cell) => Math.max(most, cell.end), 0);
  const from = Number.isFinite(start) ? start : end;
  return {
    cells: row.map((lines) =>
      lines.length === 0
        ? traceSource(source, from, from)
        : joinTraced(
            lines.flatMap((line, index) => [
              traceAt(glueOf(lines[index - 1], line), line.start),
              traceSource(source, line.start, line.end),
            ]),
          ),
    ),
    pieces: row.map((lines) => lines.map((line) => ({ start: line.start, end: line.end }))),
    start: from,
    end,
  };
}

/** Nothing where a hyphen cuts a word, a line break before an item of a list, else a space. */
function glueOf(above: CellLine | undefined, line: CellLine): string {
  if (above === undefined) return '';
  if (/[\p{L}\p{N}][-/]$/u.test(above.text) && /^\p{Ll}/u.test(line.text)) return '';
  return findOpeningMarker(line.text) === null ? ' ' : '\n';
}

function findUnsure(lines: readonly (readonly CellLine[])[], steps: readonly Step[], place: Placer): Issue[] {
  return steps.flatMap((step, index): Issue[] => {
    const filled = (lines[index] ?? []).filter(({ text }) => text !== '');
    if (Math.abs(step.score) >= unsureWithin) return [];
    return [
      {
        code: 'unsure-join',
        severity: 'warning',
        message: `a line may ${step.goesOn ? 'not ' : ''}go on with the row above it: its words leave it open`,
        place: place(filled[0]?.start ?? 0, filled.at(-1)?.end ?? 0),
      },
    ];
  });
}
