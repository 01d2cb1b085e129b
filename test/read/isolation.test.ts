/** Reading in workers: reuse, time and memory limits, and that one bad document leaves the others alone. */
import { afterAll, describe, expect, test } from 'vitest';

import { closeReaders, readIsolated } from '../../pipeline/read/isolation.ts';

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
