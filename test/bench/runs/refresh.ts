/**
 * `refresh.ts SOURCES`: nights on which nothing changed, over a loopback farm, beside a bare conditional request for
 * each source, and beside the cold night before them. Prints measures. With `ours` or `baseline` after it: one cold
 * and one unchanged night, or the requests alone, for the peak of memory.
 */
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { addDays } from '../../../pipeline/calendar.ts';
import { asHtml, asText, asWord, farmPlan } from '../../refresh/farm-plans.ts';
import { document, openSiteFarm } from '../../sources/site-farm.ts';
import { costOf, leastCost } from '../cost.ts';
import { type Measure, TOLERANCE } from '../measure.ts';

const NIGHTS = 4;
const AT_A_TIME = 8;

interface Night {
  processorMs: number;
  /** Time on the clock beyond fetching. */
  workMs: number;
  heapMb: number;
}

const [count = '400', side] = process.argv.slice(2);
const sources = Number(count);
const folder = mkdtempSync(join(tmpdir(), 'peerlens-bench-'));
mkdirSync(join(folder, 'build'));
const farm = await openSiteFarm();
const lines = ['council,kind,url'];
for (let index = 0; index < sources; index++) {
  const plan = farmPlan(index);
  const body = index % 3 === 2 ? await asWord(plan) : index % 3 === 1 ? asHtml(plan) : asText(plan);
  farm.on(`/${index}`, document(body, { etag: `"${index}"` }));
  lines.push(`${plan.council},action-plan,${farm.origin}/${index}`);
}
writeFileSync(join(folder, 'sources.csv'), `${lines.join('\n')}\n`);

async function night(number: number): Promise<Night> {
  // Loaded only here, so that the memory of the requests alone is theirs.
  const { refresh } = await import('../../../pipeline/refresh/refresh.ts');
  const { DEFAULT_LIMITS } = await import('../../../pipeline/sources/fetch.ts');
  farm.reset();
  const asOf = addDays('2026-04-20', number);
  const metrics: Record<string, unknown> = {};
  const { processorMs } = await costOf(async () => {
    const report = await refresh({
      register: join(folder, 'sources.csv'),
      out: join(folder, 'build'),
      asOf,
      now: new Date(`${asOf}T03:00:00Z`),
      fetch: { ...DEFAULT_LIMITS, allowLoopback: true, hostDelayMs: 0, hosts: AT_A_TIME },
      overrides: '',
      accept: {},
      dryRun: false,
      only: '',
      keepRuns: 3,
    });
    Object.assign(metrics, report.metrics);
  });
  const read = Number(metrics['documents_read']);
  if (read !== (number === 0 ? sources : 0)) throw new Error(`${read} documents read in night ${number}`);
  globalThis.gc?.();
  return {
    processorMs,
    workMs: Number(metrics['total_ms']) - Number(metrics['fetch_ms']),
    heapMb: process.memoryUsage().heapUsed / 1_048_576,
  };
}

async function requestAll(): Promise<void> {
  const wanted = Array.from({ length: sources }, (_, index) => index).values();
  const requestSome = async (): Promise<void> => {
    for (const index of wanted) {
      const answer = await fetch(`${farm.origin}/${index}`, { headers: { 'if-none-match': `"${index}"` } });
      if (answer.status !== 304) throw new Error(`the farm answered ${answer.status}`);
      await answer.arrayBuffer();
    }
  };
  await Promise.all(Array.from({ length: AT_A_TIME }, requestSome));
}

async function measureBoth(): Promise<Measure[]> {
  const cold = await night(0);
  const nights: Night[] = [];
  const bare = [];
  for (let number = 1; number <= NIGHTS; number++) {
    nights.push(await night(number));
    bare.push(await costOf(requestAll));
  }
  const least = (of: (one: Night) => number): number => Math.min(...nights.map(of));
  const shared = { what: `night on which ${sources} sources did not change` };
  return [
    {
      ...shared,
      id: 'refresh/unchanged',
      against: 'a bare conditional request each',
      unit: 'ms of processor a source',
      ours: least(({ processorMs }) => processorMs) / sources,
      baseline: leastCost(bare).processorMs / sources,
      tolerance: TOLERANCE.processor,
    },
    {
      ...shared,
      id: 'refresh/work',
      against: 'the cold night before',
      unit: 'ms on the clock beyond fetching',
      ours: least(({ workMs }) => workMs),
      baseline: cold.workMs,
      tolerance: TOLERANCE.clock,
      mostOurs: 3_000,
    },
    {
      id: 'refresh/heap',
      what: `heap after ${NIGHTS} such nights`,
      against: 'heap after one',
      unit: 'MB',
      ours: nights.at(-1)?.heapMb ?? 0,
      baseline: nights[0]?.heapMb ?? 0,
      tolerance: TOLERANCE.memory,
      mostRatio: 1.25,
    },
  ];
}

try {
  if (side === 'ours') for (const number of [0, 1]) await night(number);
  else if (side === 'baseline') await requestAll();
  else process.stdout.write(JSON.stringify(await measureBoth()));
} finally {
  await farm.close();
  rmSync(folder, { recursive: true, force: true });
}
