import { describe, expect, it } from 'vitest';
import { peersOf, readPeerGroups } from '../../pipeline/analyses/peer-groups.ts';
import { parseCsv } from '../../pipeline/csv.ts';
import { readDataText } from '../../pipeline/data-files.ts';

describe('readPeerGroups', () => {
  it('names only councils that exist', () => {
    const existing = new Map(
      parseCsv(readDataText('councils.csv'))
        .filter((row) => row['abolished'] === '')
        .map((row) => [row['gss'], row['name']]),
    );
    for (const row of parseCsv(readDataText('peer-groups.csv'))) {
      expect(existing.get(row['gss'])).toBe(row['council']);
    }
    expect(readPeerGroups().length).toBeGreaterThan(5);
  });

  it('gathers a group from its rows, each council once', () => {
    const text = 'group,title,gss\nours,Ours,E1\nours,Ours,E2\nours,Ours,E1\n';
    expect(readPeerGroups(text)).toEqual([{ group: 'ours', title: 'Ours', councils: ['E1', 'E2'] }]);
    expect(peersOf('ours', readPeerGroups(text))).toBe('["E1","E2"]');
  });

  it('refuses a row without a council, and a group nobody made', () => {
    expect(() => readPeerGroups('group,title,gss\nours,Ours,\n')).toThrow('line 2');
    expect(() => peersOf('no-such')).toThrow('unknown peer group: no-such');
  });
});
