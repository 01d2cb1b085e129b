/** Column headers to roles (`columns.tsv`), and columns told by what their cells hold. */
import { readFileSync } from 'node:fs';
import { expect, test } from 'vitest';
import { assignColumns } from '../../pipeline/split/tables/columns.ts';
import { voteHeader } from '../../pipeline/split/tables/header-votes.ts';

const rows = readFileSync(new URL('columns.tsv', import.meta.url), 'utf8')
  .split('\n')
  .filter((line) => line !== '' && !line.startsWith('#'))
  .slice(1)
  .map((line) => line.split('\t'))
  .map(([role = '', header = '']) => ({ role, header }));

test.each(rows)('$header is $role', ({ role, header }) => {
  expect(voteHeader(header)[0]?.role).toBe(role);
});

test.each(['', '???', 'Lorem ipsum', 'Ward', 'Postcode'])('%s says nothing', (header) => {
  expect(voteHeader(header)).toEqual([]);
});

test('a header that can mean two things is decided by its cells', () => {
  const deeds = [
    'Write a plan for every ward',
    'Train the new managers in budgeting',
    'Publish the results each spring',
  ];
  const people = ['Head of HR', 'Chief Executive', 'Cllr Ash'];
  const dates = ['May 2025', 'by June 2026', 'Ongoing'];
  const rolesOf = (headers: string[], body: string[][]) =>
    assignColumns(headers, body).map((use) => use.role);
  expect(rolesOf(['Action', 'Lead', 'Target'], [deeds, people, dates])).toEqual([
    'action',
    'owner',
    'timescale',
  ]);
  expect(
    rolesOf(
      ['Action', 'Lead', 'Target'],
      [deeds, people, ['90% by phone', 'Fewer calls', 'Top quartile']],
    )[2],
  ).not.toBe('timescale');
  expect(rolesOf(['', '', '', ''], [['1', '2', '3'], deeds, people, dates])).toEqual([
    'reference',
    'action',
    'owner',
    'timescale',
  ]);
  expect(rolesOf(['Action', 'Next steps', 'Lead'], [deeds, deeds, people])).toEqual([
    'action',
    'progress',
    'owner',
  ]);
});

test('"How" beside "What we will do" is the deed, or only the means to it', () => {
  const roles = (what: string[], how: string[]) =>
    assignColumns(['What we will do', 'How', 'Who'], [what, how, what.map(() => 'Head of HR')]).map(
      (use) => use.role,
    );
  const deeds = ['Appoint a new Director of Place', 'Hold a members’ seminar each term'];
  expect(roles(deeds, ['Recruitment consultants', 'Outside facilitator'])[0]).toBe('action');
  expect(roles(deeds, ['Recruitment consultants', 'Outside facilitator'])[1]).not.toBe('action');
  expect(roles(deeds, ['Search agency', 'Outside facilitator'])[0]).toBe('action');
  const aims = ['Better internal communications', 'A stronger bench of managers'];
  const means = ['Launch a staff newsletter and bring back roadshows', 'Pay for two places on a course'];
  expect(roles(aims, means)[1]).toBe('action');
  expect(roles(['Improve the speed of decisions', 'Reduce sickness'], means)[1]).toBe('action');
});

test('a column of time and progress at once is the time where no other column says when', () => {
  const deeds = ['Open the archive', 'Mend the lift'];
  const both = ['Shelves ordered; opens in May 2026', 'Complete – June 2025'];
  const rolesOf = (headers: string[], body: string[][]) =>
    assignColumns(headers, body).map((use) => use.role);
  expect(rolesOf(['Action', 'Timescale and progress'], [deeds, both])).toEqual(['action', 'timescale']);
  expect(
    rolesOf(['Action', 'Deadline', 'Timescale and progress'], [deeds, ['May 2026', 'June 2025'], both]),
  ).toEqual(['action', 'end', 'progress']);
  expect(
    rolesOf(['Action', 'Old deadline', 'When / status'], [deeds, ['March 2025', 'May 2025'], both]),
  ).toEqual(['action', 'original-date', 'timescale']);
});

test('numbers below a word of time are counts, ticks and crosses are marks of a chart', () => {
  const deeds = ['Write a plan for every ward', 'Train the new managers in budgeting', 'Publish the results'];
  const second = (header: string, cells: string[]) => assignColumns(['Action', header], [deeds, cells])[1];
  expect(second('% complete', ['10', '0', '45'])?.isPeriod).toBeUndefined();
  expect(second('May 2027', ['x', '', '✓'])?.isPeriod).toBe(true);
});
