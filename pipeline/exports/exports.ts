/**
 * The exports' door: the store, or part of it, as files that other programs read. The same store gives the same bytes.
 * datapackage.json beside them lists the tables' files with schema, size and hash.
 */
import { mkdirSync, writeFileSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { actionCells, ADDED_COLUMNS, USED_COLUMNS } from './action-sheet.ts';
import { LINE_COLUMNS, lineParts, makeActionLines } from './action-lines.ts';
import { makeArrowFile } from './arrow-file.ts';
import { makeChangeFeed } from './change-feed.ts';
import type { FeedEntry } from './change-feed.ts';
import { copyCsv, copyParquet } from './copied-tables.ts';
import { makeDataPackage } from './data-package.ts';
import type { PackagedFile } from './data-package.ts';
import { makeDeadlineCalendar } from './deadlines.ts';
import type { Deadline } from './deadlines.ts';
import { flatColumns, sheetColumns } from './flat-cells.ts';
import { shareRows } from './shared-rows.ts';
import type { Taker } from './shared-rows.ts';
import { columnsOf, exportTables, partsOf, readDictionaries } from './tables.ts';
import type { ExportColumn, ExportScope, ExportSource, ExportTable, ExportValue } from './tables.ts';
import { Workbook } from './workbook.ts';
import { describeFile, writePieces, writeText } from './written-file.ts';
import type { WrittenFile } from './written-file.ts';

export type { ExportScope, ExportSource } from './tables.ts';

export const EXPORT_FORMATS = ['csv', 'xlsx', 'parquet', 'arrow', 'jsonl', 'ics', 'atom'] as const;
export type ExportFormat = (typeof EXPORT_FORMATS)[number];

const WORKBOOK = 'peerlens.xlsx';

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
  wanted: ReadonlySet<ExportFormat>;
  files: PackagedFile[];
}

/** A table on its way out. */
interface Leaving {
  table: ExportTable;
  columns: ExportColumn[];
  /** SQL for its rows some at a time. */
  parts: string[];
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
  const wanted = new Set<ExportFormat>(options.formats ?? EXPORT_FORMATS);
  const asOf = source.facts['as_of'] ?? '';
  const writing: Writing = { source, folder: resolve(folder), asOf, options, wanted, files: [] };
  await writeTables(writing);
  if (wanted.has('ics')) await writeDeadlines(writing);
  if (wanted.has('atom')) await writeFeed(writing);
  const { files } = writing;
  writeFileSync(
    join(folder, 'datapackage.json'),
    makeDataPackage(
      files.filter(({ table }) => table !== null),
      asOf,
    ),
  );
  return files.map(({ path, bytes, rows }) => ({ path, bytes, rows }));
}

async function writeTables(writing: Writing): Promise<void> {
  const { source, folder, options, wanted } = writing;
  const tables = exportTables(options);
  const titles = tables.filter(({ hasSheet }) => hasSheet).map(({ title }) => title);
  const path = join(folder, WORKBOOK);
  const workbook = wanted.has('xlsx') ? await Workbook.open(path, titles, writing.asOf) : null;
  let inSheets = 0;
  let lines: PackagedFile | null = null;
  try {
    for (const table of tables) {
      const columns = await columnsOf(source, table);
      const parts = await partsOf(source, table, options);
      const leaving = { table, columns, parts };
      await copyTable(writing, leaving);
      const made = await makeFromRows(writing, leaving, workbook);
      if (workbook !== null && table.hasSheet) inSheets += made.count;
      lines ??= made.lines;
    }
    workbook?.finish();
  } finally {
    workbook?.close();
  }
  if (workbook !== null) note(writing, WORKBOOK, describeFile(path), inSheets);
  if (lines !== null) writing.files.push(lines);
}

/** The files that DuckDB writes itself. */
async function copyTable(writing: Writing, { table, columns, parts }: Leaving): Promise<void> {
  const { source, folder, wanted } = writing;
  if (wanted.has('csv')) {
    const path = `${table.name}.csv`;
    const rows = await copyCsv(source, join(folder, path), parts, columns);
    note(writing, path, describeFile(join(folder, path)), rows, table, flatColumns(columns));
  }
  if (wanted.has('parquet')) {
    const path = `${table.name}.parquet`;
    const rows = await copyParquet(source, join(folder, path), parts);
    note(writing, path, describeFile(join(folder, path)), rows, table, columns);
  }
}

/** The files made here from a table's rows, which are read once for all of them; and how many rows there are. */
async function makeFromRows(
  writing: Writing,
  leaving: Leaving,
  workbook: Workbook | null,
): Promise<{ count: number; lines: PackagedFile | null }> {
  const { source, folder, wanted, options } = writing;
  const { table, columns, parts } = leaving;
  const made: { count: number; lines: PackagedFile | null } = { count: 0, lines: null };
  const hasArrow = wanted.has('arrow');
  const hasSheet = workbook !== null && table.hasSheet;
  const hasLines = wanted.has('jsonl') && table.name === 'actions';
  if (!hasArrow && !hasSheet && !hasLines) return made;
  made.count = await countRows(source, table);
  const added = hasSheet && table.name === 'actions' ? ADDED_COLUMNS : [];
  const isAdded = (name: string) => added.some((column) => column.name === name);
  const shown = hasSheet ? sheetColumns(columns).filter(({ name }) => !isAdded(name)) : [];
  const inRows = columns.filter(
    (column) =>
      hasArrow ||
      shown.includes(column) ||
      (hasLines && LINE_COLUMNS.includes(column.name)) ||
      (added.length > 0 && USED_COLUMNS.some((name) => name === column.name)),
  );
  const names = inRows.map(({ name }) => name);
  const takers: Taker<ExportValue[][]>[] = [];
  if (hasArrow) {
    const dictionaries = await readDictionaries(source, table, columns, made.count);
    const path = `${table.name}.arrow`;
    takers.push(async (rows) => {
      const pieces = makeArrowFile({ columns, dictionaries, rows });
      note(writing, path, await writePieces(join(folder, path), pieces), made.count, table, columns);
    });
  }
  if (hasSheet) {
    const placed = [
      ...shown.map((column) => ({ ...column, at: inRows.indexOf(column) })),
      ...added.map((column, index) => ({ ...column, at: inRows.length + index })),
    ];
    takers.push(async (rows) => {
      const longer = added.length === 0 ? rows : withAdded(source, rows, names);
      await workbook.add({ columns: placed, count: made.count, rows: longer });
    });
  }
  if (hasLines)
    takers.push(async (rows) => {
      made.lines = await writeActionLines(folder, rows, names);
    });
  const queries = hasLines
    ? await lineParts(source, options, names)
    : parts.map((sql) => columnsSql(sql, names));
  await shareRows(readRows(source, queries), takers);
  return made;
}

/** Rows of actions with the cells of the added columns behind the named ones; what else stands in a row is left off. */
async function* withAdded(
  source: ExportSource,
  rows: AsyncIterable<ExportValue[][]>,
  names: readonly string[],
): AsyncGenerator<ExportValue[][]> {
  const addedTo = await actionCells(source);
  const used = USED_COLUMNS.map((name) => names.indexOf(name));
  for await (const some of rows)
    yield some.map((row) => [...row.slice(0, names.length), ...addedTo(used.map((at) => row[at] ?? null))]);
}

async function countRows(source: ExportSource, { sql }: ExportTable): Promise<number> {
  const [row] = await source.query<{ count: number }>(`SELECT count(*) AS count FROM (${sql})`);
  return row?.count ?? 0;
}

function columnsSql(sql: string, names: readonly string[]): string {
  return `SELECT ${names.map((name) => `"${name}"`).join(', ')} FROM (${sql})`;
}

async function* readRows(source: ExportSource, queries: readonly string[]): AsyncGenerator<ExportValue[][]> {
  for (const sql of queries) yield* source.queryCells<ExportValue>(sql);
}

/** One line an action. */
async function writeActionLines(
  folder: string,
  rows: AsyncIterable<ExportValue[][]>,
  columns: readonly string[],
): Promise<PackagedFile> {
  let count = 0;
  const pieces = async function* (): AsyncGenerator<Uint8Array> {
    for await (const some of rows) {
      count += some.length;
      yield Buffer.from(makeActionLines(some, columns), 'utf8');
    }
  };
  const path = 'actions.jsonl';
  const written = await writePieces(join(folder, path), pieces());
  return { path, ...written, rows: count, table: null, columns: [] };
}

type CouncilDeadline = Deadline & { council_id: string };

/** A calendar for each council. */
async function writeDeadlines(writing: Writing): Promise<void> {
  const [actions] = exportTables(writing.options);
  const deadlines = writing.source.queryChunks<CouncilDeadline>(
    `SELECT actions.council_id, action_id, plan_id, position, actions.council, text, owners_text, timescale_text, end_date,
       recommendation, place_label, source_name, source_url
     FROM (${actions?.unsorted ?? ''}) AS actions
     JOIN (SELECT plan_id, source_url FROM plans) AS plans USING (plan_id)
     WHERE is_current AND end_date IS NOT NULL AND status <> 'done' AND kind <> 'done'
     ORDER BY actions.council_id, end_date, plan_id, position`,
  );
  let events: CouncilDeadline[] = [];
  const close = (): void => {
    const [first] = events;
    if (!first) return;
    const text = makeDeadlineCalendar(first.council, events, writing.asOf);
    write(writing, `deadlines/${first.council_id.replaceAll('/', '-')}.ics`, text, events.length);
    events = [];
  };
  for await (const some of deadlines) {
    for (const event of some) {
      if (event.council_id !== events[0]?.council_id) close();
      events.push(event);
    }
  }
  close();
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

function write(writing: Writing, path: string, text: string, rows: number): void {
  note(writing, path, writeText(join(writing.folder, path), text), rows);
}

function note(
  writing: Writing,
  path: string,
  written: WrittenFile,
  rows: number,
  table: ExportTable | null = null,
  columns: ExportColumn[] = [],
): void {
  writing.files.push({ path, ...written, rows, table, columns });
}
