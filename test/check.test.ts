import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { runAnalysis } from '../pipeline/analyses/analysis.ts';
import { checkPlan, formatQuality } from '../pipeline/check.ts';
import { openStore, writeStore } from '../pipeline/store/store.ts';
import { makePlan } from './plan-builder.ts';

const plan = makePlan({
  council: 'Testford',
  planDate: '2024-03-01',
  recommendations: ['Strengthen scrutiny', 'Settle the lease', 'Work with partners'],
  actions: [
    {
      text: 'Publish a scrutiny work programme',
      for: '1',
      owners: ['Monitoring Officer'],
      timescale: { end: '2024-09-30' },
    },
    {
      text: 'Be ambitious',
      for: '1',
      owners: [{ text: 'All', vague: true }],
      timescale: { kind: 'tbc', text: 'TBC' },
    },
    { text: 'Adopt a new protocol', owners: [], timescale: {} },
    {
      text: 'Continue to work with partners',
      for: '3',
      owners: ['Leader'],
      timescale: { kind: 'ongoing', text: 'ongoing' },
    },
    { text: 'Hold two workshops', for: '1', owners: ['Leader'], timescale: { end: '2024-01-31' } },
    { text: 'Publish the annual report', for: '1', status: 'done' },
  ],
});

describe('checkPlan', () => {
  const report = checkPlan(plan);

  it('says of each action what it lacks', () => {
    expect(report.findings.map(({ text, lacks }) => [text, lacks.map(({ code }) => code)])).toEqual([
      ['Be ambitious', ['vague-owner', 'date-to-be-confirmed', 'nothing-checkable']],
      ['Adopt a new protocol', ['no-owner', 'no-date', 'answers-nothing']],
      ['Continue to work with partners', ['no-last-day', 'only-continues']],
      ['Hold two workshops', ['due-before-plan']],
    ]);
    expect(report.passes).toBe(false);
  });

  it('names the recommendations without an answer', () => {
    expect(report.unanswered.map(({ ref, answer }) => [ref, answer])).toEqual([
      ['2', 'none'],
      ['3', 'only continues'],
    ]);
  });

  it('counts the same shares as the store does', async () => {
    const folder = mkdtempSync(join(tmpdir(), 'peerlens-check-'));
    const path = join(folder, 'store.duckdb');
    await writeStore(path, [plan], { asOf: '2024-07-01' });
    const store = await openStore(path);
    const [row] = await runAnalysis<Record<string, number>>(store, 'quality');
    store.close();
    rmSync(folder, { recursive: true });
    const columns = [
      'with_owner',
      'with_specific_owner',
      'with_date',
      'with_end_date',
      'checkable',
      'answering_recommendation',
    ];
    expect(columns.map((column) => row?.[column])).toEqual(report.measures.map(({ share }) => share));
    expect(report.score).toBeCloseTo(row?.['score'] ?? 0, 5);
  });

  it('prints what to fix for a person, with the words and the page', () => {
    const text = formatQuality(report).join('\n');
    expect(text).toContain('Testford, 2024-03-01, 6 actions');
    expect(text).toContain('   4 of 6  name an owner');
    expect(text).toContain(
      '“Adopt a new protocol” (page 2)\n      name the post or person who will do it\n      say by when',
    );
    expect(text).toContain('2  “Settle the lease” (page 1): no action answers it');
    expect(text).toMatch(/Not ready to publish\.$/);
  });

  it('says which words gave no date, and that what the text does not state was inferred', () => {
    const vague = makePlan({
      council: 'Testford',
      planDate: '2024-03-01',
      recommendations: ['Strengthen scrutiny'],
      actions: [{ text: 'Adopt a protocol', for: '1', owners: ['Leader'], timescale: { text: 'MT' } }],
    });
    vague.planDate.basis = 'inferred';
    vague.council.basis = 'inferred';
    const lines = formatQuality(checkPlan(vague));
    expect(lines[0]).toBe('Testford (inferred), 2024-03-01 (inferred), 1 action');
    expect(lines.join('\n')).toContain('say by when: “MT” gives no date');
  });

  it('says that no recommendation was found where none can be answered', () => {
    const words = 'No recommendation was found in this document, so no action can be said to answer one.';
    const alone = makePlan({
      actions: [{ text: 'Adopt a protocol', owners: ['Leader'], timescale: { end: '2024-09-30' } }],
    });
    expect(formatQuality(checkPlan(alone))).toContain(words);
    expect(formatQuality(report)).not.toContain(words);
  });

  it('passes a plan that leaves nothing open, and never one without an action', () => {
    const good = makePlan({
      recommendations: ['Strengthen scrutiny'],
      actions: [{ text: 'Adopt a protocol', for: '1', owners: ['Leader'], timescale: { end: '2024-09-30' } }],
    });
    expect(checkPlan(good)).toMatchObject({ passes: true, findings: [], score: 1 });
    expect(formatQuality(checkPlan(good)).at(-1)).toBe('Nothing must be fixed.');
    const none = checkPlan(makePlan({ actions: [] }));
    expect(none).toMatchObject({ passes: false, score: null });
    expect(formatQuality(none).at(-1)).toContain('No action was found');
  });
});
