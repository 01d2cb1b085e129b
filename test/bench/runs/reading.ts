/**
 * `reading.ts KIND LIST`: reading the first files of a list beside their library alone, in turns; KIND is a plan kind.
 * Prints a measure. With `ours` or `baseline` after it: reads them once, for the peak of memory, ours in a worker with
 * its limits, as the command line does.
 */
import { readFileSync } from 'node:fs';
import { costsInTurns } from '../cost.ts';
import { listedPaths } from '../file-list.ts';
import { type Measure, TOLERANCE } from '../measure.ts';
import type { PlanKind } from '../ten-page-plans.ts';

const BASELINES: Record<
  PlanKind,
  { name: string; what: string; read: 'pdfText' | 'officeText' | 'htmlText'; rounds: number }
> = {
  'pdf-ruled': { what: 'PDF, ruled cells', name: 'pdfjs text alone', read: 'pdfText', rounds: 4 },
  'pdf-rows': { what: 'PDF, lines between rows', name: 'pdfjs text alone', read: 'pdfText', rounds: 4 },
  'pdf-tagged': { what: 'PDF, tagged', name: 'pdfjs text alone', read: 'pdfText', rounds: 4 },
  docx: { what: 'Word', name: 'fflate and saxes alone', read: 'officeText', rounds: 12 },
  xlsx: { what: 'spreadsheet', name: 'fflate and saxes alone', read: 'officeText', rounds: 12 },
  html: { what: 'web page', name: 'parse5 alone', read: 'htmlText', rounds: 12 },
};

const MOST_FILES = 4;

const [kind = '', list = '', side] = process.argv.slice(2);
const baseline = BASELINES[kind as PlanKind];
const paths = listedPaths([list]).slice(0, MOST_FILES);
const files = paths.map((path) => new Uint8Array(readFileSync(path)));

type Read = (bytes: Uint8Array) => Promise<void>;

// Each side is loaded only where it is measured: its libraries are part of its peak of memory.
async function loadOurs(isolated: boolean): Promise<Read> {
  const read = isolated
    ? (await import('../../../pipeline/read/isolation.ts')).readIsolated
    : (await import('../../../pipeline/read/read.ts')).readDocument;
  return async (bytes) => {
    const { value, issues } = await read(bytes, { name: kind });
    if (value === null || !value.blocks.some((block) => block.type === 'table'))
      throw new Error(`no table read: ${issues[0]?.message ?? ''}`);
  };
}

async function loadBaseline(): Promise<Read> {
  const read = (await import('../baselines.ts'))[baseline.read];
  return async (bytes) => {
    const { characters } = await read(bytes);
    if (characters < 5_000) throw new Error(`the baseline found ${characters} characters`);
  };
}

async function measureBoth(): Promise<Measure> {
  const [readOurs, readBaseline] = [await loadOurs(false), await loadBaseline()];
  let [ours, theirs] = [0, 0];
  for (const bytes of files) {
    const costs = await costsInTurns(
      baseline.rounds,
      () => readOurs(bytes),
      () => readBaseline(bytes),
    );
    ours += costs.ours.processorMs;
    theirs += costs.baseline.processorMs;
  }
  return {
    id: `reading/${kind}`,
    what: baseline.what,
    against: baseline.name,
    unit: 'ms of processor a ten-page plan',
    ours: ours / files.length,
    baseline: theirs / files.length,
    tolerance: TOLERANCE.processor,
  };
}

if (side === undefined) process.stdout.write(JSON.stringify([await measureBoth()]));
else {
  const read = await (side === 'ours' ? loadOurs(true) : loadBaseline());
  for (const bytes of files) await read(bytes);
  if (side === 'ours') await (await import('../../../pipeline/read/isolation.ts')).closeReaders();
}
