/** The tables that leave the store: their SQL, in one fixed order of rows, and their columns with type and meaning. */

export type ExportValue = string | number | boolean | null | ExportValue[] | { [key: string]: ExportValue };

/** What exports read from: an open store, or anything that answers SQL the same way. */
export interface ExportSource {
  facts: Record<string, string>;
  query<T extends object>(sql: string, parameters?: Record<string, string | null>): Promise<T[]>;
  queryChunks<T extends object>(sql: string, parameters?: Record<string, string | null>): AsyncIterable<T[]>;
  queryCells<Cell>(sql: string, parameters?: Record<string, string | null>): AsyncIterable<Cell[][]>;
}

/** Which part of the store: one council only; earlier versions too. */
export interface ExportScope {
  councilId?: string;
  allVersions?: boolean;
  /** Only actions with these numbers, first and last; of the table `actions` alone; see `partsOf`. */
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
  /** The same rows in whatever order. */
  unsorted: string;
  /** Columns that tell rows apart; empty when none do. */
  key: string[];
  /** True for a table that people read: it gets a sheet of the workbook. */
  hasSheet: boolean;
}

/** Actions sorted and joined with their recommendations at a time: all of a large store would be gigabytes. */
const ACTIONS_AT_A_TIME = 50_000;

/** A file's name without its folders; an address of the web stays whole. */
const SOURCE_NAME = `if(regexp_matches(origins.source_name, '^https?://', 'i'), origins.source_name,
  regexp_extract(origins.source_name, '[^/\\\\]*$'))`;

/** Words of an action by which a browser finds it in the page; enough to be found, few enough to survive another line break. */
const FOUND_WORDS = `array_to_string(regexp_extract_all(actions.text, '\\S+')[1:8], ' ')`;

/**
 * Address of the original: in a PDF with the page, in a text or web page with the words to scroll to (a text fragment,
 * where a hyphen has a meaning of its own). NULL where no address of the web is known.
 */
const SOURCE_LINK = `CASE
  WHEN NOT regexp_matches(origins.source_url, '^https?://', 'i') THEN NULL
  WHEN contains(origins.source_url, '#') THEN origins.source_url
  WHEN origins.format = 'pdf' AND actions.page IS NOT NULL THEN origins.source_url || '#page=' || actions.page
  WHEN origins.format IN ('html', 'text', 'markdown')
    THEN origins.source_url || '#:~:text=' || replace(url_encode(${FOUND_WORDS}), '-', '%2D')
  ELSE origins.source_url END`;

/** The tables in the order they are written, narrowed to `scope`. */
export function exportTables({ councilId, allVersions = false, numbers }: ExportScope = {}): ExportTable[] {
  const council = councilId === undefined ? 'true' : `council_id = ${quoteText(councilId)}`;
  const current = allVersions ? 'true' : 'is_current';
  const [first, last] = numbers ?? [1, Infinity];
  const range = numbers === undefined ? 'true' : `action_no BETWEEN ${first} AND ${last}`;
  const plans = `SELECT plan_id FROM plans WHERE ${current} AND ${council}`;
  const plansInRange =
    numbers === undefined
      ? plans
      : `${plans} AND first_action_no <= ${last} AND first_action_no + action_count > ${first}`;
  const ofAction = (table: string) => `
    SELECT rows.plan_id, rows.council_id, actions.action_id, rows.* EXCLUDE (plan_id, council_id, action_no, is_current)
    FROM ${table} AS rows LEFT JOIN actions ON actions.action_no = rows.action_no
    WHERE rows.plan_id IN (${plans})`;
  const inPlans = 'rows.council_id, rows.plan_id, rows.action_no NULLS FIRST, rows.position';
  const tables: (Omit<ExportTable, 'sql'> & { order: string })[] = [
    {
      name: 'actions',
      title: 'Actions',
      unsorted: `SELECT actions.* EXCLUDE (action_no), reviewed.text AS recommendation, ${SOURCE_NAME} AS source_name,
          ${SOURCE_LINK} AS source_link
        FROM actions LEFT JOIN (SELECT plan_id, source_name, source_url, format FROM plans) AS origins
          ON origins.plan_id = actions.plan_id
        LEFT JOIN (
          SELECT plan_id, ref, min(text) AS text FROM recommendations WHERE plan_id IN (${plansInRange}) GROUP BY ALL
        ) AS reviewed ON reviewed.plan_id = actions.plan_id AND reviewed.ref = actions.recommendation_ref
        WHERE actions.plan_id IN (${plansInRange}) AND ${range}`,
      order: 'actions.action_no',
      key: ['plan_id', 'position'],
      hasSheet: true,
    },
    {
      name: 'plans',
      title: 'Plans',
      unsorted: `SELECT * EXCLUDE (first_action_no) FROM plans WHERE ${current} AND ${council}`,
      order: 'council_id, line, version, plan_id',
      key: ['plan_id'],
      hasSheet: true,
    },
    {
      name: 'recommendations',
      title: 'Recommendations',
      unsorted: `SELECT * FROM recommendations WHERE plan_id IN (${plans})`,
      order: 'council_id, plan_id, position',
      key: ['plan_id', 'position'],
      hasSheet: true,
    },
    {
      name: 'owners',
      title: 'Owners',
      unsorted: ofAction('owners'),
      order: inPlans,
      key: [],
      hasSheet: false,
    },
    {
      name: 'milestones',
      title: 'Milestones',
      unsorted: ofAction('milestones'),
      order: inPlans,
      key: [],
      hasSheet: false,
    },
    {
      name: 'issues',
      title: 'Doubts',
      unsorted: ofAction('issues'),
      order: inPlans,
      key: ['plan_id', 'position'],
      hasSheet: true,
    },
    {
      name: 'changes',
      title: 'Changes between versions',
      unsorted: `SELECT * FROM changes WHERE ${council}`,
      order: 'council_id, plan_id, position',
      key: ['plan_id', 'position'],
      hasSheet: true,
    },
    {
      name: 'councils',
      title: 'Councils',
      unsorted: `SELECT * FROM councils WHERE ${council}`,
      order: 'council_id',
      key: ['council_id'],
      hasSheet: false,
    },
  ];
  return tables.map(({ order, ...table }) => ({ ...table, sql: `${table.unsorted} ORDER BY ${order}` }));
}

/**
 * SQL for a table's rows some at a time: those of all parts, one after the other, are the table's. Only the table
 * `actions`, whose rows are wide and come in order of their numbers, has several.
 */
export async function partsOf(
  source: ExportSource,
  table: ExportTable,
  scope: ExportScope,
): Promise<string[]> {
  if (table.name !== 'actions') return [table.sql];
  const ranges = await actionRanges(source);
  return ranges.flatMap((numbers) => exportTables({ ...scope, numbers })[0]?.sql ?? []);
}

/** First and last numbers of actions that are read at a time; at least one range. */
export async function actionRanges(source: ExportSource): Promise<[first: number, last: number][]> {
  const [row] = await source.query<{ last: number | null }>('SELECT max(action_no) AS last FROM actions');
  const count = Math.max(1, Math.ceil((row?.last ?? 0) / ACTIONS_AT_A_TIME));
  return Array.from({ length: count }, (_, index) => [
    index * ACTIONS_AT_A_TIME + 1,
    (index + 1) * ACTIONS_AT_A_TIME,
  ]);
}

/** Of a table of `count` rows the columns of text that mostly repeat, with their texts in order, each once. */
export async function readDictionaries(
  source: ExportSource,
  { unsorted }: ExportTable,
  columns: readonly ExportColumn[],
  count: number,
): Promise<Map<string, string[]>> {
  const oneRow = async <T>(cells: readonly string[]): Promise<Record<string, T>> => {
    if (cells.length === 0) return {};
    const [row = {}] = await source.query<Record<string, T>>(`SELECT ${cells.join(', ')} FROM (${unsorted})`);
    return row;
  };
  const texts = columns.filter(({ type }) => type === 'VARCHAR').map(({ name }) => `"${name}"`);
  const different = await oneRow<number>(texts.map((name) => `approx_count_distinct(${name}) AS ${name}`));
  const repeating = texts.filter((name) => (different[name.slice(1, -1)] ?? 0) * 2 <= count);
  const lists = await oneRow<string[] | null>(
    repeating.map((name) => `list_sort(list(DISTINCT ${name}) FILTER (${name} IS NOT NULL)) AS ${name}`),
  );
  return new Map(Object.entries(lists).map(([name, list]) => [name, list ?? []]));
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
      meaning(column_name, table.name) ??
      meaning(column_name, 'actions') ??
      wordsFor[column_name] ??
      meaning(column_name, 'plans') ??
      '',
  }));
}

const wordsFor: Record<string, string> = {
  source_link:
    'Address of the original at its page, or at its words in a text or web page; NULL where only a file is known.',
  recommendation: 'Words of the recommendation it mainly answers; NULL when none is known.',
};

export function quoteText(text: string): string {
  return `'${text.replaceAll("'", "''")}'`;
}
