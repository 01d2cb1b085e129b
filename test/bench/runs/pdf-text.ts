/** `pdf-text.ts THREADS FILES…`, or a file of their paths: pdfjs text extraction of them, and nothing else. */
import { readFileSync } from 'node:fs';
import { isMainThread, Worker, workerData } from 'node:worker_threads';
import { pdfText } from '../baselines.ts';
import { listedPaths } from '../file-list.ts';

async function readFiles(paths: readonly string[]): Promise<void> {
  for (const path of paths) {
    const { characters } = await pdfText(new Uint8Array(readFileSync(path)));
    if (characters === 0) throw new Error(`no words in ${path}`);
  }
}

async function readSideBySide(paths: readonly string[], threads: number): Promise<void> {
  const shares = Array.from({ length: threads }, (_, share) =>
    paths.filter((_, index) => index % threads === share),
  );
  await Promise.all(
    shares.map(
      (share) =>
        new Promise<void>((resolve, reject) => {
          const worker = new Worker(new URL(import.meta.url), { workerData: share });
          worker.on('error', reject);
          worker.on('exit', () => resolve());
        }),
    ),
  );
}

if (isMainThread) {
  const [threads, ...named] = process.argv.slice(2);
  const paths = listedPaths(named);
  if (Number(threads) === 1) await readFiles(paths);
  else await readSideBySide(paths, Number(threads));
} else await readFiles(workerData as string[]);
