/** Workbooks: values as displayed, merges, hidden parts, fills, several tables on a sheet. */
import ExcelJS from 'exceljs';
import { describe, expect, test } from 'vitest';

import { formatOutline } from '../../pipeline/read/outline.ts';
import { readDocument } from '../../pipeline/read/read.ts';
import { formatNumber, isDateFormat, serialDate } from '../../pipeline/read/xlsx/number-format.ts';
import { sheetFile } from './made-office.ts';
import { readCases } from './read-cases.ts';

async function outline(bytes: Uint8Array): Promise<string[]> {
  const { value, issues } = await readDocument(bytes, { name: 'plan.xlsx' });
  if (value === null) return issues.map((issue) => issue.code);
  return formatOutline(value)
    .trimEnd()
    .split('\n')
    .slice(1)
    .map((line) => line.trim());
}

/** Rows of texts as a sheet's XML; `null` leaves a cell out, an empty list leaves a row out. */
function sheetXml(rows: (string | null)[][], after = ''): string {
  const lines = rows.map((cells, row) => {
    const xml = cells.map((text, column) =>
      text === null
        ? ''
        : `<c r="${String.fromCharCode(65 + column)}${row + 1}" t="inlineStr"><is><t>${text}</t></is></c>`,
    );
    return cells.length === 0 ? '' : `<row r="${row + 1}">${xml.join('')}</row>`;
  });
  return `<sheetData>${lines.join('')}</sheetData>${after}`;
}

describe('numbers as displayed', () => {
  test.each(readCases('number-formats.tsv'))(
    '$value as $format is $shown',
    ({ value = '', format = '', shown = '', date = '' }) => {
      expect(formatNumber(Number(value), format)).toBe(shown);
      expect(isDateFormat(format)).toBe(date === 'yes');
    },
  );

  test('serials agree with the calendar, day by day', () => {
    for (let serial = 61; serial < 80_000; serial += 13) {
      const { year, month, day, weekday } = serialDate(serial);
      const known = new Date(Date.UTC(1899, 11, 30) + serial * 86_400_000);
      expect([year, month, day, weekday]).toEqual([
        known.getUTCFullYear(),
        known.getUTCMonth() + 1,
        known.getUTCDate(),
        known.getUTCDay(),
      ]);
    }
  });

  test('days from 1904', () => {
    expect(formatNumber(44_074, 'd mmm yyyy', true)).toBe('1 Sep 2024');
  });
});

describe('workbooks', () => {
  test('titles, two tables with a gap, notes below', async () => {
    const rows = [
      ['Saltmere tracker'],
      ['As at May 2026'],
      [],
      ['Action', 'Owner'],
      ['Mend the pier', 'Jo'],
      [],
      ['Recommendation 2'],
      ['Action', 'Owner'],
      ['Paint it', 'Sam'],
      ['Light it', null],
    ];
    expect(await outline(sheetFile([{ name: 'Sheet1', xml: sheetXml(rows) }]))).toEqual([
      'H1 Saltmere tracker',
      'H2 As at May 2026',
      'table 2×2 native',
      'row 0 (header)',
      '[0] Action',
      '[1] Owner',
      'row 1',
      '[0] Mend the pier',
      '[1] Jo',
      'H2 Recommendation 2',
      'table 3×2 native',
      'row 0 (header)',
      '[0] Action',
      '[1] Owner',
      'row 1',
      '[0] Paint it',
      '[1] Sam',
      'row 2',
      '[0] Light it',
      '[1]',
    ]);
  });

  test('hidden rows and sheets are kept and flagged', async () => {
    const xml = sheetXml([
      ['Action', 'Owner'],
      ['Seen', 'Jo'],
      ['Hidden', 'Sam'],
    ]).replace('<row r="3">', '<row r="3" hidden="1">');
    const other = sheetXml([
      ['Action', 'Owner'],
      ['Old', 'Jo'],
    ]);
    const lines = await outline(
      sheetFile([
        { name: 'Plan', xml },
        { name: 'Archive', xml: other, state: 'hidden' },
      ]),
    );
    expect(lines).toContain('H1 Archive');
    expect(lines.filter((line) => line.includes('(hidden)'))).toEqual([
      'row 2 (hidden)',
      'row 0 (header) (hidden)',
      'row 1 (hidden)',
    ]);
    expect(lines.filter((line) => line.startsWith('info'))).toEqual([
      'info hidden-rows: 1 rows of "Plan" are hidden; those filled are kept and flagged',
      'info hidden-sheet: sheet "Archive" is hidden; its rows are kept and flagged',
    ]);
  });

  test('a merge over filled rows, empty columns left out, lines in a cell', async () => {
    const rows = [
      ['Aim', null, 'Action', 'When'],
      ['Grow', null, '• plant\n• water', 'May'],
      [null, null, 'Weed', 'June'],
    ];
    const xml = sheetXml(rows, '<mergeCells><mergeCell ref="A2:A900000"/></mergeCells>');
    expect(await outline(sheetFile([{ name: 'Sheet1', xml }]))).toEqual([
      'table 3×3 native',
      'row 0 (header)',
      '[0] Aim',
      '[1] Action',
      '[2] When',
      'row 1',
      '[0 ↕2] Grow',
      '[1] • plant',
      '• water',
      '[2] May',
      'row 2',
      '[1] Weed',
      '[2] June',
    ]);
  });

  test('a file of another producer: dates, shared strings, formulas, colours', async () => {
    const workbook = new ExcelJS.Workbook();
    const sheet = workbook.addWorksheet('Plan');
    sheet.addRow(['Action', 'Due', 'Share', 'Status']);
    sheet.addRow([
      'Mend the pier',
      new Date(Date.UTC(2026, 8, 1)),
      0.25,
      { formula: 'CONCAT("On"," track")', result: 'On track' },
    ]);
    sheet.getCell('B2').numFmt = 'mmm-yy';
    sheet.getCell('C2').numFmt = '0%';
    sheet.getCell('D2').fill = { type: 'pattern', pattern: 'solid', fgColor: { argb: 'FF92D050' } };
    const { value } = await readDocument(new Uint8Array(await workbook.xlsx.writeBuffer()), { name: 'a' });
    const [table] = value?.blocks ?? [];
    const cells = table?.type === 'table' ? (table.rows[1]?.cells ?? []) : [];
    expect(cells.map((cell) => cell.text)).toEqual(['Mend the pier', 'Sep-26', '25%', 'On track']);
    expect(cells.map((cell) => cell.serial)).toEqual([undefined, 46_266, undefined, undefined]);
    expect(cells[3]?.fill).toBe('#92d050');
    expect(cells[1]?.place).toEqual([{ in: 'sheet', sheet: 'Plan', cell: 'B2' }]);
  });
});
