/**
 * Who may import whom. Every TypeScript file under `pipeline/` is asked; a folder that the table does not name
 * fails, so that the table stays true.
 */
import { readdirSync, readFileSync } from 'node:fs';
import { dirname, join, relative } from 'node:path';
import { describe, expect, it } from 'vitest';

const ROOT = join(import.meta.dirname, '../pipeline');
/** Open to all: types, days, CSV, spellings, hashes, where the package's files are. */
const KERNEL = ['model.ts', 'calendar.ts', 'csv.ts', 'data-files.ts', 'content-hash.ts', 'edit-distance.ts'];
/** Folder → what else it may import: folders, or files at the top of `pipeline/`. */
const MAY_IMPORT: Record<string, string[]> = {
  read: [],
  split: [],
  timescale: [],
  owner: [],
  theme: [],
  sources: [],
  terminal: [],
  evaluate: [],
  store: [],
  analyses: ['store'],
  exports: ['store', 'analyses'],
  site: ['store', 'analyses'],
};
/** Files at the top and the commands put stages together: these alone may import any of them. */
const COMPOSING = ['', 'commands', 'refresh'];

const files = readdirSync(ROOT, { recursive: true, encoding: 'utf8' }).filter((name) => name.endsWith('.ts'));

function importsOf(file: string): string[] {
  const source = readFileSync(join(ROOT, file), 'utf8');
  return [...source.matchAll(/(?:from|import) ?\(?'(\.[^']+)'/g)].map(([, path]) =>
    relative(ROOT, join(ROOT, dirname(file), path ?? '')),
  );
}

const folderOf = (file: string) => (file.includes('/') ? (file.split('/')[0] ?? '') : '');

describe('architecture', () => {
  it('sees every folder of the pipeline', () => {
    const folders = new Set(files.map(folderOf));
    expect(files.length).toBeGreaterThan(30);
    for (const folder of folders) {
      expect(
        [...Object.keys(MAY_IMPORT), ...COMPOSING],
        `pipeline/${folder} is not in the import table`,
      ).toContain(folder);
    }
  });

  it.each(files)('%s imports only what it may', (file) => {
    const own = folderOf(file);
    if (COMPOSING.includes(own) && !KERNEL.includes(file)) return;
    const allowed = KERNEL.includes(file) ? [] : (MAY_IMPORT[own] ?? []);
    for (const imported of importsOf(file)) {
      const folder = folderOf(imported);
      const fine = KERNEL.includes(imported) || (folder !== '' && folder === own) || allowed.includes(folder);
      expect(fine, `${file} imports ${imported}`).toBe(true);
    }
  });

  it('imports each library in one file only', () => {
    const users = new Map<string, string[]>();
    for (const file of files) {
      const source = readFileSync(join(ROOT, file), 'utf8');
      for (const [, name = ''] of source.matchAll(/(?:from|import) ?\(?'(@?[a-z][^' ]*)'/g)) {
        if (name.startsWith('node:')) continue;
        const library = name
          .split('/')
          .slice(0, name.startsWith('@') ? 2 : 1)
          .join('/');
        if (!users.get(library)?.includes(file)) users.set(library, [...(users.get(library) ?? []), file]);
      }
    }
    const shared = [...users].filter(([, by]) => by.length > 1);
    expect(shared).toEqual([]);
    expect(users.size).toBeGreaterThan(3);
  });
});
