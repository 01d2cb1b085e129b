/**
 * Rows of a text's table that line breaks inside cells tore: lines of words among tabbed lines, and tabbed lines that
 * make one row together.
 */
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
