/** Cases of a tab-separated file beside the tests, as records by header name. */
import { readFileSync } from 'node:fs';

/** Rows of `cases/NAME.tsv`; short rows have empty cells. */
export function readCases(name: string): Record<string, string>[] {
  const text = readFileSync(new URL(`cases/${name}.tsv`, import.meta.url), 'utf8');
  const [header = '', ...lines] = text.split('\n').filter((line) => line !== '');
  const columns = header.split('\t');
  return lines.map((line) => {
    const cells = line.split('\t');
    return Object.fromEntries(columns.map((column, index) => [column, cells[index] ?? '']));
  });
}
