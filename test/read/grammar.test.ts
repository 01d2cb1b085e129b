/** Small decisions, case by case: list markers, header rows, charsets declared wrongly, old office files. */
import { chmod, mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

import { describe, expect, test } from 'vitest';

import type { Row } from '../../pipeline/model.ts';
import { makeCell, readCellBlocks } from '../../pipeline/read/cell-blocks.ts';
import { decodeText } from '../../pipeline/read/charset.ts';
import { looksLikeHeader } from '../../pipeline/read/header-rows.ts';
import { convertLegacy } from '../../pipeline/read/legacy.ts';
import { findMarkers } from '../../pipeline/read/list-markers.ts';
import { readDocument } from '../../pipeline/read/read.ts';
import { traceSource } from '../../pipeline/read/traced.ts';
import { readCases } from './read-cases.ts';

test.each(readCases('list-markers.tsv'))('items in "$text": $markers', ({ text = '', markers = '' }) => {
  expect(
    findMarkers(text)
      .map((found) => found.marker)
      .join(' '),
  ).toBe(markers);
});

test.each(readCases('header-rows.tsv'))('"$row" heads a table: $header', ({ row = '', header = '' }) => {
  const cells = row
    .split('|')
    .map((text, column) => makeCell(column, [{ type: 'paragraph', text, place: [] }], []));
  const made: Row = { cells, place: [] };
  expect(looksLikeHeader(made) ? 'yes' : 'no').toBe(header);
});

test.each([
  ['-', ['-']],
  ['- 1. Set up a hub', ['Set up a hub']],
  ['The ﬁrst ofﬁcer, eﬄuent and all', ['The first officer, effluent and all']],
  ['', []],
])('words of a cell with "%s"', (text, words) => {
  // A dash alone answers "nobody"; before a counter it is a leftover of Markdown.
  expect(readCellBlocks(traceSource(text), () => []).map((block) => block.text)).toEqual(words);
});

test('labels down the first column are no header', () => {
  const rows = [
    ['Lead', 'Jane Smith'],
    ['Timescale', 'May 2026'],
    ['Action', 'Write it'],
  ].map((texts): Row => ({
    cells: texts.map((text, column) => makeCell(column, [{ type: 'paragraph', text, place: [] }], [])),
    place: [],
  }));
  const [first, ...rest] = rows;
  expect(first !== undefined && looksLikeHeader(first, rest)).toBe(false);
});

describe('charsets', () => {
  test('a wrong declaration does not win over valid UTF-8', () => {
    expect(decodeText(new TextEncoder().encode('Zoë'), 'iso-8859-1').encoding).toBe('utf-8');
  });

  test('a right declaration is used when the bytes are not UTF-8', () => {
    expect(decodeText(Uint8Array.from([0xcf, 0xeb, 0xe0, 0xed]), 'windows-1251').text).toBe('План');
  });

  test('an unknown declaration falls back', () => {
    expect(decodeText(Uint8Array.from([0x93, 0x41, 0x94]), 'x-nonsense')).toEqual({
      text: '“A”',
      encoding: 'windows-1252',
    });
  });

  test('a page declares its charset in its head', async () => {
    const page = Buffer.from(
      '<html><head><meta charset="windows-1251"></head><body><p>\u00cf\u00eb\u00e0\u00ed</p></body></html>',
      'latin1',
    );
    const { value } = await readDocument(new Uint8Array(page), { name: 'a' });
    expect(value?.blocks.map((block) => (block.type === 'table' ? '' : block.text))).toEqual(['План']);
  });
});

describe('old office files', () => {
  test('without the converter the issue says what to do', async () => {
    const { value, issues } = await convertLegacy(new Uint8Array(10), 'doc', 'no-such-program-here');
    expect(value).toBeNull();
    expect(issues).toMatchObject([
      { code: 'needs-libreoffice', message: expect.stringContaining('save it as .docx') as string },
    ]);
  });

  test('the converter is asked for a Word file or a workbook', async () => {
    const folder = await mkdtemp(join(tmpdir(), 'peerlens-test-'));
    try {
      const program = join(folder, 'soffice');
      // Stands in for the real one: writes the wanted extension into the file it is asked for.
      await writeFile(
        program,
        '#!/bin/sh\nfor last; do :; done\nname=$(basename "$last")\nprintf "made %s" "$6" > "$8/${name%.*}.$6"\n',
      );
      await chmod(program, 0o755);
      for (const [legacy, made] of [
        ['rtf', 'made docx'],
        ['xls', 'made xlsx'],
      ] as const) {
        const { value, issues } = await convertLegacy(new Uint8Array(10), legacy, program);
        expect(issues).toEqual([]);
        expect(new TextDecoder().decode(value ?? new Uint8Array())).toBe(made);
      }
    } finally {
      await rm(folder, { recursive: true });
    }
  });

  test('a converter that fails gives an issue', async () => {
    const { issues } = await convertLegacy(new Uint8Array(10), 'odt', 'false');
    expect(issues.map((issue) => issue.code)).toEqual(['conversion-failed']);
  });
});
