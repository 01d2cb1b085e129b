/**
 * The exports' door: the store, or part of it, as files that other programs read. The same store gives the same bytes.
 * datapackage.json beside them lists the tables' files with schema, size and hash.
 */
import { createHash } from 'node:crypto';
import { closeSync, mkdirSync, openSync, readSync, statSync, writeFileSync, writeSync } from 'node:fs';
import { dirname, join, resolve } from 'node:path';
import { actionCells, ADDED_COLUMNS, USED_COLUMNS } from './action-sheet.ts';
import { makeActionLines } from './action-lines.ts';
import { makeArrowFile } from './arrow-file.ts';
import { makeChangeFeed } from './change-feed.ts';
import type { FeedEntry } from './change-feed.ts';
import { copyCsv, copyParquet } from './copied-tables.ts';
import { makeDataPackage } from './data-package.ts';
import type { PackagedFile } from './data-package.ts';
import { makeDeadlineCalendar } from './deadlines.ts';
import type { Deadline } from './deadlines.ts';
import { flatColumns, sheetColumns } from './flat-cells.ts';
import { columnsOf, exportTables, partsOf, readDictionaries } from './tables.ts';
import type { ExportColumn, ExportScope, ExportSource, ExportTable, ExportValue } from './tables.ts';
import { writeWorkbook } from './workbook.ts';
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
    await writeActionLines(writing);
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
    const parts = await partsOf(writing.source, table, writing.options);
    if (wanted.has('csv')) {
      const path = `${table.name}.csv`;
      const rows = await copyCsv(writing.source, join(writing.folder, path), parts, columns);
      note(writing, path, contentOf(join(writing.folder, path)), rows, table, flatColumns(columns));
    }
    if (wanted.has('parquet')) {
      const path = `${table.name}.parquet`;
      const rows = await copyParquet(writing.source, join(writing.folder, path), parts);
      note(writing, path, contentOf(join(writing.folder, path)), rows, table, columns);
    }
    if (wanted.has('arrow')) {
      const count = await countRows(writing.source, table);
      const dictionaries = await readDictionaries(writing.source, table, columns, count);
      const names = columns.map(({ name }) => name);
      const rows = readRows(writing.source, parts, names);
      const pieces = makeArrowFile({ columns, dictionaries, rows });
      await writePieces(writing, `${table.name}.arrow`, pieces, count, table, columns);
    }
    if (wanted.has('xlsx') && table.hasSheet) {
      sheets.push(await sheetOf(writing.source, table, columns, parts));
    }
  }
  if (wanted.has('xlsx')) {
    const rows = sheets.reduce((sum, sheet) => sum + sheet.count, 0);
    const path = 'peerlens.xlsx';
    const target = join(writing.folder, path);
    await writeWorkbook(target, sheets, writing.asOf);
    note(writing, path, contentOf(target), rows, null, []);
  }
}

async function sheetOf(
  source: ExportSource,
  table: ExportTable,
  columns: readonly ExportColumn[],
  parts: readonly string[],
): Promise<Sheet> {
  const shown = sheetColumns(columns);
  const names = shown.map(({ name }) => name);
  const count = await countRows(source, table);
  if (table.name === 'actions') {
    const chunks = readActionRows(source, parts, names);
    return { name: table.title, columns: [...shown, ...ADDED_COLUMNS], count, chunks };
  }
  return { name: table.title, columns: shown, count, chunks: readRows(source, parts, names) };
}

/** Rows of actions for the workbook: the columns named, then the added ones. */
async function* readActionRows(
  source: ExportSource,
  parts: readonly string[],
  names: readonly string[],
): AsyncGenerator<ExportValue[][]> {
  const addedTo = await actionCells(source);
  for await (const rows of readRows(source, parts, [...names, ...USED_COLUMNS])) {
    yield rows.map((row) => [...row.slice(0, names.length), ...addedTo(row.slice(names.length))]);
  }
}

async function countRows(source: ExportSource, { sql }: ExportTable): Promise<number> {
  const [row] = await source.query<{ count: number }>(`SELECT count(*) AS count FROM (${sql})`);
  return row?.count ?? 0;
}

async function* readRows(
  source: ExportSource,
  parts: readonly string[],
  names: readonly string[],
): AsyncGenerator<ExportValue[][]> {
  const quoted = names.map((name) => `"${name}"`).join(', ');
  for (const sql of parts) yield* source.queryCells<ExportValue>(`SELECT ${quoted} FROM (${sql})`);
}

type CouncilDeadline = Deadline & { council_id: string };

/** A calendar for each council. */
async function writeDeadlines(writing: Writing): Promise<void> {
  const [actions] = exportTables(writing.options);
  const deadlines = writing.source.queryChunks<CouncilDeadline>(
    `SELECT actions.council_id, action_id, plan_id, position, actions.council, text, owners_text, timescale_text, end_date,
       recommendation, place_label, source_name, source_url
     FROM (${actions?.unsorted ?? ''}) AS actions
     JOIN (SELECT plan_id, source_name, source_url FROM plans) AS plans USING (plan_id)
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

/** One line an action. */
async function writeActionLines(writing: Writing): Promise<void> {
  let count = 0;
  const pieces = async function* (): AsyncGenerator<Uint8Array> {
    for await (const lines of makeActionLines(writing.source, writing.options)) {
      count += lines.length;
      yield Buffer.from(lines.join(''), 'utf8');
    }
  };
  await writePieces(writing, 'actions.jsonl', pieces(), () => count);
}

/** Writes a file as its pieces come. */
async function writePieces(
  writing: Writing,
  path: string,
  pieces: AsyncIterable<Uint8Array>,
  rows: number | (() => number),
  table: ExportTable | null = null,
  columns: ExportColumn[] = [],
): Promise<void> {
  const file = openSync(join(writing.folder, path), 'w');
  const hash = createHash('sha256');
  let bytes = 0;
  try {
    for await (const piece of pieces) {
      writeAll(file, piece);
      hash.update(piece);
      bytes += piece.byteLength;
    }
  } finally {
    closeSync(file);
  }
  const written = typeof rows === 'number' ? rows : rows();
  note(writing, path, { bytes, sha256: hash.digest('hex') }, written, table, columns);
}

/** The system may take fewer bytes at once than it is given. */
function writeAll(file: number, bytes: Uint8Array): void {
  for (let at = 0; at < bytes.byteLength;) at += writeSync(file, bytes, at);
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
  const sha256 = createHash('sha256').update(bytes).digest('hex');
  note(writing, path, { bytes: bytes.byteLength, sha256 }, rows, table, columns);
}

function note(
  writing: Writing,
  path: string,
  content: { bytes: number; sha256: string },
  rows: number,
  table: ExportTable | null,
  columns: ExportColumn[],
): void {
  writing.files.push({ path, ...content, rows, table, columns });
}

const HASHED_AT_A_TIME = 4_194_304;

function contentOf(path: string): { bytes: number; sha256: string } {
  return { bytes: statSync(path).size, sha256: hashOfFile(path) };
}

function hashOfFile(path: string): string {
  const hash = createHash('sha256');
  const piece = Buffer.alloc(HASHED_AT_A_TIME);
  const file = openSync(path, 'r');
  try {
    for (let size = readSync(file, piece); size > 0; size = readSync(file, piece))
      hash.update(piece.subarray(0, size));
  } finally {
    closeSync(file);
  }
  return hash.digest('hex');
}
