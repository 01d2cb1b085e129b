import { readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { findClusters } from '../../pipeline/store/clusters.ts';

const labelled = readFileSync(new URL('recommendation-groups.tsv', import.meta.url), 'utf8')
  .split('\n')
  .filter((line) => line !== '' && !line.startsWith('#'))
  .slice(1)
  .map((line) => line.split('\t'))
  .map(([set = '', group = '', text = '']) => ({ set, group, text }));

/** Of all pairs of two: those put together rightly, wrongly, and those left apart. */
function pairwise(rows: readonly { group: string; text: string }[]): {
  precision: number;
  recall: number;
  f1: number;
} {
  const clusters = findClusters(rows.map(({ text }) => text));
  let [right, wrong, missed] = [0, 0, 0];
  for (const [b, row] of rows.entries()) {
    for (let a = 0; a < b; a++) {
      const same = row.group !== '-' && row.group === rows[a]?.group;
      const together = clusters[b]?.cluster !== null && clusters[a]?.cluster === clusters[b]?.cluster;
      if (same && together) right += 1;
      else if (together) wrong += 1;
      else if (same) missed += 1;
    }
  }
  const [precision, recall] = [right / (right + wrong), right / (right + missed)];
  return { precision, recall, f1: (2 * precision * recall) / (precision + recall) };
}

describe('findClusters', () => {
  it.each([
    ['tune', 0.95],
    ['held', 0.95],
    ['both', 0.94],
  ])('groups recommendations as a person did: %s', (set, floor) => {
    const rows = labelled.filter((row) => set === 'both' || row.set === set);
    expect(rows.length).toBeGreaterThanOrEqual(set === 'held' ? 55 : 60);
    expect(pairwise(rows).f1).toBeGreaterThan(floor);
  });

  it('gives the same groups in whatever order texts come', () => {
    const texts = labelled.map(({ text }) => text);
    const forward = new Map(texts.map((text, index) => [text, findClusters(texts)[index]]));
    const reversed = texts.toReversed();
    const backward = findClusters(reversed);
    for (const [index, text] of reversed.entries()) expect(backward[index]).toEqual(forward.get(text));
  });

  it('puts equal texts together, and leaves one alone ungrouped', () => {
    const [one, copy, alone] = findClusters(['Settle the lease.', 'settle the LEASE', 'Plant trees']);
    expect(one?.cluster).toBe(copy?.cluster);
    expect(one?.cluster).not.toBeNull();
    expect(alone?.cluster).toBeNull();
    expect(findClusters([])).toEqual([]);
    expect(findClusters(['', 'the of and'])).toHaveLength(2);
  });
});
