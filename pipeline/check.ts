/**
 * The quality of one plan, before it is published: what lacks an owner, a date, anything checkable.
 * A plan in; a report with shares, and with what to fix quoting the row and its place, out.
 */
import { firstDayOf } from './calendar.ts';
import type { Action, Plan, Recommendation } from './model.ts';
import { readWordQuality } from './store/quality.ts';
import { labelOf } from './store/place-label.ts';

/** `must`: nobody can be held to it. `should`: it can be said more exactly. */
export type Urgency = 'must' | 'should';

/** One thing an action lacks. */
export interface Lack {
  /** Kebab-case and stable, e.g. `no-owner`. */
  code: LackCode;
  urgency: Urgency;
  /** What to do about it, in plain words. */
  advice: string;
}

/** An action that lacks something, with its words and its place. */
export interface Finding {
  actionId: string;
  text: string;
  recommendation: string | null;
  /** e.g. `page 4`. */
  place: string;
  lacks: Lack[];
}

/** How many of a plan's actions have what an action should have; `share` is `null` for a plan without actions. */
export interface Measure {
  measure: string;
  count: number;
  of: number;
  share: number | null;
}

export interface QualityReport {
  council: string | null;
  planDate: string | null;
  /** Which of the two were inferred: the text does not state them. */
  inferred: ('council' | 'planDate')[];
  actions: number;
  /** Recommendations found. */
  recommendations: number;
  /** In this order: owner, specific owner, date, last day, checkable, answers a recommendation. */
  measures: Measure[];
  /** Mean of the six shares, 0 to 1; `null` for a plan without actions. */
  score: number | null;
  findings: Finding[];
  /** Recommendations no action answers, and those answered only by going on as before. */
  unanswered: { ref: string; text: string; place: string; answer: 'none' | 'only continues' }[];
  /** True when nothing that must be fixed was found; false too for a plan in which no action was found. */
  passes: boolean;
}

export type LackCode = keyof typeof advice;

const advice = {
  'no-owner': ['must', 'name the post or person who will do it'],
  'no-date': ['must', 'say by when'],
  'date-to-be-confirmed': ['must', 'settle the date before publishing'],
  'due-before-plan': ['must', 'the date is before the plan itself: say it is done, or give a new one'],
  'vague-owner': ['should', 'name one post that answers for it'],
  'no-last-day': ['should', 'say when it ends, or when it will next be reported'],
  'nothing-checkable': ['should', 'say what will exist, how much, or what will be decided'],
  'only-continues': ['should', 'say what will be different from today'],
  'answers-nothing': ['should', 'say which recommendation it answers'],
} as const satisfies Record<string, readonly [Urgency, string]>;

/** Looks at every action and recommendation of a plan. Actions that are done need neither owner nor date. */
export function checkPlan(plan: Plan): QualityReport {
  const { actions, recommendations } = plan;
  const findings = actions.flatMap((action): Finding[] => {
    const lacks = findLacks(action, plan);
    const { id, text, recommendation, place } = action;
    return lacks.length === 0
      ? []
      : [{ actionId: id, text, recommendation: recommendation?.ref ?? null, place: labelOf(place), lacks }];
  });
  const measures = measuresOf(actions);
  const mustFix = findings.some(({ lacks }) => lacks.some(({ urgency }) => urgency === 'must'));
  const unanswered = recommendations.flatMap((recommendation) => answerTo(recommendation, actions));
  return {
    council: plan.council.value?.name ?? null,
    planDate: plan.planDate.value,
    inferred: (['council', 'planDate'] as const).filter(
      (fact) => plan[fact].value !== null && plan[fact].basis === 'inferred',
    ),
    actions: actions.length,
    recommendations: recommendations.length,
    measures,
    score: actions.length === 0 ? null : rounded(mean(measures.map(({ share }) => share ?? 0))),
    findings,
    unanswered,
    passes: actions.length > 0 && !mustFix && unanswered.every(({ answer }) => answer !== 'none'),
  };
}

/** The report as lines for a person: what to fix first, each with the row's words and its place. */
export function formatQuality(report: QualityReport): string[] {
  const { council, planDate, inferred, actions, recommendations, measures, findings, unanswered, score } =
    report;
  const fact = (name: 'council' | 'planDate', value: string): string =>
    inferred.includes(name) ? `${value} (inferred)` : value;
  const heading = [
    fact('council', council ?? 'Council not known'),
    fact('planDate', planDate ?? 'undated'),
    `${actions} ${actions === 1 ? 'action' : 'actions'}`,
  ];
  const lines = [heading.join(', '), ''];
  if (actions === 0) return [...lines, 'No action was found in this document: nothing could be checked.'];
  for (const { measure, count, of } of measures)
    lines.push(`  ${String(count).padStart(4)} of ${of}  ${measure}`);
  if (score !== null) lines.push('', `Score ${Math.round(score * 100)} of 100, the mean of these shares.`);
  if (recommendations === 0)
    lines.push('', 'No recommendation was found in this document, so no action can be said to answer one.');
  for (const urgency of ['must', 'should'] as const) {
    const rows = findings.filter(({ lacks }) => lacks.some((lack) => lack.urgency === urgency));
    if (rows.length > 0) lines.push('', urgency === 'must' ? 'To fix before publishing' : 'To make better');
    for (const { text, place, recommendation, lacks } of rows) {
      const where = [place, recommendation === null ? '' : `recommendation ${recommendation}`];
      lines.push(`  “${shortened(text)}” (${where.filter((part) => part !== '').join(', ')})`);
      for (const lack of lacks.filter((one) => one.urgency === urgency)) lines.push(`      ${lack.advice}`);
    }
  }
  if (unanswered.length > 0) lines.push('', 'Recommendations without an answer');
  for (const { ref, text, place, answer } of unanswered) {
    const why = answer === 'none' ? 'no action answers it' : 'answered only by going on as before';
    lines.push(`  ${ref}  “${shortened(text)}” (${place}): ${why}`);
  }
  lines.push('', report.passes ? 'Nothing must be fixed.' : 'Not ready to publish.');
  return lines;
}

function findLacks(action: Action, plan: Plan): Lack[] {
  const { owners, timescale, status } = action;
  const words = readWordQuality(action.text);
  const done = status === 'done' || timescale.kind === 'done';
  const dated = timescale.start !== null || timescale.end !== null;
  const planDay = plan.planDate.value === null ? null : firstDayOf(plan.planDate.value);
  const codes: LackCode[] = [];
  if (!done) {
    if (owners.length === 0) codes.push('no-owner');
    else if (owners.every(({ vague }) => vague)) codes.push('vague-owner');
    if (timescale.kind === 'tbc') codes.push('date-to-be-confirmed');
    else if (!dated && timescale.kind === 'none') codes.push('no-date');
    else if (timescale.end === null) codes.push('no-last-day');
    else if (planDay !== null && timescale.end < planDay) codes.push('due-before-plan');
  }
  if (words.continues) codes.push('only-continues');
  else if (!words.checkable) codes.push('nothing-checkable');
  if (plan.recommendations.length > 0 && refsOf(action).length === 0) codes.push('answers-nothing');
  return codes.map((code) => ({ code, urgency: advice[code][0], advice: adviceOn(code, timescale.text) }));
}

/** What to do; where words of a time stand that give no date, with these. */
function adviceOn(code: LackCode, timeWords: string): string {
  const [, words] = advice[code];
  return code === 'no-date' && timeWords.trim() !== ''
    ? `${words}: “${shortened(timeWords)}” gives no date`
    : words;
}

function measuresOf(actions: readonly Action[]): Measure[] {
  const measure = (name: string, has: (action: Action) => boolean): Measure => {
    const count = actions.filter(has).length;
    const share = actions.length === 0 ? null : rounded(count / actions.length);
    return { measure: name, count, of: actions.length, share };
  };
  return [
    measure('name an owner', ({ owners }) => owners.length > 0),
    measure('name one somebody could ring up', ({ owners }) => owners.some(({ vague }) => !vague)),
    measure('have a date', ({ timescale }) => timescale.start !== null || timescale.end !== null),
    measure('have a last day', ({ timescale }) => timescale.end !== null),
    measure('promise something that can be checked', ({ text }) => readWordQuality(text).checkable),
    measure('answer a recommendation', (action) => refsOf(action).length > 0),
  ];
}

function answerTo(
  { ref, text, place }: Recommendation,
  actions: readonly Action[],
): QualityReport['unanswered'] {
  const answers = actions.filter((action) => refsOf(action).includes(ref));
  if (answers.length > 0 && !answers.every((action) => readWordQuality(action.text).continues)) return [];
  return [{ ref, text, place: labelOf(place), answer: answers.length === 0 ? 'none' : 'only continues' }];
}

function refsOf(action: Action): string[] {
  return action.recommendation === null
    ? action.recommendations
    : [action.recommendation.ref, ...action.recommendations];
}

function shortened(text: string): string {
  return text.length <= 140 ? text : `${text.slice(0, 139).trimEnd()}…`;
}

function mean(values: readonly number[]): number {
  return values.reduce((sum, value) => sum + value, 0) / values.length;
}

function rounded(value: number): number {
  return Math.round(value * 1e6) / 1e6;
}
