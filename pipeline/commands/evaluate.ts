/** `peerlens evaluate GOLD`: how well plans are read, by document and field, against a person's answers. */
import { readFileSync } from 'node:fs';
import { findGold, readFloors, registerOf, type Floor, type GoldPlan } from '../evaluate/gold.ts';
import { scorePlan, type PlanScore } from '../evaluate/score.ts';
import { processDocument } from '../run.ts';
import { findSources } from '../sources/sources.ts';
import { EXIT, formatTable, UsageError, type Terminal } from '../terminal/terminal.ts';

export interface EvaluateOptions {
  /** Folder with the plans, when they are not near the gold files. */
  plans?: string;
  /** CSV of floors: `document,field,floor`. */
  floors?: string;
  misses?: boolean;
  json?: boolean;
}

const FIELDS = [
  'f1',
  'precision',
  'recall',
  'owners',
  'range',
  'kind',
  'status',
  'theme',
  'themeEither',
] as const;

/** Prints one table by document and field; ends with `ourFault` when a score is below its floor. */
export async function evaluateCommand(
  gold: readonly string[],
  options: EvaluateOptions,
  terminal: Terminal,
): Promise<number> {
  const plans = goldOf(gold, options);
  const scores: [string, PlanScore][] = [];
  for (const plan of plans) scores.push([plan.name, await scoreGold(plan)]);
  if (options.json) {
    for (const [name, score] of scores) terminal.print(JSON.stringify({ name, ...score }));
  } else {
    for (const line of scoreTable(scores)) terminal.print(line);
    if (options.misses) {
      for (const [name, { misses }] of scores) for (const miss of misses) terminal.print(`${name}: ${miss}`);
    }
  }
  const broken = options.floors ? brokenFloors(scores, readFloors(options.floors)) : [];
  for (const line of broken) terminal.warn(line);
  return broken.length > 0 ? EXIT.ourFault : EXIT.fine;
}

/** Reads one gold plan with its register's facts and scores it. */
export async function scoreGold(plan: GoldPlan): Promise<PlanScore> {
  const register = registerOf(plan.planPath);
  const { sources } = findSources([register || plan.planPath]);
  const source = sources.find((candidate) => candidate.path.endsWith(plan.planPath.split('/').at(-1) ?? ''));
  const outcome = await processDocument(
    readFileSync(plan.planPath),
    source?.facts ?? { name: plan.planPath },
  );
  return scorePlan(plan.actions, outcome.value?.actions ?? []);
}

/** One row a document and a last one with all gold actions weighted alike. */
export function scoreTable(scores: readonly [string, PlanScore][]): string[] {
  const percent = (value: number) => (100 * value).toFixed(1);
  const rows = scores.map(([name, score]) => [
    name,
    String(score.gold),
    String(score.predicted),
    ...FIELDS.map((field) => percent(score[field])),
  ]);
  const total = scores.reduce((sum, [, score]) => sum + score.gold, 0);
  const mean = (field: (typeof FIELDS)[number]) =>
    scores.reduce((sum, [, score]) => sum + score[field] * score.gold, 0) / (total || 1);
  rows.push(['all, by action', String(total), '', ...FIELDS.map((field) => percent(mean(field)))]);
  return formatTable(['document', 'gold', 'read', ...FIELDS], rows);
}

/** A line for each score below its floor, and for each floor whose document was not scored. */
export function brokenFloors(scores: readonly [string, PlanScore][], floors: readonly Floor[]): string[] {
  const byName = new Map(scores);
  return floors.flatMap(({ document, field, floor }) => {
    const score = byName.get(document);
    if (!score) return [`floor for a document that was not scored: ${document}`];
    const value = score[field as (typeof FIELDS)[number]];
    if (typeof value !== 'number') return [`floor for an unknown field: ${field}`];
    return value + 1e-9 < floor
      ? [`${document}: ${field} ${value.toFixed(3)} is below its floor ${floor}`]
      : [];
  });
}

function goldOf(gold: readonly string[], options: EvaluateOptions): GoldPlan[] {
  try {
    const plans = findGold(gold, options.plans);
    if (plans.length === 0) throw new UsageError(`no gold files (*.jsonl) in ${gold.join(', ')}`);
    return plans;
  } catch (error) {
    if (error instanceof UsageError) throw error;
    const reason = error instanceof Error ? error.message : String(error);
    const [, missing] = /^ENOENT[^']+'([^']+)'$/.exec(reason) ?? [];
    throw new UsageError(missing === undefined ? reason : `no such file or folder: ${missing}`);
  }
}
