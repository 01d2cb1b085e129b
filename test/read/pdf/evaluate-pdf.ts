/**
 * The PDF reader scored on made plans of fresh seeds: cells and rows right by producer and kind of table.
 * Run by `npm run evaluate`, or alone: `node test/read/pdf/evaluate-pdf.ts SEED COUNT`.
 */
import { readPdf } from '../../../pipeline/read/pdf/pdf.ts';
import { drawPlan, type Ruling } from './made-pdfs.ts';
import { makePlan, type MadePlan } from './made-plans.ts';
import { makeOfficePlan } from './office-plans.ts';
import { convertToPdf, hasOffice, writePlanDocx, type Manner } from './office-pdfs.ts';
import { planPage, startPrinter } from './printed-pdfs.ts';
import { scoreTables, type TableScore } from './table-scores.ts';

export interface PdfScoreRow {
  kind: string;
  plans: number;
  rows: number;
  cellsRight: number;
  rowsRight: number;
  spacing: number;
  blocks: number;
  wrongJoins: number;
  silentRows: number;
}

interface Made {
  kind: string;
  make: (plans: MadePlan[]) => Promise<Uint8Array[]>;
  plan?: (seed: number) => MadePlan;
}

/** One row a kind of PDF; shares are 0..1. `onMiss` hears of every cell that is not right, `only` is part of a kind's name. */
export async function evaluatePdf(
  seed: number,
  count = 20,
  onMiss: (kind: string, miss: string) => void = () => {},
  only = '',
): Promise<PdfScoreRow[]> {
  const printer = await startPrinter();
  const each = (make: (plan: MadePlan) => Promise<Uint8Array>) => async (plans: MadePlan[]) => {
    const files: Uint8Array[] = [];
    for (const plan of plans) files.push(await make(plan));
    return files;
  };
  const draw = (ruling: Ruling) => each((plan) => drawPlan(plan, ruling));
  const print = (ruling: Ruling, tagged: boolean) =>
    each((plan) =>
      printer.print(planPage(plan, ruling), { tagged, ...plan.page, runningHead: plan.runningHead }),
    );
  const convert =
    (ruling: Ruling, tagged: boolean, manner: Manner = {}) =>
    async (plans: MadePlan[]) =>
      convertToPdf(await each((plan) => writePlanDocx(plan, ruling, manner))(plans), tagged);
  const kinds: Made[] = [
    { kind: 'tagged, browser', make: print('ruled', true) },
    { kind: 'tagged without rules, browser', make: print('none', true) },
    { kind: 'ruled, drawn', make: draw('ruled') },
    { kind: 'ruled, browser', make: print('ruled', false) },
    { kind: 'horizontal rules, drawn', make: draw('horizontal') },
    { kind: 'horizontal rules, browser', make: print('horizontal', false) },
    { kind: 'no rules, drawn', make: draw('none') },
    { kind: 'no rules, browser', make: print('none', false) },
  ];
  if (hasOffice()) {
    kinds.splice(2, 0, { kind: 'tagged, office', make: convert('ruled', true) });
    kinds.splice(5, 0, { kind: 'ruled, office', make: convert('ruled', false) });
    kinds.splice(8, 0, { kind: 'horizontal rules, office', make: convert('horizontal', false) });
    kinds.push({ kind: 'no rules, office', make: convert('none', false) });
    const titles = { titles: true, centred: true };
    kinds.push({ kind: 'horizontal rules, titles, office', make: convert('horizontal', false, titles) });
    kinds.push({
      kind: 'horizontal rule at header, office',
      make: convert('horizontal', false, { headerRule: true, centred: true }),
    });
  }
  const dense = (name: string, make: Made['make']): Made[] => [
    { kind: `dense, ${name}`, make, plan: (of) => makeOfficePlan(of) },
    { kind: `dense, short cells in the middle, ${name}`, make, plan: (of) => makeOfficePlan(of, 'short') },
    { kind: `dense, cells in the middle, ${name}`, make, plan: (of) => makeOfficePlan(of, 'all') },
  ];
  kinds.push(...dense('drawn', draw('none')), ...dense('browser', print('none', false)));
  if (hasOffice()) kinds.push(...dense('office', convert('none', false)));
  const rows: PdfScoreRow[] = [];
  try {
    for (const { kind, make, plan: madeOf = makePlan } of kinds) {
      if (!kind.includes(only)) continue;
      const plans = Array.from({ length: count }, (_, index) => madeOf(seed + index));
      const files = await make(plans);
      const scores: TableScore[] = [];
      for (const [index, plan] of plans.entries()) {
        const { value } = await readPdf(files[index] ?? new Uint8Array(), { name: `${kind} ${plan.seed}` });
        const score = scoreTables(value, plan);
        for (const miss of score.misses) onMiss(kind, miss);
        scores.push(score);
      }
      rows.push(summarise(kind, scores));
    }
  } finally {
    await printer.close();
  }
  return rows;
}

function summarise(kind: string, scores: TableScore[]): PdfScoreRow {
  const sum = (field: Exclude<keyof TableScore, 'misses'>): number =>
    scores.reduce((total, score) => total + score[field], 0);
  return {
    kind,
    plans: scores.length,
    rows: sum('rows'),
    cellsRight: sum('cellsRight') / sum('cells'),
    rowsRight: sum('rowsRight') / sum('rows'),
    spacing: sum('spacingRight') / Math.max(1, sum('cellsRight')),
    blocks: sum('blocksRight') / Math.max(1, sum('cellsRight')),
    wrongJoins: sum('wrongJoins') / sum('rows'),
    silentRows: sum('silentRows') / sum('rows'),
  };
}

/** The table as text, percentages to one decimal. */
export function showPdfScores(rows: PdfScoreRow[]): string {
  const percent = (share: number): string => (100 * share).toFixed(1).padStart(8);
  const lines = rows.map(
    (row) =>
      `${row.kind.padEnd(42)}${String(row.rows).padStart(6)}${percent(row.cellsRight)}${percent(row.rowsRight)}` +
      `${percent(row.spacing)}${percent(row.blocks)}${(100 * row.wrongJoins).toFixed(2).padStart(9)}${(100 * row.silentRows).toFixed(2).padStart(9)}`,
  );
  return [`${'kind'.padEnd(42)}  rows   cells    rows  spaces  blocks  wrong joins  silent`, ...lines].join(
    '\n',
  );
}

if (process.argv[1]?.endsWith('evaluate-pdf.ts')) {
  const [seed, count] = process.argv.slice(2, 4).map(Number);
  const misses: string[] = [];
  const rows = await evaluatePdf(
    seed || 1,
    count || 20,
    (kind, miss) => misses.push(`${kind}: ${miss}`),
    process.argv[4],
  );
  process.stdout.write(`${showPdfScores(rows)}\n`);
  if (process.env['MISSES']) process.stdout.write(`${misses.join('\n')}\n`);
}
