/** Actions of a plan dated: own words, context, shared cells, columns, status. */
import { readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { dateActions, readStatusKey } from '../../pipeline/timescale/timescale.ts';
import { actionOf } from './action-cases.ts';
import type { CaseCell } from './action-cases.ts';
import { readCases, shown } from './case-files.ts';

interface RowCase {
  name: string;
  plan: string;
  cells: CaseCell[];
  actions: string[];
  also?: { text: string; cells: CaseCell[] }[];
  want: string[];
  status?: string[];
  issues?: string[];
  milestones?: string[][];
}

const rows = JSON.parse(readFileSync(new URL('actions/rows.json', import.meta.url), 'utf8')) as RowCase[];

describe('an action by itself', () => {
  it.each(readCases('actions/own-words.tsv'))(
    '$text ($cell)',
    ({ text = '', plan = '', cell = '', ...want }) => {
      const [dated] = dateActions([actionOf(text, 0, [{ role: 'timescale', text: cell }])], {
        planDate: plan,
      });
      expect(`${shown(dated?.timescale ?? { kind: '', start: null, end: null })} ${dated?.status}`).toBe(
        `${want['kind']} ${want['start']} ${want['end']} ${want['status']}`,
      );
    },
  );
});

describe('a cell of status or progress', () => {
  it.each(readCases('actions/status-cells.tsv'))(
    '$role “$text” $fill ($key)',
    ({ role = '', text = '', fill = '', key = '', status }) => {
      const terms = key.split('; ').map((pair) => pair.split(' = '));
      const statusKey = readStatusKey(
        terms.map(([term = '', words = '']) => ({ term, text: words, place: [] })),
      );
      const cell: CaseCell = { role: role === 'status' ? 'status' : 'progress', text };
      const cells = [fill === '' ? cell : { ...cell, fill }];
      const [dated] = dateActions([actionOf('Set up a trade hub', 0, cells)], {
        planDate: '2024-06-12',
        statusKey,
      });
      expect(dated?.status).toBe(status);
    },
  );
});

describe('the actions of a row', () => {
  it.each(rows)('$name', ({ plan, cells, actions, also, want, status, issues, milestones }) => {
    const split = [
      ...actions.map((text) => actionOf(text, 0, cells)),
      ...(also ?? []).map((other, index) => actionOf(other.text, index + 1, other.cells)),
    ];
    const dated = dateActions(split, { planDate: plan });
    expect(dated.map(({ timescale }) => shown(timescale))).toEqual(want);
    expect(dated.map((one) => one.status)).toEqual(status ?? dated.map((one) => one.status));
    expect(dated.flatMap((one) => one.issues.map(({ code }) => code))).toEqual(issues ?? []);
    const kept = dated.map((one) => one.milestones.map(({ start, end }) => `${start} ${end}`));
    expect(kept).toEqual(milestones ?? kept);
  });

  it('survives JSON', () => {
    const dated = dateActions([actionOf('Agree a plan by May 2025', 0, [])], { planDate: '2024-02' });
    expect(JSON.parse(JSON.stringify(dated))).toEqual(dated);
  });
});
