/** Tab-separated case files beside the tests, as records by header name. */
import { readdirSync, readFileSync } from 'node:fs';

/** Rows of one file under `test/timescale/`. */
export function readCases(name: string): Record<string, string>[] {
  const [head, ...lines] = readFileSync(new URL(name, import.meta.url), 'utf8')
    .trimEnd()
    .split('\n');
  const columns = (head ?? '').split('\t');
  return lines.map((line) => {
    const cells = line.split('\t');
    return Object.fromEntries(columns.map((column, index) => [column, cells[index] ?? '']));
  });
}

/** Names of the phrase case files, without the negatives. */
export function phraseFiles(): string[] {
  return readdirSync(new URL('cases', import.meta.url)).filter((name) => !name.startsWith('negatives'));
}

/** The legend that `cases/legend-terms.tsv` is read against. */
export const CASE_LEGEND = {
  'short term': ['2024-03-01', '2024-08-31'],
  'medium term': ['2024-09-01', '2025-02-28'],
  'long term': ['2025-03-01', null],
  'quick win': ['2024-02-01', '2024-04-30'],
} as const;

/** `in 2024-03-01 2024-03-31`, with `-` for an open end. */
export function shown({
  kind,
  start,
  end,
}: {
  kind: string;
  start: string | null;
  end: string | null;
}): string {
  return `${kind} ${start ?? '-'} ${end ?? '-'}`;
}
