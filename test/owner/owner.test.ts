/** Owner cells, roles and doers, from tables of cases; and owners of whole rows. */
import { readFileSync } from 'node:fs';
import * as fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { findOwners, ownActions } from '../../pipeline/owner/owner.ts';
import type { RoleCell, SplitAction } from '../../pipeline/model.ts';

function readCases(name: string): string[][] {
  return readFileSync(new URL(name, import.meta.url), 'utf8')
    .trimEnd()
    .split('\n')
    .slice(1)
    .map((line) => line.split('\t').map((cell) => cell.replaceAll(String.raw`\n`, '\n')));
}

function listOf(cell: string): string[] {
  return cell === '' ? [] : cell.split(' | ');
}

const words = (text: string): string => (text.toLowerCase().match(/[\p{L}\p{N}]+/gu) ?? []).join(' ');

function ownerCell(text: string, extra: Partial<RoleCell> = {}): RoleCell {
  return { role: 'owner', header: 'Lead', text, lines: [text], place: [], inherited: false, ...extra };
}

function action(text: string, cells: RoleCell[], extra: Partial<SplitAction> = {}): SplitAction {
  return {
    text,
    marker: '',
    recommendations: [],
    objective: '',
    headings: [],
    row: 0,
    cells,
    place: [],
    evidence: [],
    confidence: 1,
    issues: [],
    ...extra,
  };
}

const textsOf = (owners: ReturnType<typeof ownActions>): string[][] =>
  owners.map((list) => list.map(({ text }) => text));

describe('owner cells', () => {
  it.each(readCases('owner-cells.tsv'))('%s', (cell = '', owners = '') => {
    expect(findOwners(cell).map(({ text }) => words(text))).toEqual(
      listOf(owners).map((text) => words(text)),
    );
  });

  it('keeps the words as the plan writes them', () => {
    expect(findOwners('the Head of Law & Governance and the Leader').map(({ text }) => text)).toEqual([
      'Head of Law & Governance',
      'Leader',
    ]);
  });

  it('reads a long cell without end in a moment', () => {
    const owners = findOwners('Head of A and B, '.repeat(2000));
    expect(owners.length).toBeGreaterThan(0);
  });
});

describe('any cell', () => {
  const part = fc.constantFrom(
    ...'Leader|Chief Executive|Director of|Finance|and|&|,|/|-|Cllr|Ann|Bell|(S151)|(|)|SLT|TBC|led by|;|:|\n|the|Head of|Board|?'.split(
      '|',
    ),
  );

  it('gives owners whose words stand in it, in order of appearance, each once', () => {
    fc.assert(
      fc.property(fc.array(part, { maxLength: 14 }), (parts) => {
        const cell = parts.join(' ');
        const owners = findOwners(cell);
        const keys = owners.map(({ text }) => words(text));
        expect(new Set(keys).size).toBe(keys.length);
        for (const key of keys) for (const word of key.split(' ')) expect(words(cell)).toContain(word);
        expect(JSON.parse(JSON.stringify(owners))).toEqual(owners);
      }),
      { numRuns: 300, seed: 7 },
    );
  });

  it('takes any characters', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'binary', maxLength: 60 }), (cell) => {
        expect(Array.isArray(findOwners(cell))).toBe(true);
      }),
      { numRuns: 300, seed: 7 },
    );
  });
});

describe('roles', () => {
  it.each(readCases('owner-roles.tsv'))(
    '%s (%s)',
    (cell = '', header = '', role = '', kind = '', vague = '') => {
      expect(findOwners(cell, { header })).toEqual([
        expect.objectContaining({ role, kind, vague: vague === 'yes', basis: 'stated' }),
      ]);
    },
  );
});

describe('collective owners', () => {
  it.each(readCases('collective.tsv'))('%s', (collectiveOwner = '', owners = '') => {
    const found = ownActions([action('a', [])], { hasOwnerColumn: true, collectiveOwner });
    expect(textsOf(found)[0]).toEqual(listOf(owners));
  });
});

describe('doers in prose', () => {
  it.each(readCases('doers.tsv'))('%s', (text = '', owners = '') => {
    const found = ownActions([action(text, [])], { hasOwnerColumn: false, collectiveOwner: '' });
    expect(textsOf(found)[0]).toEqual(listOf(owners));
  });

  it('does not search prose where the plan has an owner column', () => {
    const facts = { hasOwnerColumn: true, collectiveOwner: '' };
    expect(ownActions([action('CLT to agree the scope', [])], facts)).toEqual([[]]);
  });
});

describe('owners of actions', () => {
  const facts = { hasOwnerColumn: true, collectiveOwner: '' };

  it('counts every owner column, the same post once', () => {
    const cells = [ownerCell('Leader and Chief Executive'), ownerCell('Chief Executive')];
    expect(textsOf(ownActions([action('a', cells)], facts))).toEqual([['Leader', 'Chief Executive']]);
  });

  it('marks inherited cells', () => {
    const [owners] = ownActions([action('a', [ownerCell('Leader', { inherited: true })])], facts);
    expect(owners?.map(({ basis }) => basis)).toEqual(['inherited']);
  });

  it('matches lettered actions and owner lines by position', () => {
    const cell = ownerCell('Head of HR\nLeader\nCLT', { lines: ['Head of HR', 'Leader', 'CLT'] });
    const rows = ['a.', 'b.', 'c.'].map((marker) => action(marker, [cell], { marker }));
    expect(textsOf(ownActions(rows, facts))).toEqual([['Head of HR'], ['Leader'], ['CLT']]);
  });

  it('matches lettered actions and as many posts run together', () => {
    const cell = ownerCell('Head of HR Leader of the Council Communications Manager');
    const rows = ['a.', 'b.', 'c.'].map((marker) => action(marker, [cell], { marker }));
    expect(textsOf(ownActions(rows, facts))).toEqual([
      ['Head of HR'],
      ['Leader of the Council'],
      ['Communications Manager'],
    ]);
  });

  it('leaves joint owners together, however many', () => {
    const cell = ownerCell('Head of HR, Leader and Communications Manager');
    const rows = ['a.', 'b.', 'c.'].map((marker) => action(marker, [cell], { marker }));
    expect(textsOf(ownActions(rows, facts)).every((owners) => owners.length === 3)).toBe(true);
  });

  it('gives every action the whole cell where the numbers disagree', () => {
    const cell = ownerCell('Head of HR\nLeader', { lines: ['Head of HR', 'Leader'] });
    const rows = ['a.', 'b.', 'c.'].map((marker) => action(marker, [cell], { marker }));
    expect(textsOf(ownActions(rows, facts))).toEqual(
      Array.from({ length: 3 }, () => ['Head of HR', 'Leader']),
    );
  });

  it('gives the collective owner to actions that have none', () => {
    const rows = [action('a', [ownerCell('TBC')]), action('b', [ownerCell('Leader')], { row: 1 })];
    const owners = ownActions(rows, {
      hasOwnerColumn: true,
      collectiveOwner: 'The Corporate Leadership Team are collectively the lead officers for delivery',
    });
    expect(textsOf(owners)).toEqual([['Corporate Leadership Team'], ['Leader']]);
    expect(owners[0]?.[0]?.basis).toBe('inherited');
  });

  it('takes "as above" for the owners above', () => {
    const rows = [action('a', [ownerCell('Head of HR')]), action('b', [ownerCell('As above')], { row: 1 })];
    expect(textsOf(ownActions(rows, facts))).toEqual([['Head of HR'], ['Head of HR']]);
  });

  it('tells names run together by the names elsewhere in the plan', () => {
    const rows = [
      action('a', [ownerCell('Xanthe Orde and Cllr Vasey')]),
      action('b', [ownerCell('Cllr Vasey Xanthe Orde')], { row: 1 }),
    ];
    expect(textsOf(ownActions(rows, facts))[1]).toEqual(['Cllr Vasey', 'Xanthe Orde']);
  });
});
