/**
 * Which lines of a text are rows of tables drawn with pipes.
 * In: lines by their words alone; out: the same, those of such tables marked.
 */
import type { Line } from './lines.ts';

const pipeRule = /^[ \t]*(?:\|[ \t]*)?(?::?-+:?(?:[ \t|]+|$))+$/;

/** Lines of pipe tables: they begin with a pipe, stand around a rule such as `--- | ---`, or run on with as many pipes each. */
export function markPipeTables(lines: Line[]): void {
  markBarePipes(lines);
  markClosedRows(lines);
  for (const line of lines) {
    if (/^[ \t]*\|.*\|/.test(line.text.slice(0, 10_000))) line.kind = 'pipes';
  }
  for (const [index, line] of lines.entries()) {
    if (!/-[-:]/.test(line.text) || !line.text.includes('|') || !pipeRule.test(line.text)) {
      if (/^\+(?:[-=]+\+)+[ \t]*$/.test(line.text)) line.kind = 'rule';
      continue;
    }
    // Below a header with one cell a line it parts nothing.
    if (isUnderOneCell(lines, index)) {
      line.kind = 'blank';
      continue;
    }
    line.kind = 'rule';
    const header = lines[index - 1];
    if (header?.kind === 'words' && header.text.includes('|')) header.kind = 'pipes';
    for (let below = index + 1; isPipeRow(lines[below]); below++) {
      const row = lines[below];
      if (row !== undefined) row.kind = 'pipes';
    }
  }
}

function isPipeRow(line: Line | undefined): boolean {
  return line?.kind === 'pipes' || (line?.kind === 'words' && line.text.includes('|'));
}

/** True for `Lead |`: words, and a pipe only where they end. */
export function isClosedCell(text: string): boolean {
  const words = text.trim();
  return words.length > 1 && words.endsWith('|') && words.indexOf('|') === words.length - 1;
}

/** True for a rule of three columns or more whose last lines above each hold one cell and its pipe. */
function isUnderOneCell(lines: readonly Line[], index: number): boolean {
  const width = lines[index]?.text.match(/-+/g)?.length ?? 0;
  let at = index - 1;
  while (lines[at]?.kind === 'blank') at--;
  const head = lines.slice(Math.max(0, at + 1 - width), at + 1);
  return width >= 3 && head.length === width && head.every((line) => isClosedCell(line.text));
}

/** Pipes that stand between cells: with white space, or the line's end, on both sides. */
function countPipes(text: string): number {
  return text.match(/(?<![^ \t])\|(?![^ \t])/g)?.length ?? 0;
}

/** Rows that may take that many lines each. */
const LONGEST_ROW = 60;

/**
 * Rows that only end in a pipe and whose cells go on over lines ("No | What? | When? |" over "1. | Do this" / "and
 * that | May |"): every row has as many pipes as the first line, two rows or more.
 */
function markClosedRows(lines: Line[]): void {
  for (let index = 0; index < lines.length; index++) {
    const width = closedWidth(lines[index]);
    if (width < 3) continue;
    let end = index + 1;
    let rows = 1;
    for (let next = endOfRow(lines, end, width); next > end; next = endOfRow(lines, end, width)) {
      end = next;
      rows += 1;
    }
    if (rows < 3) continue;
    for (const line of lines.slice(index, end)) if (line.kind !== 'blank') line.kind = 'pipes';
    index = end - 1;
  }
}

function closedWidth(line: Line | undefined): number {
  const isOpen = line?.kind === 'words' && !/^[ \t]*\|/.test(line.text) && /\|[ \t]*$/.test(line.text);
  return isOpen ? countPipes(line.text) : 0;
}

/** The index after the row that begins at `from`; `from` itself where none of `width` pipes closes there. */
function endOfRow(lines: readonly Line[], from: number, width: number): number {
  let pipes = 0;
  for (let at = from; at < Math.min(lines.length, from + LONGEST_ROW); at++) {
    const line = lines[at];
    if (line === undefined || line.kind === 'blank' || line.kind === 'tabs') return from;
    pipes += countPipes(line.text);
    if (pipes > width) return from;
    if (pipes === width) return /\|[ \t]*$/.test(line.text) ? at + 1 : from;
  }
  return from;
}

/** Three lines or more in a row, each cut by the same number of pipes, two or more, are a table without a frame. */
function markBarePipes(lines: Line[]): void {
  let from = 0;
  let pipes = 0;
  for (let index = 0; index <= lines.length; index++) {
    const line = lines[index];
    const here = line?.kind === 'words' ? countPipes(line.text) : 0;
    if (here === pipes) continue;
    if (pipes >= 2 && index - from >= 3) for (const row of lines.slice(from, index)) row.kind = 'pipes';
    from = index;
    pipes = here;
  }
}
