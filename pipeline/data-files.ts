/** Where the package's own files are (`data/`, SQL), from the sources and from the compiled package alike. */
import { readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';

/** Absolute path of a file by its path from the package's root, e.g. `packagePath('data/councils.csv')`. */
export function packagePath(name: string): string {
  return fileURLToPath(new URL(`../${name}`, import.meta.url));
}

/** The text of a file under `data/`. Throws when the package is incomplete. */
export function readDataText(name: string): string {
  return readFileSync(packagePath(`data/${name}`), 'utf8');
}

/** The package's version, e.g. `0.6.0`. */
export function packageVersion(): string {
  const { version } = JSON.parse(readFileSync(packagePath('package.json'), 'utf8')) as { version: unknown };
  return String(version);
}

/**
 * Rows of a tab-separated lexicon under `data/`, as records by header name.
 * Blank lines and lines that begin with `#` are comments; cells are trimmed; a short row has empty cells.
 */
export function readLexicon(name: string): Record<string, string>[] {
  const lines = readDataText(name)
    .split(/\r?\n/)
    .filter((line) => line.trim() !== '' && !line.startsWith('#'));
  const header = (lines.shift() ?? '').split('\t').map((cell) => cell.trim());
  return lines.map((line) => {
    const cells = line.split('\t');
    return Object.fromEntries(header.map((column, index) => [column, (cells[index] ?? '').trim()]));
  });
}
