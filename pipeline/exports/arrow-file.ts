/**
 * A table as an Arrow IPC file: words that repeat are dictionary-encoded, days are dates, lists stay lists. Read twice,
 * some rows at a time, so that a large table never stands in memory: for the dictionaries, then for the rows.
 */
import * as arrow from 'apache-arrow';
import type { ExportColumn, ExportValue } from './tables.ts';

type Rows = AsyncIterable<Record<string, ExportValue>[]>;

/** What an Arrow file is made of. */
export interface ArrowTable {
  columns: readonly ExportColumn[];
  /** How many rows there are. */
  count: number;
  /** Rows with the columns named, always in the same order. */
  read: (names: readonly string[]) => Rows;
}

const DAY_MS = 86_400_000;

/** Rows of a record batch: enough to read fast, few enough to be made from objects. */
const BATCH_ROWS = 16_384;

/** A text column's dictionary, and the number of each of its texts. */
interface Dictionary {
  codes: Map<string, number>;
  texts: arrow.Vector<arrow.Utf8>;
}

/** Bytes of the file, piece by piece; columns in the order given. */
export async function* makeArrowFile(table: ArrowTable): AsyncGenerator<Uint8Array> {
  const dictionaries = await readDictionaries(table);
  const schema = new arrow.Schema(
    table.columns.map(({ name, type }, index) => {
      const dictionary = dictionaries.get(name);
      const stored =
        dictionary === undefined
          ? typeOf(type)
          : new arrow.Dictionary(dictionary.texts.type, new arrow.Int32(), index);
      return new arrow.Field(name, stored, true);
    }),
  );
  const writer = new arrow.RecordBatchFileWriter();
  const fill = async (): Promise<void> => {
    try {
      for await (const rows of batchesOf(table)) writer.write(batchOf(schema, dictionaries, rows));
      writer.finish();
    } catch (error) {
      writer.abort(error);
      throw error;
    }
  };
  const filled = fill();
  filled.catch(() => undefined);
  for await (const piece of writer) yield piece;
  await filled;
}

/** The columns of text of which at most every second value is new, with what they hold in order of appearance. */
async function readDictionaries({ columns, count, read }: ArrowTable): Promise<Map<string, Dictionary>> {
  const found = new Map(
    columns.filter(({ type }) => isText(type)).map(({ name }) => [name, new Map<string, number>()]),
  );
  if (found.size > 0) {
    for await (const rows of read([...found.keys()])) {
      for (const [name, codes] of found) {
        for (const row of rows) {
          const text = textOf(row[name] ?? null);
          if (text !== null && !codes.has(text)) codes.set(text, codes.size);
        }
        if (codes.size * 2 > count) found.delete(name);
      }
    }
  }
  return new Map(
    [...found].map(([name, codes]) => {
      const texts = arrow.vectorFromArray([...codes.keys()], new arrow.Utf8());
      return [name, { codes, texts }];
    }),
  );
}

/** The rows, so many at a time; one batch without rows for an empty table. */
async function* batchesOf({
  columns,
  count,
  read,
}: ArrowTable): AsyncGenerator<Record<string, ExportValue>[]> {
  let batch: Record<string, ExportValue>[] = [];
  for await (const rows of read(columns.map(({ name }) => name))) {
    batch.push(...rows);
    if (batch.length < BATCH_ROWS) continue;
    yield batch;
    batch = [];
  }
  if (batch.length > 0 || count === 0) yield batch;
}

function batchOf(
  schema: arrow.Schema,
  dictionaries: ReadonlyMap<string, Dictionary>,
  rows: readonly Record<string, ExportValue>[],
): arrow.RecordBatch {
  const children = schema.fields.map(({ name, type }) => {
    const values = rows.map((row) => row[name] ?? null);
    const dictionary = dictionaries.get(name);
    return dictionary === undefined ? dataOf(type, values) : codedData(type, values, dictionary);
  });
  const type = new arrow.Struct(schema.fields);
  return new arrow.RecordBatch(schema, arrow.makeData({ type, length: rows.length, nullCount: 0, children }));
}

function typeOf(type: string): arrow.DataType {
  switch (type) {
    case 'INTEGER':
      return new arrow.Int32();
    case 'BIGINT':
    case 'DOUBLE':
      return new arrow.Float64();
    case 'BOOLEAN':
      return new arrow.Bool();
    case 'DATE':
      return new arrow.DateDay();
    case 'VARCHAR[]':
      return new arrow.List(new arrow.Field('item', new arrow.Utf8(), true));
    case 'INTEGER[]':
      return new arrow.List(new arrow.Field('item', new arrow.Int32(), true));
    default:
      return new arrow.Utf8();
  }
}

function isText(type: string): boolean {
  return typeOf(type) instanceof arrow.Utf8;
}

function dataOf(type: arrow.DataType, values: readonly ExportValue[]): arrow.Data {
  const [data = arrow.makeData({ type, length: 0 })] = arrow.vectorFromArray(
    type instanceof arrow.Utf8
      ? values.map(textOf)
      : type instanceof arrow.DateDay
        ? values.map(daysSinceEpoch)
        : values,
    type,
  ).data;
  return data;
}

function codedData(
  type: arrow.DataType,
  values: readonly ExportValue[],
  { codes, texts }: Dictionary,
): arrow.Data {
  const validity = new Uint8Array(Math.ceil(values.length / 64) * 8);
  const data = new Int32Array(values.length);
  let nullCount = 0;
  for (const [row, value] of values.entries()) {
    const text = textOf(value);
    if (text === null) nullCount += 1;
    else {
      data[row] = codes.get(text) ?? 0;
      validity[row >> 3] = (validity[row >> 3] ?? 0) | (1 << (row & 7));
    }
  }
  return arrow.makeData({
    type: type as arrow.Dictionary<arrow.Utf8, arrow.Int32>,
    data,
    dictionary: texts,
    length: values.length,
    nullCount,
    ...(nullCount > 0 ? { nullBitmap: validity } : {}),
  });
}

function textOf(value: ExportValue): string | null {
  if (value === null || typeof value === 'string') return value;
  return JSON.stringify(value);
}

function daysSinceEpoch(value: ExportValue): Date | null {
  return typeof value === 'string'
    ? new Date(Math.floor(Date.parse(`${value}T00:00:00Z`) / DAY_MS) * DAY_MS)
    : null;
}
