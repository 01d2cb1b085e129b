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
  const owners = await listsOf(
    source,
    'owners',
    '{text: rows.text, role: rows.role, kind: rows.kind, vague: rows.vague, basis: rows.basis}',
  );
  const milestones = await listsOf(
    source,
    'milestones',
    '{text: rows.text, kind: rows.kind, "start": rows.start_date, "end": rows.end_date}',
  );
  const dates = await source.query<{ plan_id: string; plan_date_text: string | null }>(
    'SELECT plan_id, plan_date_text FROM plans',
  );
  const dateOf = new Map(dates.map(({ plan_id, plan_date_text }) => [plan_id, plan_date_text]));
  const lines = rows.map((row) =>
    JSON.stringify({
      ...lineOf(row, owners.get(keyOf(row)) ?? [], milestones.get(keyOf(row)) ?? []),
      planDate: dateOf.get(row.plan_id) ?? null,
    }),
  );
  return { text: lines.map((line) => `${line}\n`).join(''), rows: lines.length };
}

interface Key {
  plan_id: string;
  position: number;
}

/** What hangs on each action, in order, by plan and position. */
async function listsOf(
  source: ExportSource,
  table: string,
  struct: string,
): Promise<Map<string, ExportValue>> {
  const rows = await source.query<Key & { items: ExportValue }>(
    `SELECT actions.plan_id, actions.position, list(${struct} ORDER BY rows.position) AS items
     FROM ${table} AS rows JOIN actions USING (action_no) GROUP BY ALL`,
  );
  return new Map(rows.map((row) => [keyOf(row), row.items]));
}

function keyOf({ plan_id, position }: Key): string {
  return `${plan_id} ${position}`;
}

function lineOf(row: Fields, owners: ExportValue, milestones: ExportValue): object {
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
      granularity: row['granularity'],
      frequency: row['frequency'],
    },
    milestones,
    status: row['status'],
    themes,
    themeUnsure: row['theme_unsure'],
    place: row['place'],
  };
}
