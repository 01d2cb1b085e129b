/**
 * A worker: takes shards from the queue and runs each with the command line, as many machines as there are
 * (`DATABASE_URL=postgres://… node docs/queue/worker.ts NAME`). A line for every shard; SIGTERM ends it after the shard
 * in hand.
 */
import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { packagePath } from '../../pipeline/data-files.ts';
import { openShardQueue, type ShardJob } from './shard-queue.ts';

const name = process.argv[2] ?? `worker ${process.pid}`;
const say = (words: string) => process.stdout.write(`${name} ${words}\n`);
/** Fine, and fine but for some documents, which are kept as not understood: in both cases the shard is written. */
const WRITTEN = [0, 3];

const queue = await openShardQueue(process.env['DATABASE_URL'] ?? '');
await queue.take(buildShard);
process.once('SIGTERM', () => void queue.close());

async function buildShard(
  { part, parts, plans, out }: ShardJob,
  attempt: number,
  signal: AbortSignal,
): Promise<void> {
  const shard = `shard ${part} of ${parts}`;
  say(`takes ${shard}${attempt > 1 ? `, attempt ${attempt}` : ''}`);
  const args = ['build', ...plans, '--shard', `${part}/${parts}`, '--out', out];
  const build = spawn(process.execPath, [packagePath('pipeline/peerlens.js'), ...args], {
    stdio: ['ignore', 'ignore', 'pipe'],
    signal,
  });
  let messages = '';
  build.stderr.setEncoding('utf8').on('data', (text: string) => {
    messages += text;
  });
  const [exitCode] = (await once(build, 'close')) as [number | null];
  if (exitCode === null || !WRITTEN.includes(exitCode)) {
    say(`failed at ${shard}: ${messages.trim().split('\n').at(-1) ?? ''}`);
    throw new Error(messages.trim() || `ended with ${exitCode}`);
  }
  const report = messages.split('\n').find((line) => /documents? read/.test(line)) ?? '';
  say(`has written ${shard}: ${report.replace(/, as of .*/, '')}`);
}
