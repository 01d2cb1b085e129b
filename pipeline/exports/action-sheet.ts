/**
 * What the workbook says of an action besides the columns of the table: its keys, the words for its theme codes, the
 * date of its plan as far as it is known, and where its words stand. In: rows of the table; out: the same, longer.
 */
import type { Theme } from '../model.ts';
import type { ExportColumn, ExportSource, ExportValue } from './tables.ts';

/** Columns behind those of the table, so that these keep their letters. */
export const ADDED_COLUMNS: readonly ExportColumn[] = [
  { name: 'action_id', type: 'VARCHAR', description: 'Key of the action, as in the other files.' },
  { name: 'plan_id', type: 'VARCHAR', description: 'Key of its plan, as in the other files.' },
  {
    name: 'plan_date_text',
    type: 'VARCHAR',
    description: 'Date of the plan as known: YYYY-MM-DD or YYYY-MM.',
  },
  { name: 'theme_name', type: 'VARCHAR', description: 'Name of its theme.' },
  { name: 'second_theme_name', type: 'VARCHAR', description: 'Name of its second theme.' },
  { name: 'source_name', type: 'VARCHAR', description: 'File or address the plan was read from.' },
  {
    name: 'source_link',
    type: 'VARCHAR',
    description: 'Address of the original, at its page or words where known.',
  },
];

/** Columns of the table that the added ones are made from. */
export const USED_COLUMNS = [
  'action_id',
  'plan_id',
  'theme',
  'second_theme',
  'source_name',
  'source_link',
] as const;

const THEME_NAMES: Record<Theme, string> = {
  priorities: 'Local priorities and outcomes',
  leadership: 'Organisational and place leadership',
  governance: 'Governance and culture',
  finance: 'Financial planning and management',
  capacity: 'Capacity for improvement',
};

interface PlanFacts {
  plan_id: string;
  plan_date_text: string | null;
}

/** Makes the cells of `ADDED_COLUMNS` from those of `USED_COLUMNS`, in their order. */
export async function actionCells(
  source: ExportSource,
): Promise<(used: readonly ExportValue[]) => ExportValue[]> {
  const plans = await source.query<PlanFacts>('SELECT plan_id, plan_date_text FROM plans');
  const dates = new Map<ExportValue, string | null>(
    plans.map(({ plan_id, plan_date_text }) => [plan_id, plan_date_text]),
  );
  return ([actionId = null, planId = null, theme = null, second = null, name = null, link = null]) => [
    actionId,
    planId,
    dates.get(planId) ?? null,
    themeName(theme),
    themeName(second),
    name,
    link,
  ];
}

function themeName(code: ExportValue): string | null {
  return (typeof code === 'string' && new Map<string, string>(Object.entries(THEME_NAMES)).get(code)) || null;
}
