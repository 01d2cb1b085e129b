/** A table as an Arrow IPC file: words that repeat are dictionary-encoded, days are dates, lists stay lists. */
import * as arrow from 'apache-arrow';
import type { ExportColumn, ExportValue } from './tables.ts';

const DAY_MS = 86_400_000;

/** Columns asked for at a time: their values are far larger than the vectors made of them. */
const COLUMNS_AT_A_TIME = 6;

/**
 * Bytes of an Arrow IPC file with one record batch; columns in the order given. `read` gives the values of the
 * columns named (quoted, for SQL), a list for each, rows always in the same order.
 */
export async function makeArrowFile(
  columns: readonly ExportColumn[],
  read: (names: readonly string[]) => Promise<ExportValue[][]>,
): Promise<{ bytes: Uint8Array; rows: number }> {
  const vectors: [string, arrow.Vector][] = [];
  for (let first = 0; first < columns.length; first += COLUMNS_AT_A_TIME) {
    const some = columns.slice(first, first + COLUMNS_AT_A_TIME);
    const values = await read(some.map(({ name }) => `"${name}"`));
    for (const [index, { name, type }] of some.entries())
      vectors.push([name, vectorOf(type, values[index] ?? [], first + index)]);
  }
  const bytes = arrow.tableToIPC(new arrow.Table(Object.fromEntries(vectors)), 'file');
  return { bytes, rows: vectors[0]?.[1].length ?? 0 };
}

function vectorOf(type: string, values: readonly ExportValue[], index: number): arrow.Vector {
  switch (type) {
    case 'INTEGER':
      return arrow.vectorFromArray(values, new arrow.Int32());
    case 'BIGINT':
    case 'DOUBLE':
      return arrow.vectorFromArray(values, new arrow.Float64());
    case 'BOOLEAN':
      return arrow.vectorFromArray(values, new arrow.Bool());
    case 'DATE':
      return arrow.vectorFromArray(values.map(daysSinceEpoch), new arrow.DateDay());
    case 'VARCHAR[]':
      return listOf(values, new arrow.Utf8());
    case 'INTEGER[]':
      return listOf(values, new arrow.Int32());
    default:
      return textVector(values.map(textOf), index);
  }
}

function listOf(values: readonly ExportValue[], items: arrow.DataType): arrow.Vector {
  return arrow.vectorFromArray(values, new arrow.List(new arrow.Field('item', items, true)));
}

/** Dictionary-encoded where at most every second value is new; plain otherwise. */
function textVector(texts: readonly (string | null)[], index: number): arrow.Vector {
  const codes = new Map<string, number>();
  for (const text of texts) if (text !== null && !codes.has(text)) codes.set(text, codes.size);
  if (codes.size * 2 > texts.length) return arrow.vectorFromArray(texts, new arrow.Utf8());
  const dictionary = arrow.vectorFromArray([...codes.keys()], new arrow.Utf8());
  const validity = new Uint8Array(Math.ceil(texts.length / 64) * 8);
  const indices = new Int32Array(texts.length);
  let nullCount = 0;
  for (const [row, text] of texts.entries()) {
    if (text === null) nullCount += 1;
    else {
      indices[row] = codes.get(text) ?? 0;
      validity[row >> 3] = (validity[row >> 3] ?? 0) | (1 << (row & 7));
    }
  }
  const type = new arrow.Dictionary(dictionary.type, new arrow.Int32(), index);
  return arrow.makeVector({
    type,
    data: indices,
    dictionary,
    length: texts.length,
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
