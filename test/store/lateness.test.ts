/** The store's lateness is the pages', which tell apart besides what nobody has reported on since. */
import { afterAll, beforeAll, expect, it } from 'vitest';
import { Database } from '../../pipeline/store/database.ts';
import { readFileSync } from 'node:fs';
import { packagePath } from '../../pipeline/data-files.ts';
import { readCases } from '../dashboards/case-table.ts';

let database: Database;

beforeAll(async () => {
  database = await Database.open(':memory:', { readOnly: false });
  await database.run(readFileSync(packagePath('pipeline/store/schema.sql'), 'utf8'));
});
afterAll(() => database.close());

it.each(readCases('lateness'))('$what', async ({ kind, status, start, end, as_of: asOf, expected }) => {
  const sql = `SELECT lateness($status::VARCHAR, $kind::VARCHAR, $start::DATE, $end::DATE, $as_of::DATE) AS state`;
  const days = { start: start || null, end: end || null, as_of: asOf ?? null };
  const [row] = await database.query<{ state: string }>(sql, {
    kind: kind ?? null,
    status: status ?? null,
    ...days,
  });
  expect(row?.state).toBe(expected === 'no_report' ? 'overdue' : expected);
});
