/** Two runs never hold the lock at once, wherever one of them is stopped. */
import { existsSync, mkdtempSync, readdirSync, rmSync, utimesSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { LockedError, takeLock } from '../../pipeline/refresh/run-lock.ts';

const NOW = new Date('2026-05-01T02:00:00Z');
const DEAD = { pid: 2 ** 22 + 1, host: 'elsewhere', startedAt: '2020-01-01T00:00:00Z', mark: '' };
let folder = '';
let lock = '';
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'peerlens-lock-'));
  lock = join(folder, 'refresh.lock');
});
afterEach(() => rmSync(folder, { recursive: true, force: true }));

/** True when the lock could be taken; it is kept. */
function takes(): boolean {
  try {
    takeLock(lock, NOW);
    return true;
  } catch (error) {
    if (error instanceof LockedError) return false;
    throw error;
  }
}

describe('the lock of a refresh', () => {
  it('is held by one, and free again afterwards', () => {
    const release = takeLock(lock, NOW);
    expect(takes()).toBe(false);
    release();
    expect(readdirSync(folder)).toEqual([]);
    expect(takes()).toBe(true);
    expect(readdirSync(folder)).toEqual(['refresh.lock']);
  });

  it.each([JSON.stringify(DEAD), 'half a lo', ''])(
    'that is stale (%j) goes to one of two that both read it so',
    (stale) => {
      writeFileSync(lock, stale);
      let first: boolean | undefined;
      // The second is stopped after reading the stale lock, while the first breaks it and takes its own.
      const second = () => takeLock(lock, NOW, { onStale: () => (first ??= takes()) });
      expect(second).toThrow(LockedError);
      expect(first).toBe(true);
      expect(existsSync(lock)).toBe(true);
      expect(takes()).toBe(false);
    },
  );

  it('that is about to be taken away is nobody else’s to take', () => {
    writeFileSync(lock, JSON.stringify(DEAD));
    let other: boolean | undefined;
    takeLock(lock, NOW, { onRemoval: () => (other = takes()) });
    expect(other).toBe(false);
    expect(takes()).toBe(false);
  });

  it('is not freed by a run whose lock was broken', () => {
    const tooLong = takeLock(lock, new Date('2026-04-30T02:00:00Z'));
    expect(takes()).toBe(true);
    tooLong();
    expect(takes()).toBe(false);
  });

  it('can be taken after a run was killed while it broke one', () => {
    writeFileSync(lock, JSON.stringify(DEAD));
    writeFileSync(`${lock}.removing`, '{}');
    expect(takes()).toBe(false);
    utimesSync(`${lock}.removing`, 1_700_000_000, 1_700_000_000);
    expect(takes()).toBe(true);
    expect(readdirSync(folder)).toEqual(['refresh.lock']);
  });
});
