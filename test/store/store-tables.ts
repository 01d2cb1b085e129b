/** Everything a store holds, to compare two of them row by row. */
import { openStore } from '../../pipeline/store/store.ts';

/** Every table and view of the store at `path` by name, its rows sorted by all their columns. */
export async function readTables(path: string): Promise<Record<string, unknown[]>> {
  const store = await openStore(path);
  try {
    const names = await store.query<{ name: string }>(
      `SELECT table_name AS name FROM information_schema.tables WHERE table_schema = 'main' ORDER BY name`,
    );
    const tables: Record<string, unknown[]> = {};
    for (const { name } of names) tables[name] = await store.query(`SELECT * FROM ${name} ORDER BY ALL`);
    return tables;
  } finally {
    store.close();
  }
}
