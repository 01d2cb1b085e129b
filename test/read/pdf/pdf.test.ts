/** PDFs of made plans, drawn on the spot and printed once by a browser and an office suite, read cell by cell. */
import { readdirSync, readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { describe, expect, test } from 'vitest';

import type { Document, Table } from '../../../pipeline/model.ts';
import { readPdf } from '../../../pipeline/read/pdf/pdf.ts';
import { drawPlan, type Ruling } from './made-pdfs.ts';
import { makePlan } from './made-plans.ts';
import { makeOfficePlan } from './office-plans.ts';
import { scoreTables } from './table-scores.ts';

const folder = fileURLToPath(new URL('fixtures/', import.meta.url));
const fixtures = readdirSync(folder).filter((name) => name.endsWith('.pdf'));

async function read(bytes: Uint8Array): Promise<Document> {
  const { value } = await readPdf(bytes, { name: 'plan.pdf' });
  if (!value) throw new Error('nothing was read');
  return value;
}

function tablesOf(document: Document): Table[] {
  return document.blocks.filter((block) => block.type === 'table');
}

describe('plans printed by other producers', () => {
  test('are all there', () => {
    expect(fixtures).toHaveLength(9);
  });

  test.each(fixtures)('%s: every cell is right', async (name) => {
    const plan = makePlan(Number(/\d+/.exec(name)?.[0]));
    const document = await read(new Uint8Array(readFileSync(folder + name)));
    const score = scoreTables(document, plan);
    expect(score.misses.filter((miss) => !miss.includes('blocks:'))).toEqual([]);
    expect(score.rowsRight).toBe(plan.rows.length);
    // Paragraphs set without a gap, whose first word would not have fitted above, cannot be told apart.
    expect(score.blocksRight / score.cells).toBeGreaterThan(0.8);
    expect(tablesOf(document)).toHaveLength(1);
    const method = name.includes('tagged') ? 'tagged' : name.includes('ruled') ? 'ruled' : 'aligned';
    expect(tablesOf(document)[0]?.method).toBe(method);
    expect(tablesOf(document)[0]?.headerRows).toBe(1);
  });
});

describe('plans drawn here', () => {
  const cases: [Ruling, number, number][] = [
    ['ruled', 1, 1],
    ['horizontal', 1, 0.99],
    ['none', 0.98, 0.97],
  ];
  test.each(cases)('%s: cells right at least %f, rows %f', async (ruling, cellFloor, rowFloor) => {
    let [cells, cellsRight, rows, rowsRight, wrongJoins] = [0, 0, 0, 0, 0];
    for (let seed = 401; seed < 409; seed++) {
      const plan = makePlan(seed);
      const score = scoreTables(await read(await drawPlan(plan, ruling)), plan);
      cells += score.cells;
      cellsRight += score.cellsRight;
      rows += score.rows;
      rowsRight += score.rowsRight;
      wrongJoins += score.wrongJoins;
    }
    expect(rows).toBeGreaterThan(50);
    expect(cellsRight / cells).toBeGreaterThanOrEqual(cellFloor);
    expect(rowsRight / rows).toBeGreaterThanOrEqual(rowFloor);
    expect(wrongJoins).toBe(0);
  });

  test.each([undefined, 'short', 'all'] as const)(
    'without rules and with next to nothing between rows, cells in the middle: %s',
    async (middle) => {
      let [cells, cellsRight, rows, rowsRight, silentRows] = [0, 0, 0, 0, 0];
      for (let seed = 421; seed < 427; seed++) {
        const plan = makeOfficePlan(seed, middle);
        const score = scoreTables(await read(await drawPlan(plan, 'none')), plan);
        cells += score.cells;
        cellsRight += score.cellsRight;
        rows += score.rows;
        rowsRight += score.rowsRight;
        silentRows += score.silentRows;
      }
      expect(rows).toBeGreaterThan(50);
      expect(cellsRight / cells).toBeGreaterThanOrEqual(0.99);
      expect(rowsRight / rows).toBeGreaterThanOrEqual(0.98);
      expect(silentRows).toBe(0);
    },
  );

  test('around the table: heading, paragraphs, no running head, no page number', async () => {
    const plan = { ...makePlan(40), runningHead: true };
    const document = await read(await drawPlan(plan, 'ruled'));
    const [first, ...rest] = document.blocks;
    expect(first).toMatchObject({ type: 'heading', level: 1, text: plan.title });
    expect(rest.filter((block) => block.type === 'paragraph').map((block) => block.text)).toEqual(plan.intro);
    expect(JSON.stringify(document.blocks)).not.toContain('Harlow Vale');
    expect(JSON.stringify(document.blocks)).not.toMatch(/"Page \d/);
  });

  test('joins over pages are recorded with their evidence', async () => {
    const plan = { ...makePlan(40), splitRows: true, repeatHeader: true };
    const document = await read(await drawPlan(plan, 'ruled'));
    const joins = tablesOf(document).flatMap((table) => table.joins);
    expect(document.pages).toBeGreaterThan(1);
    expect(joins).toHaveLength(document.pages - 1);
    for (const join of joins) {
      expect(join.evidence).toContain('same header repeated');
      expect(join.confidence).toBeGreaterThan(0.5);
    }
  });

  test('places: cells on their page, blocks inside their cells, a cut cell with a span for each page', async () => {
    const plan = { ...makePlan(40), splitRows: true };
    const document = await read(await drawPlan(plan, 'ruled'));
    let cut = 0;
    for (const cell of tablesOf(document).flatMap((table) => table.rows.flatMap((row) => row.cells))) {
      if (new Set(cell.place.map((span) => (span.in === 'page' ? span.page : 0))).size > 1) cut += 1;
      for (const span of cell.blocks.flatMap((block) => block.place)) {
        const around = cell.place.find(
          (place) => place.in === 'page' && span.in === 'page' && place.page === span.page,
        );
        if (span.in !== 'page' || around?.in !== 'page') throw new Error('no place on a page');
        expect(span.box.x).toBeGreaterThanOrEqual(around.box.x);
        expect(span.box.x + span.box.width).toBeLessThanOrEqual(around.box.x + around.box.width + 1);
        expect(span.box.y).toBeGreaterThanOrEqual(around.box.y - 2);
        expect(span.box.y + span.box.height).toBeLessThanOrEqual(around.box.y + around.box.height + 2);
      }
    }
    expect(cut).toBeGreaterThan(0);
  });

  test('the shading of the header row is kept', async () => {
    const plan = { ...makePlan(40), shadedHeader: true };
    const document = await read(await drawPlan(plan, 'ruled'));
    const [header, first] = tablesOf(document)[0]?.rows ?? [];
    expect(header?.cells.map((cell) => cell.fill)).toEqual(plan.headers.map(() => '#d9e2f3'));
    expect(first?.cells.every((cell) => cell.fill === undefined)).toBe(true);
  });

  test('is the same from read to read, and plain JSON', async () => {
    const bytes = await drawPlan(makePlan(403), 'ruled');
    const first = await read(bytes);
    expect(JSON.parse(JSON.stringify(first))).toEqual(await read(bytes));
  });
});
