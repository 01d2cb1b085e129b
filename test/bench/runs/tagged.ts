/** `tagged.ts FILES…`: one tagged table at several lengths, a page, beside pdfjs text alone. Prints measures. */
import { readFileSync } from 'node:fs';
import { readDocument } from '../../../pipeline/read/read.ts';
import { pdfText } from '../baselines.ts';
import { type Cost, costOf, leastCost } from '../cost.ts';
import { type Measure, TOLERANCE } from '../measure.ts';

const files = process.argv.slice(2).map((path) => new Uint8Array(readFileSync(path)));

async function readTable(bytes: Uint8Array): Promise<number> {
  const { value } = await readDocument(bytes, { name: 'tagged.pdf' });
  const tables = value?.blocks.filter((block) => block.type === 'table') ?? [];
  if (value === null || tables.length !== 1 || value.issues.some(({ code }) => code === 'implausible-tags'))
    throw new Error(`not read by its tags as one table, but as ${tables.length}`);
  return value.pages;
}

// Warm, so that the shortest is not charged with the start.
const [shortest] = files;
if (shortest) {
  await readTable(shortest);
  await pdfText(shortest);
}
const measures: Measure[] = [];
for (const [index, bytes] of files.entries()) {
  let pages = 0;
  const costs: { ours: Cost; baseline: Cost }[] = [];
  // Short ones waver more, and cost less.
  for (let round = index; round < files.length; round++) {
    const ours = await costOf(async () => {
      pages = await readTable(bytes);
    });
    costs.push({ ours, baseline: await costOf(() => pdfText(bytes)) });
  }
  measures.push({
    id: `tagged/${index + 1}`,
    what: `table of ${pages} pages`,
    against: 'pdfjs text alone',
    unit: 'ms of processor a page',
    ours: leastCost(costs.map(({ ours }) => ours)).processorMs / pages,
    baseline: leastCost(costs.map(({ baseline }) => baseline)).processorMs / pages,
    size: pages,
    tolerance: TOLERANCE.processor,
  });
}
process.stdout.write(JSON.stringify(measures));
