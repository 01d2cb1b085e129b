/** Four times as many actions need little more memory: rows arrive in small batches, sorts and comparisons are bounded. */
import { describe, expect, it } from 'vitest';
import { runChild } from '../bench/child.ts';

const FEW = 15_000;
/** Without the bounds it was 2.2 and grew on; programs and models that are loaded anyhow are in both. */
const MOST_GROWTH = 1.9;

async function peakOf(actions: number): Promise<number> {
  const { usage } = await runChild({
    script: 'test/bench/runs/store.ts',
    args: [String(actions), 'ours'],
    minutes: 4,
  });
  return usage.peakMb;
}

describe('writing a store', () => {
  it('takes less than twice the memory for four times the actions', { timeout: 500_000 }, async () => {
    const few = await peakOf(FEW);
    expect(few).toBeGreaterThan(100);
    expect((await peakOf(4 * FEW)) / few).toBeLessThan(MOST_GROWTH);
  });
});
