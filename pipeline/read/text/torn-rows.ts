/**
 * Rows of a text's table that line breaks inside cells tore: lines of words among tabbed lines, and tabbed lines that
 * make one row together.
 */
import { findCellKind } from './cell-kinds.ts';
import { endsOpen } from '../continuation.ts';
import { findOpeningMarker } from '../list-markers.ts';
import type { Line } from './lines.ts';
import type { RawRow } from './tables.ts';
import { joinTraced, traceAt } from '../traced.ts';

/** A line break inside a cell: small first letter or a list mark, and the table goes on below; or the next letter of the row's last cell. */
export function goesOnInCell(lines: readonly Line[], at: number): boolean {
  const line = lines[at]?.text.trim() ?? '';
  const letter = /^\(?(?<letter>[b-h])[.)]\s/u.exec(line)?.groups?.['letter'];
  if (letter !== undefined) {
    const before = String.fromCharCode(letter.charCodeAt(0) - 1);
    const end = lines[at - 1]?.text.split('\t').at(-1) ?? '';
    if (new RegExp(String.raw`^\s*\(?${before}[.)]\s`).test(end)) return true;
  }
  let below = at + 1;
  while (lines[below]?.kind === 'words') below++;
  const within = below - at <= 12 && lines[below]?.kind === 'tabs';
  return within && /^(?:\p{Ll}|[•●▪■◦-]|\(?[a-z]\)|\d{1,2}[a-h][.):]\s)/u.test(line);
}

/** Lines of words that a row's first cell may open with. */
const longestOpening = 3;
/** Share of a table's rows that begin small without being torn, above which a small letter says nothing. */
const mostSmall = 0.2;
/** Share of the rows around that are as wide as the torn one. */
const leastWhole = 0.6;
const linesAround = 100;

/**
 * A line of words that opens the row whose tabs stand on the next line: it waits for its rest ("… social media use by" /
 * "members→Head of Policy→May"), and the next line goes on with it. The row above has all its cells; a title, a finished
 * sentence or a table whose rows begin small opens nothing.
 */
export function opensRowBelow(lines: readonly Line[], at: number): boolean {
  const { above, below } = findRowsAround(lines, at);
  const [whole, row] = [lines[above], lines[below]];
  if (whole?.kind !== 'tabs' || row?.kind !== 'tabs') return false;
  const cells = row.text.split('\t');
  if (cells.length < 2 || whole.text.split('\t').length !== cells.length) return false;
  const opening = lines.slice(above + 1, below).map((line) => line.text.trim());
  if (!/^\p{Lu}/u.test(opening[0] ?? '') || isTitle(opening[0] ?? '')) return false;
  const rest = cells[0]?.trim() ?? '';
  if (findCellKind(rest) === 'reference') return false;
  const parts = [...opening, rest];
  if (!parts.every((part, index) => index === 0 || goesOnFrom(parts[index - 1] ?? '', part))) return false;
  // What the row above leaves open is its own to finish.
  if (endsOpen(whole.text.trim())) return false;
  return fitsAround(lines, at, cells.length);
}

/** Lines of words in a cell in the middle of a row: what stands above and below them adds up to the width of the rows around. */
export function bridgesRow(lines: readonly Line[], at: number): boolean {
  const { above, below } = findRowsAround(lines, at);
  const [start, end] = [lines[above], lines[below]];
  if (start?.kind !== 'tabs' || end?.kind !== 'tabs') return false;
  const [left, right] = [start.text.split('\t').length, end.text.split('\t').length];
  if (left < 2 || right < 2 || lines.slice(above + 1, below).some((line) => isTitle(line.text.trim())))
    return false;
  const width = left + right - 1;
  const isWhole = (line: Line | undefined): boolean =>
    line?.kind === 'tabs' && line.text.split('\t').length === width;
  return isWhole(lines[above - 1]) && (isWhole(lines[below + 1]) || !isInRun(lines[below + 1]));
}

/** The lines around a few lines of words. */
function findRowsAround(lines: readonly Line[], at: number): { above: number; below: number } {
  let above = at - 1;
  while (at - above < longestOpening && lines[above]?.kind === 'words') above--;
  let below = at + 1;
  while (below - above <= longestOpening && lines[below]?.kind === 'words') below++;
  return { above, below };
}

/** "Theme 2: Money", "**Finance**", "OUR PEOPLE". */
function isTitle(text: string): boolean {
  return /^(?:\*\*|__|#)/.test(text) || findCellKind(text) === 'section' || !/\p{Ll}/u.test(text);
}

/** A line that waits for its rest, and one that goes on small or from an open end. */
function goesOnFrom(above: string, below: string): boolean {
  if (/[.!?:;]["'”’)]*$/.test(above) || below === '') return false;
  return /^[\p{Ll}(]/u.test(below) || endsOpen(above);
}

/** True where the rows around are as wide as that and few of them begin with a small letter; a hundred lines either way are asked. */
function fitsAround(lines: readonly Line[], at: number, width: number): boolean {
  let [from, to] = [at, at];
  while (at - from < linesAround && isInRun(lines[from - 1])) from--;
  while (to - at < linesAround && isInRun(lines[to + 1])) to++;
  const rows = lines
    .slice(from, to + 1)
    .filter((line, index, all) => line.kind === 'tabs' && all[index - 1]?.kind !== 'words');
  const whole = rows.filter((row) => row.text.split('\t').length === width);
  const small = whole.filter((row) => /^\s*\p{Ll}/u.test(row.text));
  return whole.length >= rows.length * leastWhole && small.length <= whole.length * mostSmall;
}

function isInRun(line: Line | undefined): boolean {
  return line?.kind === 'tabs' || line?.kind === 'words';
}

/**
 * Rows that line breaks inside cells tore into several lines (`1 | a. Do this` / `b. Do that | Jo | May`): put together
 * where the cells add up to the first row's width and the later line opens as something that goes on. Where other rows
 * have all their cells, empty ones too, two lines that make one row together are enough.
 */
export function mendBrokenRows(rows: readonly RawRow[]): RawRow[] {
  const width = rows[0]?.cells.length ?? 0;
  const whole = rows.filter((row) => row.cells.length === width).length;
  const isPadded = whole >= Math.max(4, rows.length * 0.6);
  const mended: RawRow[] = [];
  for (let index = 0; index < rows.length; index++) {
    const row = rows[index];
    if (row === undefined) break;
    const gathered = width < 3 || index === 0 ? null : gatherRow(rows, index, width, isPadded);
    mended.push(gathered?.row ?? row);
    index += gathered?.used ?? 0;
  }
  return mended;
}

/** "1b. Publish the plan": an item counted inside a row's number. */
const itemCode = /^\s*\d{1,2}[a-h][.):]?\s/;

/** The row made of this one and the next few, and how many of those it took; `null` where they do not add up. */
function gatherRow(
  rows: readonly RawRow[],
  from: number,
  width: number,
  isPadded: boolean,
): { row: RawRow; used: number } | null {
  let row = rows[from];
  let marked = 0;
  for (let used = 1; row !== undefined && row.cells.length < width && used <= 12; used++) {
    const next = rows[from + used];
    const [first, ...rest] = next?.cells ?? [];
    const last = row.cells.at(-1);
    if (next === undefined || first === undefined || last === undefined) return null;
    const isItem = itemCode.test(first.text) || findOpeningMarker(first.text) !== null;
    const goesOn = isItem || /^\s*\p{Ll}/u.test(first.text) || /[:,]\s*$/.test(last.text);
    // A second name in a torn cell ("Director of Place" / "Head of HR") goes on where its neighbours are items.
    const isNamed = marked > 0 && itemCode.test(rest[0]?.text ?? '');
    const completes = isPadded && rest.length > 0 && row.cells.length + rest.length === width;
    if (!(goesOn || isNamed || completes) || row.cells.length + rest.length > width) return null;
    marked += isItem ? 1 : 0;
    const joined = joinTraced([last, traceAt('\n', row.end), first]);
    row = { cells: [...row.cells.slice(0, -1), joined, ...rest], start: row.start, end: next.end };
    if (row.cells.length === width) return { row, used };
  }
  return null;
}
