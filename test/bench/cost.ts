/** What a job costs: time on the clock, and processor time of all threads, which other programs do not lengthen. */

export interface Cost {
  clockMs: number;
  processorMs: number;
}

export async function costOf(job: () => unknown): Promise<Cost> {
  const [start, before] = [performance.now(), process.cpuUsage()];
  await job();
  const { user, system } = process.cpuUsage(before);
  return { clockMs: performance.now() - start, processorMs: (user + system) / 1000 };
}

/** The least of each: what the work takes when nothing else runs. */
export function leastCost(costs: readonly Cost[]): Cost {
  return {
    clockMs: Math.min(...costs.map(({ clockMs }) => clockMs)),
    processorMs: Math.min(...costs.map(({ processorMs }) => processorMs)),
  };
}

/**
 * The least cost of two jobs over `rounds`, done in turns so that a busy moment of the machine falls on both. One more
 * round goes before, to warm up, and does not count.
 */
export async function costsInTurns(
  rounds: number,
  ours: () => unknown,
  baseline: () => unknown,
): Promise<{ ours: Cost; baseline: Cost }> {
  const costs: { ours: Cost; baseline: Cost }[] = [];
  for (let round = 0; round <= rounds; round++)
    costs.push({ ours: await costOf(ours), baseline: await costOf(baseline) });
  const counted = costs.slice(1);
  return {
    ours: leastCost(counted.map((cost) => cost.ours)),
    baseline: leastCost(counted.map((cost) => cost.baseline)),
  };
}
