/** What a store file says of itself, and whether this release can use it. */
import { existsSync } from 'node:fs';
import { Database } from './database.ts';
import type { DatabaseOptions } from './database.ts';
import { StoreError, toStoreError } from './store-error.ts';

/** Raised whenever schema.sql changes in a way that older readers or writers cannot live with. */
export const SCHEMA_VERSION = 1;

/** Facts of the store by key. Throws `StoreError` when the file is no store of this package's. */
export async function readFacts(database: Database, path: string): Promise<Record<string, string>> {
  try {
    const rows = await database.query<{ key: string; value: string }>('SELECT key, value FROM store_facts');
    return Object.fromEntries(rows.map(({ key, value }) => [key, value]));
  } catch (error) {
    throw toStoreError(error, path, 'store-unreadable');
  }
}

/** Throws `StoreError` unless the file at `path` is a store of this release's schema. */
export async function requireThisSchema(path: string): Promise<void> {
  const database = await openReadOnly(path);
  try {
    requireSchema(await readFacts(database, path), path);
  } finally {
    database.close();
  }
}

/** Opens a store file for reading. Throws `StoreError` when there is none, or it is corrupt or locked. */
export async function openReadOnly(
  path: string,
  options: Omit<DatabaseOptions, 'readOnly'> = {},
): Promise<Database> {
  if (!existsSync(path)) throw toStoreError(new Error('no such file'), path, 'store-missing');
  try {
    return await Database.open(path, { ...options, readOnly: true });
  } catch (error) {
    throw toStoreError(error, path, 'store-unreadable');
  }
}

/** Throws `StoreError` when the facts tell of another schema than this release's. */
export function requireSchema(facts: Record<string, string>, path: string): void {
  const version = Number(facts['schema_version'] ?? 0);
  if (version === SCHEMA_VERSION) return;
  if (version > SCHEMA_VERSION) {
    throw new StoreError(
      'store-newer',
      `store newer: ${path} has schema ${version}, this release knows ${SCHEMA_VERSION}: use the release that built it, or a later one`,
    );
  }
  throw new StoreError(
    'store-older',
    `store older: ${path} has schema ${version}, this release needs ${SCHEMA_VERSION}: move the file away and build again from the documents (their bytes are kept), or go on with the release that built it`,
  );
}
