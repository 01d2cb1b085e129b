/**
 * The exports' door: the store, or part of it, as files that other programs read. The same store gives the same bytes.
 * datapackage.json beside them lists the tables' files with schema, size and hash.
 */
import { createHash } from 'node:crypto';
import { mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { dirname, join, resolve } from 'node:path';
import { makeActionLines } from './action-lines.ts';
import { makeArrowFile } from './arrow-file.ts';
import { makeChangeFeed } from './change-feed.ts';
import type { FeedEntry } from './change-feed.ts';
import { makeDataPackage } from './data-package.ts';
import type { PackagedFile } from './data-package.ts';
import { makeDeadlineCalendar } from './deadlines.ts';
import type { Deadline } from './deadlines.ts';
import { flatColumns, plainSql, sheetColumns } from './flat-cells.ts';
import { columnsOf, exportTables } from './tables.ts';
import type { ExportColumn, ExportScope, ExportSource, ExportTable, ExportValue } from './tables.ts';
import { makeWorkbook } from './workbook.ts';
import type { Sheet } from './workbook.ts';

export type { ExportScope, ExportSource } from './tables.ts';

export const EXPORT_FORMATS = ['csv', 'xlsx', 'parquet', 'arrow', 'jsonl', 'ics', 'atom'] as const;
export type ExportFormat = (typeof EXPORT_FORMATS)[number];

export interface ExportOptions extends ExportScope {
  formats?: readonly ExportFormat[];
  /** Where the site stands, with a slash at its end; for links of the feed. */
  address?: string;
}

export interface ExportedFile {
  /** Path from the folder, with forward slashes. */
  path: string;
  bytes: number;
  /** Rows, events or entries in it. */
  rows: number;
}

interface Writing {
  source: ExportSource;
  folder: string;
  asOf: string;
  options: ExportOptions;
  files: PackagedFile[];
}

/**
 * Writes the store's tables into `folder` (made if need be), all formats unless some are named:
 * `TABLE.csv`, `peerlens.xlsx`, `TABLE.parquet`, `TABLE.arrow`, `actions.jsonl`, `deadlines/COUNCIL.ics`,
 * `changes.atom`, and `datapackage.json`. The store must be open with this folder in `folders`, for CSV and Parquet.
 */
export async function exportStore(
  source: ExportSource,
  folder: string,
  options: ExportOptions = {},
): Promise<ExportedFile[]> {
  mkdirSync(folder, { recursive: true });
  const writing = { source, folder: resolve(folder), asOf: source.facts['as_of'] ?? '', options, files: [] };
  const wanted = new Set<ExportFormat>(options.formats ?? EXPORT_FORMATS);
  await writeTables(writing, wanted);
  if (wanted.has('jsonl')) {
    const { text, rows } = await makeActionLines(source, options);
    write(writing, 'actions.jsonl', text, rows);
  }
  if (wanted.has('ics')) await writeDeadlines(writing);
  if (wanted.has('atom')) await writeFeed(writing);
  const { files, asOf } = writing as Writing;
  writeFileSync(
    join(folder, 'datapackage.json'),
    makeDataPackage(
      files.filter(({ table }) => table !== null),
      asOf,
    ),
  );
  return files.map(({ path, bytes, rows }) => ({ path, bytes, rows }));
}

async function writeTables(writing: Writing, wanted: ReadonlySet<ExportFormat>): Promise<void> {
  const sheets: Sheet[] = [];
  for (const table of exportTables(writing.options)) {
    const columns = await columnsOf(writing.source, table);
    if (wanted.has('csv')) {
      await copy(writing, table, flatColumns(columns), 'csv', plainSql(table.sql, columns), 'csv, HEADER');
    }
    if (wanted.has('parquet')) {
      await copy(writing, table, columns, 'parquet', table.sql, 'parquet, COMPRESSION zstd');
    }
    if (wanted.has('arrow')) {
      const values = await readColumns(writing.source, table.sql);
      const rows = values[0]?.length ?? 0;
      write(writing, `${table.name}.arrow`, makeArrowFile(columns, values), rows, table, columns);
    }
    if (wanted.has('xlsx') && table.hasSheet) sheets.push(await sheetOf(writing.source, table, columns));
  }
  if (wanted.has('xlsx')) {
    const rows = sheets.reduce((sum, sheet) => sum + sheet.rows.length, 0);
    write(writing, 'peerlens.xlsx', makeWorkbook(sheets, writing.asOf), rows);
  }
}

async function readColumns(source: ExportSource, sql: string): Promise<ExportValue[][]> {
  return (await source.queryColumns(sql)).map(({ values }) => values);
}

async function sheetOf(
  source: ExportSource,
  table: ExportTable,
  columns: readonly ExportColumn[],
): Promise<Sheet> {
  const shown = sheetColumns(columns);
  const names = shown.map(({ name }) => `"${name}"`).join(', ');
  const values = await readColumns(source, `SELECT ${names} FROM (${table.sql})`);
  const rows = (values[0] ?? []).map((_, row) => values.map((column) => column[row] ?? null));
  return { name: table.title, columns: shown, rows };
}

async function copy(
  writing: Writing,
  table: ExportTable,
  columns: ExportColumn[],
  extension: string,
  sql: string,
  format: string,
): Promise<void> {
  const path = `${table.name}.${extension}`;
  const target = join(writing.folder, path);
  const [copied] = await writing.source.query<{ Count: number }>(
    `COPY (${sql}) TO '${target.replaceAll("'", "''")}' (FORMAT ${format})`,
  );
  note(writing, path, readFileSync(target), copied?.Count ?? 0, table, columns);
}

async function writeDeadlines(writing: Writing): Promise<void> {
  const [actions] = exportTables(writing.options);
  const deadlines = await writing.source.query<Deadline & { council_id: string }>(
    `SELECT actions.council_id, action_id, plan_id, position, actions.council, text, owners_text, timescale_text, end_date,
       recommendation, place_label, source_name, source_url
     FROM (${actions?.sql ?? ''}) AS actions
     JOIN (SELECT plan_id, source_name, source_url FROM plans) AS plans USING (plan_id)
     WHERE is_current AND end_date IS NOT NULL AND status <> 'done' AND kind <> 'done'
     ORDER BY actions.council_id, end_date, plan_id, position`,
  );
  const byCouncil = Map.groupBy(deadlines, ({ council_id }) => council_id);
  for (const [councilId, events] of byCouncil) {
    const path = `deadlines/${councilId.replaceAll('/', '-')}.ics`;
    const text = makeDeadlineCalendar(events[0]?.council ?? '', events, writing.asOf);
    write(writing, path, text, events.length);
  }
}

async function writeFeed(writing: Writing): Promise<void> {
  const { councilId = null } = writing.options;
  const entries = await writing.source.query<FeedEntry>(
    `SELECT plans.plan_id, council, kind, plan_date, first_stored, version, source_url, action_count,
       count(*) FILTER (changes.days_moved > 0) AS slipped, count(*) FILTER (change = 'dropped') AS dropped,
       count(*) FILTER (change = 'new') AS added,
       (SELECT count(*) FROM actions WHERE actions.plan_id = plans.plan_id AND status = 'done') AS done
     FROM plans LEFT JOIN changes ON changes.plan_id = plans.plan_id
     WHERE $council_id::VARCHAR IS NULL OR plans.council_id = $council_id
     GROUP BY ALL ORDER BY first_stored DESC, plan_date DESC NULLS LAST, council, plans.plan_id LIMIT 200`,
    { council_id: councilId },
  );
  write(
    writing,
    'changes.atom',
    makeChangeFeed(entries, writing.asOf, writing.options.address),
    entries.length,
  );
}

function write(
  writing: Writing,
  path: string,
  content: string | Uint8Array,
  rows: number,
  table: ExportTable | null = null,
  columns: ExportColumn[] = [],
): void {
  const target = join(writing.folder, path);
  mkdirSync(dirname(target), { recursive: true });
  const bytes = typeof content === 'string' ? new TextEncoder().encode(content) : content;
  writeFileSync(target, bytes);
  note(writing, path, bytes, rows, table, columns);
}

function note(
  writing: Writing,
  path: string,
  content: Uint8Array,
  rows: number,
  table: ExportTable | null,
  columns: ExportColumn[],
): void {
  const sha256 = createHash('sha256').update(content).digest('hex');
  writing.files.push({ path, bytes: content.byteLength, sha256, rows, table, columns });
}
