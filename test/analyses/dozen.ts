/**
 * A dozen current actions, chosen so that every question has something to count and something it cannot tell:
 * a council with a plan and a review report, one with two versions, an abolished one, an unlisted one without an
 * action, and a document of no known council or date. The day asked about is 1 July 2024.
 */
import type { Plan } from '../../pipeline/model.ts';
import { makePlan } from '../plan-builder.ts';
import type { ActionSketch } from '../plan-builder.ts';

export const AS_OF = '2024-07-01';

const scrutiny = 'Strengthen overview and scrutiny so that it helps shape policy';
const workforce = 'Develop a workforce strategy for recruitment and retention of staff';
const constitution = 'Review the constitution and the scheme of delegation';

const southampton: ActionSketch[] = [
  {
    text: 'Publish a scrutiny work programme',
    for: '1',
    owners: [{ text: 'Monitoring Officer', role: 'monitoring-officer' }],
    timescale: { end: '2024-03-31', granularity: 'month' },
    theme: 'governance',
  },
  {
    text: 'Train all scrutiny members',
    for: '1',
    owners: [{ text: 'Monitoring Officer', role: 'monitoring-officer' }, 'Cllr A Green'],
    timescale: { start: '2024-06-01', end: '2024-08-31', granularity: 'season' },
    theme: 'governance',
    status: 'under_way',
  },
  {
    text: 'Adopt a workforce strategy',
    for: '2',
    owners: [{ text: 'The Council', vague: true, kind: 'body' }],
    timescale: { end: '2024-07-31', granularity: 'month' },
    theme: 'capacity',
  },
  {
    text: 'Continue to monitor sickness absence',
    for: '2',
    timescale: { kind: 'ongoing', text: 'ongoing', frequency: 'monthly' },
    theme: 'capacity',
    themeUnsure: true,
    issues: [{ code: 'no-owner-found', severity: 'warning', message: 'no owner found', place: null }],
  },
  {
    text: 'Agree the annual budget',
    owners: [{ text: 'Section 151 Officer', role: 'chief-finance-officer' }],
    timescale: { end: '2023-12-31', granularity: 'year', flags: ['before-plan-date'] },
    theme: 'finance',
    confidence: 0.6,
  },
  {
    text: 'Hold a residents’ panel',
    for: '1',
    owners: [{ text: 'Monitoring Officer', role: 'monitoring-officer' }],
    timescale: { end: '2023-11-30', granularity: 'month' },
    theme: 'priorities',
    status: 'done',
  },
];

const plymouthBefore: ActionSketch[] = [
  { text: 'Adopt a people strategy', for: '1', owners: ['Head of HR'], timescale: { end: '2023-12-31' } },
  { text: 'Run a staff survey', for: '1', owners: ['Head of HR'], timescale: { end: '2024-03-31' } },
  {
    text: 'Sell the old depot',
    owners: ['Head of Property'],
    timescale: { end: '2024-06-30' },
    theme: 'finance',
  },
];

const plymouthAfter: ActionSketch[] = [
  {
    text: 'Adopt a people strategy',
    for: '1',
    owners: ['Head of HR'],
    timescale: { end: '2024-12-31' },
    status: 'under_way',
  },
  {
    text: 'Run a staff survey',
    for: '1',
    owners: ['Chief Executive'],
    timescale: { end: '2024-03-31' },
    status: 'done',
  },
  {
    text: 'Launch a graduate scheme',
    for: '1',
    timescale: { start: '2024-09-01', text: 'from September 2024' },
  },
];

export const dozen: Plan[] = [
  makePlan({
    council: 'Southampton',
    gss: 'E06000045',
    planDate: '2024-01-15',
    reviewDate: '2023-10-02',
    recommendations: [scrutiny, workforce, constitution],
    actions: southampton,
    issues: [{ code: 'no-legend', severity: 'info', message: 'no legend found', place: null }],
  }),
  makePlan({
    council: 'Southampton',
    gss: 'E06000045',
    kind: 'review-report',
    planDate: '2023-12-01',
    reviewDate: '2023-10-02',
    recommendations: [scrutiny, workforce, constitution],
  }),
  makePlan({
    council: 'Plymouth',
    gss: 'E06000026',
    planDate: '2023-06-01',
    reviewDate: '2022-11',
    recommendations: ['Put a people strategy in place to address retention and recruitment of staff'],
    actions: plymouthBefore,
  }),
  makePlan({
    council: 'Plymouth',
    gss: 'E06000026',
    kind: 'progress-update',
    planDate: '2024-04-01',
    reviewDate: '2022-11',
    recommendations: ['Put a people strategy in place to address retention and recruitment of staff'],
    actions: plymouthAfter,
  }),
  makePlan({
    council: 'Corby',
    gss: 'E07000150',
    planDate: '2019-05',
    recommendations: ['Make scrutiny more effective in shaping policy'],
    actions: [
      {
        text: 'Review how scrutiny works',
        for: '1',
        owners: ['Leader'],
        timescale: { end: '2020-03-31', granularity: 'year' },
        theme: 'governance',
      },
    ],
  }),
  makePlan({
    council: 'Testford',
    planDate: '2024-02-01',
    recommendations: ['Settle the lease of the airport'],
    actions: [],
  }),
  makePlan({
    council: null,
    planDate: null,
    actions: [
      {
        text: 'Consider options for the depot',
        timescale: { kind: 'tbc', text: 'TBC' },
        status: 'unknown',
        theme: 'priorities',
      },
      { text: 'Write a strategy', status: 'unknown', theme: 'leadership', owners: ['Head of Policy'] },
    ],
  }),
];
