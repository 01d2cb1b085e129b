/**
 * How long each analysis takes at 20 thousand, 100 thousand and a million actions, beside the same question written by
 * hand over flat tables, in one run: `node test/store/bench-store.ts [sizes …]`. Also build time, bytes an action, and
 * exports beside a bare COPY. Prints a table: best time on the clock, then processor time of all threads (which other
 * work on the machine does not lengthen) beside the flat question's. Fails where an analysis takes over 0.5 s on the
 * clock, or 1.3 times the processor time of the flat one.
 */
import { mkdtempSync, rmSync, statSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { listAnalyses, readAnalysis, runAnalysis } from '../../pipeline/analyses/analysis.ts';
import { exportStore } from '../../pipeline/exports/exports.ts';
import { Database, quoteText } from '../../pipeline/store/database.ts';
import { openStore, writeStore } from '../../pipeline/store/store.ts';
import type { Store } from '../../pipeline/store/store.ts';
import { generatePlans } from '../scale/generated-plans.ts';
import { flatQuestions } from './flat-questions.ts';

const AS_OF = '2024-07-01';
const COUNCIL = 'E06000045';
const RUNS = 5;
const [MOST_SECONDS, MOST_RATIO] = [0.5, 1.3];

const sizes = process.argv.slice(2).map(Number);
const folder = mkdtempSync(join(tmpdir(), 'peerlens-bench-'));
const rows: Record<string, Record<string, string>> = {};
let misses = 0;

for (const size of sizes.length > 0 ? sizes : [20_000, 100_000, 1_000_000]) await bench(size);
const header = ['analysis', ...new Set(Object.values(rows).flatMap((row) => Object.keys(row)))];
print(header);
for (const [name, row] of Object.entries(rows))
  print([name, ...header.slice(1).map((column) => row[column] ?? '')]);
print([`${misses} misses`]);
rmSync(folder, { recursive: true });
process.exitCode = misses === 0 ? 0 : 1;

async function bench(size: number): Promise<void> {
  const path = join(folder, `${size}.duckdb`);
  const built = await costOf(() => writeStore(path, generatePlans({ actions: size }), { asOf: AS_OF }));
  note(
    'build',
    size,
    `${built.clock.toFixed(1)} s, ${built.processor.toFixed(1)} of processor, ${Math.round(statSync(path).size / size)} bytes an action`,
  );
  const flat = await flatTables(path, join(folder, `${size}-flat.duckdb`));
  const store = await openStore(path, { folders: [folder] });
  for (const name of listAnalyses()) {
    const given = readAnalysis(name).parameters.some(
      (one) => one.name === 'council_id' && one.fallback === undefined,
    );
    const parameters = given ? { council_id: COUNCIL } : {};
    const sql = flatQuestions[name]
      ?.replaceAll('$as_of', `DATE '${AS_OF}'`)
      .replaceAll('$council', quoteText(COUNCIL));
    // In turns, so that a busy moment of the machine falls on both.
    const [own, other]: [Cost[], Cost[]] = [[], []];
    for (let run = 0; run <= RUNS; run++) {
      own.push(await costOf(() => runAnalysis(store, name, parameters)));
      if (sql !== undefined) other.push(await costOf(() => flat.query(sql)));
    }
    report(name, size, best(own), sql === undefined ? null : best(other));
  }
  if (size <= 100_000) await benchExports(store, flat, size);
  store.close();
  flat.close();
}

function report(name: string, size: number, own: Cost, other: Cost | null): void {
  const ratio = other === null ? null : own.processor / other.processor;
  // Below 20 ms the ratio is of start-up, not of work.
  const missed = own.clock > MOST_SECONDS || (ratio !== null && ratio > MOST_RATIO && own.processor > 0.02);
  if (missed) misses += 1;
  const ms = (seconds: number) => (seconds * 1000).toFixed(0);
  const beside = other === null ? '' : ` / ${ms(other.processor)} = ${ratio?.toFixed(2)}`;
  note(name, size, `${ms(own.clock)} ms, ${ms(own.processor)}${beside}${missed ? ' !' : ''}`);
}

async function benchExports(store: Store, flat: Database, size: number): Promise<void> {
  for (const format of ['csv', 'parquet', 'arrow', 'jsonl', 'xlsx'] as const) {
    const { clock, processor } = await costOf(() =>
      exportStore(store, join(folder, 'out'), { formats: [format] }),
    );
    note(`export ${format}`, size, `${clock.toFixed(2)} s, ${processor.toFixed(2)} of processor`);
  }
  const copied = await costOf(() =>
    flat.run(
      `COPY (SELECT * FROM flat ORDER BY action_no) TO ${quoteText(join(folder, 'bare.parquet'))} (FORMAT parquet, COMPRESSION zstd)`,
    ),
  );
  note(
    'bare COPY, actions only, parquet',
    size,
    `${copied.clock.toFixed(2)} s, ${copied.processor.toFixed(2)} of processor`,
  );
}

async function flatTables(path: string, flatPath: string): Promise<Database> {
  const database = await Database.open(flatPath, { readOnly: false });
  await database.run(`ATTACH ${quoteText(path)} AS store (READ_ONLY);
    CREATE TABLE flat AS SELECT actions.*, reviewed.text AS recommendation FROM store.actions
      LEFT JOIN (SELECT plan_id, ref, min(text) AS text FROM store.recommendations GROUP BY ALL) AS reviewed
        ON reviewed.plan_id = actions.plan_id AND reviewed.ref = actions.recommendation_ref ORDER BY action_no;
    CREATE TABLE flat_owners AS SELECT * FROM store.owners ORDER BY action_no;
    CREATE TABLE flat_recommendations AS SELECT * FROM store.recommendations;
    CHECKPOINT; DETACH store`);
  return database;
}

interface Cost {
  clock: number;
  processor: number;
}

async function costOf(job: () => Promise<unknown>): Promise<Cost> {
  const [start, before] = [performance.now(), process.cpuUsage()];
  await job();
  const { user, system } = process.cpuUsage(before);
  return { clock: (performance.now() - start) / 1000, processor: (user + system) / 1e6 };
}

/** The least of each: what the work takes when nothing else runs. The first run warms up and does not count. */
function best(costs: readonly Cost[]): Cost {
  const counted = costs.slice(1);
  return {
    clock: Math.min(...counted.map(({ clock }) => clock)),
    processor: Math.min(...counted.map(({ processor }) => processor)),
  };
}

function note(name: string, size: number, text: string): void {
  (rows[name] ??= {})[String(size)] = text;
}

function print(cells: readonly string[]): void {
  process.stdout.write(`${cells.join('\t')}\n`);
}
