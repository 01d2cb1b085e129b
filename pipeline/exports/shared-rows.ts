/** Rows that several files are made from at once: they are read one time, as fast as the slowest file takes them. */

/** Takes all rows, or as many as it wants, and ends when it is done with them. */
export type Taker<Rows> = (rows: AsyncIterable<Rows>) => Promise<void>;

/**
 * Gives each of the takers all that `source` gives, in step: the next rows are asked for when every taker that is not
 * done wants them. Ends when all takers have; throws what the first of them in order threw, which ends no other.
 */
export async function shareRows<Rows>(
  source: AsyncIterable<Rows>,
  takers: readonly Taker<Rows>[],
): Promise<void> {
  const iterator = source[Symbol.asyncIterator]();
  const waiting: ((next: Promise<IteratorResult<Rows>>) => void)[] = [];
  let taking = takers.length;
  const goOn = (): void => {
    if (waiting.length === 0 || waiting.length < taking) return;
    const next = iterator.next();
    for (const give of waiting.splice(0)) give(next);
  };
  const shared = async function* (): AsyncGenerator<Rows> {
    for (;;) {
      const next = await new Promise<IteratorResult<Rows>>((resolve) => {
        waiting.push(resolve);
        goOn();
      });
      if (next.done === true) return;
      yield next.value;
    }
  };
  const takeAll = async (take: Taker<Rows>): Promise<void> => {
    try {
      await take(shared());
    } finally {
      taking -= 1;
      goOn();
    }
  };
  const ends = await Promise.allSettled(takers.map(takeAll));
  await iterator.return?.();
  for (const end of ends) if (end.status === 'rejected') throw end.reason;
}
