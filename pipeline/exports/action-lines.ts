/** Actions as JSON Lines, each with its owners, themes and place: the same shape as `peerlens read --json`. */
import { exportTables } from './tables.ts';
import type { ExportScope, ExportSource, ExportValue } from './tables.ts';

type Fields = Record<string, ExportValue>;

/** One line an action, in the store's order. */
export async function makeActionLines(
  source: ExportSource,
  scope: ExportScope,
): Promise<{ text: string; rows: number }> {
  const [actions] = exportTables(scope);
  const rows = await source.query<Fields & { plan_id: string; position: number }>(actions?.sql ?? '');
  const owners = await source.query<Fields & { plan_id: string; position: number; owners: ExportValue }>(
    `SELECT actions.plan_id, actions.position,
       list({text: owners.text, role: owners.role, kind: owners.kind} ORDER BY owners.position) AS owners
     FROM owners JOIN actions USING (action_no) GROUP BY ALL`,
  );
  const ownersOf = new Map(owners.map((row) => [`${row.plan_id} ${row.position}`, row.owners]));
  const lines = rows.map((row) =>
    JSON.stringify(lineOf(row, ownersOf.get(`${row.plan_id} ${row.position}`) ?? [])),
  );
  return { text: lines.map((line) => `${line}\n`).join(''), rows: lines.length };
}

function lineOf(row: Fields, owners: ExportValue): object {
  const themes = ['priorities', 'leadership', 'governance', 'finance', 'capacity']
    .map((theme) => ({ theme, probability: row[`p_${theme}`] ?? null, basis: row['theme_basis'] }))
    .filter(({ probability }) => probability !== null)
    .sort((a, b) => Number(b.probability) - Number(a.probability));
  return {
    id: row['action_id'],
    council: row['council'],
    councilId: row['council_id'],
    planId: row['plan_id'],
    planDate: row['plan_date'],
    planKind: row['plan_kind'],
    recommendation:
      row['recommendation_ref'] === null
        ? null
        : { ref: row['recommendation_ref'], text: row['recommendation'] },
    text: row['text'],
    owners,
    timescale: {
      text: row['timescale_text'],
      kind: row['kind'],
      start: row['start_date'],
      end: row['end_date'],
      edtf: row['edtf'],
      rule: row['timescale_rule'],
      basis: row['timescale_basis'],
      flags: row['flags'],
    },
    status: row['status'],
    themes,
    themeUnsure: row['theme_unsure'],
    place: row['place'],
  };
}
