/** Phrases to ranges, kinds, status and flags, from tables of cases with their negatives. */
import { describe, expect, it } from 'vitest';
import { normaliseTimescale, parseTimescale } from '../../pipeline/timescale/timescale.ts';
import { CASE_LEGEND, phraseFiles, readCases, shown } from './case-files.ts';

const contextOf = (file: string, plan: string) => ({
  planDate: plan,
  legend: file.startsWith('legend') ? CASE_LEGEND : {},
});

describe.each(phraseFiles())('%s', (file) => {
  it.each(readCases(`cases/${file}`))('$phrase', ({ phrase = '', plan = '', ...want }) => {
    const parsed = parseTimescale(phrase, contextOf(file, plan));
    expect(shown(parsed)).toBe(`${want['kind']} ${want['start'] || '-'} ${want['end'] || '-'}`);
    expect(parsed.flags).toEqual(expect.arrayContaining((want['flags'] ?? '').split(',').filter(Boolean)));
    expect(want['status'] || parsed.status).toBe(parsed.status);
  });
});

describe('negatives', () => {
  it.each(readCases('cases/negatives.tsv'))('$phrase', ({ phrase = '', plan = '' }) => {
    const { kind, start, end } = normaliseTimescale(phrase, { planDate: plan });
    expect([start, end]).toEqual([null, null]);
    expect(['none', 'tbc']).toContain(kind);
  });

  it('has enough of both', () => {
    const phrases = phraseFiles().flatMap((file) => readCases(`cases/${file}`));
    expect(phrases.length).toBeGreaterThanOrEqual(490);
    expect(readCases('cases/negatives.tsv').length).toBeGreaterThanOrEqual(150);
  });
});

describe('parseTimescale', () => {
  it('gives every expression with its place', () => {
    const text = 'Draft – March 2024; final by June 2024; TBC';
    const { expressions, primary, flags } = parseTimescale(text, { planDate: '2024-02' });
    expect(expressions.map(({ span }) => text.slice(...span))).toEqual(['March 2024', 'by June 2024', 'TBC']);
    expect(expressions[primary]?.text).toBe('by June 2024');
    expect(flags).toContain('to-be-confirmed');
  });

  it('tells what was stated from what was inferred', () => {
    const stated = parseTimescale('March 2025', { planDate: '2024-02' });
    const inferred = parseTimescale('March', { planDate: '2024-02' });
    expect([stated.basis, stated.anchor, stated.edtf]).toEqual(['stated', null, '2025-03-01/2025-03-31']);
    expect([inferred.basis, inferred.anchor]).toEqual(['inferred', '2024-02']);
    expect(inferred.rule).toBe('month > next from the plan');
  });

  it('takes the last such period for the past tense', () => {
    expect(shown(parseTimescale('in the autumn', { planDate: '2024-02', tense: 'past' }))).toBe(
      'in 2023-09-01 2023-11-30',
    );
  });

  it('leaves a month open where nobody knows the year', () => {
    const parsed = parseTimescale('in March', { planDate: null });
    expect(shown(parsed)).toBe('none - -');
    expect(parsed.expressions[0]?.flags).toContain('year-unknown');
    expect(shown(parseTimescale('by March 2025', { planDate: undefined }))).toBe('by - 2025-03-31');
  });

  it('counts quarters of a bare year as financial where the plan does', () => {
    const context = { planDate: '2024-02', financialYear: true };
    expect(shown(parseTimescale('Q1 2024', context))).toBe('in 2024-04-01 2024-06-30');
  });
});
