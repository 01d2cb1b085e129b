// @vitest-environment jsdom
/** Each chart as an SVG snapshot on a dozen rows or fewer, wide and narrow; a warning of Plot fails the suite. */
import { describe, expect, it } from 'vitest';
import { barList } from '../../dashboards/components/bar-list.ts';
import { benchmarkStrip } from '../../dashboards/components/benchmark-strip.ts';
import { deadlineMonths } from '../../dashboards/components/deadline-months.ts';
import { heatMap } from '../../dashboards/components/heat-map.ts';
import { stackedBars } from '../../dashboards/components/stacked-bars.ts';
import { timelineBars } from '../../dashboards/components/timeline-bars.ts';
import { dayNumber } from '../../dashboards/dates.ts';

const asOf = dayNumber('2024-12-31');
const parts = [
  { key: 'done', label: 'Done', colour: '#12436d' },
  { key: 'late', label: 'Late', colour: '#801650' },
  { key: 'unknown', label: 'Cannot tell', colour: '#6b7480', unknown: true },
];

type Draw = (width: number) => SVGSVGElement;

const CHARTS: Readonly<Record<string, Draw>> = {
  'bar-list': (width) =>
    barList(
      [
        { label: 'Done', count: 30 },
        { label: 'Overdue', count: 9, colour: '#801650' },
        { label: 'Cannot tell', count: 3, unknown: true },
        { label: 'None at all', count: 0 },
      ],
      { name: 'bars', title: 'Are they on time?', of: 42, width },
    ),
  'bar-list-long': (width) =>
    barList(
      [
        {
          label: '1. Agree one plan for the whole place with the partners who have to carry it out',
          count: 4,
        },
        { label: '2. Short', count: 2 },
      ],
      { name: 'long', title: 'Which recur?', of: 9, width },
    ),
  'stacked-bars': (width) =>
    stackedBars(
      [
        { label: 'Finance', counts: [10, 5, 1] },
        { label: 'Nothing here', counts: [0, 0, 0] },
      ],
      { name: 'stacks', title: 'How far along', parts, width },
    ),
  'deadline-months': (width) =>
    deadlineMonths(
      [
        { month: dayNumber('2024-10-01'), done: 2, open: 5 },
        { month: dayNumber('2025-02-01'), done: 0, open: 3 },
      ],
      { name: 'months', title: 'When do they fall?', asOf, width },
    ),
  'heat-map': (width) =>
    heatMap(
      [
        { label: 'Ashmere', counts: [4, 0, 6], total: 10 },
        { label: 'Brackwater', counts: [0, 0, 0], total: 0 },
      ],
      {
        name: 'heat',
        title: 'Which themes?',
        columns: ['Finance', 'Capacity', 'Unsure'],
        show: 'share',
        width,
      },
    ),
  'benchmark-strip': (width) =>
    benchmarkStrip(
      [
        { label: 'No owner named', part: 3, whole: 12, peers: [0.1, 0.4, 0.4], median: 0.4 },
        { label: 'No last day', part: 0, whole: 12, peers: [], median: null },
      ],
      { name: 'strip', title: 'Where it stands', width },
    ),
  'timeline-bars': (width) =>
    timelineBars(
      [
        {
          key: '1',
          label: 'A window',
          group: 'Finance',
          start: dayNumber('2024-10-01'),
          end: dayNumber('2025-01-31'),
          lateness: 'in_window',
        },
        {
          key: '2',
          label: 'A deadline <b>',
          group: 'Finance',
          start: null,
          end: dayNumber('2024-11-30'),
          lateness: 'no_report',
        },
        {
          key: '3',
          label: 'A start',
          group: 'Capacity',
          start: dayNumber('2024-12-01'),
          end: null,
          lateness: 'open_ended',
        },
      ],
      {
        name: 'lines',
        title: 'When',
        from: dayNumber('2024-09-01'),
        to: dayNumber('2025-03-31'),
        asOf,
        width,
      },
    ),
};

describe.each(Object.entries(CHARTS))('%s', (name, draw) => {
  it.each([720, 320])('at %i px', async (width) => {
    const svg = draw(width);
    await expect(`${pretty(svg)}\n`).toMatchFileSnapshot(`snapshots/${name}-${width}.svg`);
  });

  it('is one picture with words, without style or parts that a screen reader would stop at', () => {
    const svg = draw(720);
    expect(svg.getAttribute('role')).toBe('img');
    expect((svg.getAttribute('aria-label') ?? '').length).toBeGreaterThan(40);
    expect(svg.querySelectorAll('style, [aria-label], [role], script')).toHaveLength(0);
    expect(svg.outerHTML).not.toMatch(/NaN|undefined|Infinity/u);
  });
});

/** One element a line, so that a changed snapshot can be read. */
function pretty(svg: SVGSVGElement): string {
  return svg.outerHTML.replaceAll(/></gu, '>\n<');
}
