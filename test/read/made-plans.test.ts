/** One plan saved in every format reads to the same cells, also where page breaks cut its rows. */
import { describe, expect, test } from 'vitest';

import type { Document, Table } from '../../pipeline/model.ts';
import { layGrid } from '../../pipeline/read/grid.ts';
import { readDocument } from '../../pipeline/read/read.ts';
import { writeDocx, writeXlsx } from './made-office.ts';
import type { MadePlan, MadeTable } from './made-plans.ts';
import { layoutCount, madeText, makePlan } from './made-plans.ts';
import { writeHtml, writeMarkdown, writePagedText, writeText } from './made-text.ts';
import { findMisplaced } from './places.ts';

const encode = (text: string): Uint8Array => new TextEncoder().encode(text);
const writers: Record<string, (plan: MadePlan) => Uint8Array> = {
  docx: writeDocx,
  xlsx: writeXlsx,
  html: (plan) => encode(writeHtml(plan)),
  markdown: (plan) => encode(writeMarkdown(plan)),
  text: (plan) => encode(writeText(plan)),
};

async function read(bytes: Uint8Array): Promise<Document> {
  const { value, issues } = await readDocument(bytes, { name: 'plan' });
  if (value === null) throw new Error(issues[0]?.message);
  return value;
}

function tablesOf(document: Document): Table[] {
  return document.blocks.filter((block): block is Table => block.type === 'table');
}

const squeeze = (text: string): string => text.replaceAll(/\s+/g, '');

/** Rows of a made table as texts; a covered cell is blank. */
function wantedRows(table: MadeTable): string[][] {
  return table.rows.map((row) => row.map((cell) => squeeze(madeText(cell))));
}

/** Rows as read; a cell that spans counts where it begins. */
function readRows(table: Table | undefined): string[][] {
  if (table === undefined) return [];
  const rows = table.rows.slice(table.headerRows);
  const grid = layGrid(rows, table.columns);
  return grid.map((line, index) =>
    line.map((cell) => (cell !== undefined && rows[index]?.cells.includes(cell) ? squeeze(cell.text) : '')),
  );
}

describe.each(Object.keys(writers))('%s', (format) => {
  test.each(Array.from({ length: 4 * layoutCount }, (_, seed) => seed))(
    'plan %i: every cell',
    async (seed) => {
      const plan = makePlan(seed, { layout: seed % layoutCount });
      const tables = tablesOf(await read(writers[format]?.(plan) ?? new Uint8Array()));
      expect(tables.map(readRows)).toEqual(plan.tables.map(wantedRows));
      expect(tables.map((table) => table.headerRows)).toEqual(plan.tables.map(() => 1));
    },
  );
});

test('merged cells and fills come through where the format has them', async () => {
  const plan = makePlan(11, { layout: 4, rows: 12 });
  for (const format of ['docx', 'xlsx', 'html']) {
    const tables = tablesOf(await read(writers[format]?.(plan) ?? new Uint8Array()));
    for (const [index, table] of plan.tables.entries()) {
      const cells = tables[index]?.rows.slice(1).flatMap((row) => row.cells) ?? [];
      const wanted = table.rows.flat().filter((cell) => cell !== null);
      expect(cells.map((cell) => cell.rowSpan)).toEqual(wanted.map((cell) => cell.rowSpan));
      expect(cells.map((cell) => cell.fill)).toEqual(wanted.map((cell) => cell.fill));
    }
  }
});

test('list items are told apart in every format', async () => {
  const plan = makePlan(5, { layout: 3, rows: 8 });
  for (const write of Object.values(writers)) {
    const tables = tablesOf(await read(write(plan)));
    const markers = tables.flatMap((table) =>
      table.rows.slice(1).flatMap((row) => row.cells[1]?.blocks ?? []),
    );
    const wanted = plan.tables.flatMap((table) => table.rows.flatMap((row) => row[1]?.lines ?? []));
    expect(markers.map((block) => (block.type === 'listItem' ? block.marker : ''))).toEqual(
      wanted.map((line) => line.marker),
    );
  }
});

test.each([12, 25, 40])('rows cut by pages of %i lines are whole again', async (pageLines) => {
  let rows = 0;
  let wrong = 0;
  let silent = 0;
  for (let seed = 500; seed < 560; seed++) {
    const plan = makePlan(seed);
    const document = await read(encode(writePagedText(plan, pageLines)));
    const found = tablesOf(document);
    for (const [index, table] of plan.tables.entries()) {
      const wanted = wantedRows(table).map((row) => row.join('|'));
      const got = readRows(found[index]).map((row) => row.join('|'));
      const missed = wanted.filter((row) => !got.includes(row)).length;
      rows += wanted.length;
      wrong += missed;
      if (missed > 0 && !document.issues.some((issue) => issue.code === 'unsure-join')) silent += missed;
    }
  }
  expect(rows).toBeGreaterThan(800);
  expect(wrong / rows).toBeLessThanOrEqual(0.005);
  expect(silent / rows).toBeLessThanOrEqual(0.004);
});

test('places point at the words in text of any plan', async () => {
  for (const seed of [1, 2, 3, 4, 5, 6]) {
    const source = writePagedText(makePlan(seed), 20);
    expect(findMisplaced(await read(encode(source)), source)).toEqual([]);
  }
});
