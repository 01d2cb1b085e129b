/**
 * `store.ts ACTIONS`: writing a store of that many actions beside a bare DuckDB Appender that is given the same
 * plans' facts as text. Prints measures. `store.ts ACTIONS ours` or `baseline` only writes once, for the peak of memory.
 */
import { mkdtempSync, rmSync, statSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { Plan } from '../../../pipeline/model.ts';
import { Database, type TextAppender } from '../../../pipeline/store/database.ts';
import { writeStore } from '../../../pipeline/store/store.ts';
import { generatePlans } from '../../scale/generated-plans.ts';
import { type Cost, costOf, leastCost } from '../cost.ts';
import { type Measure, TOLERANCE } from '../measure.ts';

const TABLES = { actions: 20, owners: 5, themes: 4, recommendations: 4, places: 6 } as const;

const [size = '0', side] = process.argv.slice(2);
const actions = Number(size);
const folder = mkdtempSync(join(tmpdir(), 'peerlens-bench-'));
const paths = { ours: join(folder, 'store.duckdb'), baseline: join(folder, 'bare.duckdb') };

async function writeOurs(): Promise<void> {
  rmSync(paths.ours, { force: true });
  await writeStore(paths.ours, generatePlans({ actions }), { asOf: '2024-07-01' });
}

async function writeBare(): Promise<void> {
  rmSync(paths.baseline, { force: true });
  const database = await Database.open(paths.baseline, { readOnly: false });
  const open = async (name: keyof typeof TABLES): Promise<TextAppender> => {
    const columns = Array.from({ length: TABLES[name] }, (_, index) => `c${index} VARCHAR`);
    await database.run(`CREATE TABLE ${name} (${columns.join(', ')})`);
    return await database.appendText(name);
  };
  const appenders = {
    actions: await open('actions'),
    owners: await open('owners'),
    themes: await open('themes'),
    recommendations: await open('recommendations'),
    places: await open('places'),
  };
  for (const plan of generatePlans({ actions })) appendPlan(appenders, plan);
  for (const appender of Object.values(appenders)) appender.close();
  await database.run('CHECKPOINT');
  database.close();
}

function appendPlan(appenders: Record<keyof typeof TABLES, TextAppender>, plan: Plan): void {
  for (const { ref, text, statedTheme } of plan.recommendations)
    appenders.recommendations.append([plan.id, ref, text, statedTheme]);
  for (const action of plan.actions) {
    const when = action.timescale;
    appenders.actions.append([
      plan.id,
      plan.council.value?.name ?? '',
      plan.council.value?.gss ?? '',
      plan.kind.value ?? '',
      plan.planDate.value ?? '',
      plan.reviewDate.value ?? '',
      plan.source.name,
      action.id,
      action.recommendation?.ref ?? '',
      action.objective,
      action.text,
      when.text,
      when.kind,
      when.start ?? '',
      when.end ?? '',
      when.rule,
      action.status,
      action.statusText,
      String(action.themeUnsure),
      String(action.confidence),
    ]);
    for (const { text, role, kind, basis } of action.owners)
      appenders.owners.append([action.id, text, role, kind, basis]);
    for (const { theme, probability, basis } of action.themes)
      appenders.themes.append([action.id, theme, String(probability), basis]);
    for (const span of action.place) {
      const { x, y, width, height } = span.in === 'page' ? span.box : { x: 0, y: 0, width: 0, height: 0 };
      appenders.places.append([action.id, span.in, ...[x, y, width, height].map(String)]);
    }
  }
}

function makeAll(): void {
  let plans = 0;
  for (const { actions: made } of generatePlans({ actions })) plans += made.length > 0 ? 1 : 0;
  if (plans === 0) throw new Error('no plans made');
}

/** Making the plans costs both sides the same, so it is taken off. */
async function measureBoth(): Promise<Measure[]> {
  const rounds = actions > 200_000 ? 1 : 2;
  const costs: Record<'making' | 'ours' | 'baseline', Cost[]> = { making: [], ours: [], baseline: [] };
  for (let round = 0; round < rounds; round++) {
    costs.making.push(await costOf(makeAll));
    costs.ours.push(await costOf(writeOurs));
    costs.baseline.push(await costOf(writeBare));
  }
  const making = leastCost(costs.making).processorMs;
  const shared = { what: `${actions.toLocaleString('en-GB')} actions`, against: 'a bare DuckDB Appender' };
  const bytes = (path: string): number => statSync(path).size / actions;
  return [
    {
      ...shared,
      id: `store/${actions}`,
      unit: 'ms of processor an action',
      ours: (leastCost(costs.ours).processorMs - making) / actions,
      baseline: (leastCost(costs.baseline).processorMs - making) / actions,
      tolerance: TOLERANCE.processor,
    },
    {
      ...shared,
      id: `store/${actions}/bytes`,
      unit: 'bytes an action',
      ours: bytes(paths.ours),
      baseline: bytes(paths.baseline),
      // What threads write side by side packs now better, now worse.
      tolerance: TOLERANCE.memory,
    },
  ];
}

try {
  if (side === undefined) process.stdout.write(JSON.stringify(await measureBoth()));
  else await (side === 'ours' ? writeOurs() : writeBare());
} finally {
  rmSync(folder, { recursive: true });
}
