/**
 * What splitting has gathered so far: recommendations, actions, doubts, and where in the document's headings it
 * stands. Tables, labelled blocks and prose all add to it.
 */
import type { Issue, RoleCell, SplitAction } from '../model.ts';
import type { FoundAction } from './cell-actions.ts';
import { placeOf } from './passage.ts';
import { RecommendationList } from './recommendations.ts';

/** Where an action stands. */
export interface Standing {
  recommendations: string[];
  objective: string;
  headings: string[];
  row: number;
  cells: RoleCell[];
  /** How the place was told, for the action's evidence: `action column “What we will do”`. */
  source: string;
  /** 0..1, multiplied into the action's own confidence. */
  confidence: number;
}

/** The plan as it grows. */
export class PlanBuilder {
  readonly recommendations = new RecommendationList();
  readonly actions: SplitAction[] = [];
  readonly issues: Issue[] = [];
  hasOwnerColumn = false;
  private rows = 0;

  /** A number for the next row or labelled block. */
  nextRow(): number {
    this.rows += 1;
    return this.rows;
  }

  /** Adds an action where it stands. */
  addAction(found: FoundAction, standing: Standing): SplitAction {
    const action: SplitAction = {
      text: found.passage.text.replaceAll(/\s+/g, ' ').trim(),
      marker: found.marker,
      recommendations: standing.recommendations,
      objective: standing.objective,
      headings: standing.headings,
      row: standing.row,
      cells: standing.cells,
      place: placeOf(found.passage),
      evidence: [...found.evidence, standing.source].filter((reason) => reason !== ''),
      confidence: Math.round(found.confidence * standing.confidence * 100) / 100,
      issues: found.issues,
    };
    if (action.confidence < 0.5 && action.issues.length === 0) {
      action.issues.push({
        code: 'unsure-split',
        severity: 'info',
        message: `taken for an action with confidence ${action.confidence}: ${action.text.slice(0, 80)}`,
        place: action.place,
      });
    }
    this.actions.push(action);
    return action;
  }

  addIssue(issue: Issue): void {
    this.issues.push(issue);
  }
}
