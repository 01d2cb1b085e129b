/**
 * A plan as rows of the store's tables, before those facts that depend on other plans (version, current, numbers).
 * Property names are column names; `action_position` stands for the action until it has its number.
 */
import { firstDayOf } from '../calendar.ts';
import type { Action, Fact, IsoDate, Issue, Place, Plan, Theme } from '../model.ts';
import { councilIdOf, councilNameOf } from './council-table.ts';
import { labelOf } from './place-label.ts';
import { readWordQuality } from './quality.ts';

export type RowsByTable = Record<StagedTable, object[]>;

/** The tables that are filled from plans, and those of their columns that are worked out once all plans are known. */
export const COMPUTED_COLUMNS = {
  plans: [
    'line',
    'version',
    'previous_plan_id',
    'is_current',
    'in_last_build',
    'first_stored',
    'first_action_no',
  ],
  recommendations: ['council_id', 'is_current', 'cluster', 'cluster_centrality'],
  actions: ['action_no', 'council_id', 'council', 'plan_kind', 'plan_date', 'version', 'is_current'],
  owners: ['action_no', 'council_id', 'is_current'],
  milestones: ['action_no', 'council_id', 'is_current'],
  issues: ['action_no', 'council_id', 'is_current'],
  legend_terms: [],
  plan_events: [],
} as const satisfies Record<string, readonly string[]>;

export type StagedTable = keyof typeof COMPUTED_COLUMNS;

/** Rows of one plan for every staged table. */
export function rowsOf(plan: Plan, contentHash: string): RowsByTable {
  const issues = [
    ...plan.issues.map((issue) => ({ issue, action: null as number | null })),
    ...plan.actions.flatMap((action, index) => action.issues.map((issue) => ({ issue, action: index + 1 }))),
  ];
  const answers = countAnswers(plan.actions);
  return {
    plans: [
      planRow(
        plan,
        issues.map(({ issue }) => issue),
        contentHash,
      ),
    ],
    recommendations: plan.recommendations.map((recommendation, index) => ({
      plan_id: plan.id,
      position: index + 1,
      ref: recommendation.ref,
      text: recommendation.text,
      stated_theme: recommendation.statedTheme,
      action_count: answers.get(recommendation.ref) ?? 0,
      page: pageOf(recommendation.place),
      place: recommendation.place,
    })),
    actions: plan.actions.map((action, index) => actionRow(plan, action, index + 1)),
    owners: plan.actions.flatMap((action, index) =>
      action.owners.map(({ text, role, kind, vague, basis }, order) => ({
        plan_id: plan.id,
        action_position: index + 1,
        position: order + 1,
        text,
        role,
        kind,
        vague,
        basis,
      })),
    ),
    milestones: plan.actions.flatMap((action, index) =>
      action.milestones.map(({ text, kind, start, end, granularity, flags }, order) => ({
        plan_id: plan.id,
        action_position: index + 1,
        position: order + 1,
        text,
        kind,
        start_date: start,
        end_date: end,
        granularity,
        flags,
      })),
    ),
    issues: issues.map(({ issue, action }, index) => ({
      plan_id: plan.id,
      action_position: action,
      position: index + 1,
      code: issue.code,
      severity: issue.severity,
      message: issue.message,
      page: pageOf(issue.place),
      place: issue.place,
    })),
    legend_terms: plan.legend.map(({ term, text }, index) => ({
      plan_id: plan.id,
      position: index + 1,
      term,
      text,
    })),
    plan_events: plan.events.map(({ event, text }, index) => ({
      plan_id: plan.id,
      position: index + 1,
      event,
      text,
    })),
  };
}

function planRow(plan: Plan, issues: Issue[], contentHash: string): object {
  return {
    plan_id: plan.id,
    council_id: councilIdOf(plan),
    council: councilNameOf(plan) || 'Not known',
    council_basis: plan.council.basis,
    kind: plan.kind.value ?? 'other',
    kind_basis: plan.kind.basis,
    plan_date: dayOf(plan.planDate),
    plan_date_text: plan.planDate.value,
    plan_date_basis: plan.planDate.basis,
    plan_date_from: plan.planDate.from,
    review_date: dayOf(plan.reviewDate),
    review_date_basis: plan.reviewDate.basis,
    title: plan.title,
    source_name: plan.source.name,
    source_url: plan.source.url,
    format: plan.source.format,
    sha256: plan.source.sha256,
    pages: plan.source.pages,
    recommendation_count: plan.recommendations.length,
    action_count: plan.actions.length,
    issue_count: issues.length,
    error_count: issues.filter(({ severity }) => severity === 'error').length,
    content_hash: contentHash,
  };
}

function actionRow(plan: Plan, action: Action, position: number): object {
  const { timescale, owners, themes, recommendation } = action;
  const [first, second] = themes;
  const chance = (theme: Theme) => themes.find((tag) => tag.theme === theme)?.probability ?? null;
  const quality = readWordQuality(action.text);
  return {
    action_id: action.id,
    plan_id: plan.id,
    position,
    recommendation_ref: recommendation?.ref ?? action.recommendations[0] ?? null,
    recommendation_refs: refsOf(action),
    objective: action.objective,
    text: action.text,
    theme: first?.theme ?? null,
    theme_unsure: action.themeUnsure,
    theme_probability: first?.probability ?? null,
    theme_basis: first?.basis ?? null,
    theme_evidence: first?.evidence ?? [],
    second_theme: second?.theme ?? null,
    p_priorities: chance('priorities'),
    p_leadership: chance('leadership'),
    p_governance: chance('governance'),
    p_finance: chance('finance'),
    p_capacity: chance('capacity'),
    timescale_text: timescale.text,
    kind: timescale.kind,
    start_date: timescale.start,
    end_date: timescale.end,
    edtf: timescale.edtf,
    granularity: timescale.granularity,
    frequency: timescale.frequency,
    timescale_basis: timescale.basis,
    timescale_rule: timescale.rule,
    timescale_anchor: timescale.anchor,
    flags: timescale.flags,
    status: action.status,
    status_text: action.statusText,
    owner_count: owners.length,
    named_owner_count: owners.filter(({ vague }) => !vague).length,
    owners_text: owners.map(({ text }) => text).join('; '),
    lead_role: owners.find(({ role }) => role !== '')?.role ?? '',
    continues: quality.continues,
    checkable: quality.checkable,
    issue_count: action.issues.length,
    confidence: action.confidence,
    evidence: action.evidence,
    page: pageOf(action.place),
    place_label: labelOf(action.place),
    place: action.place,
  };
}

/** How many actions answer a recommendation, by its ref. */
function countAnswers(actions: readonly Action[]): Map<string, number> {
  const counts = new Map<string, number>();
  for (const ref of actions.flatMap(refsOf)) counts.set(ref, (counts.get(ref) ?? 0) + 1);
  return counts;
}

function refsOf(action: Action): string[] {
  const main = action.recommendation === null ? [] : [action.recommendation.ref];
  return [...new Set([...main, ...action.recommendations])];
}

function dayOf(fact: Fact<IsoDate>): string | null {
  return fact.value === null ? null : firstDayOf(fact.value);
}

function pageOf(place: Place | null): number | null {
  const span = place?.find((part) => part.in === 'page');
  return span?.in === 'page' ? span.page : null;
}
