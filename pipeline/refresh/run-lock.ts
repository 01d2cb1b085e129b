/**
 * One run at a time: a file that names its owner. A lock whose process is gone, or that is older than any run may
 * take, is broken by renaming it away first, so that two runs that both find it stale cannot both win.
 */
import {
  closeSync,
  existsSync,
  mkdirSync,
  openSync,
  readFileSync,
  renameSync,
  rmSync,
  writeSync,
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
}

/** Another run holds the lock. */
export class LockedError extends Error {
  readonly code = 'run-locked';
}

/** No run may take longer: older locks are stale whatever their process. */
const MAX_AGE_MS = 12 * 3_600_000;

/** Takes the lock at `path` and gives the function that frees it. Throws `LockedError` while another run lives. */
export function takeLock(path: string, now: Date): () => void {
  mkdirSync(dirname(path), { recursive: true });
  for (let attempt = 0; attempt < 3; attempt++) {
    const own: LockOwner = {
      pid: process.pid,
      host: hostname(),
      startedAt: now.toISOString(),
      mark: processMark(process.pid),
    };
    try {
      const file = openSync(path, 'wx');
      writeSync(file, JSON.stringify(own));
      closeSync(file);
      return () => {
        if (readOwner(path)?.mark === own.mark && readOwner(path)?.pid === own.pid)
          rmSync(path, { force: true });
      };
    } catch (error) {
      if (!(error instanceof Error && 'code' in error && error.code === 'EEXIST')) throw error;
    }
    const owner = readOwner(path);
    if (owner && isAlive(owner, now)) {
      throw new LockedError(
        `another refresh is running: process ${owner.pid} on ${owner.host} since ${owner.startedAt} (${path})`,
      );
    }
    breakLock(path);
  }
  throw new LockedError(`the lock could not be taken: ${path}`);
}

function breakLock(path: string): void {
  const aside = `${path}.stale.${process.pid}`;
  try {
    renameSync(path, aside);
  } catch {
    return;
  }
  rmSync(aside, { force: true });
}

function readOwner(path: string): LockOwner | null {
  try {
    return JSON.parse(readFileSync(path, 'utf8')) as LockOwner;
  } catch {
    return null;
  }
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
