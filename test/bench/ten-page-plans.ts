/**
 * Ten-page plans for the bench, one for each number and always the same: in the formats and manners that councils
 * publish in, most of them PDF. In: a number; out: the plan and its file.
 */
import { addMonths } from '../../pipeline/calendar.ts';
import { parseCsv } from '../../pipeline/csv.ts';
import { readDataText } from '../../pipeline/data-files.ts';
import { writeDocx, writeXlsx } from '../read/made-office.ts';
import { layoutCount, madeText, makePlan, type MadePlan, type MadeTable } from '../read/made-plans.ts';
import { writeHtml } from '../read/made-text.ts';
import { drawPlan } from '../read/pdf/made-pdfs.ts';
import type { MadePlan as PdfPlan } from '../read/pdf/made-plans.ts';
import { planPage, type Printer } from '../read/pdf/printed-pdfs.ts';
import { planWords } from './plan-words.ts';

/** How a plan is published. A PDF has ruled cells, lines between rows only, or a structure tree. */
export type PlanKind = 'pdf-ruled' | 'pdf-tagged' | 'pdf-rows' | 'docx' | 'html' | 'xlsx';

/** Kinds of ten plans in turn; six are PDFs. */
export const PLAN_KINDS: readonly PlanKind[] = [
  'pdf-ruled',
  'docx',
  'pdf-tagged',
  'pdf-ruled',
  'html',
  'pdf-rows',
  'docx',
  'pdf-ruled',
  'xlsx',
  'pdf-tagged',
];

/** A page of a landscape table at 10 points takes about this many characters, white space around short cells included. */
const PAGE_CELLS = { characters: 2_700, cell: 25 };

export interface TenPagePlan {
  /** `0017.pdf`. */
  file: string;
  kind: PlanKind;
  council: string;
  /** ONS code; empty for an invented council. */
  gss: string;
  documentKind: 'action-plan' | 'progress-update';
  /** `YYYY-MM-DD`. */
  planDate: string;
  made: MadePlan;
}

let listed: { name: string; gss: string }[] = [];

/** Plan number `index`, from 0. Every fifth is a later version of the one before it, saved in another format. */
export function tenPagePlan(index: number): TenPagePlan {
  listed = listed.length > 0 ? listed : listedCouncils();
  const kind = PLAN_KINDS[index % PLAN_KINDS.length] ?? 'pdf-ruled';
  const later = index % 5 === 4;
  const seed = later ? index - 1 : index;
  const own = listed[seed] ?? { name: `Invented Council ${seed}`, gss: '' };
  const date = addMonths(`202${3 + (seed % 3)}-0${1 + (seed % 9)}-15`, later ? 9 : 0);
  const made = makePlan(seed, { layout: seed % layoutCount, rows: 150, words: planWords });
  return {
    file: `${String(index).padStart(4, '0')}.${kind.split('-')[0]}`,
    kind,
    council: own.name,
    gss: own.gss,
    documentKind: later ? 'progress-update' : 'action-plan',
    planDate: date,
    made: {
      ...cutToPages(made, 10),
      council: own.name,
      title: `Peer challenge ${later ? 'progress update' : 'action plan'}, ${date.slice(0, 4)}`,
      introduction: [
        `This plan is how ${own.name} answers its peers.`,
        'It was agreed by Cabinet and is looked at again every quarter.',
      ],
    },
  };
}

/** The plan's file. A tagged PDF is printed by a browser, the others are written here. */
export async function writeTenPagePlan(
  plan: TenPagePlan,
  printer: () => Promise<Printer>,
): Promise<Uint8Array> {
  const { kind, made } = plan;
  if (kind === 'docx') return writeDocx(made);
  if (kind === 'xlsx') return writeXlsx(made);
  if (kind === 'html') return new TextEncoder().encode(writeHtml(made));
  if (kind === 'pdf-tagged') return await printTagged(pdfPlanOf(made), await printer());
  return await drawPlan(pdfPlanOf(made), kind === 'pdf-rows' ? 'horizontal' : 'ruled');
}

/** A plan as a tagged PDF, the same each time: without the day of printing, its elements counted from 0. */
export async function printTagged(plan: PdfPlan, printer: Printer): Promise<Uint8Array> {
  const options = { tagged: true, ...plan.page, runningHead: plan.runningHead };
  const printed = Buffer.from(await printer.print(planPage(plan, 'ruled'), options)).toString('latin1');
  // A browser counts the elements of all its pages.
  const numbers = [...printed.matchAll(/\(node(\d{8})\)/g)].map(([, number]) => Number(number));
  const first = numbers.reduce((least, number) => Math.min(least, number), Infinity);
  const stable = printed
    .replaceAll(/\(node(\d{8})\)/g, (_, number) => `(node${String(Number(number) - first).padStart(8, '0')})`)
    .replaceAll(/(?<=\/(?:Creation|Mod)Date \(D:)\d{14}/g, '20260101000000');
  return new Uint8Array(Buffer.from(stable, 'latin1'));
}

/** The plan's tables as one, on landscape pages, as the PDF makers want it. */
export function pdfPlanOf(made: MadePlan): PdfPlan {
  const [first] = made.tables;
  const rows = made.tables.flatMap((table) =>
    table.rows.map((row) => row.map((cell) => cell?.lines ?? null)),
  );
  const widths = first ? columnShares(first) : [];
  return {
    seed: 0,
    title: `${made.council}: ${made.title}`,
    intro: made.introduction,
    headers: first?.header ?? [],
    widths,
    rows,
    page: { width: 842, height: 595 },
    font: 'Helvetica',
    fontSize: 10,
    leading: 12.5,
    padding: 5,
    paragraphGap: 3,
    trailingSpaces: true,
    repeatHeader: true,
    splitRows: true,
    shadedHeader: true,
    runningHead: true,
  };
}

/** Wide columns for long cells: the square root of a column's mean length. */
function columnShares(table: MadeTable): number[] {
  const weights = table.header.map((header, column) => {
    const lengths = table.rows.flatMap((row) => (row[column] ? [madeText(row[column]).length] : []));
    const mean = lengths.reduce((sum, length) => sum + length, 0) / Math.max(1, lengths.length);
    return Math.sqrt(Math.max(mean, header.length, 8));
  });
  const sum = weights.reduce((total, weight) => total + weight, 0);
  return weights.map((weight) => weight / sum);
}

/** The first tables and rows that fill `pages` pages; a merged cell is not cut. */
function cutToPages(plan: MadePlan, pages: number): MadePlan {
  let room = pages * PAGE_CELLS.characters;
  const tables: MadeTable[] = [];
  for (const table of plan.tables) {
    const share = room / (plan.tables.length - tables.length);
    let used = 0;
    let end = 0;
    for (const [index, row] of table.rows.entries()) {
      if (used >= share && row.every((cell) => cell !== null)) break;
      used += row.reduce((sum, cell) => sum + PAGE_CELLS.cell + madeText(cell).length, 0);
      end = index + 1;
    }
    room -= used;
    tables.push({ ...table, rows: table.rows.slice(0, end) });
  }
  return { ...plan, tables };
}

function listedCouncils(): { name: string; gss: string }[] {
  return parseCsv(readDataText('councils.csv'))
    .filter((row) => row['abolished'] === '' && row['gss'] !== '')
    .map((row) => ({ name: row['name'] ?? '', gss: row['gss'] ?? '' }));
}
