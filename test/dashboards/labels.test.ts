// @vitest-environment jsdom
/** Words on charts fit the room there is; every shade of a heat map is explained. */
import { describe, expect, it } from 'vitest';
import { fitLines, wordsWidth } from '../../dashboards/components/chart.ts';
import { heatLegend, heatMap } from '../../dashboards/components/heat-map.ts';

describe('words', () => {
  it('stand on one line where they fit, else on two, else end in an ellipsis', () => {
    expect(fitLines('Publish the plan', 300, 2)).toEqual(['Publish the plan']);
    expect(fitLines('Publish the plan for all to see', 140, 2)).toEqual([
      'Publish the plan for',
      'all to see',
    ]);
    const [first, second] = fitLines('Publish the plan for all to see and to judge by what it says', 140, 2);
    expect(first).toBe('Publish the plan for');
    expect(second).toMatch(/^all to .*…$/u);
    expect(wordsWidth(second ?? '')).toBeLessThanOrEqual(140);
  });

  it('are broken within a word longer than a line, and never between the halves of a letter', () => {
    const lines = fitLines('\u{1F3DB}'.repeat(60), 100, 2);
    expect(lines).toHaveLength(2);
    for (const line of lines) {
      expect(line.isWellFormed()).toBe(true);
      expect(wordsWidth(line)).toBeLessThanOrEqual(100);
    }
    expect(fitLines('', 100, 2)).toEqual([]);
    expect(fitLines('word', 1, 2)).toEqual(['w', 'o…']);
  });
});

describe('a heat map', () => {
  const rows = [{ label: 'Ashmere', counts: [0, 3, 12], total: 24 }];
  const labels = (show: 'share' | 'count') => heatLegend(rows, show).map(({ label }) => label);

  it('has a key without gaps up to its largest value', () => {
    expect(labels('count')).toEqual(['0 to 1', '2 to 3', '4 to 5', '6 to 7', '8 to 9', '10 to 12']);
    expect(labels('share')).toEqual([
      '0 to 8%',
      '9 to 16%',
      '17 to 24%',
      '25 to 33%',
      '34 to 41%',
      '42 to 50%',
    ]);
    expect(heatLegend([{ label: 'None', counts: [0], total: 0 }], 'count').map(({ label }) => label)).toEqual(
      ['0', '1'],
    );
  });

  it('writes its headings whole on a narrow page', () => {
    const columns = ['Priorities', 'Leadership', 'Governance', 'Finance', 'Capacity', 'Unsure'];
    const narrow = heatMap([{ label: 'Ashmere', counts: [1, 1, 1, 1, 1, 1], total: 6 }], {
      name: 'heat',
      title: 'Which themes?',
      columns,
      show: 'share',
      width: 350,
    });
    const words = [...narrow.querySelectorAll('text')].map((node) => node.textContent);
    for (const column of columns) expect(words.filter((word) => word === column)).toHaveLength(1);
  });
});
