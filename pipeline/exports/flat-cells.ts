/** Tables flattened for spreadsheets: lists as text, no column that only programs read, no cell that could run. */
import type { ExportColumn, ExportValue } from './tables.ts';

/** The columns that a flat table shows. */
export function flatColumns(columns: readonly ExportColumn[]): ExportColumn[] {
  return columns.filter(({ name }) => !programColumns.has(name));
}

/** Those a person reads in a workbook: the flat ones without the workings. */
export function sheetColumns(columns: readonly ExportColumn[]): ExportColumn[] {
  return flatColumns(columns).filter(({ name }) => !workings.has(name) && !name.startsWith('p_'));
}

/**
 * SQL for the flat columns of `sql`, for CSV: lists joined with `; `, and no text that a spreadsheet would execute.
 * One that begins, after any white space, with `=`, `+`, `-`, `@` or their full-width forms, or with a tab or carriage
 * return, gets an apostrophe in front (the OWASP advice on CSV injection).
 */
export function plainSql(sql: string, columns: readonly ExportColumn[]): string {
  const cells = flatColumns(columns).map(({ name, type }) => {
    if (type.endsWith('[]'))
      return `${plainCell(`array_to_string("${name}"::VARCHAR[], '; ')`)} AS "${name}"`;
    return type === 'VARCHAR' || type === 'JSON'
      ? `${plainCell(`"${name}"::VARCHAR`)} AS "${name}"`
      : `"${name}"`;
  });
  return `SELECT ${cells.join(', ')} FROM (${sql})`;
}

/** A value as a typed cell: lists joined with `; `. A typed text cell is never run, so it stays as it is. */
export function sheetCell(value: ExportValue): string | number | boolean | null {
  if (Array.isArray(value)) return value.map(textOf).join('; ');
  return value !== null && typeof value === 'object' ? JSON.stringify(value) : value;
}

const programColumns = new Set(['place', 'content_hash']);

const workings = new Set(
  `action_id plan_id position evidence theme_evidence edtf timescale_rule timescale_anchor timescale_basis version
  plan_kind is_current first_stored in_last_build sha256 line previous_plan_id cluster_centrality similarity
  council_basis kind_basis plan_date_text plan_date_from before_positions after_positions`.split(/\s+/u),
);

function plainCell(cell: string): string {
  const runs = `regexp_matches(${cell}, '^([\\s\\x{00A0}]*[=+\\-@＝＋－＠]|[\\t\\r])')`;
  return `CASE WHEN ${runs} THEN '''' || ${cell} ELSE ${cell} END`;
}

function textOf(value: ExportValue): string {
  return typeof value === 'string' ? value : JSON.stringify(value);
}
