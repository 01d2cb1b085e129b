/** Plans of invented councils, made from a seed: skewed as real ones are, with unknowns, slips and later versions. */
import { addDays, addMonths } from '../../pipeline/calendar.ts';
import {
  THEMES,
  type Action,
  type Owner,
  type Plan,
  type Status,
  type Timescale,
} from '../../pipeline/model.ts';

const NAMES = [
  'Ashmere',
  'Brackwater',
  'Coldharbour Vale',
  'Dunsley',
  'Eastmarch',
  'Fenwold',
  'Garrowby',
  'Hexleigh',
];
const VERBS = [
  'Publish',
  'Agree',
  'Review',
  'Set up',
  'Bring to cabinet',
  'Continue to develop',
  'Consult on',
  'Recruit to',
];
const THINGS = {
  priorities: ['the resident survey', 'a shorter corporate plan', 'the outcomes framework'],
  leadership: ['a place partnership board', 'the senior management structure', 'the vision for the borough'],
  governance: ['the constitution', 'the scrutiny work programme', 'member development sessions'],
  finance: ['the savings programme', 'the reserves policy', 'the capital strategy'],
  capacity: ['the workforce strategy', 'the programme office', 'the digital roadmap'],
} as const;
const POSTS: [string, string, Owner['kind']][] = [
  ['Chief Executive', 'chief-executive', 'officer'],
  ['Director of Finance', 'chief-finance-officer', 'officer'],
  ['Monitoring Officer', 'monitoring-officer', 'officer'],
  ['Leader of the Council', 'leader', 'member'],
  ['Corporate Leadership Team', 'senior-leadership-team', 'body'],
];

export interface GeneratorOptions {
  actions: number;
  /** Actions in one plan, on average. */
  perPlan?: number;
  /** ONS codes to use; invented councils when absent. */
  gss?: readonly { gss: string; name: string }[];
  seed?: number;
}

/** A stream of plans with about `actions` actions in all; the same options give the same plans. */
export function* generatePlans(options: GeneratorOptions): Generator<Plan> {
  const random = randomFrom(options.seed ?? 1);
  const perPlan = options.perPlan ?? 40;
  const councils = options.gss ?? NAMES.map((name) => ({ gss: '', name: `${name} Council` }));
  let made = 0;
  for (let index = 0; made < options.actions; index++) {
    const council = councils[index % councils.length] ?? { gss: '', name: 'Ashmere Council' };
    const round = Math.floor(index / councils.length);
    const count = Math.min(options.actions - made, Math.max(3, Math.round(perPlan * (0.4 + random() * 1.2))));
    const planDate = addDays(
      addMonths('2022-03-01', Math.floor(random() * 24) + round * 9),
      Math.floor(random() * 28),
    );
    yield makePlan(random, council, round, planDate, count);
    made += count;
  }
}

function makePlan(
  random: () => number,
  council: { gss: string; name: string },
  round: number,
  planDate: string,
  count: number,
): Plan {
  const id = `${council.gss || council.name.toLowerCase().replaceAll(' ', '-')}-${round}`;
  const recommendations = Array.from({ length: Math.max(1, Math.round(count / 4)) }, (_, index) => ({
    ref: String(index + 1),
    text: `${pick(random, VERBS)} ${pick(random, THINGS[pick(random, THEMES)])} so that residents can see what was decided`,
    statedTheme: '',
    place: [{ in: 'page' as const, page: index + 1, box: { x: 40, y: 80, width: 200, height: 60 } }],
  }));
  return {
    id,
    council: {
      value: { name: council.name, gss: council.gss || null },
      basis: 'given',
      from: 'generated',
      place: null,
    },
    kind: {
      value: round === 0 ? 'action-plan' : 'progress-update',
      basis: 'given',
      from: 'generated',
      place: null,
    },
    planDate: { value: planDate, basis: 'stated', from: 'generated', place: null },
    reviewDate: { value: addMonths(planDate, -5), basis: 'stated', from: 'generated', place: null },
    title: `${council.name} peer challenge action plan`,
    legend: [],
    events: [],
    source: {
      name: `${id}.pdf`,
      format: 'pdf',
      sha256: id.padEnd(64, '0').slice(0, 64),
      pages: 12,
      url: `https://council.example/${id}.pdf`,
    },
    recommendations,
    actions: Array.from({ length: count }, (_, index) =>
      makeAction(random, `${id}-${index}`, planDate, recommendations[index % recommendations.length]),
    ),
    issues: [],
  };
}

function makeAction(
  random: () => number,
  id: string,
  planDate: string,
  recommendation: Plan['recommendations'][number] | undefined,
): Action {
  const theme = THEMES[Math.min(4, Math.floor(random() ** 1.4 * 5))] ?? 'capacity';
  const unsure = random() < 0.12;
  const rest = (1 - (unsure ? 0.4 : 0.8)) / 4;
  const timescale = makeTimescale(random, planDate);
  const status: Status =
    timescale.kind === 'done'
      ? 'done'
      : ((['done', 'under_way', 'not_started', 'not_started', 'unknown'] as const)[
          Math.floor(random() * 5)
        ] ?? 'unknown');
  const page = 1 + Math.floor(random() * 12);
  return {
    id,
    recommendation: recommendation ? { ref: recommendation.ref, text: recommendation.text } : null,
    recommendations: recommendation ? [recommendation.ref] : [],
    objective: '',
    text: `${pick(random, VERBS)} ${pick(random, THINGS[theme])}, working with partners in ward ${Math.floor(random() * 30) + 1}`,
    owners: makeOwners(random),
    timescale,
    milestones: [],
    status,
    statusText: status === 'under_way' ? 'In progress' : '',
    themes: [
      { theme, probability: 1 - rest * 4, basis: 'model', evidence: [THINGS[theme][0]] },
      ...THEMES.filter((other) => other !== theme).map((other) => ({
        theme: other,
        probability: rest,
        basis: 'model' as const,
        evidence: [],
      })),
    ],
    themeUnsure: unsure,
    place: [{ in: 'page', page, box: { x: 220, y: 100, width: 180, height: 40 } }],
    evidence: ['table row in action column'],
    confidence: random() < 0.06 ? 0.5 : 0.95,
    issues:
      random() < 0.05
        ? [
            {
              code: 'year-inferred',
              severity: 'warning',
              message: 'no year given: 2024 was taken',
              place: null,
            },
          ]
        : [],
  };
}

function makeOwners(random: () => number): Owner[] {
  const count = Math.floor(random() ** 1.5 * 3.4);
  if (count === 0) return [];
  if (random() < 0.1) return [{ text: 'All', role: '', kind: 'unknown', vague: true, basis: 'stated' }];
  return Array.from({ length: count }, () => {
    const [text, role, kind] = pick(random, POSTS);
    return { text, role, kind, vague: false, basis: 'stated' };
  });
}

function makeTimescale(random: () => number, planDate: string): Timescale {
  const month = `${addMonths(planDate, Math.floor(random() ** 1.6 * 26)).slice(0, 7)}-01`;
  const last = addDays(addMonths(month, 1), -1);
  const draw = random();
  const make = (
    kind: Timescale['kind'],
    text: string,
    start: string | null,
    end: string | null,
  ): Timescale => ({
    text,
    kind,
    start,
    end,
    edtf: start === null && end === null ? '' : `${start ?? '..'}/${end ?? '..'}`,
    granularity: start === null && end === null ? 'none' : 'month',
    frequency: '',
    basis: 'stated',
    rule: 'month',
    anchor: planDate,
    flags: [],
  });
  if (draw < 0.38) return make('by', `By ${month.slice(0, 7)}`, null, last);
  if (draw < 0.62) return make('in', month.slice(0, 7), month, last);
  if (draw < 0.7) return make('from', `From ${month.slice(0, 7)}`, month, null);
  if (draw < 0.81) return make('ongoing', 'Ongoing', null, null);
  if (draw < 0.87) return make('done', 'Completed', null, null);
  if (draw < 0.91) return make('tbc', 'TBC', null, null);
  return make('none', '', null, null);
}

function pick<T>(random: () => number, items: readonly T[]): T {
  return items[Math.floor(random() * items.length)] as T;
}

/** Mulberry32: numbers from 0 to 1, the same for the same seed. */
function randomFrom(seed: number): () => number {
  let state = seed;
  return () => {
    state = (state + 0x6d2b79f5) | 0;
    let mixed = Math.imul(state ^ (state >>> 15), 1 | state);
    mixed = (mixed + Math.imul(mixed ^ (mixed >>> 7), 61 | mixed)) ^ mixed;
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 4_294_967_296;
  };
}
