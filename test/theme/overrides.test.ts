import { describe, expect, it } from 'vitest';
import { formatCsv, parseCsv } from '../../pipeline/csv.ts';
import type { Action, Plan } from '../../pipeline/model.ts';
import { applyOverrides } from '../../pipeline/overrides.ts';
import { REVIEW_COLUMNS, reviewQueue } from '../../pipeline/review.ts';
import { makePlan } from '../plan-builder.ts';
import { readCases } from './theme-cases.ts';

const plan = makePlan({
  id: 'testford-action-plan-1',
  council: 'Testford',
  gss: 'E07000001',
  recommendations: ['Strengthen governance', 'Something else'],
  actions: [
    { id: 'a1', text: 'Review the constitution', for: '1' },
    { id: 'a2', text: 'Publish the scrutiny programme', for: '1' },
    { id: 'a3', text: 'Plant trees', for: '2' },
  ],
});

const fields: Record<string, (action: Action) => string> = {
  theme: ({ themes }) =>
    themes
      .filter(({ probability }) => probability > 0)
      .map(({ theme, probability }) => `${theme} ${probability}`)
      .join(', '),
  owner: ({ owners }) => owners.map(({ text }) => text).join(' | '),
  status: ({ status }) => status,
  timescale: ({ timescale: { kind, start, end } }) => `${kind} ${start}..${end}`,
};

describe('applyOverrides', () => {
  it.each(readCases('override-cases.tsv'))(
    '$plan $action $recommendation $text: $field = $value → $changes $becomes',
    ({ changes = '', becomes = '', ...row }) => {
      const before = JSON.stringify(plan);
      const { plans, unmatched, issues } = applyOverrides([plan], [row]);
      expect(JSON.stringify(plan)).toBe(before);
      const changed = (plans[0]?.actions ?? []).filter((action, i) => action !== plan.actions[i]);
      expect(changed.map(({ id }) => id).join(' ') || '-').toBe(changes);
      for (const action of changed) expect(fields[row['field'] ?? '']?.(action)).toBe(becomes);
      expect(unmatched).toEqual(becomes === 'unmatched' ? [row] : []);
      const codes = { unmatched: ['override-unmatched'], 'not understood': ['override-not-understood'] };
      expect(issues.map(({ code }) => code)).toEqual(codes[becomes as keyof typeof codes] ?? []);
    },
  );

  it('says who overruled, when and why, and lets a later row win', () => {
    const about = { plan: 'Testford', action: 'a1', field: 'theme', who: 'A. Holt', when: '2025-02-01' };
    const rows = [
      { ...about, value: 'finance', why: 'first thought' },
      { ...about, value: 'governance', why: 'it is the constitution' },
    ];
    const [first] = applyOverrides([plan], rows).plans[0]?.actions ?? [];
    expect(first?.themes[0]).toEqual({
      theme: 'governance',
      probability: 1,
      basis: 'override',
      evidence: ['A. Holt, 2025-02-01, it is the constitution'],
    });
    expect(first?.themeUnsure).toBe(false);
  });
});

describe('reviewQueue', () => {
  const doubtful = (action: Action, probability: number): Action => ({
    ...action,
    themeUnsure: true,
    themes: action.themes.map((tag, i) => ({
      ...tag,
      probability: i === 0 ? probability : (1 - probability) / 4,
    })),
  });
  const [a1, a2, a3] = plan.actions as [Action, Action, Action];
  const unread: Action = {
    ...a3,
    timescale: { ...a3.timescale, kind: 'none', text: 'when the moon is full' },
  };
  const queued: Plan = { ...plan, actions: [doubtful(a1, 0.4), doubtful(a2, 0.3), unread] };

  it('puts recommendations first, then the least sure action', () => {
    const rows = reviewQueue([queued]);
    expect(
      rows.map(({ action, recommendation, field, changes }) => [action || recommendation, field, changes]),
    ).toEqual([
      ['1', 'theme', '2'],
      ['a2', 'theme', '1'],
      ['a1', 'theme', '1'],
      ['a3', 'timescale', '1'],
    ]);
  });

  it('lists nothing of a plan without doubts', () => {
    const sure = plan.actions.map((action) => ({ ...action, themeUnsure: false }));
    const dated = sure.map((action) => ({ ...action, timescale: { ...action.timescale, text: '' } }));
    expect(reviewQueue([{ ...plan, actions: dated }])).toEqual([]);
  });

  it('can be filled in and fed back', () => {
    const text = formatCsv(REVIEW_COLUMNS, reviewQueue([queued]));
    expect(applyOverrides([queued], parseCsv(text))).toEqual({ plans: [queued], unmatched: [], issues: [] });
    const filled = parseCsv(text).map((row) =>
      row['field'] === 'theme' ? { ...row, value: 'governance' } : row,
    );
    const { plans, issues } = applyOverrides([queued], filled);
    expect(issues).toEqual([]);
    expect(reviewQueue(plans).map(({ action }) => action)).toEqual(['a3']);
  });
});
