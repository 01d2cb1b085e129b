/**
 * Puts a run into the queue: `DATABASE_URL=postgres://… node docs/queue/put.ts SHARDS OUT [PLANS…]`. `OUT` and
 * `PLANS` are on a disk that all workers share; without plans, the example plans.
 */
import { packagePath } from '../../pipeline/data-files.ts';
import { openShardQueue } from './shard-queue.ts';

const [count = '', out = '', ...given] = process.argv.slice(2);
const parts = Number(count);
if (!(parts >= 1) || out === '') throw new Error('usage: put.ts SHARDS OUT [PLANS…]');
const plans = given.length > 0 ? given : [packagePath('data/example-plans')];
const queue = await openShardQueue(process.env['DATABASE_URL'] ?? '');
await queue.put(Array.from({ length: parts }, (_, index) => ({ part: index + 1, parts, plans, out })));
await queue.close();
