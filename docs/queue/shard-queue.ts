/**
 * Shards as jobs of a queue in PostgreSQL (pg-boss). The queue hands each shard to one worker. A worker shows a sign of
 * life every five seconds; ten seconds without one, and its shard goes back into the queue for another.
 */
import { PgBoss } from 'pg-boss';

/** One `peerlens build --shard PART/PARTS PLANS --out OUT`. Paths are as every worker sees them. */
export interface ShardJob {
  part: number;
  parts: number;
  plans: string[];
  out: string;
}

export interface ShardQueue {
  /** Puts a run's shards into the queue. */
  put(jobs: readonly ShardJob[]): Promise<void>;
  /**
   * Takes shards one after another until the queue is closed. `build` gets the attempt, counted from 1, and a signal
   * that the shard was given to another. What it throws puts the shard back.
   */
  take(build: (job: ShardJob, attempt: number, signal: AbortSignal) => Promise<void>): Promise<void>;
  /** How many shards are in which state, e.g. `{ completed: 3, active: 1 }`. */
  states(): Promise<Record<string, number>>;
  /** Waits for the shard in hand, then closes. */
  close(): Promise<void>;
}

const QUEUE = 'peerlens-shards';
/** pg-boss takes no less than ten seconds. */
const SECONDS_WITHOUT_SIGN_OF_LIFE = 10;
/** A worker that lives but never ends gives its shard back after this time. */
const SECONDS_FOR_A_SHARD = 3600;

/** Opens the queue at a `postgres://` address; its tables are made when they are not there. */
export async function openShardQueue(address: string): Promise<ShardQueue> {
  const boss = new PgBoss({
    connectionString: address,
    superviseIntervalSeconds: 1,
    monitorIntervalSeconds: 1,
    schedule: false,
  });
  boss.on('error', (error) => process.stderr.write(`queue: ${error.message}\n`));
  await boss.start();
  await boss.createQueue(QUEUE, {
    heartbeatSeconds: SECONDS_WITHOUT_SIGN_OF_LIFE,
    expireInSeconds: SECONDS_FOR_A_SHARD,
    retryLimit: 5,
  });
  return {
    async put(jobs) {
      await boss.insert(
        QUEUE,
        jobs.map((data) => ({ data })),
      );
    },
    async take(build) {
      await boss.work<ShardJob>(QUEUE, { pollingIntervalSeconds: 0.5, batchSize: 1 }, async ([job]) => {
        if (job) await build(job.data, job.retryCount + 1, job.signal);
      });
    },
    async states() {
      const jobs = await boss.findJobs<ShardJob>(QUEUE, { limit: 100_000 });
      const counts: Record<string, number> = {};
      for (const { state } of jobs) counts[state] = (counts[state] ?? 0) + 1;
      return counts;
    },
    close: () => boss.stop({ graceful: true, timeout: SECONDS_FOR_A_SHARD * 1000 }),
  };
}
