/**
 * `exports.ts STORE FOLDER`: every format of a store, for the peak of memory. In a worker with little room for what is
 * young, so that garbage is collected before it piles up. Prints nothing.
 */
import { isMainThread, Worker, workerData } from 'node:worker_threads';
import { exportStore } from '../../../pipeline/exports/exports.ts';
import { openStore } from '../../../pipeline/store/store.ts';

if (isMainThread) {
  const worker = new Worker(new URL(import.meta.url), {
    workerData: process.argv.slice(2),
    resourceLimits: { maxYoungGenerationSizeMb: 4, maxOldGenerationSizeMb: 256 },
  });
  worker.on('error', (error) => {
    throw error;
  });
} else {
  const [path = '', folder = ''] = workerData as string[];
  const store = await openStore(path, { folders: [folder], threads: 1 });
  await exportStore(store, folder);
  store.close();
}
