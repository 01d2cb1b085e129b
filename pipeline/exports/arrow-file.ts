/**
 * A table as an Arrow IPC file: words that repeat are dictionary-encoded, days are dates, lists stay lists. Read twice,
 * some rows at a time, so that a large table never stands in memory: for the dictionaries, then for the rest.
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
const BATCH_ROWS = 8192;

/** A text column's dictionary, and the number of each row's text; -1 where there is none. */
interface Coded {
  texts: arrow.Vector<arrow.Utf8>;
  codes: Int32Array;
}

/** Bytes of the file, piece by piece; columns in the order given. */
export async function* makeArrowFile(table: ArrowTable): AsyncGenerator<Uint8Array> {
  const coded = await readDictionaries(table);
  const schema = new arrow.Schema(
    table.columns.map(({ name, type }, index) => {
      const texts = coded.get(name)?.texts;
      const stored =
        texts === undefined ? typeOf(type) : new arrow.Dictionary(texts.type, new arrow.Int32(), index);
      return new arrow.Field(name, stored, true);
    }),
  );
  const writer = new arrow.RecordBatchFileWriter();
  const fill = async (): Promise<void> => {
    try {
      for await (const batch of batchesOf(table, schema, coded)) writer.write(batch);
      writer.finish();
    } catch (error) {
      writer.abort(error);
      throw error;
    }
  };
  const filled = fill();
  // It is thrown below; until then Node must not take it for a fault that nobody sees.
  filled.catch(() => undefined);
  for await (const piece of writer) yield piece;
  await filled;
}

/** The columns of text of which at most every second value is new, with their texts in order of appearance. */
async function readDictionaries({ columns, count, read }: ArrowTable): Promise<Map<string, Coded>> {
  const names = columns.filter(({ type }) => isText(type)).map(({ name }) => name);
  if (names.length === 0) return new Map();
  const found = new Map(
    names.map((name) => [name, { numbers: new Map<string, number>(), codes: new Int32Array(count) }]),
  );
  let first = 0;
  for await (const rows of read(names)) {
    for (const [name, { numbers, codes }] of found) {
      for (const [index, row] of rows.entries()) codes[first + index] = numberOf(row[name] ?? null, numbers);
      if (numbers.size * 2 > count) found.delete(name);
    }
    first += rows.length;
  }
  return new Map(
    [...found].map(([name, { numbers, codes }]) => {
      const texts = arrow.vectorFromArray([...numbers.keys()], new arrow.Utf8());
      return [name, { texts, codes }];
    }),
  );
}

/** The number of a text, a new one for a new text; -1 for none. */
function numberOf(value: ExportValue, numbers: Map<string, number>): number {
  const text = textOf(value);
  if (text === null) return -1;
  const known = numbers.get(text);
  if (known !== undefined) return known;
  numbers.set(text, numbers.size);
  return numbers.size - 1;
}

/** The rows, so many at a time; one batch without rows for an empty table. */
async function* batchesOf(
  { columns, count, read }: ArrowTable,
  schema: arrow.Schema,
  coded: ReadonlyMap<string, Coded>,
): AsyncGenerator<arrow.RecordBatch> {
  const plain = columns.map(({ name }) => name).filter((name) => !coded.has(name));
  let first = 0;
  let batch: Record<string, ExportValue>[] = [];
  const close = (length: number): arrow.RecordBatch => {
    const children = schema.fields.map(({ name, type }) => {
      const own = coded.get(name);
      if (own !== undefined) return codedData(type, own.codes.subarray(first, first + length), own.texts);
      return dataOf(
        type,
        batch.map((row) => row[name] ?? null),
      );
    });
    first += length;
    batch = [];
    const type = new arrow.Struct(schema.fields);
    return new arrow.RecordBatch(schema, arrow.makeData({ type, length, nullCount: 0, children }));
  };
  if (plain.length === 0) {
    for (let from = 0; from < count; from += BATCH_ROWS) yield close(Math.min(BATCH_ROWS, count - from));
  } else {
    for await (const rows of read(plain)) {
      for (const row of rows) batch.push(row);
      if (batch.length >= BATCH_ROWS) yield close(batch.length);
    }
    if (batch.length > 0) yield close(batch.length);
  }
  if (count === 0) yield close(0);
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

function codedData(type: arrow.DataType, codes: Int32Array, texts: arrow.Vector<arrow.Utf8>): arrow.Data {
  const validity = new Uint8Array(Math.ceil(codes.length / 64) * 8);
  const data = new Int32Array(codes.length);
  let nullCount = 0;
  for (const [row, code] of codes.entries()) {
    if (code === -1) nullCount += 1;
    else {
      data[row] = code;
      validity[row >> 3] = (validity[row >> 3] ?? 0) | (1 << (row & 7));
    }
  }
  return arrow.makeData({
    type: type as arrow.Dictionary<arrow.Utf8, arrow.Int32>,
    data,
    dictionary: texts,
    length: codes.length,
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
