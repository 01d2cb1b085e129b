/** The tables that leave the store: their SQL, in one fixed order of rows, and their columns with type and meaning. */

export type ExportValue = string | number | boolean | null | ExportValue[] | { [key: string]: ExportValue };

/** What exports read from: an open store, or anything that answers SQL the same way. */
export interface ExportSource {
  facts: Record<string, string>;
  query<T extends object>(sql: string, parameters?: Record<string, string | null>): Promise<T[]>;
  queryChunks<T extends object>(sql: string, parameters?: Record<string, string | null>): AsyncIterable<T[]>;
}

/** Which part of the store: one council only; earlier versions too. */
export interface ExportScope {
  councilId?: string;
  allVersions?: boolean;
  /** Only actions with these numbers, first and last; of the table `actions` alone; for those that read it in parts. */
  numbers?: [number, number];
}

export interface ExportColumn {
  name: string;
  /** DuckDB's name of the type, e.g. `VARCHAR`, `DATE`, `VARCHAR[]`. */
  type: string;
  description: string;
}

export interface ExportTable {
  name: string;
  title: string;
  sql: string;
  /** Columns that tell rows apart; empty when none do. */
  key: string[];
  /** True for a table that people read: it gets a sheet of the workbook. */
  hasSheet: boolean;
}

/** The tables in the order they are written, narrowed to `scope`. */
export function exportTables({ councilId, allVersions = false, numbers }: ExportScope = {}): ExportTable[] {
  const council = councilId === undefined ? 'true' : `council_id = ${quoted(councilId)}`;
  const current = allVersions ? 'true' : 'is_current';
  const range = numbers === undefined ? 'true' : `action_no BETWEEN ${numbers[0]} AND ${numbers[1]}`;
  const plans = `SELECT plan_id FROM plans WHERE ${current} AND ${council}`;
  const ofAction = (table: string) => `
    SELECT rows.plan_id, rows.council_id, actions.action_id, rows.* EXCLUDE (plan_id, council_id, action_no, is_current)
    FROM ${table} AS rows LEFT JOIN actions ON actions.action_no = rows.action_no
    WHERE rows.plan_id IN (${plans})
    ORDER BY rows.council_id, rows.plan_id, rows.action_no NULLS FIRST, rows.position`;
  return [
    {
      name: 'actions',
      title: 'Actions',
      sql: `SELECT actions.* EXCLUDE (action_no), reviewed.text AS recommendation
        FROM actions LEFT JOIN (SELECT plan_id, ref, min(text) AS text FROM recommendations GROUP BY ALL) AS reviewed
          ON reviewed.plan_id = actions.plan_id AND reviewed.ref = actions.recommendation_ref
        WHERE actions.plan_id IN (${plans}) AND ${range} ORDER BY actions.action_no`,
      key: ['plan_id', 'position'],
      hasSheet: true,
    },
    {
      name: 'plans',
      title: 'Plans',
      sql: `SELECT * EXCLUDE (first_action_no) FROM plans WHERE ${current} AND ${council}
        ORDER BY council_id, line, version, plan_id`,
      key: ['plan_id'],
      hasSheet: true,
    },
    {
      name: 'recommendations',
      title: 'Recommendations',
      sql: `SELECT * FROM recommendations WHERE plan_id IN (${plans}) ORDER BY council_id, plan_id, position`,
      key: ['plan_id', 'position'],
      hasSheet: true,
    },
    { name: 'owners', title: 'Owners', sql: ofAction('owners'), key: [], hasSheet: false },
    { name: 'milestones', title: 'Milestones', sql: ofAction('milestones'), key: [], hasSheet: false },
    {
      name: 'issues',
      title: 'Doubts',
      sql: ofAction('issues'),
      key: ['plan_id', 'position'],
      hasSheet: true,
    },
    {
      name: 'changes',
      title: 'Changes between versions',
      sql: `SELECT * FROM changes WHERE ${council} ORDER BY council_id, plan_id, position`,
      key: ['plan_id', 'position'],
      hasSheet: true,
    },
    {
      name: 'councils',
      title: 'Councils',
      sql: `SELECT * FROM councils WHERE ${council} ORDER BY council_id`,
      key: ['council_id'],
      hasSheet: false,
    },
  ];
}

/** Columns of a table as it leaves, with the meaning the data dictionary gives them. */
export async function columnsOf(source: ExportSource, table: ExportTable): Promise<ExportColumn[]> {
  const described = await source.query<{ column_name: string; column_type: string }>(`DESCRIBE ${table.sql}`);
  const comments = await source.query<{ table_name: string; column_name: string; comment: string | null }>(
    'SELECT table_name, column_name, comment FROM duckdb_columns() WHERE NOT internal',
  );
  const meaning = (column: string, from: string) =>
    comments.find((row) => row.table_name === from && row.column_name === column)?.comment;
  return described.map(({ column_name, column_type }) => ({
    name: column_name,
    type: column_type,
    description:
      meaning(column_name, table.name) ?? meaning(column_name, 'actions') ?? wordsFor[column_name] ?? '',
  }));
}

const wordsFor: Record<string, string> = {
  recommendation: 'Words of the recommendation it mainly answers; NULL when none is known.',
};

function quoted(text: string): string {
  return `'${text.replaceAll("'", "''")}'`;
}
