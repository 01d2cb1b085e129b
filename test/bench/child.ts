/** Runs one measured program in a process of its own, within a time limit. */
import { spawn } from 'node:child_process';
import { join } from 'node:path';
import type { Cost } from './cost.ts';

const ROOT = join(import.meta.dirname, '../..');

/** A script from the repository's root with its arguments. */
export interface Command {
  script: string;
  args: readonly string[];
  /** Killed after this many minutes. */
  minutes: number;
}

export interface Usage extends Cost {
  peakMb: number;
}

/** What a program used and printed. Throws when it failed, was too slow, or did not say what it used. */
export function runChild({ script, args, minutes }: Command): Promise<{ usage: Usage; output: string }> {
  const child = spawn(
    process.execPath,
    ['--expose-gc', '--import', join(import.meta.dirname, 'usage-report.ts'), script, ...args],
    // A group of its own, so that a browser it started goes with it.
    {
      cwd: ROOT,
      stdio: ['ignore', 'pipe', 'pipe', 'pipe'],
      detached: true,
      env: { ...process.env, TZ: 'UTC' },
    },
  );
  const gathered = ['', '', ''];
  for (const [index, stream] of [child.stdout, child.stderr, child.stdio[3]].entries()) {
    stream?.on('data', (chunk: Buffer) => {
      // Enough of a long complaint to know it by.
      if (index !== 1 || (gathered[1]?.length ?? 0) < 20_000) gathered[index] += chunk.toString();
    });
  }
  return new Promise((resolve, reject) => {
    const name = [script, ...args].join(' ');
    let late = false;
    const timer = setTimeout(() => {
      late = true;
      if (child.pid !== undefined) process.kill(-child.pid, 'SIGKILL');
    }, minutes * 60_000);
    const onSignal = (): void => {
      if (child.pid !== undefined) process.kill(-child.pid, 'SIGKILL');
      process.exit(130);
    };
    process.once('SIGINT', onSignal);
    process.once('SIGTERM', onSignal);
    const settle = (): void => {
      clearTimeout(timer);
      process.off('SIGINT', onSignal);
      process.off('SIGTERM', onSignal);
    };
    child.on('error', (error) => {
      settle();
      reject(error);
    });
    child.on('close', (code) => {
      settle();
      const [output = '', complaint = '', usage = ''] = gathered;
      if (late) reject(new Error(`${name}: not done within ${minutes} minutes`));
      else if (code !== 0) reject(new Error(`${name}: ended with ${code}: ${complaint.trim().slice(-600)}`));
      else if (usage === '') reject(new Error(`${name}: did not say what it used`));
      else resolve({ usage: JSON.parse(usage) as Usage, output });
    });
  });
}
