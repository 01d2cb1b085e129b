/** DuckDB: the one file that knows its library. SQL in; plain JSON rows out. */
import { availableParallelism } from 'node:os';
import { DuckDBInstance, DuckDBTypeId, JsonDuckDBValueConverter } from '@duckdb/node-api';
import type { DuckDBConnection, DuckDBValueConverter, Json as DuckDBJson } from '@duckdb/node-api';

export type Json = string | number | boolean | null | Json[] | { [key: string]: Json };

/** One row by column name: days as `YYYY-MM-DD`, whole numbers as numbers, JSON columns parsed. */
export type Row = Record<string, Json>;

/** Values for `$name` parameters. */
export type Parameters = Record<string, string | number | boolean | null>;

export interface DatabaseOptions {
  readOnly: boolean;
  /** Folders that COPY may write to and read from; without any, no file but the database can be reached. */
  folders?: string[];
  /** How many threads may work on a question; see `MOST_THREADS` for what they are when not given. */
  threads?: number;
}

/** What DuckDB may take; more than that waits in files beside the database, if there is enough to do the work at all. */
const READING = '2GB';
/** While rows only arrive. */
const ARRIVING = '256MB';
/** To sort whole rows takes about this share of what they take stored: with half of it, sorting a million actions failed. */
const LEAST_SORTING_MB = 256;
const SORTING_SHARE = 3;
/**
 * Each has buffers of its own: on a machine of many processors they alone would fill the limit. Rows that arrive or are
 * sorted whole are one stream: a second thread took a quarter more processor time over them, and no less on the clock.
 */
const MOST_THREADS = { reading: 4, writing: 1 };

/** A connection to one DuckDB file. Extensions are never fetched, so a mistyped function fails clearly. */
export class Database {
  #instance: DuckDBInstance;
  #connection: DuckDBConnection;

  private constructor(instance: DuckDBInstance, connection: DuckDBConnection) {
    this.#instance = instance;
    this.#connection = connection;
  }

  static async open(path: string, options: DatabaseOptions): Promise<Database> {
    const reads = options.readOnly || path === ':memory:';
    const most = options.threads ?? (reads ? MOST_THREADS.reading : MOST_THREADS.writing);
    const instance = await DuckDBInstance.create(path, {
      access_mode: options.readOnly ? 'READ_ONLY' : 'READ_WRITE',
      autoinstall_known_extensions: 'false',
      autoload_known_extensions: 'false',
      memory_limit: reads ? READING : ARRIVING,
      threads: String(Math.min(most, availableParallelism())),
      // What DuckDB has done with goes back to the system, not into a reserve of its own.
      allocator_background_threads: 'true',
      allocator_flush_threshold: '16MB',
    });
    const connection = await instance.connect();
    const database = new Database(instance, connection);
    try {
      const folders = (options.folders ?? []).map(quoteText).join(', ');
      if (options.readOnly) {
        await connection.run(
          `SET allowed_directories = [${folders}]; SET enable_external_access = false; SET lock_configuration = true`,
        );
      }
      return database;
    } catch (error) {
      database.close();
      throw error;
    }
  }

  /** Gives a database that is written the memory to sort `bytes` of rows, as they will be stored. */
  async allowSorting(bytes: number): Promise<void> {
    const megabytes = Math.max(LEAST_SORTING_MB, Math.ceil((SORTING_SHARE * bytes) / 1_000_000));
    await this.run(`SET memory_limit = '${megabytes}MB'`);
  }

  /** Runs one or several statements for their effect. */
  async run(sql: string, parameters: Parameters = {}): Promise<void> {
    await this.#connection.run(sql, parameters);
  }

  /** Rows of one statement; what they hold is for the caller to know. */
  async query<T extends object = Row>(sql: string, parameters: Parameters = {}): Promise<T[]> {
    const reader = await this.#connection.runAndReadAll(sql, parameters);
    const rows = reader.convertRowObjects(toPlainJson);
    const jsonColumns = reader.columnNames().filter((_, index) => reader.columnType(index).alias === 'JSON');
    for (const row of rows) {
      for (const name of jsonColumns) row[name] = parseJson(row[name]);
    }
    return rows as T[];
  }

  /**
   * Rows of one SELECT some at a time, so that a large result never stands in memory whole. They come as JSON, which
   * is read several times faster than cells one by one.
   */
  queryChunks<T extends object = Row>(sql: string, parameters: Parameters = {}): AsyncGenerator<T[]> {
    return this.#streamJson(`SELECT to_json(one_row)::VARCHAR FROM (${sql}\n) AS one_row`, parameters);
  }

  /** The same with each row as a list of its cells, in the order of the columns: of many columns half the work. */
  queryCells<Cell = Json>(sql: string, parameters: Parameters = {}): AsyncGenerator<Cell[][]> {
    return this.#streamJson(`SELECT json_array(*COLUMNS(*))::VARCHAR FROM (${sql}\n)`, parameters);
  }

  async *#streamJson<T>(sql: string, parameters: Parameters): AsyncGenerator<T[]> {
    const result = await this.#connection.stream(sql, parameters);
    for await (const chunk of result)
      yield chunk.getColumnValues(0).map((row) => JSON.parse(String(row)) as T);
  }

  /** Opens a writer of text rows into an existing table, all of whose columns are VARCHAR. */
  async appendText(table: string): Promise<TextAppender> {
    const appender = await this.#connection.createAppender(table);
    return {
      append(cells) {
        for (const cell of cells) appender.appendVarchar(cell);
        appender.endRow();
      },
      close() {
        appender.closeSync();
      },
    };
  }

  close(): void {
    this.#connection.closeSync();
    this.#instance.closeSync();
  }
}

export interface TextAppender {
  append(cells: readonly string[]): void;
  close(): void;
}

/** `it's` → `'it''s'`, for the few places where SQL takes no parameter. */
export function quoteText(text: string): string {
  return `'${text.replaceAll("'", "''")}'`;
}

const toPlainJson: DuckDBValueConverter<DuckDBJson> = (value, type, converter) => {
  if (value === null) return null;
  switch (type.typeId) {
    case DuckDBTypeId.BIGINT:
    case DuckDBTypeId.UBIGINT:
    case DuckDBTypeId.HUGEINT:
    case DuckDBTypeId.DECIMAL:
      return Number(String(value));
    default:
      return JsonDuckDBValueConverter(value, type, converter);
  }
};

function parseJson<T>(value: T | undefined): T | null {
  return typeof value === 'string' ? (JSON.parse(value) as T) : (value ?? null);
}
