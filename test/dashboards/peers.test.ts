// @vitest-environment jsdom
/** Who counts as a peer, and how many it takes to have a middle. */
import { describe, expect, it } from 'vitest';
import { benchmarkStrip, stripLegend } from '../../dashboards/components/benchmark-strip.ts';
import { middleOf } from '../../dashboards/data/measures.ts';
import { nearest } from '../../dashboards/data/peers.ts';
import type { CouncilEntry } from '../../pipeline/site/contract.ts';

const council = (type: string, population: number | null, region = '') =>
  ({ type, population, region, density: null, deprivation: null }) as unknown as CouncilEntry;

describe('the most like', () => {
  const councils = [
    council('County', 500_000),
    council('County', 900_000),
    council('County', 510_000),
    council('District', 500_000),
    council('', null),
    council('', null),
    council('County', null),
  ];
  const others = (index: number) => councils.map((_, at) => at).filter((at) => at !== index);

  it('are of the same type, the nearest first, without those of whom nothing is known', () => {
    expect(nearest(councils, 0, others(0), 15)).toEqual([2, 1]);
  });

  it('are none for a council of no known type', () => {
    expect(nearest(councils, 4, others(4), 15)).toEqual([]);
  });

  it('are none for a council of which nothing else is known', () => {
    expect(nearest(councils, 6, others(6), 15)).toEqual([]);
    expect(nearest(councils, 99, others(99), 15)).toEqual([]);
  });
});

describe('the middle', () => {
  it('takes three', () => {
    expect(middleOf([])).toBeNull();
    expect(middleOf([0.2])).toBeNull();
    expect(middleOf([0.2, 0.4])).toBeNull();
    expect(middleOf([0.2, 0.9, 0.4])).toBe(0.4);
  });

  it('stands in the legend only where it is drawn', () => {
    const labels = (peers: number) => stripLegend(peers).map(({ label }) => label);
    expect(labels(0)).toEqual(['This council']);
    expect(labels(2)).toEqual(['This council', 'A peer']);
    expect(labels(3)).toEqual(['This council', 'A peer', 'Middle of the peers']);
  });
});

describe('the strip', () => {
  it('names one peer by its share, not by a middle', () => {
    const row = { label: 'No owner named', part: 1, whole: 4, peers: [0.5], median: middleOf([0.5]) };
    const svg = benchmarkStrip([row], { name: 'strip', title: 'Where it stands', width: 600 });
    expect(svg.getAttribute('aria-label')).toBe('Where it stands. No owner named: 25%, peers 50%.');
    expect(svg.querySelectorAll('[stroke-width="3"]').length).toBe(0);
  });
});
