/** Tables that DuckDB writes itself, as CSV and Parquet, from the parts they are read in. */
import { createReadStream, createWriteStream, rmSync } from 'node:fs';
import { pipeline } from 'node:stream/promises';
import { plainSql } from './flat-cells.ts';
import { quoteText } from './tables.ts';
import type { ExportColumn, ExportSource } from './tables.ts';

/** Rows that a Parquet file holds together: each thread has so many of them in memory before it writes them. */
const PARQUET = 'parquet, ROW_GROUP_SIZE 40_000';

/** Writes the flat `columns` of all parts, one below the other, to the file `target`; gives the number of rows. */
export async function copyCsv(
  source: ExportSource,
  target: string,
  parts: readonly string[],
  columns: readonly ExportColumn[],
): Promise<number> {
  let rows = 0;
  for (const [index, sql] of parts.entries()) {
    const isFirst = index === 0;
    const file = isFirst ? target : `${target}.part`;
    rows += await copy(source, plainSql(sql, columns), file, `csv, HEADER ${isFirst}`);
    if (isFirst) continue;
    await pipeline(createReadStream(file), createWriteStream(target, { flags: 'a' }));
    rmSync(file);
  }
  return rows;
}

/**
 * Writes all parts to the file `target`; gives the number of rows. Several are written to a file each and put together
 * from there: what is read from files keeps its order without being sorted whole.
 */
export async function copyParquet(
  source: ExportSource,
  target: string,
  parts: readonly string[],
): Promise<number> {
  const [first = '', ...others] = parts;
  if (others.length === 0) return await copy(source, first, target, `${PARQUET}, COMPRESSION zstd`);
  const files: string[] = [];
  for (const sql of parts) {
    const file = `${target}.part-${files.length + 1}`;
    await copy(source, sql, file, PARQUET);
    files.push(file);
  }
  const whole = `FROM read_parquet([${files.map(quoteText).join(', ')}])`;
  const rows = await copy(source, whole, target, `${PARQUET}, COMPRESSION zstd`);
  for (const file of files) rmSync(file);
  return rows;
}

async function copy(source: ExportSource, sql: string, target: string, format: string): Promise<number> {
  const [copied] = await source.query<{ Count: number }>(
    `COPY (${sql}) TO ${quoteText(target)} (FORMAT ${format})`,
  );
  return copied?.Count ?? 0;
}
