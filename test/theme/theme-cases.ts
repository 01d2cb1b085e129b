/** Rows of a case file beside the tests, by header name; `#` lines are comments. */
import { readFileSync } from 'node:fs';
import { join } from 'node:path';

/** Reads `NAME.tsv`; short rows have empty cells, cells are not trimmed. */
export function readCases(name: string): Record<string, string>[] {
  const lines = readFileSync(join(import.meta.dirname, name), 'utf8')
    .split('\n')
    .filter((line) => line.trim() !== '' && !line.startsWith('#'));
  const header = (lines.shift() ?? '').split('\t');
  return lines.map((line) => {
    const cells = line.split('\t');
    return Object.fromEntries(header.map((column, index) => [column, cells[index] ?? '']));
  });
}
