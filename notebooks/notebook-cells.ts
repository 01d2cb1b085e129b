/**
 * What a notebook's SQL cells become before Notebook Kit sees them: their rows, asked of the store when the page is
 * built. (Notebook Kit's own client wants an older DuckDB, and opens a store for writing.) A cell that says only
 * `-- analysis: NAME key=value` asks the question of that name under `pipeline/analyses/`, so that a notebook and the
 * site never answer one question with two statements.
 */
import { readAnalysis, type Queryable } from '../pipeline/analyses/analysis.ts';

/** What is read and written of a cell; Notebook Kit's own cells have more. */
export interface Cell {
  id: number;
  mode: string;
  value: string;
  pinned: boolean;
  hidden: boolean;
  output?: string | undefined;
}

const ANALYSIS = /^-- analysis: (?<name>[a-z0-9-]+)(?<given>(?: [a-z_]+=[^ ]+)*)$/;
/** Ids of the cells that show queries, beyond those a notebook gives itself. */
const SHOWN_FROM = 1000;

/**
 * The cells with each SQL cell asked of the store: it becomes a value of its name, and its statement is shown if it
 * is pinned. `keep` stores the rows and says under which path a page can load them. Throws an `Error` for an unknown
 * analysis or parameter and for a cell without a name, a `StoreError` for a query that fails.
 */
export async function askStore<T extends Cell>(
  cells: readonly T[],
  store: Queryable,
  keep: (name: string, rows: object[]) => string,
): Promise<T[]> {
  const asked: T[] = [];
  for (const cell of cells) {
    if (cell.mode !== 'sql') {
      asked.push(cell);
      continue;
    }
    if (cell.output === undefined) throw new Error(`query without a name: cell ${cell.id}`);
    const sql = statementOf(cell.value.trim(), store.facts['as_of'] ?? '');
    const path = keep(cell.output, await store.query(sql));
    if (cell.pinned) {
      const shown = { id: SHOWN_FROM + cell.id, mode: 'md', value: `\`\`\`sql\n${sql}\n\`\`\`` };
      asked.push({ ...cell, ...shown, pinned: false, hidden: false, output: undefined });
    }
    const value = `FileAttachment(${JSON.stringify(path)}).json()`;
    asked.push({ ...cell, mode: 'js', value, pinned: false, hidden: true });
  }
  return asked;
}

function statementOf(written: string, asOf: string): string {
  const match = ANALYSIS.exec(written);
  if (match?.groups === undefined) return written;
  const { name = '', given = '' } = match.groups;
  const values = given
    .split(' ')
    .filter((part) => part !== '')
    .map((part): [string, string] => [part.slice(0, part.indexOf('=')), part.slice(part.indexOf('=') + 1)]);
  return sqlOfAnalysis(name, asOf, Object.fromEntries(values));
}

/** The statement of an analysis with its parameters as literals; `as_of` is the day asked about. */
export function sqlOfAnalysis(name: string, asOf: string, given: Record<string, string> = {}): string {
  const { parameters, sql } = readAnalysis(name);
  const known = new Set(parameters.map((parameter) => parameter.name));
  const stray = Object.keys(given).find((key) => !known.has(key));
  if (stray !== undefined) throw new Error(`unknown parameter of ${name}: ${stray}`);
  const literals = new Map(
    parameters.map(({ name: key, fallback }) => {
      const value = given[key] ?? (key === 'as_of' ? asOf : fallback);
      if (value === undefined) throw new Error(`missing parameter of ${name}: ${key}`);
      return [key, literalOf(value)];
    }),
  );
  return sql.trim().replaceAll(/\$(?<key>[a-z_]+)/g, (written, key: string) => literals.get(key) ?? written);
}

function literalOf(value: string | number | boolean | null): string {
  return typeof value === 'string' ? `'${value.replaceAll("'", "''")}'` : String(value ?? 'NULL');
}

/**
 * A page as the site's policy allows it and a reader can use it: without the inline styles of Notebook Kit's theme,
 * its queries opened and closed at will and scrolled by keyboard.
 */
export function finishPage(html: string): string {
  return html
    .replaceAll(/<style[^>]*>[^<]*<\/style>/g, '')
    .replaceAll(
      /<pre[^>]*><code class="language-sql">(?<query>[\s\S]*?)<\/code><\/pre>/g,
      '<details class="query"><summary>The query</summary><pre tabindex="0"><code class="language-sql">$<query></code></pre></details>',
    );
}
