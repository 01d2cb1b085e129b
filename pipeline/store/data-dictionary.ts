/** The data dictionary: every table, view and column of the store with its meaning, read from the schema's comments. */
import { readFileSync } from 'node:fs';
import { packagePath } from '../data-files.ts';
import { Database } from './database.ts';

export interface DictionaryTable {
  name: string;
  meaning: string;
  columns: { name: string; type: string; optional: boolean; meaning: string }[];
}

/** Tables in the order of the schema, then the views (whose columns are those of their tables). */
export async function readDataDictionary(): Promise<DictionaryTable[]> {
  const database = await Database.open(':memory:', { readOnly: false });
  await database.run(readFileSync(packagePath('pipeline/store/schema.sql'), 'utf8'));
  const tables = await database.query<{ name: string; meaning: string }>(
    `SELECT table_name AS name, comment AS meaning FROM duckdb_tables() ORDER BY table_oid`,
  );
  const views = await database.query<{ name: string; meaning: string }>(
    `SELECT view_name AS name, comment AS meaning FROM duckdb_views() WHERE NOT internal ORDER BY view_oid`,
  );
  const columns = await database.query<{
    table_name: string;
    name: string;
    type: string;
    optional: boolean;
    meaning: string;
  }>(
    `SELECT table_name, column_name AS name, data_type AS type, is_nullable AS optional, comment AS meaning
     FROM duckdb_columns() WHERE NOT internal AND comment IS NOT NULL ORDER BY table_oid, column_index`,
  );
  database.close();
  return [...tables, ...views].map((table) => ({
    ...table,
    columns: columns
      .filter((column) => column.table_name === table.name)
      .map(({ name, type, optional, meaning }) => ({ name, type, optional, meaning })),
  }));
}

/** The dictionary as Markdown: a section a table, a row a column. */
export function formatDataDictionary(tables: readonly DictionaryTable[]): string {
  const sections = tables.map(({ name, meaning, columns }) => {
    const rows = columns.map(
      (column) =>
        `| \`${column.name}\` | ${column.type} | ${column.optional ? 'may be empty' : ''} | ${escaped(column.meaning)} |`,
    );
    const table =
      rows.length === 0 ? [] : ['', '| column | type | | meaning |', '| --- | --- | --- | --- |', ...rows];
    return [`## ${name}`, '', meaning, ...table].join('\n');
  });
  return `${sections.join('\n\n')}\n`;
}

function escaped(text: string): string {
  return text.replaceAll('|', '\\|').replaceAll('<', '&lt;');
}
