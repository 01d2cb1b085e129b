/** Places in words for people. */
import { describe, expect, it } from 'vitest';
import type { Place } from '../../pipeline/model.ts';
import { labelOf, labelsOf } from '../../pipeline/store/place-label.ts';

const word = (path: string): Place => [{ in: 'word', path, start: 0, end: 9 }];
const html = (path: string): Place => [{ in: 'html', path, start: 0, end: 9 }];

describe('labelOf', () => {
  it.each([
    [word('body/tbl[1]/tr[4]/tc[2]/p[1]'), 'table 1, row 4, cell 2'],
    [word('body/tbl[2]/tr[4]/tc[2]/tbl[1]/tr[3]/tc[1]/p[2]'), 'table 1, row 3, cell 1'],
    [word('body/tbl[2]/tr[4]'), 'table 2, row 4'],
    [word('body/p[12]'), 'paragraph 12'],
    [word('footnote[3]/p[1]'), 'footnote 3'],
    [word('body/p[2]/txbxContent[1]/p[4]'), 'text box 1'],
    [html('html/body/main/details/table/tbody/tr[3]/td[1]'), 'table, row 3, cell 1'],
    [html('html/body/main/table[2]/tbody/tr[1]/th[1]/p'), 'table 2, row 1, cell 1'],
    [html('html/body/main/table[2]/tbody/tr[1]/td[2]/ul/li[3]'), 'table 2, row 1, cell 2'],
    [html('html/body/main/ol/li[3]/p'), 'list item 3'],
    [html('html/body/main/p'), 'paragraph'],
    [html('html/body/main/h2[4]'), 'heading 4'],
    [html('html/body/main/dl/dd[2]'), 'html/body/main/dl/dd[2]'],
    [[{ in: 'sheet', sheet: 'Plan', cell: 'C8' }], 'Plan!C8'],
    [[], ''],
    [null, ''],
  ] as [Place | null, string][])('%j is %s', (place, label) => {
    expect(labelOf(place)).toBe(label);
  });
});

describe('labelsOf', () => {
  it('names each part once', () => {
    const box = { x: 0, y: 0, width: 1, height: 1 };
    expect(
      labelsOf([
        { in: 'page', page: 4, box },
        { in: 'page', page: 4, box },
        { in: 'page', page: 5, box },
      ]),
    ).toBe('page 4 and page 5');
  });
});
