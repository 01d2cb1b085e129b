/** A plan's own terms in words, dates and months, and the reason of a reading in words. */
import { describe, expect, it } from 'vitest';
import type { Block } from '../../pipeline/model.ts';
import {
  explainTimescale,
  findStatusKey,
  parseTimescale,
  readLegend,
  readStatusKey,
} from '../../pipeline/timescale/timescale.ts';

const term = (name: string, text: string) => ({ term: name, text, place: [] });

describe('readLegend', () => {
  it('reads dates in words', () => {
    const legend = readLegend(
      [
        term('Short Term', 'March to August 2024'),
        term('Medium', 'September 2024 – February 2025'),
        term('Long Term (into delivery)', 'March 2025 onwards'),
      ],
      '2024-02',
    );
    expect(legend).toEqual({
      'short term': ['2024-03-01', '2024-08-31'],
      medium: ['2024-09-01', '2025-02-28'],
      'long term (into delivery)': ['2025-03-01', null],
    });
    expect(parseTimescale('Long term', { planDate: '2024-02', legend })).toMatchObject({
      kind: 'from',
      start: '2025-03-01',
      basis: 'legend',
    });
  });

  it('counts months from the plan, each term from the day the last one ends', () => {
    const terms = [
      term('Short', '0–6 months'),
      term('Medium', '6-12 months'),
      term('Long', '12+ months'),
      term('Quick win', 'up to 3 months'),
      term('Vision', '1 - 3 years'),
    ];
    expect(readLegend(terms, '2024-02-15')).toEqual({
      short: ['2024-02-15', '2024-08-15'],
      medium: ['2024-08-15', '2025-02-15'],
      long: ['2025-02-15', null],
      'quick win': ['2024-02-15', '2024-05-15'],
      vision: ['2025-02-15', '2027-02-15'],
    });
  });

  it('takes "within" for a stretch beside stretches, and number words for figures', () => {
    const terms = [
      term('Short', 'within six months'),
      term('Medium', 'six to twelve months'),
      term('Long', 'over a year'),
    ];
    expect(readLegend(terms, '2024-02-15')).toEqual({
      short: ['2024-02-15', '2024-08-15'],
      medium: ['2024-08-15', '2025-02-15'],
      long: ['2025-02-15', null],
    });
    expect(readLegend([term('Short', 'within 6 months')], '2024-02-15')).toEqual({
      short: [null, '2024-08-15'],
    });
  });

  it.each([
    ['S/M', 'in', '2024-03-01', '2025-02-28'],
    ['L', 'from', '2025-03-01', null],
    ['Phases 1 and 2', 'in', '2024-04-01', '2025-03-31'],
    ['Short term (0–6 months)', 'in', '2024-03-01', '2024-08-31'],
    ['Short listing', 'none', null, null],
    ['Phase 3', 'none', null, null],
    ['S Officer', 'none', null, null],
  ])('reads %s against a legend', (phrase, kind, start, end) => {
    const legend = {
      short: ['2024-03-01', '2024-08-31'],
      medium: ['2024-09-01', '2025-02-28'],
      long: ['2025-03-01', null],
      'phase 1': ['2024-04-01', '2024-09-30'],
      'phase 2': ['2024-10-01', '2025-03-31'],
    } as const;
    expect(parseTimescale(phrase, { planDate: '2024-02', legend })).toMatchObject({ kind, start, end });
  });

  it('leaves out what cannot be counted or names no time', () => {
    expect(readLegend([term('Short', '0-6 months'), term('Medium', 'as resources allow')], null)).toEqual({});
  });
});

describe('a key of status colours', () => {
  const line = (text: string): Block => ({ type: 'paragraph', text, place: [] });
  const cell = (text: string, column: number) => ({
    column,
    colSpan: 1,
    rowSpan: 1,
    text,
    blocks: [],
    place: [],
  });
  const table = (rows: string[][]): Block => ({
    type: 'table',
    method: 'native',
    columns: rows[0]?.length ?? 0,
    headerRows: 0,
    rows: rows.map((row) => ({ cells: row.map((text, column) => cell(text, column)), place: [] })),
    joins: [],
    place: [],
  });

  it.each([
    ['Key: Blue = complete; Grey = not yet started', { blue: 'done', b: 'done', grey: 'not_started' }],
    [
      'RAG: Green (G) – on track, Amber (A) – some slippage, Blue (B) – delivered',
      { green: 'under_way', g: 'under_way', amber: 'under_way', a: 'under_way', blue: 'done', b: 'done' },
    ],
    [
      'Key to RAG: B = complete; R = at risk; N = not started',
      { b: 'done', r: 'under_way', n: 'not_started' },
    ],
    ['Status key – IP: in progress, C: complete', { ip: 'under_way', c: 'done' }],
    ['Key to owners: CE – Chief Executive; MO – Monitoring Officer', {}],
    ['Key dates: A – consultation completed; our next steps follow', {}],
    ['Green – complete. The library reopened.', {}],
    ['The Green Room is open; White Horse Road is closed', {}],
    ['Blue: our colour for water; Green: our colour for parks', {}],
  ])('%s', (text, want) => {
    expect(findStatusKey([line(text)])).toEqual(want);
  });

  it('reads lines in a row and a small table, and no rows of a plan', () => {
    const want = { blue: 'done', b: 'done', white: 'not_started', w: 'not_started' };
    expect(findStatusKey([line('Blue: completed'), line('White: not started')])).toEqual(want);
    const rows = [
      ['Blue', 'Completed'],
      ['White', 'Not started'],
    ];
    expect(findStatusKey([table(rows)])).toEqual(want);
    expect(findStatusKey([line('Blue: completed'), line('Our plan'), line('White: not started')])).toEqual(
      {},
    );
    expect(findStatusKey([table(rows.map((row) => ['Open a hub', 'Clerk', ...row]))])).toEqual({});
  });

  it('leaves out terms of time', () => {
    expect(readStatusKey([term('Short', '0–6 months'), term('Done', 'complete')])).toEqual({ done: 'done' });
  });
});

describe('explainTimescale', () => {
  it.each([
    ['Spring 2025', "'Spring 2025' is read as 1 March to 31 May 2025"],
    ['by Q2 2024/25', "'by Q2 2024/25' is read as a deadline: by 30 September 2024"],
    ['March', 'the plan is dated February 2024'],
    ['Q2 2024', 'a quarter of a year by itself'],
    ['October 2023', 'lies before the date of the plan itself'],
    ['June 2024 onwards', 'beginning on 1 June 2024, with no end named'],
    ['Quarterly', 'something that recurs (quarterly)'],
    ['TBC', 'still to be confirmed'],
    ['', 'No words about time gives no date'],
    ['By Christmas', 'has a usual date in the council year'],
  ])('%s', (phrase, words) => {
    expect(explainTimescale(parseTimescale(phrase, { planDate: '2024-02' }))).toContain(words);
  });
});
