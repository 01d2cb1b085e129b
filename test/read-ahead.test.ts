/** Several under way at a time, results in order, failures in their turn, nothing left running. */
import { expect, test } from 'vitest';
import { readerLimit } from '../pipeline/read/isolation.ts';
import { readAhead } from '../pipeline/read-ahead.ts';

const later = (ms: number) => new Promise((resolve) => void setTimeout(resolve, ms));
const upTo = (count: number) => Array.from({ length: count }, (_, index) => index);

test('results come in the order of the items, whichever is done first', async () => {
  const read = async (item: number) => {
    await later((item * 7) % 5);
    return `plan ${item}`;
  };
  expect(await Array.fromAsync(readAhead(upTo(40), read))).toEqual(upTo(40).map((item) => `plan ${item}`));
  expect(await Array.fromAsync(readAhead([], read))).toEqual([]);
});

test('keeps every reader busy, and no more than two documents for each', async () => {
  let [running, most] = [0, 0];
  const read = async () => {
    most = Math.max(most, ++running);
    await later(1);
    running--;
  };
  await Array.fromAsync(readAhead(upTo(40), read));
  expect(most).toBe(2 * readerLimit());
});

test('the first failure is thrown when its turn comes, after what others began has ended', async () => {
  const [taken, ended]: number[][] = [[], []];
  const read = async (item: number) => {
    await later(item === 1 ? 20 : 1);
    ended?.push(item);
    if (item === 1 || item === 2) throw new Error(`no room for ${item}`);
    return item;
  };
  const takeAll = async () => {
    for await (const item of readAhead(upTo(4), read)) taken?.push(item);
  };
  await expect(takeAll()).rejects.toThrow('no room for 1');
  expect(taken).toEqual([0]);
  expect(ended?.toSorted()).toEqual([0, 1, 2, 3]);
});

test('who stops early waits for what is under way', async () => {
  let running = 0;
  const read = async () => {
    running++;
    await later(5);
    running--;
  };
  for await (const _ of readAhead(upTo(20), read)) break;
  expect(running).toBe(0);
});
