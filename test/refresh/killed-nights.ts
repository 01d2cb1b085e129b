/**
 * Refreshes killed at random moments: each night runs as a process of its own against a farm whose documents change
 * from night to night, and is ended with SIGKILL somewhere between its start and its usual end. After each, the
 * published run must be whole; at the end one undisturbed night must complete.
 */
import { type ChildProcess, spawn } from 'node:child_process';
import {
  existsSync,
  mkdirSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  rmSync,
  writeFileSync,
} from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { addDays } from '../../pipeline/calendar.ts';
import { openStore } from '../../pipeline/store/store.ts';
import { document, openSiteFarm } from '../sources/site-farm.ts';
import { asText, farmPlan } from './farm-plans.ts';

export interface KillReport {
  kills: number;
  /** Nights that had ended before the blow. */
  survived: number;
  /** What was found broken after a blow; empty when nothing was. */
  broken: string[];
  /** Exit code and output of the last, undisturbed night. */
  lastExit: number;
  lastOutput: string;
  /** Versions of documents in the raw store whose bytes are missing or damaged. */
  lost: number;
}

const CLI = join(import.meta.dirname, '../../pipeline/cli.ts');
const COUNCILS = 6;

/** Kills `kills` nights; `random` gives numbers in 0..1. */
export async function killNights(kills: number, random: () => number): Promise<KillReport> {
  const folder = mkdtempSync(join(tmpdir(), 'peerlens-kill-'));
  const out = join(folder, 'build');
  mkdirSync(out);
  const farm = await openSiteFarm();
  const report: KillReport = { kills, survived: 0, broken: [], lastExit: -1, lastOutput: '', lost: 0 };
  try {
    const register = join(folder, 'sources.csv');
    const lines = Array.from(
      { length: COUNCILS },
      (_, index) => `${farmPlan(index).council},action-plan,${farm.origin}/${index}`,
    );
    writeFileSync(register, `council,kind,url\n${lines.join('\n')}\n`);
    const night = (number: number) => {
      for (let index = 0; index < COUNCILS; index++) {
        const plan = farmPlan(index);
        const rows = plan.rows.map((row) => ({ ...row, action: `${row.action}, edition ${number}` }));
        farm.on(`/${index}`, document(asText({ ...plan, rows }), { etag: `"${number}"` }));
      }
      const asOf = addDays('2026-04-20', number);
      return start([
        'refresh',
        '--sources',
        register,
        '--out',
        out,
        '--as-of',
        asOf,
        '--allow-loopback',
        '--host-delay',
        '0',
      ]);
    };
    const begun = performance.now();
    await night(0).ended;
    const usualMs = performance.now() - begun;
    for (let number = 1; number <= kills; number++) {
      const run = night(number);
      const timer = setTimeout(() => run.child.kill('SIGKILL'), random() * usualMs);
      const { code } = await run.ended;
      clearTimeout(timer);
      if (code === 0) report.survived++;
      report.broken.push(...(await findBroken(out)).map((fault) => `night ${number}: ${fault}`));
    }
    const last = await night(kills + 1).ended;
    report.lastExit = last.code ?? -1;
    report.lastOutput = last.output;
    report.lost = countLost(out);
    return report;
  } finally {
    await farm.close();
    rmSync(folder, { recursive: true, force: true });
  }
}

function start(args: string[]): {
  child: ChildProcess;
  ended: Promise<{ code: number | null; output: string }>;
} {
  const child = spawn(process.execPath, [CLI, ...args], { stdio: ['ignore', 'pipe', 'pipe'] });
  let output = '';
  child.stdout.on('data', (text) => (output += String(text)));
  child.stderr.on('data', (text) => (output += String(text)));
  return {
    child,
    ended: new Promise((resolve) => void child.on('close', (code) => resolve({ code, output }))),
  };
}

/** What is wrong with the published run: a page or data file missing, a store that does not open or is not whole. */
async function findBroken(out: string): Promise<string[]> {
  const current = join(out, 'current');
  const missing = [
    'site/index.html',
    'site/app.js',
    'site/data/summary.dat',
    'run.json',
    'changes.json',
  ].filter((name) => !existsSync(join(current, name)));
  if (missing.length > 0) return missing.map((name) => `${name} is missing`);
  const store = await openStore(join(current, 'peerlens.duckdb'));
  const [row] = await store.query(
    "SELECT count(*) AS n, count(DISTINCT regexp_extract(text, 'edition (\\d+)')) AS editions FROM current_actions",
  );
  store.close();
  return row?.['n'] === 4 * COUNCILS ? [] : [`the store holds ${JSON.stringify(row)}`];
}

function countLost(out: string): number {
  const records = readdirSync(join(out, 'raw/records')).map(
    (name) =>
      JSON.parse(readFileSync(join(out, 'raw/records', name), 'utf8')) as { versions: { sha256: string }[] },
  );
  return records
    .flatMap(({ versions }) => versions)
    .filter(({ sha256 }) => !existsSync(join(out, 'raw/bytes', sha256.slice(0, 2), sha256))).length;
}
