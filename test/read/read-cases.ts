/** Case tables of this folder: tab-separated, a header line, `#` for comments, `\n` for a line break in a cell, `\t` for a tab. */
import { readFileSync } from 'node:fs';

/** Records of a case table by header name. */
export function readCases(name: string): Record<string, string>[] {
  const lines = readFileSync(new URL(`cases/${name}`, import.meta.url), 'utf8')
    .split('\n')
    .filter((line) => line.trim() !== '' && !line.startsWith('#'));
  const header = (lines.shift() ?? '').split('\t');
  return lines.map((line) => {
    const cells = line.split('\t');
    return Object.fromEntries(
      header.map((column, index) => [
        column,
        (cells[index] ?? '').replaceAll('\\n', '\n').replaceAll('\\t', '\t'),
      ]),
    );
  });
}
