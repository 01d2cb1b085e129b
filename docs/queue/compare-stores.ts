/** Two stores, row by row. */
import { resolve } from 'node:path';
import { Database, quoteText } from '../../pipeline/store/database.ts';

export interface TableComparison {
  table: string;
  rows: number;
  /** Rows of one store that the other lacks, both ways; 0 when the tables are the same. */
  different: number;
}

/** Compares every table of the stores at two paths, counting a row as often as it stands there. */
export async function compareStores(first: string, second: string): Promise<TableComparison[]> {
  const database = await Database.open(':memory:', { readOnly: false });
  try {
    await database.run(
      `ATTACH ${quoteText(resolve(first))} AS a (READ_ONLY); ATTACH ${quoteText(resolve(second))} AS b (READ_ONLY)`,
    );
    const tables = await database.query<{ name: string }>(
      `SELECT DISTINCT table_name AS name FROM duckdb_tables() WHERE database_name IN ('a', 'b') ORDER BY name`,
    );
    const compared: TableComparison[] = [];
    for (const { name } of tables) {
      const [counts] = await database.query<Omit<TableComparison, 'table'>>(
        `SELECT (SELECT count(*) FROM a.${name}) AS rows,
           (SELECT count(*) FROM (FROM a.${name} EXCEPT ALL FROM b.${name})) +
           (SELECT count(*) FROM (FROM b.${name} EXCEPT ALL FROM a.${name})) AS different`,
      );
      compared.push({ table: name, rows: counts?.rows ?? 0, different: counts?.different ?? 0 });
    }
    return compared;
  } finally {
    database.close();
  }
}
