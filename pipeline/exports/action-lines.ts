/** Actions as JSON Lines, each with its owners, themes and place: the same shape as `peerlens read --json`. */
import { actionRanges, exportTables } from './tables.ts';
import type { ExportScope, ExportSource, ExportValue } from './tables.ts';

type Fields = Record<string, ExportValue>;

/** What a line is made of. */
const FIELDS =
  `action_id council council_id plan_id plan_kind recommendation_ref recommendation text timescale_text kind start_date
  end_date edtf timescale_rule timescale_basis flags granularity frequency status theme_basis p_priorities p_leadership
  p_governance p_finance p_capacity theme_unsure place`.split(/\s+/u);

/** Some lines at a time, each with its break: one an action, in the store's order. */
export async function* makeActionLines(source: ExportSource, scope: ExportScope): AsyncGenerator<string[]> {
  for (const numbers of await actionRanges(source)) {
    const rows = source.queryChunks<Fields>(linesSql(scope, numbers));
    for await (const chunk of rows) yield chunk.map((row) => `${JSON.stringify(lineOf(row))}\n`);
  }
}

function linesSql(scope: ExportScope, numbers: [number, number]): string {
  const [actions] = exportTables({ ...scope, numbers });
  const within = `action_no BETWEEN ${numbers[0]} AND ${numbers[1]}`;
  const listsOf = (table: string, struct: string): string =>
    `SELECT action_no, list(${struct} ORDER BY position) AS items FROM ${table} WHERE ${within} GROUP BY action_no`;
  return `SELECT ${FIELDS.map((field) => `lines.${field}`).join(', ')}, plans.plan_date_text,
      owned.items AS owner_items, dated.items AS milestone_items
    FROM (${actions?.sql ?? ''}) AS lines
    JOIN (SELECT action_no, plan_id, position FROM actions WHERE ${within}) AS numbered USING (plan_id, position)
    JOIN (SELECT plan_id, plan_date_text FROM plans) AS plans USING (plan_id)
    LEFT JOIN (${listsOf('owners', '{text: text, role: role, kind: kind, vague: vague, basis: basis}')}) AS owned
      USING (action_no)
    LEFT JOIN (${listsOf('milestones', '{text: text, kind: kind, "start": start_date, "end": end_date}')}) AS dated
      USING (action_no)
    ORDER BY numbered.action_no`;
}

function lineOf(row: Fields): object {
  const themes = ['priorities', 'leadership', 'governance', 'finance', 'capacity']
    .map((theme) => ({ theme, probability: row[`p_${theme}`] ?? null, basis: row['theme_basis'] }))
    .filter(({ probability }) => probability !== null)
    .sort((a, b) => Number(b.probability) - Number(a.probability));
  return {
    id: row['action_id'],
    council: row['council'],
    councilId: row['council_id'],
    planId: row['plan_id'],
    planDate: row['plan_date_text'] ?? null,
    planKind: row['plan_kind'],
    recommendation:
      row['recommendation_ref'] === null
        ? null
        : { ref: row['recommendation_ref'], text: row['recommendation'] },
    text: row['text'],
    owners: row['owner_items'] ?? [],
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
    milestones: row['milestone_items'] ?? [],
    status: row['status'],
    themes,
    themeUnsure: row['theme_unsure'],
    place: row['place'],
  };
}
