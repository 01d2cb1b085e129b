/**
 * One run at a time: a file that names its owner, whole from the moment it stands. A lock whose process is gone, or that
 * is older than any run may take, is broken. It is only ever taken away by who holds a second file beside it and finds
 * it as it was read before: so two runs that both read it as stale cannot both win, however long one of them stops
 * in between.
 */
import { randomUUID } from 'node:crypto';
import {
  existsSync,
  linkSync,
  mkdirSync,
  readFileSync,
  renameSync,
  rmSync,
  statSync,
  writeFileSync,
} from 'node:fs';
import { hostname } from 'node:os';
import { dirname } from 'node:path';

interface LockOwner {
  pid: number;
  host: string;
  /** ISO instant. */
  startedAt: string;
  /** The process's own start mark, so that a reused number is not taken for it; empty where the system tells none. */
  mark: string;
  /** Tells this lock from every other, also of the same process. */
  token: string;
}

/** Another run holds the lock. */
export class LockedError extends Error {
  readonly code = 'run-locked';
}

/** No run may take longer: older locks are stale whatever their process. */
const MAX_AGE_MS = 12 * 3_600_000;
/** Taking a lock away lasts milliseconds: whoever began it so long ago was killed. */
const MAX_REMOVAL_MS = 60_000;
const ATTEMPTS = 20;
const PAUSE_MS = 50;

/** Where a run may be stopped for long: the lock was read as stale; it is about to be taken away. For tests. */
export interface LockMoments {
  onStale?: () => void;
  onRemoval?: () => void;
}

/** Takes the lock at `path` and gives the function that frees it. Throws `LockedError` while another run lives. */
export function takeLock(path: string, now: Date, moments: LockMoments = {}): () => void {
  mkdirSync(dirname(path), { recursive: true });
  const own: LockOwner = {
    pid: process.pid,
    host: hostname(),
    startedAt: now.toISOString(),
    mark: processMark(process.pid),
    token: randomUUID(),
  };
  const text = JSON.stringify(own);
  for (let attempt = 0; attempt < ATTEMPTS; attempt++) {
    if (createWhole(path, text)) return () => void removeAsRead(path, text);
    const found = readText(path);
    if (found === null) continue;
    const owner = parseOwner(found);
    if (owner && isAlive(owner, now)) {
      throw new LockedError(
        `another refresh is running: process ${owner.pid} on ${owner.host} since ${owner.startedAt} (${path})`,
      );
    }
    // Where links are not to be had, a lock may be read half written.
    if (!owner && attempt === 0) {
      pause();
      continue;
    }
    moments.onStale?.();
    if (!removeAsRead(path, found, moments.onRemoval)) pause();
  }
  throw new LockedError(`another refresh is taking the lock: ${path}`);
}

/** Makes a file that no reader sees half written. `false` when one stands there already. */
function createWhole(path: string, text: string): boolean {
  const draft = `${path}.${randomUUID()}`;
  try {
    writeFileSync(draft, text);
    try {
      linkSync(draft, path);
    } catch (error) {
      if (isCode(error, 'EEXIST')) return false;
      // A file system without links: as good as it gets there.
      writeFileSync(path, text, { flag: 'wx' });
    }
    return true;
  } catch (error) {
    if (isCode(error, 'EEXIST')) return false;
    throw error;
  } finally {
    rmSync(draft, { force: true });
  }
}

/** Takes the file at `path` away if it still says `text`. `false` while another process is taking it away. */
function removeAsRead(path: string, text: string, onRemoval?: () => void): boolean {
  const removal = `${path}.removing`;
  const mark = JSON.stringify({ pid: process.pid, host: hostname(), token: randomUUID() });
  if (!createWhole(removal, mark)) {
    dropOldRemoval(removal);
    return false;
  }
  try {
    if (readText(path) === text) {
      onRemoval?.();
      rmSync(path, { force: true });
    }
    return true;
  } finally {
    if (readText(removal) === mark) rmSync(removal, { force: true });
  }
}

/** What a process left that was killed while it took a lock away. */
function dropOldRemoval(removal: string): void {
  const age = Date.now() - (statSync(removal, { throwIfNoEntry: false })?.mtimeMs ?? Date.now());
  if (age < MAX_REMOVAL_MS) return;
  const text = readText(removal);
  const aside = `${removal}.${randomUUID()}`;
  try {
    renameSync(removal, aside);
    // Another run was faster, and this is its own: back with it.
    if (readText(aside) !== text) linkSync(aside, removal);
  } catch {
    // Gone, or made anew: the next attempt sees.
  }
  rmSync(aside, { force: true });
}

function readText(path: string): string | null {
  try {
    return readFileSync(path, 'utf8');
  } catch (error) {
    if (isCode(error, 'ENOENT')) return null;
    throw error;
  }
}

function parseOwner(text: string): LockOwner | null {
  try {
    return JSON.parse(text) as LockOwner;
  } catch {
    return null;
  }
}

function isCode(error: unknown, code: string): boolean {
  return error instanceof Error && 'code' in error && error.code === code;
}

function pause(): void {
  Atomics.wait(new Int32Array(new SharedArrayBuffer(4)), 0, 0, PAUSE_MS);
}

function isAlive(owner: LockOwner, now: Date): boolean {
  const age = now.getTime() - Date.parse(owner.startedAt);
  if (!(age < MAX_AGE_MS)) return false;
  if (owner.host !== hostname()) return true;
  try {
    process.kill(owner.pid, 0);
  } catch (error) {
    if (!(error instanceof Error && 'code' in error && error.code === 'EPERM')) return false;
  }
  return owner.mark === '' || processMark(owner.pid) === owner.mark;
}

/** Start time of a process in clock ticks since boot, from Linux's `/proc`; empty elsewhere. */
function processMark(pid: number): string {
  const path = `/proc/${pid}/stat`;
  if (!existsSync(path)) return '';
  try {
    const stat = readFileSync(path, 'utf8');
    return (
      stat
        .slice(stat.lastIndexOf(')') + 2)
        .split(' ')
        .at(19) ?? ''
    );
  } catch {
    return '';
  }
}
