/** Times that letters share out among the actions of a row. */
import { expect, it } from 'vitest';
import { dateActions } from '../../pipeline/timescale/timescale.ts';
import { actionOf } from './action-cases.ts';

function timesOf(text: string, markers = ['a.', 'b.', 'c.']): string[] {
  const actions = markers.map((marker) => ({
    ...actionOf(`Open the ${marker} hall`, 1, [{ role: 'timescale', text }]),
    marker,
  }));
  return dateActions(actions, { planDate: '2026-01-15' }).map(({ timescale }) =>
    [timescale.kind, timescale.start ?? '-', timescale.end ?? '-'].join(' '),
  );
}

it.each([
  [
    'a. July 2026 b and c. April 2027 (subject to the review)',
    ['in 2026-07-01 2026-07-31', 'in 2027-04-01 2027-04-30', 'in 2027-04-01 2027-04-30'],
  ],
  ['a-b. By May 2026; c. ongoing', ['by - 2026-05-31', 'by - 2026-05-31', 'ongoing - -']],
  ['a) May 2026\nb) TBC\nc) June 2026', ['in 2026-05-01 2026-05-31', 'tbc - -', 'in 2026-06-01 2026-06-30']],
  [
    'a. and b. May 2026 c. June 2026',
    ['in 2026-05-01 2026-05-31', 'in 2026-05-01 2026-05-31', 'in 2026-06-01 2026-06-30'],
  ],
  // The order of the letters does not matter, and one without a time has the whole cell's.
  [
    'c. May 2026 a. March 2026',
    ['in 2026-03-01 2026-03-31', 'in 2026-03-01 2026-05-31', 'in 2026-05-01 2026-05-31'],
  ],
])('%s', (text, want) => {
  expect(timesOf(text)).toEqual(want);
});

it('holds for all of a row that one set of letters names, against a frequency in their words', () => {
  const actions = ['a.', 'b.'].map((marker) => ({
    ...actionOf('Bring back the forum, meeting twice a year', 1, [
      { role: 'timescale', text: 'a. and b. October 2026' },
    ]),
    marker,
  }));
  const kinds = dateActions(actions, { planDate: '2026-01-15' }).map(({ timescale }) => timescale.kind);
  expect(kinds).toEqual(['in', 'in']);
});

it('is not done for a cell that only begins with a letter, or for items without letters', () => {
  expect(timesOf('In a. May 2026 b. June 2026')).not.toEqual(timesOf('a. May 2026 b. June 2026'));
  expect(new Set(timesOf('By May 2026 a. year after opening')).size).toBe(1);
  expect(timesOf('a. May 2026 b. June 2026', ['•', '•'])).toEqual([
    'in 2026-05-01 2026-05-31',
    'in 2026-06-01 2026-06-30',
  ]);
});
