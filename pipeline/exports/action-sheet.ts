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
  { name: 'source_link', type: 'VARCHAR', description: 'Address of the original, at its page where known.' },
];

/** Columns of the table that the added ones are made from. */
export const USED_COLUMNS = ['action_id', 'plan_id', 'theme', 'second_theme', 'page'] as const;

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
  source_name: string;
  source_url: string;
  format: string;
}

/** Makes the cells of `ADDED_COLUMNS` from those of `USED_COLUMNS`, in their order. */
export async function actionCells(
  source: ExportSource,
): Promise<(used: readonly ExportValue[]) => ExportValue[]> {
  const plans = await source.query<PlanFacts>(
    'SELECT plan_id, plan_date_text, source_name, source_url, format FROM plans',
  );
  const byId = new Map<ExportValue, PlanFacts>(plans.map((plan) => [plan.plan_id, plan]));
  return ([actionId = null, planId = null, theme = null, second = null, page = null]) => {
    const plan = byId.get(planId);
    return [
      actionId,
      planId,
      plan?.plan_date_text ?? null,
      themeName(theme),
      themeName(second),
      fileName(plan?.source_name ?? ''),
      sourceLink(plan, page),
    ];
  };
}

function themeName(code: ExportValue): string | null {
  return (typeof code === 'string' && new Map<string, string>(Object.entries(THEME_NAMES)).get(code)) || null;
}

/** A file's name without its folders; an address of the web stays whole. */
function fileName(name: string): string {
  return /^https?:\/\//iu.test(name) ? name : (name.split(/[\\/]/u).at(-1) ?? name);
}

/** The address of the original, in a PDF with the page; `null` where none is known or it is no web address. */
function sourceLink(plan: PlanFacts | undefined, page: ExportValue): string | null {
  const url = plan?.source_url ?? '';
  if (!/^https?:\/\//iu.test(url)) return null;
  return plan?.format === 'pdf' && typeof page === 'number' && !url.includes('#')
    ? `${url}#page=${page}`
    : url;
}
