/** The store's door: one DuckDB file that build and refresh write, and that everything else opens read-only. */
import { resolve } from 'node:path';
import type { Json, Parameters, Row } from './database.ts';
import { openReadOnly, readFacts, requireSchema } from './facts.ts';
import { toStoreError } from './store-error.ts';

export { writeStore } from './write.ts';
export type { WriteReport } from './write.ts';
export { StoreError } from './store-error.ts';
export type { Parameters, Row } from './database.ts';

/** An open store, read-only. Close it when done. */
export interface Store {
  path: string;
  /** What the store says of itself: `schema_version`, `as_of`, `built_from`, `fingerprint`. */
  facts: Record<string, string>;
  /**
   * Rows of one SQL statement as plain JSON: days as `YYYY-MM-DD`, whole numbers as numbers, lists as arrays.
   * `$name` parameters by name. Throws `StoreError` with code `query-failed`.
   */
  query<T extends object = Row>(sql: string, parameters?: Parameters): Promise<T[]>;
  /** Rows of one SELECT some at a time, for results too large to stand in memory whole. */
  queryChunks<T extends object = Row>(sql: string, parameters?: Parameters): AsyncIterable<T[]>;
  /** The same with each row as a list of its cells, in the order of the columns. */
  queryCells<Cell = Json>(sql: string, parameters?: Parameters): AsyncIterable<Cell[][]>;
  close(): void;
}

export interface OpenOptions {
  /** Folders that `COPY … TO` may write to; none by default. */
  folders?: string[];
  /**
   * How many threads may work on a question, up to four by default. One costs least where tables are read whole and in
   * order: others only wait for it, and take processor time to do so.
   */
  threads?: number;
}

/**
 * Opens the store at `path` for reading; any number of readers may, also while a build goes on.
 * Throws `StoreError`: `store-missing`, `store-corrupt`, `store-older`, `store-newer`, `store-locked`.
 */
export async function openStore(path: string, options: OpenOptions = {}): Promise<Store> {
  const target = resolve(path);
  const folders = (options.folders ?? []).map((folder) => resolve(folder));
  const database = await openReadOnly(target, { ...options, folders });
  try {
    const facts = await readFacts(database, target);
    requireSchema(facts, target);
    return {
      path: target,
      facts,
      query: (sql, parameters) => asStoreErrors(target, database.query(sql, parameters)),
      queryChunks: <T extends object>(sql: string, parameters?: Parameters) =>
        chunksWithStoreErrors(target, database.queryChunks<T>(sql, parameters)),
      queryCells: <Cell>(sql: string, parameters?: Parameters) =>
        chunksWithStoreErrors(target, database.queryCells<Cell>(sql, parameters)),
      close: () => database.close(),
    };
  } catch (error) {
    database.close();
    throw error;
  }
}

async function asStoreErrors<T>(path: string, result: Promise<T>): Promise<T> {
  try {
    return await result;
  } catch (error) {
    throw toStoreError(error, path, 'query-failed');
  }
}

async function* chunksWithStoreErrors<T>(path: string, chunks: AsyncIterable<T>): AsyncGenerator<T> {
  try {
    yield* chunks;
  } catch (error) {
    throw toStoreError(error, path, 'query-failed');
  }
}
