/**
 * Works on each document in a worker thread with a memory limit and a hard time limit, so that a hostile file ends in
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

/** What the reading worker is sent; it sends back an `Outcome<Document>`. */
export interface ReadRequest {
  bytes: Uint8Array;
  name: string;
}

/** A worker's answer to a request, or the issue that says why there is none. */
export type Isolated<Reply> = { reply: Reply; failure?: never } | { reply?: never; failure: Issue };

/** Enough for the largest plans; a thousand-page PDF takes about a third of either. */
export const DEFAULT_LIMITS: IsolationLimits = { timeoutMs: 120_000, memoryMb: 1024 };

interface Reader {
  worker: Worker;
  kind: ReaderKind;
}

/** Readers of one kind can stand in for each other. */
interface ReaderKind {
  /** Address of the worker's module. */
  file: string;
  memoryMb: number;
}

interface Waiting {
  kind: ReaderKind;
  start: (reader: Reader) => void;
}

const MEMORY_CHECK_MS = 200;
/** Room for new objects, in a worker. With half of it a document's blocks are copied about twice as often. */
const YOUNG_MB = 64;
/**
 * V8 looks through the whole heap the more often the nearer its limit, by far more than the words and models of the
 * stages need. So its own limit lies above ours, which is checked beside it.
 */
const V8_ROOM = 1.5;
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
  const request: ReadRequest = { bytes, name };
  const worker = workerBeside(import.meta.url, 'isolation-worker');
  const { reply, failure } = await runIsolated<Outcome<Document>>(worker, request, name, limits);
  return failure ? { value: null, issues: [failure] } : reply;
}

/**
 * The worker's one message in reply to `request`. `worker` is a module that answers each message with one; `name` is
 * the document's, for messages. Never throws for what the worker does.
 */
export async function runIsolated<Reply>(
  worker: URL,
  request: object,
  name: string,
  limits: Partial<IsolationLimits> = {},
): Promise<Isolated<Reply>> {
  const { timeoutMs, memoryMb } = { ...DEFAULT_LIMITS, ...limits };
  const reader = await takeReader({ file: worker.href, memoryMb });
  const isolated = await runReader<Reply>(reader, request, name, timeoutMs);
  if (isolated.failure) {
    alive -= 1;
    await reader.worker.terminate();
  } else {
    reader.worker.unref();
    idle.push(reader);
  }
  serveQueue();
  return isolated;
}

/** The module `name` beside the one at `from`: the sources run as they stand, the package as JavaScript. */
export function workerBeside(from: string, name: string): URL {
  return new URL(`./${name}.${from.endsWith('.ts') ? 'ts' : 'js'}`, from);
}

/** Ends the idle workers; for programs that must leave nothing behind. Later reads start new ones. */
export async function closeReaders(): Promise<void> {
  const closing = idle.splice(0);
  alive -= closing.length;
  await Promise.all(closing.map(({ worker }) => worker.terminate()));
}

function takeReader(kind: ReaderKind): Promise<Reader> {
  return new Promise((resolve) => {
    queue.push({ kind, start: resolve });
    serveQueue();
  });
}

/** Gives waiting reads an idle worker of their kind, or a new one while there may be more. */
function serveQueue(): void {
  while (queue.length > 0) {
    const [next] = queue;
    if (!next || alive - idle.length >= mostReaders) return;
    const found = idle.findIndex(
      ({ kind }) => kind.file === next.kind.file && kind.memoryMb === next.kind.memoryMb,
    );
    if (found >= 0) {
      const [reader] = idle.splice(found, 1);
      queue.shift();
      if (reader) next.start(reader);
    } else if (alive < mostReaders) {
      queue.shift();
      alive += 1;
      next.start(startReader(next.kind));
    } else if (idle.length > 0) {
      const other = idle.shift();
      alive -= 1;
      void other?.worker.terminate();
    }
  }
}

function startReader(kind: ReaderKind): Reader {
  const worker = new Worker(new URL(kind.file), {
    resourceLimits: {
      maxOldGenerationSizeMb: V8_ROOM * kind.memoryMb,
      maxYoungGenerationSizeMb: YOUNG_MB,
    },
    stdout: true,
    stderr: true,
  });
  // Without a listener an error after the reply would end the program.
  worker.on('error', () => {});
  return { worker, kind };
}

function runReader<Reply>(
  { worker, kind: { memoryMb } }: Reader,
  request: object,
  name: string,
  timeoutMs: number,
): Promise<Isolated<Reply>> {
  return new Promise((resolve) => {
    const settle = (isolated: Isolated<Reply>): void => {
      clearTimeout(timer);
      clearInterval(memory);
      worker.off('message', onMessage);
      worker.off('error', onError);
      worker.off('exit', onExit);
      resolve(isolated);
    };
    const fail = (code: string, message: string): void =>
      settle({ failure: { code, severity: 'error', message, place: null } });
    const onMessage = (reply: Reply): void => settle({ reply });
    const onError = (error: unknown): void => {
      const code = (error as { code?: string }).code;
      if (code === 'ERR_WORKER_OUT_OF_MEMORY') fail('read-out-of-memory', tooMuch(name, memoryMb));
      else fail('reader-crashed', `${name} made the reader fail: ${String(error)}`);
    };
    const onExit = (): void => fail('reader-crashed', `${name} made the reader stop`);
    const timer = setTimeout(
      () => fail('read-timeout', `${name} was not read within ${timeoutMs} ms`),
      timeoutMs,
    );
    const memory = setInterval(() => {
      void heapOf(worker).then((used) => {
        if (used > memoryMb * 1_048_576) fail('read-out-of-memory', tooMuch(name, memoryMb));
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
