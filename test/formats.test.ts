/** The same plan saved in every format gives the same actions: words, owners, times, status. */
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { Plan } from '../pipeline/model.ts';
import { processDocument } from '../pipeline/run.ts';
import { writeDocx, writeXlsx } from './read/made-office.ts';
import { layoutCount, makePlan, type MadePlan } from './read/made-plans.ts';
import { writeHtml, writeMarkdown, writeText } from './read/made-text.ts';
import { type Printer, startPrinter } from './read/pdf/printed-pdfs.ts';

/** Printed with the borders that councils' tables have. */
const BORDERS =
  '<style>table { border-collapse: collapse; } th, td { border: 1px solid #333; padding: 4px; } td p { margin: 0 0 6px; }</style></head>';
const bytes = (text: string) => new TextEncoder().encode(text);
const SEEDS = Array.from({ length: layoutCount }, (_, layout) => ({ layout, seed: 4100 + layout }));

let printer: Printer;
beforeAll(async () => {
  printer = await startPrinter();
}, 60_000);
afterAll(() => printer.close());

const writers: [string, (plan: MadePlan) => Uint8Array | Promise<Uint8Array>][] = [
  ['markdown', (plan) => bytes(writeMarkdown(plan))],
  ['html', (plan) => bytes(writeHtml(plan))],
  ['docx', writeDocx],
  ['xlsx', writeXlsx],
  ['pdf', (plan) => print(plan, true)],
  ['pdf without tags', (plan) => print(plan, false)],
];

function print(plan: MadePlan, tagged: boolean): Promise<Uint8Array> {
  const page = writeHtml(plan).replace('</head>', BORDERS);
  return printer.print(page, { tagged, width: 842, height: 595, runningHead: true });
}

/** What must not depend on the format. */
function essence(plan: Plan | null) {
  return plan?.actions.map(({ text, owners, timescale, status, recommendation }) => ({
    text: text.replaceAll(/\s+/g, ' '),
    owners: owners.map((owner) => owner.text),
    when: [timescale.kind, timescale.start, timescale.end],
    status,
    recommendation: recommendation?.text ?? null,
  }));
}

describe.each(SEEDS)('layout $layout', ({ layout, seed }) => {
  const made = makePlan(seed, { layout, rows: 6 });
  const facts = { name: 'plan', council: made.council, planDate: '2026-01' };

  for (const [format, write] of writers) {
    it(`gives the same actions as ${format} as in text`, async () => {
      const fromText = await processDocument(bytes(writeText(made)), facts);
      const other = await processDocument(await write(made), facts);
      expect(essence(fromText.value)?.length).toBeGreaterThan(3);
      expect(essence(other.value)).toEqual(essence(fromText.value));
      expect(other.issues.map(({ code }) => code)).not.toContain('implausible-tags');
    });
  }
});
