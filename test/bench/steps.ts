/** The kinds of step that a section of the bench is made of, and how each becomes measures. */
import { rmSync } from 'node:fs';
import { type Command, runChild, type Usage } from './child.ts';
import { type Measure, roundMeasure, TOLERANCE } from './measure.ts';

/** Makes files; its programs run side by side. */
interface PrepareStep {
  kind: 'prepare';
  label: string;
  runs: readonly Command[];
}

/** One program that measures both sides in turns and prints the measures. */
interface TimedStep {
  kind: 'timed';
  label: string;
  run: Command;
}

type Resource = 'processor' | 'clock' | 'memory';

/** Two programs, ours and the baseline, measured from outside. */
interface PairedStep {
  kind: 'paired';
  id: string;
  what: string;
  against: string;
  ours: Command;
  baseline: Command;
  /** What times are divided by. */
  per: { count: number; unit: string };
  resources: readonly Resource[];
  /** Runs of each, in turns; the least counts. 1 unless given. */
  rounds?: number;
  /** A folder that ours writes: not there before, removed afterwards. */
  fresh?: string;
  limits?: Partial<Record<Resource, Pick<Measure, 'mostRatio' | 'mostOurs'>>>;
}

/** What ours took in one measure beside what it took in a smaller one: 1 where a cost stays flat. */
interface GrowthStep {
  kind: 'growth';
  id: string;
  what: string;
  against: string;
  of: string;
  beside: string;
  mostRatio: number;
}

export type Step = PrepareStep | TimedStep | PairedStep | GrowthStep;

/** What is said while a step runs. */
export function labelOf(step: Step): string {
  return 'label' in step ? step.label : step.what;
}

/** The measures of a step. `earlier` are those of the section so far. Throws when a program fails or is too slow. */
export async function runStep(step: Step, earlier: readonly Measure[]): Promise<Measure[]> {
  switch (step.kind) {
    case 'prepare':
      await Promise.all(step.runs.map(runChild));
      return [];
    case 'timed':
      return (JSON.parse((await runChild(step.run)).output) as Measure[]).map(roundMeasure);
    case 'paired':
      return (await runPair(step)).map(roundMeasure);
    case 'growth':
      return [growthOf(step, earlier)];
    default:
      return step satisfies never;
  }
}

async function runPair(step: PairedStep): Promise<Measure[]> {
  const usages: { ours: Usage; baseline: Usage }[] = [];
  const clear = (): void => {
    if (step.fresh !== undefined) rmSync(step.fresh, { recursive: true, force: true });
  };
  for (let round = 0; round < (step.rounds ?? 1); round++) {
    clear();
    try {
      const { usage: ours } = await runChild(step.ours);
      const { usage: baseline } = await runChild(step.baseline);
      usages.push({ ours, baseline });
    } finally {
      clear();
    }
  }
  return step.resources.map((resource) => measureOf(step, resource, usages));
}

function measureOf(
  step: PairedStep,
  resource: Resource,
  usages: readonly { ours: Usage; baseline: Usage }[],
): Measure {
  const { id, what, against, per } = step;
  const fieldOf = { processor: 'processorMs', clock: 'clockMs', memory: 'peakMb' } as const;
  const least = (side: 'ours' | 'baseline'): number =>
    Math.min(...usages.map((usage) => usage[side][fieldOf[resource]]));
  const share = resource === 'memory' ? 1 : per.count;
  const unit = {
    processor: `ms of processor a ${per.unit}`,
    clock: `ms on the clock a ${per.unit}`,
    memory: 'MB at the peak',
  };
  return {
    id: resource === 'processor' ? id : `${id}/${resource}`,
    what,
    against,
    unit: unit[resource],
    ours: least('ours') / share,
    baseline: least('baseline') / share,
    ...(per.count > 1 ? { size: per.count } : {}),
    tolerance: TOLERANCE[resource],
    ...step.limits?.[resource],
  };
}

function growthOf(step: GrowthStep, earlier: readonly Measure[]): Measure {
  const find = (id: string): Measure => {
    const found = earlier.find((measure) => measure.id === id);
    if (found === undefined) throw new Error(`${id} was not measured`);
    return found;
  };
  const { ours, unit, tolerance } = find(step.of);
  return {
    id: step.id,
    what: step.what,
    against: step.against,
    unit,
    ours,
    baseline: find(step.beside).ours,
    tolerance,
    mostRatio: step.mostRatio,
  };
}
