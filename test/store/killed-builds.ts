/**
 * Kills builds (SIGKILL) at moments spread over their whole length and looks at what they leave.
 * `node test/store/killed-builds.ts 50` does it fifty times and prints what was found; the suite does it a few times.
 */
import { spawn } from 'node:child_process';
import { copyFileSync, existsSync, mkdtempSync, readdirSync, rmSync, statSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { openStore, writeStore } from '../../pipeline/store/store.ts';
import { generatePlans } from '../scale/generated-plans.ts';

export interface KilledBuilds {
  kills: number;
  /** What the store held after each kill. */
  old: number;
  young: number;
  /** Anything else: each a sentence. Must be empty. */
  faults: string[];
  /** Kills that left a half-built file behind, which the next build then cleared away. */
  halfBuilt: number;
}

const [BEFORE, AFTER] = [150, 1500];
const AS_OF = '2024-07-01';

/** Builds over a good store `times` times, each killed later than the last; after each, the store must open whole. */
export async function killBuilds(times: number): Promise<KilledBuilds> {
  const folder = mkdtempSync(join(tmpdir(), 'peerlens-killed-'));
  const good = join(folder, 'good.duckdb');
  const path = join(folder, 'store.duckdb');
  await writeStore(good, generatePlans({ actions: BEFORE }), { asOf: AS_OF });
  const old = await stateOf(good);
  copyFileSync(good, path);
  const whole = await runBuild(path, Number.POSITIVE_INFINITY);
  const young = await stateOf(path);
  const report: KilledBuilds = { kills: 0, old: 0, young: 0, faults: [], halfBuilt: 0 };
  for (let time = 0; time < times; time++) {
    copyFileSync(good, path);
    const afterMs = (whole * 1.1 * (time + 0.5)) / times;
    await runBuild(path, afterMs);
    report.kills += 1;
    const state = await stateOf(path);
    if (state === old) report.old += 1;
    else if (state === young) report.young += 1;
    else report.faults.push(`after ${Math.round(afterMs)} ms the store held ${state}`);
    if (existsSync(`${path}.building`)) report.halfBuilt += 1;
  }
  await writeStore(path, generatePlans({ actions: AFTER }), { asOf: AS_OF });
  if ((await stateOf(path)) !== young) report.faults.push('the next build did not complete');
  const left = readdirSync(folder).filter((name) => name.includes('building'));
  if (left.length > 0) report.faults.push(`left behind: ${left.join(', ')}`);
  rmSync(folder, { recursive: true });
  return report;
}

/** Rows of every table and the fingerprint, as one text. */
async function stateOf(path: string): Promise<string> {
  try {
    const store = await openStore(path);
    const rows = await store.query(
      `SELECT (SELECT count(*) FROM plans) AS plans, (SELECT count(*) FROM actions) AS actions,
         (SELECT count(*) FROM owners) AS owners, (SELECT sum(len(text)) FROM actions) AS letters`,
    );
    store.close();
    return JSON.stringify([store.facts['fingerprint'], rows]);
  } catch (error) {
    return `${error instanceof Error ? error.message : String(error)} (${statSync(path).size} bytes)`;
  }
}

/** Builds in a process of its own and kills it after so many milliseconds; gives how long it lived. */
function runBuild(path: string, afterMs: number): Promise<number> {
  const script = `
    import { writeStore } from './pipeline/store/store.ts';
    import { generatePlans } from './test/scale/generated-plans.ts';
    await writeStore(process.argv[1], generatePlans({ actions: ${AFTER} }), { asOf: '${AS_OF}' });`;
  const start = performance.now();
  const child = spawn(process.execPath, ['--input-type=module-typescript', '-e', script, path], {
    stdio: 'ignore',
  });
  const timer = Number.isFinite(afterMs) ? setTimeout(() => child.kill('SIGKILL'), afterMs) : undefined;
  return new Promise((resolve) => {
    child.on('exit', () => {
      clearTimeout(timer);
      resolve(performance.now() - start);
    });
  });
}

if (import.meta.main) {
  const report = await killBuilds(Number(process.argv[2] ?? 50));
  process.stdout.write(`${JSON.stringify(report, null, 2)}\n`);
  process.exitCode = report.faults.length === 0 ? 0 : 1;
}
