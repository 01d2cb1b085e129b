/** Several takers of one source: each gets all of it, none waits for one that is done, and a fault is thrown. */
import { describe, expect, it } from 'vitest';
import { shareRows } from '../../pipeline/exports/shared-rows.ts';
import type { Taker } from '../../pipeline/exports/shared-rows.ts';

/** Numbers from 1, and how many were asked for; the one after the last may be a fault. */
function numbersTo(last: number, fault?: Error) {
  const asked = { most: 0, ended: false };
  const source = async function* (): AsyncGenerator<number> {
    try {
      for (asked.most = 1; asked.most <= last; asked.most++) yield await Promise.resolve(asked.most);
      if (fault !== undefined) throw fault;
    } finally {
      asked.ended = true;
    }
  };
  return { asked, source: source() };
}

/** Puts what it is given into a list, at most so many, and may fail at the end. */
function takerOf(into: number[], most = Infinity, fault?: Error): Taker<number> {
  return async (rows) => {
    if (most > 0)
      for await (const row of rows) {
        into.push(row);
        if (into.length === most) break;
      }
    if (fault !== undefined) throw fault;
  };
}

describe('shared rows', () => {
  it('are given whole to each taker, and read once', async () => {
    const lists: number[][] = [[], [], []];
    const { source, asked } = numbersTo(5);
    await shareRows(
      source,
      lists.map((list) => takerOf(list)),
    );
    expect(lists).toEqual([1, 2, 3].map(() => [1, 2, 3, 4, 5]));
    expect(asked).toEqual({ most: 6, ended: true });
  });

  it('wait for the slowest taker', async () => {
    const { source, asked } = numbersTo(4);
    const ahead: number[] = [];
    const slow: Taker<number> = async (rows) => {
      for await (const row of rows) {
        await new Promise((resolve) => setTimeout(resolve, 5));
        ahead.push(asked.most - row);
      }
    };
    await shareRows(source, [slow, takerOf([])]);
    expect(ahead).toEqual([0, 0, 0, 0]);
  });

  it('go on past takers that have enough, or want none', async () => {
    const lists: number[][] = [[], [], []];
    const takers = [0, 2, Infinity].map((most, index) => takerOf(lists[index] ?? [], most));
    await shareRows(numbersTo(4).source, takers);
    expect(lists).toEqual([[], [1, 2], [1, 2, 3, 4]]);
  });

  it('are read no further than somebody wants them', async () => {
    const { source, asked } = numbersTo(1000);
    await shareRows(source, [takerOf([], 2), takerOf([], 1)]);
    expect(asked).toEqual({ most: 2, ended: true });
    const untouched = numbersTo(1000);
    await shareRows(untouched.source, []);
    expect(untouched.asked.most).toBe(0);
  });

  it('throw the fault of a taker when the others have ended, and that of the source', async () => {
    const whole: number[] = [];
    const disk = new Error('disk full');
    const takers = [takerOf([], 0, disk), takerOf([], 2, new Error('another')), takerOf(whole)];
    await expect(shareRows(numbersTo(4).source, takers)).rejects.toBe(disk);
    expect(whole).toEqual([1, 2, 3, 4]);
    const lost = new Error('lost the store');
    const some: number[] = [];
    await expect(shareRows(numbersTo(2, lost).source, [takerOf(some), takerOf([])])).rejects.toBe(lost);
    expect(some).toEqual([1, 2]);
  });
});
