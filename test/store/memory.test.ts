/** Further actions need little more memory: rows arrive in small batches, sorts and comparisons are bounded. */
import { describe, expect, it } from 'vitest';
import { runChild } from '../bench/child.ts';

const FEW = 15_000;
/** KB at the peak for each further action: 4 to 7 in single runs, 12 before rows arrived in small batches. */
const MOST_KB_MORE = 8;

/** The lesser of two runs, in MB: when garbage is collected is chance, and only ever adds. */
async function peakOf(actions: number): Promise<number> {
  const peaks: number[] = [];
  for (let run = 0; run < 2; run++) {
    const { usage } = await runChild({
      script: 'test/bench/runs/store.ts',
      args: [String(actions), 'ours'],
      minutes: 4,
    });
    peaks.push(usage.peakMb);
  }
  return Math.min(...peaks);
}

describe('writing a store', () => {
  it('takes few kilobytes of memory for each further action', { timeout: 500_000 }, async () => {
    const few = await peakOf(FEW);
    expect(few).toBeGreaterThan(100);
    const more = (await peakOf(4 * FEW)) - few;
    expect((more * 1024) / (3 * FEW)).toBeLessThan(MOST_KB_MORE);
  });
});
