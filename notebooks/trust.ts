/** The notebook on errors of reading, dating and tagging: its findings, charts and tables. */
import { codeInWords, count, counted } from '../dashboards/labels.ts';
import { MAIN } from '../dashboards/palette.ts';
import { fewCouncils, shareOf, type Findings } from './findings.ts';
import { showBars, showTable } from './figures.ts';

/** The store as a whole: actions in doubt, by what is doubted. */
export interface TrustFacts {
  actions: number;
  councils: number;
  doubtful: number;
  split_doubtful: number;
  date_doubtful: number;
  theme_doubtful: number;
  with_issue: number;
  plans: number;
  plans_without_action: number;
}

/** How one example plan is read, beside a person's answers; rates are shares. */
export interface Measured {
  plan: string;
  gold: number;
  predicted: number;
  f1: number;
  owners: number;
  range: number;
  kind: number;
  status: number;
  theme: number;
  misses: string[];
}

/** Actions whose theme the model gives this tenth of probability. */
export interface Certainty {
  tenth: number;
  actions: number;
}

/** A row of the analysis `doubts`. */
export interface Doubt {
  code: string;
  severity: string;
  doubts: number;
  plans: number;
  example: string;
}

/** A doubt about dates, with the words of one case. */
export interface Flag {
  flag: string;
  actions: number;
  plans: number;
  example: string;
}

/** A row of the analysis `low-confidence`. */
export interface Case {
  council: string;
  text: string;
  reasons: string[];
  place_label: string;
  matches: number;
  of_actions: number;
}

type Rate = 'f1' | 'owners' | 'range' | 'kind' | 'status' | 'theme';

/** How many actions are in doubt, and how often is the reading right where a person has checked? */
export function findTrust(facts: TrustFacts, measured: readonly Measured[]): Findings {
  const gold = measured.reduce((sum, plan) => sum + plan.gold, 0);
  const misses = measured.reduce((sum, plan) => sum + plan.misses.length, 0);
  return {
    sentences: [
      `At least one doubt is recorded for ${shareOf(facts.doubtful, facts.actions, 'action')}: ${count(facts.split_doubtful)} may not be one action, ${count(facts.date_doubtful)} have a date that can be questioned, ${count(facts.theme_doubtful)} an unsure theme.`,
      `On ${counted(gold, 'action')} of ${counted(measured.length, 'example plan')} that a person has marked, owners are right for ${inTenths(meanOf(measured, 'owners'))}, dates for ${inTenths(meanOf(measured, 'range'))} and themes for ${inTenths(meanOf(measured, 'theme'))}, with ${counted(misses, 'difference')} listed below.`,
    ],
    caveats: [
      ...fewCouncils(facts.councils),
      'The example plans were at hand when the rules were written: expect less on layouts that nobody has seen.',
      'A doubt is not an error, and no doubt is no proof: look at the place in the document before relying on one action.',
      `Documents in which no action was found: ${count(facts.plans_without_action)} of ${count(facts.plans)}. They may have none, or may not have been understood.`,
    ],
  };
}

/** What is doubted, and for how many actions. */
export function showDoubts(facts: TrustFacts): HTMLElement {
  return showBars(
    {
      name: 'doubts-by-field',
      title: 'What is in doubt?',
      note: `Of ${counted(facts.actions, 'action')} of current plans; one action may be in several groups.`,
    },
    [
      { label: 'Theme unsure', count: facts.theme_doubtful },
      { label: 'Date can be questioned', count: facts.date_doubtful },
      { label: 'May not be one action', count: facts.split_doubtful },
      { label: 'Read with a warning', count: facts.with_issue },
    ],
    facts.actions,
  );
}

/** How sure the model is of the themes it gives. */
export function showCertainty(rows: readonly Certainty[], facts: TrustFacts): HTMLElement {
  const total = rows.reduce((sum, { actions }) => sum + actions, 0);
  return showBars(
    {
      name: 'theme-certainty',
      title: 'How sure is the model of the themes it gives?',
      note: `Probability of the most likely theme, for ${shareOf(total, facts.actions, 'action')}; the others state their theme or have none.`,
    },
    rows.map(({ tenth, actions }) => ({
      label: `${tenth * 10} to ${tenth * 10 + 10}%`,
      count: actions,
      colour: MAIN,
    })),
    total,
  );
}

/** Every kind of doubt, of reading and of dating, with a case. */
export function listDoubts(codes: readonly Doubt[], flags: readonly Flag[]): HTMLElement {
  return showTable(
    'Kinds of doubt, each with an example',
    [
      { label: 'Doubt' },
      { label: 'About' },
      { label: 'Times', numeric: true },
      { label: 'Documents', numeric: true },
      { label: 'Example' },
    ],
    [
      ...codes.map((row) => [
        codeInWords(row.code),
        `reading (${row.severity})`,
        row.doubts,
        row.plans,
        row.example,
      ]),
      ...flags.map((row) => [codeInWords(row.flag), 'date', row.actions, row.plans, row.example]),
    ],
  );
}

/** The actions with most doubts. */
export function listCases(cases: readonly Case[]): HTMLElement {
  const [first] = cases;
  return showTable(
    first === undefined
      ? 'Actions to look at'
      : `Actions to look at: ${count(cases.length)} of ${count(first.matches)} in doubt, those with most doubts first`,
    [{ label: 'Action' }, { label: 'Council' }, { label: 'Place' }, { label: 'Why' }],
    cases.map((row) => [row.text, row.council, row.place_label, row.reasons.join('; ')]),
  );
}

/** Shares that are right, by example plan. */
export function listScores(measured: readonly Measured[]): HTMLElement {
  const rates: [string, Rate][] = [
    ['Actions found, F1', 'f1'],
    ['Owners', 'owners'],
    ['Dates', 'range'],
    ['Kind of date', 'kind'],
    ['Status', 'status'],
    ['Theme', 'theme'],
  ];
  return showTable(
    'Right answers by example plan',
    [
      { label: 'Plan' },
      { label: 'Actions', numeric: true },
      { label: 'Found', numeric: true },
      ...rates.map(([label]) => ({ label, numeric: true })),
    ],
    measured.map((plan) => [
      codeInWords(plan.plan),
      plan.gold,
      plan.predicted,
      ...rates.map(([, rate]) => (plan.gold === 0 ? 'none to find' : inTenths(plan[rate]))),
    ]),
  );
}

/** Every difference from a person's answer. */
export function listMisses(measured: readonly Measured[]): HTMLElement {
  return showTable(
    'Every difference from the person’s answers',
    [{ label: 'Plan' }, { label: 'Read ≠ marked' }],
    measured.flatMap(({ plan, misses }) => misses.map((miss) => [codeInWords(plan), miss])),
  );
}

/** Mean share over plans, each weighted by its actions; `null` without any. */
function meanOf(measured: readonly Measured[], rate: Rate): number | null {
  const gold = measured.reduce((sum, plan) => sum + plan.gold, 0);
  return gold === 0 ? null : measured.reduce((sum, plan) => sum + plan[rate] * plan.gold, 0) / gold;
}

function inTenths(share: number | null): string {
  return share === null ? 'an unknown share' : `${(share * 100).toFixed(1)}%`;
}
