/**
 * Realistic plans at any scale, the same for the same seed: sizes, owners, dates and gaps are skewed as in published
 * plans (a few plans are huge, most dates are months, a tenth of the actions has no owner, a third of the councils has
 * a second version). Councils are those of the table, then invented ones; past 5,000 of them the plans grow instead.
 */
import { createHash } from 'node:crypto';
import { addDays, addMonths, lastDayOfMonth, partsOf } from '../../pipeline/calendar.ts';
import { parseCsv } from '../../pipeline/csv.ts';
import { readDataText } from '../../pipeline/data-files.ts';
import { THEMES } from '../../pipeline/model.ts';
import type { Action, Fact, Owner, Plan, Recommendation, ThemeTag, Timescale } from '../../pipeline/model.ts';
import { adjectives, manners, posts, purposes, things, verbs } from './plan-words.ts';

export interface GenerateOptions {
  /** Stops after the plan in which this number of actions is reached. */
  actions: number;
  seed?: number;
}

const MOST_COUNCILS = 5000;
const MEAN_ACTIONS = 17;

/** Plans one by one, so that a million actions need not be in memory at once. */
export function* generatePlans({ actions, seed = 1 }: GenerateOptions): Generator<Plan> {
  const random = randomFrom(seed);
  const councils = parseCsv(readDataText('councils.csv')).filter((row) => (row['abolished'] ?? '') === '');
  const growth = Math.max(1, actions / (MOST_COUNCILS * MEAN_ACTIONS * 1.3));
  let made = 0;
  for (let index = 0; made < actions; index++) {
    const listed = councils[index];
    const name = listed?.['name'] ?? `Invented Council ${index}`;
    const gss = listed?.['gss'] ?? null;
    const first = firstVersion(random, name, gss, growth);
    made += first.actions.length;
    yield first;
    if (made < actions && random() < 0.3) {
      const second = laterVersion(random, first);
      made += second.actions.length;
      yield second;
    }
  }
}

type Random = () => number;

/** Mulberry32: small, fast, the same everywhere. */
function randomFrom(seed: number): Random {
  let state = seed >>> 0;
  return () => {
    state = (state + 0x6d2b79f5) >>> 0;
    let mixed = Math.imul(state ^ (state >>> 15), state | 1);
    mixed ^= mixed + Math.imul(mixed ^ (mixed >>> 7), mixed | 61);
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 4_294_967_296;
  };
}

function pick<T>(random: Random, values: readonly T[], fallback: T): T {
  // Squared: the first values of a list come far more often than the last.
  return values[Math.floor(random() ** 2 * values.length)] ?? fallback;
}

function firstVersion(random: Random, name: string, gss: string | null, growth: number): Plan {
  const reviewDate = addDays('2021-01-01', Math.floor(random() * 1500));
  const planDate = addDays(reviewDate, 60 + Math.floor(random() * 150));
  const size = Math.round(growth * Math.max(4, Math.min(150, Math.exp(2.6 + 0.7 * gaussian(random)))));
  const recommendations = Array.from(
    { length: Math.max(3, Math.round(size / 3)) },
    (_, index): Recommendation => ({
      ref: String(index + 1),
      text: sentence(random, ['The council should', 'We recommend that the council', 'With its partners,']),
      statedTheme: '',
      place: [{ in: 'page', page: 1 + Math.floor(index / 6), box: { x: 40, y: 80, width: 200, height: 30 } }],
    }),
  );
  const actions = Array.from({ length: size }, (_, index) =>
    makeAction(
      random,
      name,
      planDate,
      recommendations[Math.floor((index * recommendations.length) / size)],
      index,
    ),
  );
  return finish(random, { name, gss, planDate, reviewDate, recommendations, actions, kind: 'action-plan' });
}

function laterVersion(random: Random, first: Plan): Plan {
  const planDate = addMonths(first.planDate.value?.slice(0, 10) ?? '2022-01-01', 9);
  const actions = first.actions
    .filter(() => random() > 0.07)
    .map((action): Action => {
      const slip = random() < 0.3 ? 1 + Math.floor(random() * 9) : 0;
      const end = action.timescale.end === null ? null : addMonths(action.timescale.end, slip);
      const status = random() < 0.45 ? 'done' : 'under_way';
      return { ...action, status, statusText: 'In progress', timescale: { ...action.timescale, end } };
    });
  return finish(random, {
    name: first.council.value?.name ?? '',
    gss: first.council.value?.gss ?? null,
    planDate,
    reviewDate: first.reviewDate.value ?? planDate,
    recommendations: first.recommendations,
    actions,
    kind: 'progress-update',
  });
}

interface Sketch {
  name: string;
  gss: string | null;
  planDate: string;
  reviewDate: string;
  recommendations: Recommendation[];
  actions: Action[];
  kind: 'action-plan' | 'progress-update';
}

function finish(random: Random, sketch: Sketch): Plan {
  const sha256 = hash(`${sketch.name}|${sketch.kind}|${sketch.planDate}`);
  return {
    id: `${sketch.kind}-${sha256.slice(0, 16)}`,
    council: fact({ name: sketch.name, gss: sketch.gss }),
    kind: fact(sketch.kind),
    planDate: fact(random() < 0.04 ? null : random() < 0.3 ? sketch.planDate.slice(0, 7) : sketch.planDate),
    reviewDate: fact(random() < 0.2 ? null : sketch.reviewDate),
    title: `${sketch.name}: response to the peer challenge`,
    legend: [],
    events: [],
    source: { name: 'plan.pdf', format: 'pdf', sha256, pages: 3 + (sketch.actions.length >> 3), url: '' },
    recommendations: sketch.recommendations,
    actions: sketch.actions,
    issues:
      random() < 0.2
        ? [{ code: 'no-legend', severity: 'info', message: 'no legend found', place: null }]
        : [],
  };
}

function makeAction(
  random: Random,
  council: string,
  planDate: string,
  recommendation: Recommendation | undefined,
  index: number,
): Action {
  const text = sentence(random, ['', '', '', 'We will', 'The council will']);
  const ref = random() < 0.05 ? undefined : recommendation;
  const timescale = makeTimescale(random, planDate);
  const statuses = ['not_started', 'under_way', 'done', 'unknown'] as const;
  const page = 2 + (index >> 3);
  return {
    id: `a-${hash(`${council}|${ref?.text ?? ''}|${text}|${index}`).slice(0, 16)}`,
    recommendation: ref === undefined ? null : { ref: ref.ref, text: ref.text },
    recommendations: ref === undefined ? [] : [ref.ref],
    objective: '',
    text,
    owners: makeOwners(random),
    timescale,
    milestones: random() < 0.06 ? [makeTimescale(random, planDate)] : [],
    status: timescale.kind === 'done' ? 'done' : pick(random, statuses, 'unknown'),
    statusText: '',
    themes: makeThemes(random),
    themeUnsure: random() < 0.12,
    place: [{ in: 'page', page, box: { x: 220, y: 60 + ((index * 40) % 700), width: 180, height: 36 } }],
    evidence: ['cell of the action column'],
    confidence: Math.round((0.7 + 0.3 * random()) * 100) / 100,
    issues:
      random() < 0.05
        ? [{ code: 'year-inferred', severity: 'warning', message: 'no year given', place: null }]
        : [],
  };
}

function makeTimescale(random: Random, planDate: string): Timescale {
  const month = addMonths(planDate, Math.floor(random() ** 1.5 * 24) - 1);
  const { year, month: number } = partsOf(month);
  const last = `${month.slice(0, 8)}${String(lastDayOfMonth(year, number)).padStart(2, '0')}`;
  const chance = random();
  const dated = {
    granularity: 'month',
    frequency: '',
    basis: 'stated',
    rule: 'month',
    anchor: planDate,
  } as const;
  if (chance < 0.55) {
    return {
      ...dated,
      text: month.slice(0, 7),
      kind: 'by',
      start: null,
      end: last,
      edtf: `../${last}`,
      flags: [],
    };
  }
  if (chance < 0.72) {
    const start = `${month.slice(0, 8)}01`;
    const end = addMonths(last, 2);
    const granularity = pick(random, ['quarter', 'season', 'half', 'year', 'range'] as const, 'quarter');
    return {
      ...dated,
      text: 'window',
      kind: 'in',
      start,
      end,
      edtf: `${start}/${end}`,
      granularity,
      flags: [],
    };
  }
  const undated = {
    start: null,
    end: null,
    edtf: '',
    granularity: 'none',
    frequency: '',
    basis: 'stated',
    anchor: null,
  } as const;
  const kind = pick(random, ['ongoing', 'none', 'tbc', 'done'] as const, 'none');
  return { ...undated, text: kind === 'none' ? '' : kind, kind, rule: kind, flags: [] };
}

function makeOwners(random: Random): Owner[] {
  const count = pick(random, [1, 1, 1, 2, 0, 3], 1);
  return Array.from({ length: count }, (): Owner => {
    const vague = random() < 0.06;
    const [text, role] = vague
      ? ['The Council', '']
      : pick(random, posts, ['Chief Executive', 'chief-executive']);
    return { text, role, kind: vague ? 'body' : 'officer', vague, basis: 'stated' };
  });
}

function makeThemes(random: Random): ThemeTag[] {
  const first = pick(
    random,
    ['capacity', 'governance', 'priorities', 'leadership', 'finance'] as const,
    'capacity',
  );
  const top = 0.4 + 0.55 * random();
  const others = THEMES.filter((theme) => theme !== first);
  return [
    { theme: first, probability: round(top), basis: 'model', evidence: ['strategy'] },
    ...others.map((theme): ThemeTag => ({
      theme,
      probability: round((1 - top) / 4),
      basis: 'model',
      evidence: [],
    })),
  ];
}

function sentence(random: Random, openings: readonly string[]): string {
  const opening = openings[Math.floor(random() * openings.length)] ?? '';
  const words = [
    pick(random, verbs, 'Publish'),
    pick(random, adjectives, 'a new'),
    pick(random, things, 'strategy'),
    pick(random, purposes, 'for the borough'),
    ...(random() < 0.5 ? [pick(random, manners, 'with partners')] : []),
  ];
  const text = words.join(' ');
  return opening === '' ? text : `${opening} ${text.charAt(0).toLowerCase()}${text.slice(1)}`;
}

function gaussian(random: Random): number {
  return Math.sqrt(-2 * Math.log(1 - random())) * Math.cos(2 * Math.PI * random());
}

function round(value: number): number {
  return Math.round(value * 10_000) / 10_000;
}

function hash(text: string): string {
  return createHash('sha256').update(text).digest('hex');
}

function fact<T>(value: T | null): Fact<T> {
  return { value, basis: 'stated', from: '', place: null };
}
