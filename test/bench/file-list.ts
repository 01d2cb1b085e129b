/** Paths given to a measured program: files, or lists of files (`.txt`). */
import { readFileSync } from 'node:fs';

export function listedPaths(given: readonly string[]): string[] {
  return given.flatMap((path) =>
    path.endsWith('.txt') ? readFileSync(path, 'utf8').trim().split('\n') : [path],
  );
}
