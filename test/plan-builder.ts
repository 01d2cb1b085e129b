/** Literal plans for tests: say what matters, the rest is filled in plainly. */
import { createHash } from 'node:crypto';
import type { Action, Fact, Owner, Plan, Recommendation, Theme, Timescale } from '../pipeline/model.ts';
import { THEMES } from '../pipeline/model.ts';

export type ActionSketch = Partial<Omit<Action, 'owners' | 'timescale' | 'themes' | 'recommendation'>> & {
  text: string;
  owners?: (string | Partial<Owner>)[];
  timescale?: Partial<Timescale>;
  theme?: Theme;
  /** Ref of the recommendation it answers. */
  for?: string;
};

export type PlanSketch = Partial<
  Omit<Plan, 'council' | 'kind' | 'planDate' | 'reviewDate' | 'actions' | 'recommendations'>
> & {
  council?: string | null;
  gss?: string | null;
  kind?: NonNullable<Plan['kind']['value']>;
  planDate?: string | null;
  reviewDate?: string | null;
  recommendations?: (string | Partial<Recommendation>)[];
  actions?: ActionSketch[];
};

/** A whole plan from a sketch; ids are stable, from what the sketch says. */
export function makePlan(sketch: PlanSketch): Plan {
  const {
    council = 'Testford',
    gss = null,
    kind = 'action-plan',
    planDate = '2024-03-01',
    reviewDate = null,
  } = sketch;
  const seed = hashOf(JSON.stringify(sketch));
  const recommendations = (sketch.recommendations ?? []).map((entry, index): Recommendation => {
    const given = typeof entry === 'string' ? { text: entry } : entry;
    return { ref: String(index + 1), text: '', statedTheme: '', place: pagePlace(1), ...given };
  });
  return {
    id: sketch.id ?? `plan-${seed.slice(0, 10)}`,
    council: fact(council === null ? null : { name: council, gss }),
    kind: fact(kind),
    planDate: fact(planDate),
    reviewDate: fact(reviewDate),
    title: sketch.title ?? 'Peer challenge action plan',
    legend: sketch.legend ?? [],
    events: sketch.events ?? [],
    source: sketch.source ?? { name: 'plan.pdf', format: 'pdf', sha256: seed, pages: 4, url: '' },
    recommendations,
    actions: (sketch.actions ?? []).map((action) => makeAction(action, council ?? '', recommendations)),
    issues: sketch.issues ?? [],
  };
}

/** A timescale from its kind and dates. */
export function makeTimescale(sketch: Partial<Timescale>): Timescale {
  const { start = null, end = null } = sketch;
  return {
    text: start ?? end ?? '',
    kind: end === null && start === null ? 'none' : start === null ? 'by' : end === null ? 'from' : 'in',
    start,
    end,
    edtf: start === null && end === null ? '' : `${start ?? '..'}/${end ?? '..'}`,
    granularity: end === null && start === null ? 'none' : 'month',
    frequency: '',
    basis: 'stated',
    rule: 'test',
    anchor: null,
    flags: [],
    ...sketch,
  };
}

function makeAction(
  sketch: ActionSketch,
  council: string,
  recommendations: readonly Recommendation[],
): Action {
  const main = recommendations.find(({ ref }) => ref === sketch.for);
  const { owners = [], timescale = {}, theme = 'capacity', for: ref, ...rest } = sketch;
  return {
    id: `a-${hashOf(`${council}|${main?.text ?? ''}|${sketch.text}`).slice(0, 12)}`,
    recommendation: main === undefined ? null : { ref: main.ref, text: main.text },
    recommendations: ref === undefined ? [] : [ref],
    objective: '',
    owners: owners.map((owner) => ({
      text: '',
      role: '',
      kind: 'officer',
      vague: false,
      basis: 'stated',
      ...(typeof owner === 'string' ? { text: owner } : owner),
    })),
    timescale: makeTimescale(timescale),
    milestones: [],
    status: 'not_started',
    statusText: '',
    themes: [theme, ...THEMES.filter((other) => other !== theme)].map((name, index) => ({
      theme: name,
      probability: index === 0 ? 0.8 : 0.05,
      basis: 'model',
      evidence: [],
    })),
    themeUnsure: false,
    place: pagePlace(2),
    evidence: ['row of the action table'],
    confidence: 0.95,
    issues: [],
    ...rest,
  };
}

function pagePlace(page: number): Recommendation['place'] {
  return [{ in: 'page', page, box: { x: 50, y: 100, width: 200, height: 20 } }];
}

function fact<T>(value: T | null): Fact<T> {
  return { value, basis: 'stated', from: '', place: null };
}

function hashOf(text: string): string {
  return createHash('sha256').update(text).digest('hex');
}
