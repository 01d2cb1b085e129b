/**
 * Imported first by each worker: what libraries print there goes nowhere. Nobody reads a worker's streams, and a
 * written line that nobody reads keeps the whole program from ending.
 */
import { isMainThread } from 'node:worker_threads';

if (!isMainThread) {
  for (const stream of [process.stdout, process.stderr]) {
    stream.write = (_chunk: unknown, encoding?: unknown, done?: unknown): boolean => {
      const called = typeof encoding === 'function' ? encoding : done;
      if (typeof called === 'function') queueMicrotask(() => called());
      return true;
    };
  }
}
