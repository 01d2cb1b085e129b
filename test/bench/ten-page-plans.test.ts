/** The plans of the bench: the same each time, in every format, about ten pages, and read back whole. */
import { afterAll, describe, expect, it } from 'vitest';
import { readDocument } from '../../pipeline/read/read.ts';
import { startPrinter, type Printer } from '../read/pdf/printed-pdfs.ts';
import { PLAN_KINDS, tenPagePlan, writeTenPagePlan } from './ten-page-plans.ts';

const started: Promise<Printer>[] = [];
const printer = (): Promise<Printer> => (started[0] ??= startPrinter());

afterAll(async () => {
  for (const one of started) await (await one).close();
});

describe('ten-page plans', () => {
  it('are the same each time, and each another', () => {
    const plans = Array.from({ length: 60 }, (_, index) => JSON.stringify(tenPagePlan(index)));
    expect(plans.map((_, index) => JSON.stringify(tenPagePlan(index)))).toEqual(plans);
    expect(new Set(plans).size).toBe(60);
  });

  it('are published as plans are: six of ten are PDFs, every fifth is a later version in another format', () => {
    expect(PLAN_KINDS.filter((kind) => kind.startsWith('pdf'))).toHaveLength(6);
    expect(new Set(PLAN_KINDS).size).toBe(6);
    for (const index of [4, 9, 14]) {
      const [first, later] = [tenPagePlan(index - 1), tenPagePlan(index)];
      expect(later.council).toBe(first.council);
      expect(later.documentKind).toBe('progress-update');
      expect(later.planDate > first.planDate).toBe(true);
      expect(later.kind).not.toBe(first.kind);
      expect(later.made.tables).toEqual(first.made.tables);
    }
    const councils = Array.from({ length: 500 }, (_, index) => tenPagePlan(index).council);
    expect(new Set(councils).size).toBe(400);
    expect(tenPagePlan(498).gss).toBe('');
  });

  it.each([...new Set(PLAN_KINDS)])('%s: the same bytes each time, every row read back', async (kind) => {
    const plan = tenPagePlan(PLAN_KINDS.indexOf(kind));
    const bytes = await writeTenPagePlan(plan, printer);
    expect(Buffer.compare(bytes, await writeTenPagePlan(plan, printer))).toBe(0);
    const { value } = await readDocument(bytes, { name: plan.file });
    const tables = value?.blocks.filter((block) => block.type === 'table') ?? [];
    const rows = tables.reduce((sum, table) => sum + table.rows.length - table.headerRows, 0);
    const made = plan.made.tables.reduce((sum, table) => sum + table.rows.length, 0);
    expect(made).toBeGreaterThan(30);
    expect(rows).toBe(made);
    const pages = value?.format === 'pdf' ? value.pages : 10;
    expect(pages).toBeGreaterThanOrEqual(8);
    expect(pages).toBeLessThanOrEqual(12);
  });

  it('cut no merged cell: below the last row nothing is covered', () => {
    for (let index = 0; index < 30; index++) {
      for (const { rows } of tenPagePlan(index).made.tables) {
        for (const [at, row] of rows.entries()) {
          for (const cell of row) expect(at + (cell?.rowSpan ?? 1)).toBeLessThanOrEqual(rows.length);
        }
      }
    }
  });
});
