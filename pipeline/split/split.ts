/**
 * Splits a document into what a plan is made of: facts about the plan, recommendations, actions with their cells.
 * In: a `Document`; out: a `SplitPlan`. Timescales, owners and themes are read from its cells by other stages.
 */
import type { Document, Outcome, SourceFacts, SplitAction, SplitPlan } from '../model.ts';
import { findFacts, isReport } from './facts/facts.ts';
import { readLabelled } from './prose/labelled-blocks.ts';
import { giveLabelsBelow } from './prose/labels-below.ts';
import { withoutKeys } from './prose/key-lines.ts';
import { linesOfFlow, linesOfGrid, type LabelLine } from './prose/labels.ts';
import { giveMarkedParts } from './marked-cells.ts';
import { PlanBuilder } from './plan-builder.ts';
import { readProse } from './prose/prose-plan.ts';
import { readFurtherActions, readReportSection } from './prose/action-sections.ts';
import { markPlainLists } from './prose/plain-lists.ts';
import type { Walk } from './walk-state.ts';
import { walkDocument } from './walk.ts';

/**
 * The plan in a document. Tables are read by the meaning of their columns; lists, sentences and labelled blocks by
 * CONVENTIONS "One action". `facts` that the caller gives win over what the text says; a conflict is an issue.
 * Never throws for an odd plan: a document without actions has an empty list and an issue that says why.
 */
export function splitPlan(document: Document, facts: SourceFacts = {}): Outcome<SplitPlan> {
  const plan = new PlanBuilder();
  const walk = walkDocument(document, plan);
  readBetweenTables(document, facts, walk, plan);
  giveMarkedParts(plan.actions);
  const found = findFacts(document, facts, walk, plan);
  reportGaps(walk, plan, found.kind.value);
  return {
    value: {
      ...found,
      hasOwnerColumn: plan.hasOwnerColumn || areMostlyOwned(plan.actions),
      recommendations: plan.recommendations.inOrder(),
      actions: plan.actions,
      issues: plan.issues,
    },
    issues: plan.issues,
  };
}

/** True where the plan says of half its actions and more who does them, in brackets or labels, as a column would. */
function areMostlyOwned(actions: readonly SplitAction[]): boolean {
  const owned = actions.filter(({ cells }) => cells.some(({ role }) => role === 'owner'));
  return owned.length > 0 && owned.length >= actions.length / 2;
}

/** Labelled blocks first; running text only in a plan that has neither tables nor blocks of actions. */
function readBetweenTables(document: Document, facts: SourceFacts, walk: Walk, plan: PlanBuilder): void {
  for (const { grid, headings, recommendation } of walk.labelledTables) {
    readLabelled(linesOfGrid(grid, headings, recommendation), plan, true);
  }
  for (const [index, { flow, actions }] of walk.below.entries()) {
    giveLabelsBelow(linesOfFlow(flow), actions, index === walk.below.length - 1);
  }
  const isBare = plan.actions.length === 0;
  const isSetOutAsReport = isReport(document);
  if (isBare && isSetOutAsReport && facts.kind !== 'review-report') {
    const lines = walk.flows.flatMap((flow) => markPlainLists(linesOfFlow(flow)));
    readReportSection(lines, plan);
    if (plan.actions.length > 0) return;
  }
  const isOther =
    facts.kind === 'covering-report' ||
    facts.kind === 'review-report' ||
    (isSetOutAsReport && facts.kind === undefined);
  if (isOther && isBare) return;
  const further: LabelLine[] = [];
  for (const flow of walk.flows) {
    const lines = markPlainLists(withoutKeys(linesOfFlow(flow)));
    const used = readLabelled(lines, plan);
    if (isBare && used.size === 0) for (const line of lines) walk.proseLines.push(line);
    if (!isBare) further.push(...lines.filter((line) => !used.has(line)));
  }
  if (!isBare) readFurtherActions(further, plan);
  else if (plan.actions.length === 0) readProse(walk.proseLines, plan);
}

function reportGaps(walk: Walk, plan: PlanBuilder, kind: string | null): void {
  for (const place of walk.otherTables) {
    plan.addIssue({
      code: 'table-not-understood',
      severity: 'info',
      message: 'a table was not taken for actions',
      place,
    });
  }
  if (plan.actions.length === 0 && kind !== 'covering-report') {
    plan.addIssue({ code: 'no-actions', severity: 'warning', message: 'no actions found', place: null });
  }
  const answered = new Set(plan.actions.flatMap((action) => action.recommendations));
  if (answered.size === 0) return;
  for (const { ref, text, place } of plan.recommendations.all) {
    if (answered.has(ref)) continue;
    plan.addIssue({
      code: 'recommendation-without-action',
      severity: 'warning',
      message: `no action answers recommendation ${ref}: ${text.slice(0, 80)}`,
      place,
    });
  }
}
