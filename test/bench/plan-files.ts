/**
 * Makes the files of the bench that are not there yet: `node test/bench/plan-files.ts plans COUNT [PART/PARTS]` (a
 * share of the plans, and the register and lists of them all), `… pages` (one long PDF), `… tagged` (one tagged table
 * at several lengths).
 */
import { existsSync, mkdirSync, renameSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { makePlan } from '../read/made-plans.ts';
import { drawPlan } from '../read/pdf/made-pdfs.ts';
import { startPrinter, type Printer } from '../read/pdf/printed-pdfs.ts';
import {
  benchFolder,
  listPath,
  LONG_PAGES,
  longPath,
  registerPath,
  TAGGED_ROWS,
  taggedPath,
} from './bench-folder.ts';
import { planWords } from './plan-words.ts';
import {
  pdfPlanOf,
  PLAN_KINDS,
  printTagged,
  type TenPagePlan,
  tenPagePlan,
  writeTenPagePlan,
} from './ten-page-plans.ts';

async function makePlans(folder: string, count: number, part: number, parts: number): Promise<void> {
  const started: Promise<Printer>[] = [];
  const printer = (): Promise<Printer> => (started[0] ??= startPrinter());
  const plans = Array.from({ length: count }, (_, index) => tenPagePlan(index));
  for (const [index, plan] of plans.entries()) {
    if (index % parts !== part - 1) continue;
    await make(planPath(folder, plan), () => writeTenPagePlan(plan, printer));
  }
  for (const one of started) await (await one).close();
  const header = 'file,council,gss,kind,plan_date,review_date,note';
  writeLines(registerPath(folder, count), [header, ...plans.map(registerRow)]);
  for (const kind of [...new Set(PLAN_KINDS), 'pdf']) {
    const own = plans.filter((plan) => plan.kind.startsWith(kind));
    writeLines(
      listPath(folder, count, kind),
      own.map((plan) => planPath(folder, plan)),
    );
  }
}

function planPath(folder: string, { file }: TenPagePlan): string {
  return join(folder, 'plans', file);
}

function registerRow({ file, council, gss, documentKind, planDate }: TenPagePlan): string {
  return `plans/${file},"${council}",${gss},${documentKind},${planDate},,`;
}

/** Renamed when done, because two shares may write the same lists at a time. */
function writeLines(path: string, lines: readonly string[]): void {
  writeFileSync(`${path}.${process.pid}.part`, `${lines.join('\n')}\n`);
  renameSync(`${path}.${process.pid}.part`, path);
}

async function makeLong(folder: string): Promise<void> {
  const made = makePlan(1, { layout: 0, rows: LONG_PAGES * 12, words: planWords });
  await make(longPath(folder), () => drawPlan(pdfPlanOf(made), 'ruled', LONG_PAGES));
}

async function makeTagged(folder: string): Promise<void> {
  const printer = await startPrinter();
  for (const rows of TAGGED_ROWS) {
    const made = makePlan(2, { layout: 0, rows, words: planWords });
    const oneTable = { ...made, tables: made.tables.slice(0, 1) };
    await make(taggedPath(folder, rows), () => printTagged(pdfPlanOf(oneTable), printer));
  }
  await printer.close();
}

/** A file that is there is whole: it gets its name when it is done. */
async function make(path: string, write: () => Promise<Uint8Array>): Promise<void> {
  if (existsSync(path)) return;
  mkdirSync(dirname(path), { recursive: true });
  writeFileSync(`${path}.part`, await write());
  renameSync(`${path}.part`, path);
}

if (import.meta.main) {
  const [what, count = '0', share = '1/1'] = process.argv.slice(2);
  const [part = 1, parts = 1] = share.split('/').map(Number);
  const folder = benchFolder();
  mkdirSync(folder, { recursive: true });
  if (what === 'plans') await makePlans(folder, Number(count), part, parts);
  else if (what === 'pages') await makeLong(folder);
  else if (what === 'tagged') await makeTagged(folder);
  else throw new Error(`unknown files: ${what}`);
}
