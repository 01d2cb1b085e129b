/** Councils by spelling and the council a document is about, from tables of cases with negatives. */
import { readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { findCouncil, resolveCouncil } from '../../pipeline/split/facts/council.ts';

interface DocumentCase {
  case: string;
  text: string;
  hints: { name?: string; title?: string };
  gss: string | null;
}

const read = (name: string): string => readFileSync(new URL(name, import.meta.url), 'utf8');

const spellings = read('council-spellings.tsv')
  .replace(/\n$/u, '')
  .split('\n')
  .slice(1)
  .map((line) => line.split('\t'));

const documents = JSON.parse(read('council-documents.json')) as DocumentCase[];

describe('spellings', () => {
  it.each(spellings)('%s', (spelling = '', gss = '') => {
    expect(resolveCouncil(spelling)?.gss ?? '').toBe(gss);
  });

  it('covers at least a hundred councils and some names that are none', () => {
    expect(spellings.filter(([, gss]) => gss !== '').length).toBeGreaterThanOrEqual(100);
    expect(spellings.filter(([, gss]) => gss === '').length).toBeGreaterThanOrEqual(10);
  });

  it('names the successors of an abolished council', () => {
    expect(resolveCouncil('Cumbria County Council')?.successors).toEqual([
      'Cumberland',
      'Westmorland and Furness',
    ]);
    expect(resolveCouncil('Southwark')?.successors).toEqual([]);
  });
});

describe('documents', () => {
  it.each(documents)('$case', ({ text, hints, gss }) => {
    expect(findCouncil(text, hints)?.gss ?? null).toBe(gss);
  });

  it('gives a council that is not in the table by its printed name', () => {
    const found = findCouncil('Marlbridge Borough Council\nCorporate Peer Challenge Action Plan\n1 Write it');
    expect(found).toMatchObject({ name: 'Marlbridge', gss: null });
    expect(found?.confidence).toBeLessThan(1);
  });

  it.each([
    'No.\tRecommendation\tCouncil response\tLead\n1\tPublish a plan\tWe will publish one\tChief Executive',
    'Theme\tCouncil action\tOwner\n1\tPublish a plan\tChief Executive',
    'No. Recommendation Council Response Lead Officer Timescale\n1 Publish a plan',
    'Ref Finding Council Action Owner\n1 Publish a plan',
    'Action Plan\nPeer Team Recommendations Council Response\n1 Publish a plan',
  ])('takes no header of a table for a council: %j', (text) => {
    expect(findCouncil(text)).toBeNull();
  });

  it('reads a council beside a label or another cell', () => {
    expect(findCouncil('Council:\tMarlbridge Borough Council\tDate:\tMay 2025')).toMatchObject({
      name: 'Marlbridge',
    });
    expect(findCouncil('Leeds City Council\tCouncil response\n1\tPublish a plan')?.gss).toBe('E08000035');
  });

  it('says where the name stood', () => {
    expect(findCouncil('Southampton City Council Action Plan')?.evidence).toContain(
      'Southampton City Council',
    );
  });
});
