/** Reading in workers: reuse, time and memory limits, and that one bad document leaves the others alone. */
import { spawnSync } from 'node:child_process';
import { fileURLToPath } from 'node:url';
import { afterAll, describe, expect, test } from 'vitest';

import { closeReaders, limitReaders, readerLimit, readIsolated } from '../../pipeline/read/isolation.ts';

const text = new TextEncoder().encode('Harbour plan\n\nThe board meets in May.\n');

afterAll(closeReaders);

describe('reading in a worker', () => {
  test('gives what the reader gives', async () => {
    const { value } = await readIsolated(text, { name: 'plan.txt' });
    expect(value?.format).toBe('text');
    expect(value?.name).toBe('plan.txt');
    expect(text.length).toBe(38);
  });

  test('many at once, in order', async () => {
    const names = ['a', 'b', 'c', 'd', 'e', 'f'];
    const outcomes = await Promise.all(names.map((name) => readIsolated(text, { name })));
    expect(outcomes.map(({ value }) => value?.name)).toEqual(names);
  });

  test('what a library prints there does not keep the program from ending', () => {
    const script = fileURLToPath(new URL('workers/run-noisy.ts', import.meta.url));
    const { stdout, stderr, status } = spawnSync(process.execPath, [script], {
      timeout: 30_000,
      encoding: 'utf8',
    });
    expect({ stdout, stderr, status }).toEqual({ stdout: 'answered\n', stderr: '', status: 0 });
  });

  test.each([1, 3])('no more than %i workers when told so', async (count) => {
    const before = readerLimit();
    await closeReaders();
    let started = 0;
    const onWorker = () => void (started += 1);
    process.on('worker', onWorker);
    limitReaders(count);
    try {
      const outcomes = await Promise.all(
        Array.from({ length: 8 }, (_, index) => readIsolated(text, { name: `plan ${index}` })),
      );
      expect(outcomes.map(({ value }) => value?.name)).toEqual(outcomes.map((_, index) => `plan ${index}`));
      expect(started).toBe(count);
    } finally {
      process.off('worker', onWorker);
      limitReaders(before);
    }
  });

  test('a limit lowered later holds for the workers that wait too', async () => {
    const before = readerLimit();
    limitReaders(3);
    await Promise.all(['a', 'b', 'c'].map((name) => readIsolated(text, { name })));
    limitReaders(0);
    expect(readerLimit()).toBe(1);
    const slow = new TextEncoder().encode('The board meets in May.\n'.repeat(3_000));
    const order: string[] = [];
    await Promise.all(
      ['slow', 'next', 'last'].map(async (name) => {
        await readIsolated(name === 'slow' ? slow : text, { name });
        order.push(name);
      }),
    );
    expect(order).toEqual(['slow', 'next', 'last']);
    limitReaders(before);
  });

  test('over time ends in an issue, and the next document is read', async () => {
    const large = new TextEncoder().encode('The board meets in May.\n'.repeat(200_000));
    const [slow, next] = await Promise.all([
      readIsolated(large, { name: 'slow' }, { timeoutMs: 1 }),
      readIsolated(text, { name: 'next' }),
    ]);
    expect(slow.value).toBeNull();
    expect(slow.issues.map(({ code }) => code)).toEqual(['read-timeout']);
    expect(next.value?.name).toBe('next');
  });

  test('over memory ends in an issue', async () => {
    const outcome = await readIsolated(new Uint8Array(30_000_000).fill(32), { name: 'big' }, { memoryMb: 8 });
    expect(outcome.value).toBeNull();
    expect(outcome.issues.map(({ code }) => code)).toEqual(['read-out-of-memory']);
  });
});
