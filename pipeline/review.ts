/**
 * What a person should look at first: the rows whose correction would change most, in the columns of
 * `data/overrides.csv` with `value` left empty, so that a filled-in queue can be fed back as overrides.
 */
import type { Action, Plan, Recommendation } from './model.ts';

/** Columns of the queue: those of an override, then what helps a person to decide. */
export const REVIEW_COLUMNS = [
  'plan',
  'action',
  'recommendation',
  'text',
  'field',
  'value',
  'who',
  'when',
  'why',
  'now',
  'confidence',
  'changes',
  'words',
] as const;

/** One row of the queue; every column is there, `value`, `who`, `when` and `why` are empty. */
export type ReviewRow = Record<(typeof REVIEW_COLUMNS)[number], string>;

interface Candidate {
  row: ReviewRow;
  /** Recommendations come before actions. */
  many: boolean;
  doubt: number;
}

const EMPTY = Object.fromEntries(REVIEW_COLUMNS.map((column) => [column, ''])) as ReviewRow;

/**
 * The queue: recommendations with at least two actions of unsure theme, the greatest doubt in all first; then single
 * actions of unsure theme, or with time words that were not understood, the least sure first. `changes` counts the
 * actions a row would change. Ties keep the order of plans and actions.
 */
export function reviewQueue(plans: readonly Plan[]): ReviewRow[] {
  const candidates = plans.flatMap((plan) => [
    ...plan.recommendations.flatMap((recommendation) => reviewRecommendation(plan, recommendation)),
    ...plan.actions.flatMap((action) => reviewAction(plan, action)),
  ]);
  return candidates
    .toSorted((a, b) => Number(b.many) - Number(a.many) || b.doubt - a.doubt)
    .map(({ row }) => row);
}

function reviewRecommendation(plan: Plan, { ref, text }: Recommendation): Candidate[] {
  const actions = plan.actions.filter((action) => action.recommendations.includes(ref));
  const unsure = actions.filter((action) => action.themeUnsure);
  if (unsure.length < 2) return [];
  const doubt = unsure.reduce((sum, action) => sum + 1 - confidenceOf(action), 0);
  const row = {
    ...EMPTY,
    plan: plan.id,
    recommendation: ref,
    field: 'theme',
    now: [...new Set(unsure.map((action) => action.themes[0]?.theme ?? ''))].join('; '),
    confidence: (1 - doubt / unsure.length).toFixed(2),
    changes: String(actions.length),
    words: text,
  };
  return [{ row, many: true, doubt }];
}

function reviewAction(plan: Plan, action: Action): Candidate[] {
  const about = { ...EMPTY, plan: plan.id, action: action.id, changes: '1', words: action.text };
  const found: Candidate[] = [];
  if (action.themeUnsure) {
    const [first, second] = action.themes;
    const now = [first?.theme, second?.theme].filter(Boolean).join('; ');
    const confidence = confidenceOf(action);
    const row = { ...about, field: 'theme', now, confidence: confidence.toFixed(2) };
    found.push({ row, many: false, doubt: 1 - confidence });
  }
  const { kind, text } = action.timescale;
  if (kind === 'none' && text.trim() !== '') {
    const row = { ...about, field: 'timescale', now: text, confidence: '0.50' };
    found.push({ row, many: false, doubt: 0.5 });
  }
  return found;
}

function confidenceOf(action: Action): number {
  return action.themes[0]?.probability ?? 0;
}
