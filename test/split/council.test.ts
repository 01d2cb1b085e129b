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

  it('says where the name stood', () => {
    expect(findCouncil('Southampton City Council Action Plan')?.evidence).toContain(
      'Southampton City Council',
    );
  });
});
