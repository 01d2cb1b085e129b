/** Actions as JSON Lines, each with its owners, themes and place: the same shape as `peerlens read --json`. */
import { actionRanges, exportTables } from './tables.ts';
import type { ExportScope, ExportSource, ExportValue } from './tables.ts';

/** Columns of the table `actions` that a line is made of. */
export const LINE_COLUMNS =
  `action_id council council_id plan_id plan_kind recommendation_ref recommendation text timescale_text kind start_date
  end_date edtf timescale_rule timescale_basis flags granularity frequency status theme_basis p_priorities p_leadership
  p_governance p_finance p_capacity theme_unsure place`.split(/\s+/u);

/** What a line is made of besides; these cells follow those of the table. */
const FURTHER = ['plan_date_text', 'owner_items', 'milestone_items'];

/** Lines of so many rows, each with its break: one an action. `columns` are those of the rows, as `lineParts` was given. */
export function makeActionLines(rows: readonly ExportValue[][], columns: readonly string[]): string {
  const at = new Map([...columns, ...FURTHER].map((name, index) => [name, index]));
  return rows.map((row) => `${JSON.stringify(lineOf((name) => row[at.get(name) ?? -1] ?? null))}\n`).join('');
}

/** SQL for the rows that lines are made of, some at a time: the columns named of the table `actions`, and what else it takes. */
export async function lineParts(
  source: ExportSource,
  scope: ExportScope,
  columns: readonly string[],
): Promise<string[]> {
  const ranges = await actionRanges(source);
  return ranges.map((numbers) => linesSql(scope, columns, numbers));
}

function linesSql(scope: ExportScope, columns: readonly string[], numbers: [number, number]): string {
  const [actions] = exportTables({ ...scope, numbers });
  const within = `action_no BETWEEN ${numbers[0]} AND ${numbers[1]}`;
  // Sorted afterwards: `list(… ORDER BY …)` sorts group by group, which takes five times as long for lists so short.
  const listsOf = (table: string, struct: string): string =>
    `SELECT action_no,
       list_transform(list_sort(list({position: position, item: ${struct}})), lambda one: one.item) AS items
     FROM ${table} WHERE ${within} GROUP BY action_no`;
  return `SELECT ${columns.map((name) => `lines."${name}"`).join(', ')}, plans.plan_date_text,
      owned.items AS owner_items, dated.items AS milestone_items
    FROM (${actions?.unsorted ?? ''}) AS lines
    JOIN (SELECT action_no, plan_id, position FROM actions WHERE ${within}) AS numbered USING (plan_id, position)
    JOIN (SELECT plan_id, plan_date_text FROM plans) AS plans USING (plan_id)
    LEFT JOIN (${listsOf('owners', '{text: text, role: role, kind: kind, vague: vague, basis: basis}')}) AS owned
      USING (action_no)
    LEFT JOIN (${listsOf('milestones', '{text: text, kind: kind, "start": start_date, "end": end_date}')}) AS dated
      USING (action_no)
    ORDER BY numbered.action_no`;
}

function lineOf(cell: (name: string) => ExportValue): object {
  const themes = ['priorities', 'leadership', 'governance', 'finance', 'capacity']
    .map((theme) => ({ theme, probability: cell(`p_${theme}`), basis: cell('theme_basis') }))
    .filter(({ probability }) => probability !== null)
    .sort((a, b) => Number(b.probability) - Number(a.probability));
  return {
    id: cell('action_id'),
    council: cell('council'),
    councilId: cell('council_id'),
    planId: cell('plan_id'),
    planDate: cell('plan_date_text'),
    planKind: cell('plan_kind'),
    recommendation:
      cell('recommendation_ref') === null
        ? null
        : { ref: cell('recommendation_ref'), text: cell('recommendation') },
    text: cell('text'),
    owners: cell('owner_items') ?? [],
    timescale: {
      text: cell('timescale_text'),
      kind: cell('kind'),
      start: cell('start_date'),
      end: cell('end_date'),
      edtf: cell('edtf'),
      rule: cell('timescale_rule'),
      basis: cell('timescale_basis'),
      flags: cell('flags'),
      granularity: cell('granularity'),
      frequency: cell('frequency'),
    },
    milestones: cell('milestone_items') ?? [],
    status: cell('status'),
    themes,
    themeUnsure: cell('theme_unsure'),
    place: cell('place'),
  };
}
