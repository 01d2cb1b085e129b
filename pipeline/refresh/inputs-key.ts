/** What a night's store is made from, as one hash: the same hash means the same store. */
import { createHash } from 'node:crypto';
import { existsSync, readFileSync } from 'node:fs';
import { pipelineVersion } from '../result-cache.ts';
import type { RawStore } from '../sources/raw-store.ts';
import type { Source } from '../sources/register.ts';

/** Hex SHA-256 of everything a store is made from: the pipeline, and each source's facts and copies. */
export function inputsKey(sources: readonly Source[], raw: RawStore, overrides: string): string {
  const hash = createHash('sha256').update(pipelineVersion()).update(hashOfFile(overrides));
  for (const { name, path, url, facts, landing, pinned } of sources) {
    if (landing) continue;
    const copies = path === '' ? raw.recordOf(url).versions.map(({ sha256 }) => sha256) : [hashOfFile(path)];
    hash.update(JSON.stringify([name, url, facts, copies, pinned]));
  }
  return hash.digest('hex');
}

function hashOfFile(path: string): string {
  return existsSync(path) ? createHash('sha256').update(readFileSync(path)).digest('hex') : 'missing';
}
