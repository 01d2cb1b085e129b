/**
 * Reads each document in a worker thread with a memory limit and a hard time limit, so that a hostile file ends in
 * an issue and the others go on. Workers are kept for the next document; one that was killed is replaced.
 */
import { availableParallelism } from 'node:os';
import { Worker } from 'node:worker_threads';

import type { Document, Issue, Outcome } from '../model.ts';

export interface IsolationLimits {
  /** Wall-clock time for one document; the worker is killed when it is over. */
  timeoutMs: number;
  /** Heap and buffers of one worker. */
  memoryMb: number;
}

/** What a worker is sent, and what it sends back. */
export interface ReadRequest {
  bytes: Uint8Array;
  name: string;
}
export type ReadReply = Outcome<Document>;

/** Enough for the largest plans; a thousand-page PDF takes about a third of either. */
export const DEFAULT_LIMITS: IsolationLimits = { timeoutMs: 120_000, memoryMb: 1024 };

interface Reader {
  worker: Worker;
  memoryMb: number;
}

interface Waiting {
  memoryMb: number;
  start: (reader: Reader) => void;
}

const MEMORY_CHECK_MS = 200;
const idle: Reader[] = [];
const queue: Waiting[] = [];
let mostReaders = availableParallelism();
let alive = 0;

/** How many documents are read side by side at the most: one for each core unless `limitReaders` said otherwise. */
export function readerLimit(): number {
  return mostReaders;
}

/** From now on at most `count` workers read, at least one. */
export function limitReaders(count: number): void {
  mostReaders = Math.max(1, Math.floor(count));
}

/**
 * Like `readDocument`, in a worker. Beyond the reader's own issues: `read-timeout`, `read-out-of-memory`,
 * `reader-crashed`. Never throws for a bad file. Calls wait their turn when all workers are busy.
 */
export async function readIsolated(
  bytes: Uint8Array,
  { name }: { name: string },
  limits: Partial<IsolationLimits> = {},
): Promise<Outcome<Document>> {
  const { timeoutMs, memoryMb } = { ...DEFAULT_LIMITS, ...limits };
  const reader = await takeReader(memoryMb);
  const outcome = await runReader(reader, { bytes, name }, timeoutMs);
  if (outcome.dead) {
    alive -= 1;
    await reader.worker.terminate();
  } else {
    reader.worker.unref();
    idle.push(reader);
  }
  serveQueue();
  return outcome.reply;
}

/** Ends the idle workers; for programs that must leave nothing behind. Later reads start new ones. */
export async function closeReaders(): Promise<void> {
  const closing = idle.splice(0);
  alive -= closing.length;
  await Promise.all(closing.map(({ worker }) => worker.terminate()));
}

function takeReader(memoryMb: number): Promise<Reader> {
  return new Promise((resolve) => {
    queue.push({ memoryMb, start: resolve });
    serveQueue();
  });
}

/** Gives waiting reads an idle worker of their size, or a new one while there may be more. */
function serveQueue(): void {
  while (queue.length > 0) {
    const [next] = queue;
    if (!next || alive - idle.length >= mostReaders) return;
    const found = idle.findIndex((reader) => reader.memoryMb === next.memoryMb);
    if (found >= 0) {
      const [reader] = idle.splice(found, 1);
      queue.shift();
      if (reader) next.start(reader);
    } else if (alive < mostReaders) {
      queue.shift();
      alive += 1;
      next.start(startReader(next.memoryMb));
    } else {
      const other = idle.shift();
      alive -= 1;
      void other?.worker.terminate();
    }
  }
}

function startReader(memoryMb: number): Reader {
  // The sources run as they stand; the compiled package has the worker beside it as JavaScript.
  const file = import.meta.url.endsWith('.ts') ? './isolation-worker.ts' : './isolation-worker.js';
  const worker = new Worker(new URL(file, import.meta.url), {
    resourceLimits: { maxOldGenerationSizeMb: memoryMb },
    stdout: true,
    stderr: true,
  });
  // Without a listener an error after the reply would end the program.
  worker.on('error', () => {});
  return { worker, memoryMb };
}

function runReader(
  { worker, memoryMb }: Reader,
  request: ReadRequest,
  timeoutMs: number,
): Promise<{ reply: ReadReply; dead: boolean }> {
  return new Promise((resolve) => {
    const settle = (reply: ReadReply, dead: boolean): void => {
      clearTimeout(timer);
      clearInterval(memory);
      worker.off('message', onMessage);
      worker.off('error', onError);
      worker.off('exit', onExit);
      resolve({ reply, dead });
    };
    const fail = (code: string, message: string): void => settle(failure(code, message), true);
    const onMessage = (reply: ReadReply): void => settle(reply, false);
    const onError = (error: unknown): void => {
      const code = (error as { code?: string }).code;
      if (code === 'ERR_WORKER_OUT_OF_MEMORY') fail('read-out-of-memory', tooMuch(request.name, memoryMb));
      else fail('reader-crashed', `${request.name} made the reader fail: ${String(error)}`);
    };
    const onExit = (): void => fail('reader-crashed', `${request.name} made the reader stop`);
    const timer = setTimeout(
      () => fail('read-timeout', `${request.name} was not read within ${timeoutMs} ms`),
      timeoutMs,
    );
    const memory = setInterval(() => {
      void heapOf(worker).then((used) => {
        if (used > memoryMb * 1_048_576) fail('read-out-of-memory', tooMuch(request.name, memoryMb));
      });
    }, MEMORY_CHECK_MS);
    worker.on('message', onMessage);
    worker.on('error', onError);
    worker.on('exit', onExit);
    worker.ref();
    // oxlint-disable-next-line unicorn/require-post-message-target-origin -- a thread, not a window
    worker.postMessage(request);
  });
}

/** Bytes of heap and buffers; V8's own limit counts no buffers. 0 where this Node cannot tell. */
async function heapOf(worker: Worker): Promise<number> {
  if (typeof worker.getHeapStatistics !== 'function') return 0;
  try {
    const { used_heap_size: heap, external_memory: buffers } = await worker.getHeapStatistics();
    return heap + buffers;
  } catch {
    return 0;
  }
}

function tooMuch(name: string, memoryMb: number): string {
  return `${name} needs more than ${memoryMb} MB to read`;
}

function failure(code: string, message: string): ReadReply {
  const issue: Issue = { code, severity: 'error', message, place: null };
  return { value: null, issues: [issue] };
}
