import { readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { findClusters } from '../../pipeline/store/clusters.ts';
import { readRecommendations, scoreGroups } from './evaluate-groups.ts';
import { judgedFloor, judgedOn } from './judged-floors.ts';

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

  it.each(['tune', 'held'] as const)('puts together what people say was told alike: %s', (half) => {
    const { pairs, same, precision, recall } = scoreGroups(half);
    expect(pairs).toBeGreaterThanOrEqual(115);
    expect(same).toBeGreaterThanOrEqual(44);
    expect(precision).toBeGreaterThanOrEqual(half === 'held' ? judgedFloor('samePrecision') : 0.95);
    expect(recall).toBeGreaterThanOrEqual(half === 'held' ? judgedFloor('sameRecall') : 0.8);
  });

  it('has on the Method page what is measured, no less', () => {
    const { pairs, same, precision, recall } = scoreGroups('held');
    expect(precision - judgedFloor('samePrecision')).toBeLessThan(0.01);
    expect(recall - judgedFloor('sameRecall')).toBeLessThan(0.01);
    expect(judgedOn('samePrecision')).toContain(`${pairs} pairs`);
    expect(judgedOn('samePrecision')).toContain(`${same} of them`);
  });

  it.each([
    [
      'Refresh the borough plan with residents',
      'Start a transformation programme with services built for residents and communities',
    ],
    [
      'Make the leadership team visible across the county',
      'Settle the senior structure and fill interim posts',
    ],
    ['Support councillors in their casework', 'Reset the relationship between councillors and officers'],
    ['Look after the staff you have', 'Bring staff with you'],
  ])('leaves apart what shares a party or a side issue: %s', (one, other) => {
    const texts = [...readRecommendations(), one, other];
    const [first, second] = findClusters(texts).slice(-2);
    expect(first?.cluster === null || first?.cluster !== second?.cluster).toBe(true);
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

  it('puts different words that say nothing together as little', () => {
    expect(findClusters(['See above', 'See 2 above']).map(({ cluster }) => cluster)).toEqual([null, null]);
  });

  it.each(['', '–', 'N/A', '3', 'Recommendation 3', 'See 2 above', 'As above', 'TBC', 'The Council'])(
    'puts nothing together that does not say what is asked for: %j',
    (text) => {
      const clusters = findClusters([
        text,
        text,
        text.toLowerCase(),
        'Settle the lease.',
        'Settle the lease',
      ]);
      expect(clusters.slice(0, 3).map(({ cluster }) => cluster)).toEqual([null, null, null]);
      expect(clusters[3]?.cluster).not.toBeNull();
    },
  );

  it('groups thousands of texts that are all alike in no time', () => {
    const texts = Array.from(
      { length: 5000 },
      (_, index) => `Strengthen overview and scrutiny of w${index}x`,
    );
    const start = process.cpuUsage();
    findClusters(texts);
    const { user, system } = process.cpuUsage(start);
    expect(user + system).toBeLessThan(10_000_000);
  });
});
