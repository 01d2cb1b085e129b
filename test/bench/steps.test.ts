/** Measured programs: what they used comes from outside, and one that fails or hangs is a fault within its time. */
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { type Command, runChild } from './child.ts';
import type { Measure } from './measure.ts';
import { runStep } from './steps.ts';

let folder = '';
beforeAll(() => {
  folder = mkdtempSync(join(tmpdir(), 'peerlens-steps-'));
});
afterAll(() => rmSync(folder, { recursive: true, force: true }));

function program(name: string, code: string, minutes = 1): Command {
  const script = join(folder, `${name}.mjs`);
  writeFileSync(script, code);
  return { script, args: [], minutes };
}

const hold = (mb: number): string =>
  `const held = Buffer.alloc(${mb} * 1048576, 1); process.stdout.write(String(held[9]));`;

describe('a measured program', () => {
  it('says what it used', async () => {
    const small = await runChild(program('small', hold(1)));
    const large = await runChild(program('large', hold(200)));
    expect(large.output).toBe('1');
    expect(large.usage.peakMb - small.usage.peakMb).toBeGreaterThan(150);
    expect(small.usage.processorMs).toBeGreaterThan(1);
    expect(small.usage.clockMs).toBeGreaterThan(1);
  });

  it('is a fault when it fails, with its complaint', async () => {
    await expect(runChild(program('failing', 'throw new Error("no plans here")'))).rejects.toThrow(
      'no plans here',
    );
  });

  it('is ended when its time is over', async () => {
    const waiting = program('waiting', 'setInterval(() => {}, 1000)', 0.01);
    await expect(runChild(waiting)).rejects.toThrow('not done within 0.01 minutes');
  });
});

describe('steps', () => {
  it('divide the times of a pair and leave its memory whole', async () => {
    const [processor, memory] = await runStep(
      {
        kind: 'paired',
        id: 'build/10/1',
        what: '10 plans',
        against: 'nothing',
        ours: program('ours', hold(150)),
        baseline: program('baseline', hold(1)),
        per: { count: 10, unit: 'plan' },
        resources: ['processor', 'memory'],
        limits: { memory: { mostOurs: 100 } },
      },
      [],
    );
    expect(processor).toMatchObject({ id: 'build/10/1', unit: 'ms of processor a plan', size: 10 });
    expect(processor?.ours).toBeLessThan(200);
    expect(memory).toMatchObject({ id: 'build/10/1/memory', unit: 'MB at the peak', mostOurs: 100 });
    expect(memory?.ours).toBeGreaterThan(150);
  });

  it('show growth from one measure to another, and fail without the first', async () => {
    const at = (id: string, ours: number): Measure => ({
      id,
      what: id,
      against: 'x',
      unit: 'ms',
      ours,
      baseline: 1,
      tolerance: 0.25,
    });
    const growth = {
      kind: 'growth',
      id: 'g',
      what: 'a',
      against: 'b',
      of: 'x/2',
      beside: 'x/1',
      mostRatio: 1.1,
    } as const;
    expect(await runStep(growth, [at('x/1', 10), at('x/2', 12)])).toMatchObject([{ ours: 12, baseline: 10 }]);
    await expect(runStep(growth, [at('x/2', 12)])).rejects.toThrow('x/1 was not measured');
  });
});
