/**
 * Delimited text to cells that know their offsets: the CSV of RFC 4180, with `,`, `;`, `|` or tab between cells.
 * Broken quotes are read as plain characters; nothing is dropped.
 */

/** One cell: its value without quotes, and the range in the text that holds it (quotes excluded). */
export interface DelimitedCell {
  value: string;
  start: number;
  end: number;
}

/** Rows of cells; a row of one blank cell stands for a blank line. */
export function readDelimited(
  text: string,
  delimiter: string,
  maxRows = Number.POSITIVE_INFINITY,
): DelimitedCell[][] {
  const rows: DelimitedCell[][] = [];
  let row: DelimitedCell[] = [];
  let at = 0;
  while (at <= text.length && rows.length < maxRows) {
    const { cell, next } = readCell(text, at, delimiter);
    row.push(cell);
    const stop = text[next];
    if (stop === delimiter) {
      at = next + 1;
      continue;
    }
    rows.push(row);
    row = [];
    if (stop === undefined) break;
    at = next + (stop === '\r' && text[next + 1] === '\n' ? 2 : 1);
    if (at >= text.length) break;
  }
  return rows;
}

function readCell(text: string, at: number, delimiter: string): { cell: DelimitedCell; next: number } {
  if (text[at] === '"') {
    const quoted = readQuoted(text, at, delimiter);
    if (quoted !== null) return quoted;
  }
  let next = at;
  while (next < text.length && text[next] !== delimiter && text[next] !== '\n' && text[next] !== '\r') next++;
  return { cell: { value: text.slice(at, next), start: at, end: next }, next };
}

/** `null` when the quote never closes before a delimiter or the end of a line: then it is a plain character. */
function readQuoted(
  text: string,
  at: number,
  delimiter: string,
): { cell: DelimitedCell; next: number } | null {
  let close = at + 1;
  // A cell of more than a hundred thousand characters is a quote that was never closed.
  while (close < text.length && close - at < 100_000) {
    if (text[close] === '"') {
      if (text[close + 1] !== '"') break;
      close++;
    }
    close++;
  }
  const after = text[close + 1];
  if (text[close] !== '"') return null;
  if (after !== undefined && after !== delimiter && after !== '\n' && after !== '\r') return null;
  const value = text.slice(at + 1, close).replaceAll('""', '"');
  return { cell: { value, start: at + 1, end: close }, next: close + 1 };
}

/**
 * The delimiter of a text that is a table and nothing else: at least two rows, nine in ten of them with the
 * same two or more cells. Prose has commas too, but never as many on every line. `null` for anything else.
 */
export function findDelimiter(text: string): string | null {
  for (const delimiter of [',', ';', '|', '\t']) {
    // Plain tabs are the text reader's; only cells quoted over several lines need this one.
    if (delimiter === '\t' && !/(?:^|\t)"[^"\t\n]*\n/m.test(text)) continue;
    const rows = readDelimited(text, delimiter, 200).filter(
      (row) => row.length > 1 || row[0]?.value.trim() !== '',
    );
    const counts = rows.map((row) => row.length);
    const usual = mostCommon(counts);
    if (usual < 2 || rows.length < 2) continue;
    const alike = counts.filter((count) => count === usual).length;
    // A comma after a word is followed by a space in prose, and rarely so in a table.
    const spaced = delimiter === ',' && rows.flat().filter((cell) => cell.value.startsWith(' ')).length;
    if (alike / counts.length < 0.9 || (spaced !== false && spaced > rows.length * 0.5)) continue;
    if (delimiter === '|' && /^[ \t]*\|/m.test(text)) continue;
    return delimiter;
  }
  return null;
}

function mostCommon(numbers: readonly number[]): number {
  const counts = new Map<number, number>();
  for (const number of numbers) counts.set(number, (counts.get(number) ?? 0) + 1);
  return [...counts].sort((a, b) => b[1] - a[1] || b[0] - a[0])[0]?.[0] ?? 0;
}
