/** The pages a reader is given. */
import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { packagePath } from '../../pipeline/data-files.ts';

/** Markdown files at the top and in `docs/`, as paths from the top. */
export function listPages(): string[] {
  const docs = readdirSync(packagePath('docs')).map((name) => join('docs', name));
  return [...readdirSync(packagePath('.')), ...docs].filter((name) => name.endsWith('.md'));
}

export function readPage(page: string): string {
  return readFileSync(packagePath(page), 'utf8');
}
