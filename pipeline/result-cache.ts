/**
 * Results of documents read before, by content hash, facts and pipeline version: reading is a pure function, so the
 * same key gives the same plan. A file that cannot be read back is a miss, never an error.
 */
import { createHash } from 'node:crypto';
import { existsSync, mkdirSync, readdirSync, readFileSync, renameSync, writeFileSync } from 'node:fs';
import { join, relative } from 'node:path';
import { packagePath } from './data-files.ts';
import type { Outcome, Plan } from './model.ts';

/** What came of a document, with the hash of its plan (`contentHashOf`), empty when there is none. */
export interface Result {
  outcome: Outcome<Plan>;
  contentHash: string;
}

export interface ResultCache {
  /** The result held for these bytes and facts; `null` when there is none. */
  find(bytes: Uint8Array, facts: object): Result | null;
  /** Keeps a result, its outcome given as JSON. */
  keep(bytes: Uint8Array, facts: object, json: string, contentHash: string): void;
}

/** Opens the cache under `folder`; an empty name gives a cache that holds nothing. */
export function openResultCache(folder: string): ResultCache {
  if (folder === '') return { find: () => null, keep: () => undefined };
  mkdirSync(folder, { recursive: true });
  const version = pipelineVersion();
  const pathOf = (bytes: Uint8Array, facts: object) => {
    const sorted = JSON.stringify(Object.entries(facts).sort(([a], [b]) => (a < b ? -1 : 1)));
    return join(
      folder,
      `${createHash('sha256').update(version).update(sorted).update(bytes).digest('hex')}.json`,
    );
  };
  return {
    find(bytes, facts) {
      const path = pathOf(bytes, facts);
      if (!existsSync(path)) return null;
      try {
        const text = readFileSync(path, 'utf8');
        const hashEnd = text.indexOf('\n');
        const outcome = JSON.parse(text.slice(hashEnd + 1)) as Outcome<Plan>;
        return { outcome, contentHash: text.slice(0, hashEnd) };
      } catch {
        return null;
      }
    },
    keep(bytes, facts, json, contentHash) {
      const path = pathOf(bytes, facts);
      writeFileSync(`${path}.${process.pid}.part`, `${contentHash}\n${json}`);
      renameSync(`${path}.${process.pid}.part`, path);
    },
  };
}

let knownVersion = '';

/** Hash of everything a result depends on: the stages' code, the lexicons, the model. 16 hex digits. */
export function pipelineVersion(): string {
  if (knownVersion !== '') return knownVersion;
  const hash = createHash('sha256');
  const code = import.meta.url.endsWith('.ts') ? 'pipeline' : 'dist';
  const add = (folder: string, keep: (name: string) => boolean) => {
    const entries = readdirSync(packagePath(folder), { recursive: true, withFileTypes: true });
    const names = entries.flatMap((entry) => (entry.isFile() ? [join(entry.parentPath, entry.name)] : []));
    const root = packagePath(folder);
    for (const path of names.toSorted()) {
      const name = relative(root, path);
      if (keep(name)) hash.update(name).update(readFileSync(path));
    }
  };
  const stage = /^(?:(?:read|split|timescale|owner|theme)\/.*|[^/]*)\.(?:ts|js)$/;
  add(code, (name) => stage.test(name) && !name.endsWith('.d.ts'));
  add('data', (name) => /^(?:lexicon\/|theme-model\/|councils\.csv$)/.test(name));
  knownVersion = hash.digest('hex').slice(0, 16);
  return knownVersion;
}
