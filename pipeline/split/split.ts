/**
 * Splits a document into what a plan is made of: facts about the plan, recommendations, actions with their cells.
 * In: a `Document`; out: a `SplitPlan`. Timescales, owners and themes are read from its cells by other stages.
 */
import type { Document, Outcome, SourceFacts, SplitPlan } from '../model.ts';
import { findFacts } from './facts.ts';
import { PlanBuilder } from './plan-builder.ts';
import { walkDocument } from './walk.ts';

/**
 * The plan in a document. Tables are read by the meaning of their columns; lists, sentences and labelled blocks by
 * CONVENTIONS "One action". `facts` that the caller gives win over what the text says; a conflict is an issue.
 * Never throws for an odd plan: a document without actions has an empty list and an issue that says why.
 */
export function splitPlan(document: Document, facts: SourceFacts = {}): Outcome<SplitPlan> {
  const plan = new PlanBuilder();
  const walk = walkDocument(document, plan);
  const found = findFacts(document, facts, walk, plan);
  return {
    value: {
      ...found,
      hasOwnerColumn: plan.hasOwnerColumn,
      recommendations: plan.recommendations.inOrder(),
      actions: plan.actions,
      issues: plan.issues,
    },
    issues: plan.issues,
  };
}
