/** Comma-separated values in and out: the one place that knows the CSV libraries. */
import { parse } from 'csv-parse/sync';
import { stringify } from 'csv-stringify/sync';

/**
 * Records of a CSV text by header name; a byte order mark and blank lines are passed over, short rows have
 * empty cells. Throws an `Error` with the line on a broken quote.
 */
export function parseCsv(text: string, delimiter = ','): Record<string, string>[] {
  const rows = parseCsvRows(text, delimiter);
  const header = rows.shift() ?? [];
  return rows.map((row) =>
    Object.fromEntries(header.map((column, index) => [column.trim(), row[index] ?? ''])),
  );
}

/** Rows of a delimited text as arrays of cells. Throws an `Error` with the line on a broken quote. */
export function parseCsvRows(text: string, delimiter = ','): string[][] {
  return parse(text, { bom: true, delimiter, relaxColumnCount: true, skipEmptyLines: true });
}

/** CSV text of records, in the order of `columns`, with a header line. */
export function formatCsv(columns: readonly string[], records: readonly object[]): string {
  return stringify(records as object[], { header: true, columns: [...columns] });
}
