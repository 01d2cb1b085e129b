/** Further actions need little more memory to export: rows leave some at a time, and several files are made of them at once. */
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, describe, expect, it } from 'vitest';
import { writeStore } from '../../pipeline/store/store.ts';
import { runChild } from '../bench/child.ts';
import { generatePlans } from '../scale/generated-plans.ts';

const FEW = 3000;
/** MB at the peak for each further thousand actions: 2 to 6 in single runs. What is kept of each file until its end shows. */
const MOST_MB_MORE = 7;

const folder = mkdtempSync(join(tmpdir(), 'peerlens-export-memory-'));
afterAll(() => rmSync(folder, { recursive: true, force: true }));

/** The lesser of two runs, in MB: when garbage is collected is chance, and only ever adds. */
async function peakOf(actions: number): Promise<number> {
  const store = join(folder, `${actions}.duckdb`);
  await writeStore(store, generatePlans({ actions }), { asOf: '2024-07-01' });
  const peaks: number[] = [];
  for (let run = 0; run < 2; run++) {
    const args = [store, join(folder, `exports-${actions}`)];
    const { usage } = await runChild({ script: 'test/bench/runs/exports.ts', args, minutes: 2 });
    peaks.push(usage.peakMb);
  }
  return Math.min(...peaks);
}

describe('exporting a store', () => {
  it('takes few megabytes of memory for each further thousand actions', { timeout: 200_000 }, async () => {
    const few = await peakOf(FEW);
    expect(few).toBeGreaterThan(100);
    const more = (await peakOf(4 * FEW)) - few;
    expect((more * 1000) / (3 * FEW)).toBeLessThan(MOST_MB_MORE);
  });
});
