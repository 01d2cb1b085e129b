/**
 * `analyses.ts ACTIONS`: every analysis that somebody could write by hand over flat tables, beside that; and exports
 * beside a bare COPY of the actions to Parquet. Prints measures.
 */
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { listAnalyses, readAnalysis, runAnalysis } from '../../../pipeline/analyses/analysis.ts';
import { exportStore } from '../../../pipeline/exports/exports.ts';
import { Database, quoteText } from '../../../pipeline/store/database.ts';
import { openStore, type Store, writeStore } from '../../../pipeline/store/store.ts';
import { generatePlans } from '../../scale/generated-plans.ts';
import { type Cost, costsInTurns } from '../cost.ts';
import { type Measure, TOLERANCE } from '../measure.ts';
import { flatQuestions } from './flat-questions.ts';

const AS_OF = '2024-07-01';
const COUNCIL = 'E06000045';
/** Below this, in milliseconds, a ratio is of start-up and not of work. */
const LEAST_MS = 20;
/** From this many actions on the work outweighs the start, and a ratio has a target. */
const LARGE = 1_000_000;
const [MOST_RATIO, MOST_MS] = [1.3, 500];

const actions = Number(process.argv[2] ?? 20_000);
const folder = mkdtempSync(join(tmpdir(), 'peerlens-bench-'));
const words = `${actions.toLocaleString('en-GB')} actions`;

try {
  const path = join(folder, 'store.duckdb');
  await writeStore(path, generatePlans({ actions }), { asOf: AS_OF });
  const flat = await flatTables(path, join(folder, 'flat.duckdb'));
  const store = await openStore(path);
  const measures = await measureAnalyses(store, flat);
  store.close();
  // As a build opens it; the bare COPY too has one thread then.
  const leaving = await openStore(path, { folders: [folder], threads: 1 });
  await flat.run('SET threads = 1');
  measures.push(...(await measureExports(leaving, flat)));
  leaving.close();
  flat.close();
  process.stdout.write(JSON.stringify(measures));
} finally {
  rmSync(folder, { recursive: true });
}

/** All of them together, the slowest on the clock, and each that takes long enough to say something by itself. */
async function measureAnalyses(store: Store, flat: Database): Promise<Measure[]> {
  const shared = { against: 'SQL by hand over flat tables', tolerance: TOLERANCE.processor };
  const costs: { name: string; ours: Cost; baseline: Cost }[] = [];
  for (const name of listAnalyses()) {
    const sql = flatQuestions[name]
      ?.replaceAll('$as_of', `DATE '${AS_OF}'`)
      .replaceAll('$council', quoteText(COUNCIL));
    if (sql === undefined) continue;
    const asked = readAnalysis(name).parameters.some(
      (one) => one.name === 'council_id' && one.fallback === undefined,
    );
    const cost = await costsInTurns(
      4,
      () => runAnalysis(store, name, asked ? { council_id: COUNCIL } : {}),
      () => flat.query(sql),
    );
    costs.push({ name, ...cost });
  }
  const sum = (side: 'ours' | 'baseline'): number =>
    costs.reduce((total, cost) => total + cost[side].processorMs, 0);
  const [slowest] = costs.toSorted((a, b) => b.ours.clockMs - a.ours.clockMs);
  if (slowest === undefined) throw new Error('no analysis was measured');
  const limit = actions >= LARGE ? { mostRatio: MOST_RATIO } : {};
  return [
    {
      ...shared,
      ...limit,
      id: `analyses/${actions}`,
      what: `all analyses, ${words}`,
      unit: 'ms of processor',
      ours: sum('ours'),
      baseline: sum('baseline'),
    },
    {
      ...shared,
      id: `analyses/${actions}/slowest`,
      what: `the slowest of them (${slowest.name})`,
      unit: 'ms on the clock',
      ours: slowest.ours.clockMs,
      baseline: slowest.baseline.clockMs,
      tolerance: TOLERANCE.clock,
      mostOurs: MOST_MS,
    },
    ...costs
      .filter(({ ours }) => ours.processorMs >= LEAST_MS)
      .map(({ name, ours, baseline }) => ({
        ...shared,
        ...limit,
        id: `analyses/${actions}/${name}`,
        what: `${name}, ${words}`,
        unit: 'ms of processor',
        ours: ours.processorMs,
        baseline: baseline.processorMs,
        // One question of some milliseconds wavers more than all of them together.
        tolerance: 2 * TOLERANCE.processor,
      })),
  ];
}

async function measureExports(store: Store, flat: Database): Promise<Measure[]> {
  if (actions > 200_000) return [];
  const copy = `COPY (SELECT * FROM flat ORDER BY action_no) TO ${quoteText(join(folder, 'bare.parquet'))} (FORMAT parquet, COMPRESSION zstd)`;
  const measures: Measure[] = [];
  for (const format of ['csv', 'parquet', 'arrow', 'jsonl', 'xlsx'] as const) {
    const costs = await costsInTurns(
      4,
      () => exportStore(store, join(folder, 'out'), { formats: [format] }),
      () => flat.run(copy),
    );
    measures.push({
      id: `exports/${format}`,
      what: `${format} of ${words}`,
      against: 'a bare COPY to Parquet',
      unit: 'ms of processor',
      ours: costs.ours.processorMs,
      baseline: costs.baseline.processorMs,
      tolerance: TOLERANCE.processor,
    });
  }
  return measures;
}

async function flatTables(path: string, flatPath: string): Promise<Database> {
  // As many threads as the store has that it is set beside.
  const database = await Database.open(flatPath, { readOnly: false, threads: 4 });
  await database.run(`ATTACH ${quoteText(path)} AS store (READ_ONLY);
    CREATE TABLE flat AS SELECT actions.*, reviewed.text AS recommendation FROM store.actions
      LEFT JOIN (SELECT plan_id, ref, min(text) AS text FROM store.recommendations GROUP BY ALL) AS reviewed
        ON reviewed.plan_id = actions.plan_id AND reviewed.ref = actions.recommendation_ref ORDER BY action_no;
    CREATE TABLE flat_owners AS SELECT * FROM store.owners ORDER BY action_no;
    CREATE TABLE flat_recommendations AS SELECT * FROM store.recommendations;
    CHECKPOINT; DETACH store`);
  return database;
}
