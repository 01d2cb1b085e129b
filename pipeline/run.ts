/**
 * The order of the stages: bytes and facts in, a finished plan out. The only file that knows every stage.
 * Pure and deterministic: the same bytes and facts give the same JSON, on any machine and day.
 */
import { createHash } from 'node:crypto';
import type {
  Action,
  Document,
  Issue,
  Outcome,
  Plan,
  Recommendation,
  SourceFacts,
  SplitAction,
  SplitPlan,
  Theme,
} from './model.ts';
import { ownActions } from './owner/owner.ts';
import { readDocument } from './read/read.ts';
import { splitPlan } from './split/split.ts';
import { type ThemeInput, isUnsure, tagActions, themeFromWords } from './theme/theme.ts';
import {
  dateActions,
  findStatusKey,
  readEventDates,
  readLegend,
  readStatusKey,
} from './timescale/timescale.ts';
import type { StatusKey } from './timescale/timescale.ts';

/** Facts about a source, with the address of the original for links. */
export interface ProcessFacts extends SourceFacts {
  url?: string;
}

/** Reads one document as published and works out its plan. `null` only when the bytes could not be read at all. */
export async function processDocument(bytes: Uint8Array, facts: ProcessFacts): Promise<Outcome<Plan>> {
  const read = await readDocument(bytes, { name: facts.name ?? '' });
  return read.value === null ? { value: null, issues: read.issues } : assemblePlan(read.value, facts);
}

/** Works out the plan of a document that was read. Issues stand with the plan they concern. */
export function assemblePlan(document: Document, facts: ProcessFacts): Outcome<Plan> {
  const split = splitPlan(document, facts);
  if (split.value === null) return { value: null, issues: [...document.issues, ...split.issues] };
  const plan = split.value;
  return {
    value: {
      id: planId(plan, document),
      council: plan.council,
      kind: plan.kind,
      planDate: plan.planDate,
      reviewDate: plan.reviewDate,
      title: plan.title,
      legend: plan.legend,
      events: plan.events,
      source: {
        name: document.name,
        format: document.format,
        sha256: document.sha256,
        pages: document.pages,
        url: facts.url ?? '',
      },
      recommendations: plan.recommendations,
      actions: finishActions(plan, findStatusKey(document.blocks)),
      issues: uniqueIssues([...document.issues, ...split.issues, ...plan.issues]),
    },
    issues: [],
  };
}

function finishActions(plan: SplitPlan, statusKey: StatusKey): Action[] {
  const planDate = plan.planDate.value;
  const dated = dateActions(plan.actions, {
    planDate,
    legend: readLegend(plan.legend, planDate),
    events: readEventDates(plan),
    statusKey: { ...statusKey, ...readStatusKey(plan.legend) },
  });
  const owned = ownActions(plan.actions, plan);
  const tagged = tagActions(themeInputs(plan));
  const byRef = new Map(plan.recommendations.map((recommendation) => [recommendation.ref, recommendation]));
  const seen = new Map<string, number>();
  return plan.actions.map((action, index) => {
    const when = dated[index];
    const owners = owned[index];
    const themes = tagged[index];
    if (!when || !owners || !themes) throw new Error(`a stage lost action ${index} of ${plan.title}`);
    const main = byRef.get(action.recommendations[0] ?? '');
    const base = actionId(plan, main, action.text);
    const repeat = seen.get(base) ?? 0;
    seen.set(base, repeat + 1);
    return {
      id: repeat === 0 ? base : `${base}-${repeat + 1}`,
      recommendation: main ? { ref: main.ref, text: main.text } : null,
      recommendations: action.recommendations,
      objective: action.objective,
      text: action.text,
      owners,
      timescale: when.timescale,
      milestones: when.milestones,
      status: when.status,
      statusText: when.statusText,
      themes,
      themeUnsure: isUnsure(themes),
      place: action.place,
      evidence: action.evidence,
      confidence: action.confidence,
      issues: [...action.issues, ...when.issues],
    };
  });
}

/** What the themes of a plan's actions are judged by, in their order: own words, recommendation's, objective's or heading's. */
export function themeInputs(plan: SplitPlan): ThemeInput[] {
  const byRef = new Map(plan.recommendations.map((recommendation) => [recommendation.ref, recommendation]));
  return plan.actions.map((action) => {
    const main = byRef.get(action.recommendations[0] ?? '');
    return {
      text: action.text,
      recommendation: main?.text ?? '',
      heading: action.objective || (action.headings.at(-1) ?? ''),
      stated: statedTheme(action, main) ?? undefined,
    };
  });
}

/**
 * The theme the plan itself names: in a theme column, in the nearest heading above, or with the recommendation, which
 * may stand under another heading than the action does.
 */
function statedTheme(action: SplitAction, main: Recommendation | undefined): Theme | null {
  const columns = action.cells.filter((cell) => cell.role === 'theme').map((cell) => cell.text);
  const named = [
    ...columns.map((words) => themeFromWords(words, 'column')),
    ...action.headings.toReversed().map((heading) => themeFromWords(heading)),
    themeFromWords(main?.statedTheme ?? '', 'column'),
  ];
  return named.find((theme) => theme !== null) ?? null;
}

function planId(plan: SplitPlan, document: Document): string {
  const council = slug(plan.council.value?.name ?? 'unknown');
  return `${council}-${plan.kind.value ?? 'other'}-${document.sha256.slice(0, 8)}`;
}

/** From council, recommendation and text, so that a row that moves keeps its id. */
function actionId(plan: SplitPlan, main: Recommendation | undefined, text: string): string {
  const council = plan.council.value;
  const fold = (words: string) => (words.toLowerCase().match(/[\p{L}\p{N}]+/gu) ?? []).join(' ');
  return createHash('sha256')
    .update([council?.gss ?? slug(council?.name ?? 'unknown'), fold(main?.text ?? ''), fold(text)].join('|'))
    .digest('hex')
    .slice(0, 12);
}

function slug(name: string): string {
  return (name.toLowerCase().match(/[a-z0-9]+/g) ?? []).join('-');
}

function uniqueIssues(issues: readonly Issue[]): Issue[] {
  return [...new Map(issues.map((issue) => [JSON.stringify(issue), issue])).values()];
}
