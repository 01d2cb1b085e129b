/**
 * `npm run queue-example [FOLDER]`: the example plans in four shards, put into a queue, taken by three workers, one of
 * which is killed in the middle of a shard; the shards merged and compared with a single run. Everything on this machine:
 * a PostgreSQL of its own is started and stopped. Ends with 1 when anything is lost, twice or different.
 */
import { type ChildProcess, execFile, spawn } from 'node:child_process';
import { once } from 'node:events';
import { existsSync, mkdirSync, mkdtempSync, readdirSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { createInterface } from 'node:readline';
import { setTimeout as wait } from 'node:timers/promises';
import { packagePath } from '../../pipeline/data-files.ts';
import { compareStores } from './compare-stores.ts';
import { startPostgres } from './postgres.ts';
import { openShardQueue, type ShardQueue } from './shard-queue.ts';

const SHARDS = 4;
const AS_OF = '2026-01-15';
const MOST_SECONDS = 180;
const start = performance.now();
const say = (line: string) =>
  process.stdout.write(`${((performance.now() - start) / 1000).toFixed(1).padStart(5)} s  ${line}\n`);

interface Worker {
  name: string;
  process: ChildProcess;
  /** The shard in hand, e.g. `2 of 4`; empty between two. */
  shard: string;
}

const given = process.argv[2];
const folder = given ?? mkdtempSync(join(tmpdir(), 'peerlens-shards-'));
const out = join(folder, 'shards');
if (existsSync(out)) throw new Error(`${folder} holds an earlier run: name an empty folder`);
// Killed builds leave their temporary files behind: these go with the folder.
const TMPDIR = join(folder, 'temporary');
mkdirSync(TMPDIR, { recursive: true });
const server = await startPostgres();
const workers: Worker[] = [];
process.once('SIGTERM', () => void end().finally(() => process.exit(1)));
process.once('SIGINT', () => void end().finally(() => process.exit(1)));
try {
  say(`PostgreSQL runs (process ${server.pid}, no port, a socket in its own folder)`);
  process.exitCode = await demonstrate();
} finally {
  await end();
}

async function demonstrate(): Promise<number> {
  const put = await run(join(import.meta.dirname, 'put.ts'), String(SHARDS), out);
  if (put.exitCode !== 0) throw new Error(put.messages);
  say(`${SHARDS} shards are in the queue`);
  for (const number of [1, 2, 3]) workers.push(startWorker(`worker ${number}`));
  const queue = await openShardQueue(server.address);
  try {
    await killOne();
    await until(async () => (await done(queue)) > 0, 'another shard');
    const early = await peerlens('merge', join(out, 'partitions'), '--out', join(folder, 'early'));
    say(`a merge now ends with ${early.exitCode}: ${early.messages}`);
    const single = await peerlens('build', '--out', join(folder, 'single'), '--as-of', AS_OF);
    say(`a single run, to compare: ${single.messages}`);
    await until(async () => (await done(queue)) === SHARDS, 'the other shards and that of the killed worker');
  } finally {
    await queue.close();
  }
  const target = ['--out', join(folder, 'merged'), '--as-of', AS_OF];
  const merged = await peerlens('merge', join(out, 'partitions'), ...target);
  say(merged.messages.replace(/ into .*?,/, ','));
  const tables = await compareStores(
    join(folder, 'merged/peerlens.duckdb'),
    join(folder, 'single/peerlens.duckdb'),
  );
  const different = tables.filter((table) => table.different > 0);
  const rows = tables.reduce((sum, table) => sum + table.rows, 0);
  say(
    different.length === 0
      ? `merged and single are the same: ${rows} rows of ${tables.length} tables`
      : `merged and single differ: ${JSON.stringify(different)}`,
  );
  return merged.exitCode === 0 && different.length === 0 && rows > 0 ? 0 : 1;
}

/** Kills, as a power cut would, the first worker seen writing files of its shard: the worker and its build with it. */
async function killOne(): Promise<void> {
  const fileName = (shard: string) => `shard-${shard.replaceAll(' ', '-')}`;
  await until(async () => {
    const unfinished = listFolder(join(out, 'partitions/.unfinished'));
    const busy = workers.find(
      ({ shard }) => shard !== '' && unfinished.some((name) => name.startsWith(`${fileName(shard)}-`)),
    );
    if (!busy?.process.pid) return false;
    process.kill(-busy.process.pid, 'SIGKILL');
    workers.splice(workers.indexOf(busy), 1);
    if (existsSync(join(out, 'partitions/shards', `${fileName(busy.shard)}.json`)))
      throw new Error(`shard ${busy.shard} was finished before its worker could be killed`);
    say(`KILLED ${busy.name} (kill -9) in the middle of shard ${busy.shard}`);
    return true;
  }, 'a worker at work');
}

function startWorker(name: string): Worker {
  const child = spawn(process.execPath, [join(import.meta.dirname, 'worker.ts'), name], {
    // A process group of its own, so that it can be killed together with the build it runs.
    detached: true,
    stdio: ['ignore', 'pipe', 'inherit'],
    env: environment(),
  });
  const worker: Worker = { name, process: child, shard: '' };
  createInterface(child.stdout).on('line', (line) => {
    say(line);
    worker.shard = /takes shard (\d+ of \d+)/.exec(line)?.[1] ?? '';
  });
  return worker;
}

async function done(queue: ShardQueue): Promise<number> {
  const { completed = 0, failed = 0 } = await queue.states();
  if (failed > 0) throw new Error(`${failed} shards failed at every attempt`);
  return completed;
}

async function until(happened: () => Promise<boolean>, what: string): Promise<void> {
  while (!(await happened())) {
    if ((performance.now() - start) / 1000 > MOST_SECONDS) throw new Error(`waited too long for ${what}`);
    await wait(20);
  }
}

function peerlens(...args: string[]): Promise<{ exitCode: number; messages: string }> {
  return run(packagePath('pipeline/peerlens.js'), ...args);
}

/** Runs a script to its end; `messages` is the line of standard error that says how it went. */
function run(script: string, ...args: string[]): Promise<{ exitCode: number; messages: string }> {
  return new Promise((resolve) => {
    const child = execFile(process.execPath, [script, ...args], { env: environment() }, (_, __, stderr) => {
      const lines = stderr.trim().split('\n');
      const messages =
        lines.find((line) => /documents?, |documents? read|missing/.test(line)) ?? lines.at(-1) ?? '';
      resolve({ exitCode: child.exitCode ?? 1, messages });
    });
  });
}

function environment(): NodeJS.ProcessEnv {
  return { ...process.env, TMPDIR, DATABASE_URL: server.address };
}

function listFolder(path: string): string[] {
  return existsSync(path) ? readdirSync(path) : [];
}

/** Ends what was started here, by process number. */
async function end(): Promise<void> {
  for (const { process: worker } of workers.splice(0))
    if (worker.exitCode === null && worker.kill('SIGTERM')) await once(worker, 'exit');
  await server.stop();
  if (given === undefined) rmSync(folder, { recursive: true, force: true });
}
