/** The description that makes a folder of exports citable open data: Frictionless Data Package 1.0. */
import type { ExportColumn, ExportTable } from './tables.ts';

export interface PackagedFile {
  path: string;
  bytes: number;
  sha256: string;
  rows: number;
  /** The table it holds; `null` for a calendar, a feed or several tables in one. */
  table: ExportTable | null;
  columns: ExportColumn[];
}

/** Text of datapackage.json; CSV files are tabular resources with a schema, others are listed with their format. */
export function makeDataPackage(files: readonly PackagedFile[], asOf: string): string {
  const described = {
    profile: 'data-package',
    name: 'peerlens',
    title: 'Action plans after Corporate Peer Challenges',
    description:
      'Recommendations, actions, owners, timescales and themes read from published action plans. Each row names the document and the place it was read from. Values marked inferred were worked out, not stated.',
    version: asOf,
    keywords: ['corporate peer challenge', 'local government', 'action plan', 'open data'],
    resources: files.map(resourceOf),
  };
  return `${JSON.stringify(described, null, 2)}\n`;
}

function resourceOf({ path, bytes, sha256, rows, table, columns }: PackagedFile): object {
  const format = path.slice(path.lastIndexOf('.') + 1);
  const common = {
    name: path.toLowerCase().replace(/[^a-z0-9]+/g, '-'),
    path,
    format,
    mediatype: mediaTypes[format] ?? 'application/octet-stream',
    bytes,
    hash: `sha256:${sha256}`,
    ...(table === null ? {} : { title: table.title, rows }),
    ...(table?.name === 'councils' ? councilOrigin : {}),
  };
  if (format !== 'csv' || table === null) return common;
  return {
    ...common,
    profile: 'tabular-data-resource',
    encoding: 'utf-8',
    dialect: { delimiter: ',', quoteChar: '"', doubleQuote: true, lineTerminator: '\n', header: true },
    schema: {
      fields: columns.map(({ name, type, description }) => ({ name, ...fieldTypes[type], description })),
      missingValues: [''],
      ...(table.key.length === 0 ? {} : { primaryKey: table.key }),
    },
  };
}

/** The facts about councils are not ours: whose they are and on what terms goes wherever their table goes. */
const councilOrigin = {
  licenses: [
    {
      name: 'CC-BY-4.0',
      title: 'Creative Commons Attribution 4.0 International',
      path: 'https://creativecommons.org/licenses/by/4.0/',
    },
  ],
  sources: [
    {
      title: 'UK local authority names and codes, mySociety (columns chosen and renamed, figures rounded)',
      path: 'https://github.com/mysociety/uk_local_authority_names_and_codes',
    },
    {
      title:
        'Composite UK Index of Multiple Deprivation, mySociety (columns chosen and renamed, figures rounded)',
      path: 'https://github.com/mysociety/composite_uk_imd',
    },
  ],
};

const mediaTypes: Record<string, string> = {
  csv: 'text/csv',
  xlsx: 'application/vnd.openxmlformats-officedocument.spreadsheetml.sheet',
  parquet: 'application/vnd.apache.parquet',
  arrow: 'application/vnd.apache.arrow.file',
  jsonl: 'application/jsonl',
  ics: 'text/calendar',
  atom: 'application/atom+xml',
};

/** Lists leave as text joined with a semicolon, so that a spreadsheet can show them. */
const fieldTypes: Record<string, { type: string; format?: string }> = {
  INTEGER: { type: 'integer' },
  BIGINT: { type: 'integer' },
  DOUBLE: { type: 'number' },
  BOOLEAN: { type: 'boolean' },
  DATE: { type: 'date', format: 'default' },
  VARCHAR: { type: 'string' },
  'VARCHAR[]': { type: 'string' },
  'INTEGER[]': { type: 'string' },
  JSON: { type: 'string' },
};
