/**
 * A table as an Arrow IPC file: words that repeat are dictionary-encoded, days are dates, lists stay lists. Rows are
 * taken some at a time, so that a large table never stands in memory.
 */
import * as arrow from 'apache-arrow';
import { daysBetween } from '../calendar.ts';
import type { ExportColumn, ExportValue } from './tables.ts';

/** What an Arrow file is made of. */
export interface ArrowTable {
  columns: readonly ExportColumn[];
  /** By a column's name all its texts, each once: of those columns of text that shall be dictionary-encoded. */
  dictionaries: ReadonlyMap<string, readonly string[]>;
  /** Rows as lists of cells in the order of the columns, some at a time. */
  rows: AsyncIterable<ExportValue[][]>;
}

/** Rows of a record batch: enough to read fast, few enough to be made from objects. */
const BATCH_ROWS = 8192;

/** A dictionary as Arrow has it, and each text's number. */
interface Dictionary {
  texts: arrow.Vector<arrow.Utf8>;
  numbers: ReadonlyMap<string, number>;
}

/** Bytes of the file, piece by piece; columns in the order given. */
export async function* makeArrowFile({
  columns,
  dictionaries,
  rows,
}: ArrowTable): AsyncGenerator<Uint8Array> {
  const dictionaryOf = new Map([...dictionaries].map(([name, texts]) => [name, dictionaryFrom(texts)]));
  const schema = new arrow.Schema(
    columns.map(({ name, type }, index) => {
      const stored = dictionaryOf.has(name)
        ? new arrow.Dictionary(new arrow.Utf8(), new arrow.Int32(), index)
        : typeOf(type);
      return new arrow.Field(name, stored, true);
    }),
  );
  const writer = new arrow.RecordBatchFileWriter();
  const fill = async (): Promise<void> => {
    try {
      for await (const batch of batchesOf(rows, schema, dictionaryOf)) writer.write(batch);
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

function dictionaryFrom(texts: readonly string[]): Dictionary {
  return {
    texts: new arrow.Vector([textDataOf(texts)]),
    numbers: new Map(texts.map((text, number) => [text, number])),
  };
}

/** The rows, so many at a time; one batch without rows for an empty table. */
async function* batchesOf(
  rows: ArrowTable['rows'],
  schema: arrow.Schema,
  dictionaryOf: ReadonlyMap<string, Dictionary>,
): AsyncGenerator<arrow.RecordBatch> {
  let batch: ExportValue[][] = [];
  let isEmpty = true;
  const close = (): arrow.RecordBatch => {
    const children = schema.fields.map(({ name, type }, column) => {
      const values = batch.map((cells) => cells[column] ?? null);
      const dictionary = dictionaryOf.get(name);
      return dictionary === undefined ? dataOf(type, values) : codedData(type, values, dictionary);
    });
    const type = new arrow.Struct(schema.fields);
    const data = arrow.makeData({ type, length: batch.length, nullCount: 0, children });
    batch = [];
    isEmpty = false;
    return new arrow.RecordBatch(schema, data);
  };
  for await (const some of rows) {
    for (const row of some) batch.push(row);
    if (batch.length >= BATCH_ROWS) yield close();
  }
  if (batch.length > 0 || isEmpty) yield close();
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

/** A column's values in Arrow's buffers. They are filled here, for the library's builders take a cell at a time. */
function dataOf(type: arrow.DataType, values: readonly ExportValue[]): arrow.Data {
  const common = { length: values.length, ...validityOf(values) };
  if (type instanceof arrow.Int32)
    return arrow.makeData({ ...common, type, data: Int32Array.from(values, Number) });
  if (type instanceof arrow.Float64)
    return arrow.makeData({ ...common, type, data: Float64Array.from(values, Number) });
  if (type instanceof arrow.DateDay)
    return arrow.makeData({ ...common, type, data: Int32Array.from(values, daysSinceEpoch) });
  if (type instanceof arrow.Bool)
    return arrow.makeData({ ...common, type, data: bitsOf(values, (value) => value === true) });
  if (type instanceof arrow.List) {
    const lists = values.map((value) => (Array.isArray(value) ? value : []));
    const [item] = type.children;
    if (item === undefined) throw new TypeError('a list without a type of its items');
    const valueOffsets = offsetsOf(lists.map((list) => list.length));
    return arrow.makeData({ ...common, type, valueOffsets, child: dataOf(item.type, lists.flat()) });
  }
  return textDataOf(values);
}

function textDataOf(values: readonly ExportValue[]): arrow.Data<arrow.Utf8> {
  const texts = values.map((value) => textOf(value) ?? '');
  return arrow.makeData({
    type: new arrow.Utf8(),
    length: values.length,
    ...validityOf(values),
    valueOffsets: offsetsOf(texts.map((text) => Buffer.byteLength(text))),
    data: Buffer.from(texts.join('')),
  });
}

/** A column's values as numbers of texts of the dictionary. */
function codedData(
  type: arrow.DataType,
  values: readonly ExportValue[],
  { texts, numbers }: Dictionary,
): arrow.Data {
  return arrow.makeData({
    type: type as arrow.Dictionary<arrow.Utf8, arrow.Int32>,
    length: values.length,
    ...validityOf(values),
    data: Int32Array.from(values, (value) => numbers.get(textOf(value) ?? '') ?? 0),
    dictionary: texts,
  });
}

/** Which values there are, where some are missing. */
function validityOf(values: readonly ExportValue[]): { nullCount: number; nullBitmap?: Uint8Array } {
  const nullCount = values.filter((value) => value === null).length;
  return nullCount === 0
    ? { nullCount }
    : { nullCount, nullBitmap: bitsOf(values, (value) => value !== null) };
}

function bitsOf(values: readonly ExportValue[], isSet: (value: ExportValue) => boolean): Uint8Array {
  const bits = new Uint8Array(Math.ceil(values.length / 8));
  for (const [index, value] of values.entries())
    if (isSet(value)) bits[index >> 3] = (bits[index >> 3] ?? 0) | (1 << (index & 7));
  return bits;
}

/** Where each of so many things begins, and the end of the last. */
function offsetsOf(lengths: readonly number[]): Int32Array {
  const offsets = new Int32Array(lengths.length + 1);
  for (const [index, length] of lengths.entries()) offsets[index + 1] = (offsets[index] ?? 0) + length;
  return offsets;
}

function textOf(value: ExportValue): string | null {
  if (value === null || typeof value === 'string') return value;
  return JSON.stringify(value);
}

function daysSinceEpoch(value: ExportValue): number {
  return typeof value === 'string' ? daysBetween('1970-01-01', value) : 0;
}
