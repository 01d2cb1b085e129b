/** Documents read side by side while what comes of them is taken one after another. */
import { readerLimit } from './read/isolation.ts';

/**
 * What `read` gives for each item, in the order of the items. A few are under way beyond the one waited for, so that
 * no reader is idle. Throws what `read` threw when that item's turn comes; ends only when nothing is under way.
 */
export async function* readAhead<Item, Result>(
  items: Iterable<Item>,
  read: (item: Item) => Promise<Result>,
): AsyncGenerator<Result> {
  const underWay: Promise<Result>[] = [];
  // Enough to keep every reader busy while one result is worked on.
  const ahead = 2 * readerLimit();
  try {
    for (const item of items) {
      const result = read(item);
      // It is thrown in its turn; until then Node must not take it for a fault that nobody sees.
      result.catch(() => undefined);
      underWay.push(result);
      if (underWay.length >= ahead) yield* underWay.splice(0, 1);
    }
    while (underWay.length > 0) yield* underWay.splice(0, 1);
  } finally {
    await Promise.allSettled(underWay);
  }
}
