/** Lateness, dates, numbers, addresses and CSV: what the pages say of a row, by tables of cases. */
import { describe, expect, it } from 'vitest';
import { addMonthsTo, dayNumber, isDay, isoOf, rangeInWords } from '../../dashboards/dates.ts';
import { csvText } from '../../dashboards/downloads.ts';
import { changeInWords } from '../../dashboards/components/change-list.ts';
import { counted, monthsInWords, percent } from '../../dashboards/labels.ts';
import { latenessOf, OPEN } from '../../dashboards/lateness.ts';
import { formatAddress, listOf, parseAddress, withParams } from '../../dashboards/state.ts';
import { rankInWords } from '../../dashboards/data/measures.ts';
import { parseTerms } from '../../dashboards/data/search.ts';
import type { ActionChange, Status, TimescaleKind } from '../../pipeline/site/contract.ts';
import { readCases } from './case-table.ts';

const day = (text: string | undefined): number => (text ? dayNumber(text) : OPEN);
const maybeDay = (text: string | undefined): number | null => (text ? dayNumber(text) : null);

describe('lateness', () => {
  it.each(readCases('lateness'))('$what', (row) => {
    const answer = latenessOf(
      row['kind'] as TimescaleKind,
      row['status'] as Status,
      day(row['start']),
      day(row['end']),
      day(row['reported']),
      day(row['as_of']),
    );
    expect(answer).toBe(row['expected']);
  });
});

describe('dates', () => {
  it.each(readCases('dates'))('$words', (row) => {
    expect(rangeInWords(maybeDay(row['start']), maybeDay(row['end']))).toBe(row['words']);
  });

  it('come back as they went in, in any time zone', () => {
    for (const text of ['1999-12-31', '2000-01-01', '2024-02-29', '2024-03-31', '2024-10-27']) {
      expect(isoOf(dayNumber(text))).toBe(text);
    }
  });

  it('that do not exist are none', () => {
    expect(
      ['2024-02-30', '2023-02-29', '2024-13-01', '2024-1-1', 'today', '', '2024-01'].filter(isDay),
    ).toEqual([]);
  });

  it('move by months to the last day there is', () => {
    expect(addMonthsTo('2024-01-31', 1)).toBe('2024-02-29');
    expect(addMonthsTo('2023-11', 3)).toBe('2024-02-01');
    expect(addMonthsTo('2023-11-30', 12)).toBe('2024-11-30');
  });
});

describe('numbers', () => {
  it.each(readCases('numbers'))('$part of $whole', (row) => {
    expect(percent(Number(row['part']), Number(row['whole']))).toBe(row['words']);
  });

  it('agree with their noun', () => {
    expect([counted(1, 'action'), counted(0, 'action'), counted(12_345, 'action')]).toEqual([
      '1 action',
      '0 actions',
      '12,345 actions',
    ]);
  });

  it('have a place only among five or more, the same for equals', () => {
    expect(rankInWords(1, [1, 2, 3, 4])).toBe('no rank among 4');
    expect(rankInWords(1, [1, 2, 3, 4, 5])).toBe('lowest of 5');
    expect(rankInWords(2, [1, 2, 2, 4, 5])).toBe('2nd lowest of 5');
    expect(rankInWords(4, [1, 2, 3, 4, 5])).toBe('2nd highest of 5');
    expect(rankInWords(5, [1, 2, 3, 4, 5])).toBe('highest of 5');
  });
});

describe('addresses', () => {
  it('keep page, id and lists, whatever stands in them', () => {
    const hash = formatAddress(
      'action',
      'a/b?c d%',
      new URLSearchParams({ theme: 'finance,capacity', q: '"x" & y', late: '' }),
    );
    const address = parseAddress(hash);
    expect([address.page, address.id]).toEqual(['action', 'a/b?c d%']);
    expect(listOf(address.params, 'theme')).toEqual(['finance', 'capacity']);
    expect([...address.params.keys()]).toEqual(['q', 'theme']);
    expect(address.params.get('q')).toBe('"x" & y');
  });

  it('that are broken lead somewhere', () => {
    expect(parseAddress('').page).toBe('overview');
    expect(parseAddress('#/').page).toBe('overview');
    expect(parseAddress('#/council/%E0%A4%A').id).toBe('%E0%A4%A');
  });

  it('lose a parameter set to nothing', () => {
    expect(withParams(new URLSearchParams('a=1&b=2'), { a: null, b: '', c: '3' }).toString()).toBe('c=3');
  });
});

describe('search terms', () => {
  it.each([
    ['', []],
    ['Risk register', ['risk', 'register']],
    ['"risk register" annual', ['risk register', 'annual']],
    ['"unclosed', ['unclosed']],
    ['  ""  ', []],
  ] as const)('%s', (query, terms) => {
    expect(parseTerms(query)).toEqual(terms);
  });
});

describe('CSV', () => {
  it('quotes what it must and starts no formula', () => {
    const rows = [
      ['=1+1', '+44', '-5', '@x', ' =cmd', '\tTab'],
      ['a,b', 'say "hi"', 'two\nlines', '', -5, null],
    ];
    expect(csvText(['a', 'b', 'c', 'd', 'e', 'f'], rows)).toBe(
      '\uFEFFa,b,c,d,e,f\r\n' +
        "'=1+1,'+44,'-5,'@x,' =cmd,'\tTab\r\n" +
        '"a,b","say ""hi""","two\nlines",,-5,\r\n',
    );
  });
});

describe('changes', () => {
  const change = (own: Partial<ActionChange>): string =>
    changeInWords({
      from: 0,
      to: 1,
      change: 'kept',
      before: [0],
      after: [1],
      reworded: false,
      daysMoved: null,
      endBefore: null,
      endAfter: null,
      ownerChange: 'same',
      statusBefore: null,
      statusAfter: null,
      textBefore: '',
      textAfter: '',
      ...own,
    });

  it('say what became of the owner of an action that stayed, and of no other', () => {
    expect(change({ ownerChange: 'removed' })).toBe('kept; owner removed');
    expect(change({ change: 'split', ownerChange: 'changed' })).toBe('split into several; owner changed');
    expect(change({ change: 'new', ownerChange: 'added' })).toBe('new');
    expect(change({ change: 'dropped', ownerChange: 'removed' })).toBe('no longer there, without a word');
  });
});

describe('months', () => {
  it.each([
    [8.44, '8.4'],
    [-0.31, '−0.3'],
    [-0.01, '0.0'],
    [0, '0.0'],
    [null, '–'],
  ])('%s are written %s', (months, words) => {
    expect(monthsInWords(months)).toBe(words);
  });
});
