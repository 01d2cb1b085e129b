/**
 * Loaded before a measured program (`node --import`): when it ends, writes what it used to file descriptor 3 as JSON,
 * `{clockMs, processorMs, peakMb}`, start of Node included.
 */
import { readFileSync, writeSync } from 'node:fs';
import { isMainThread } from 'node:worker_threads';

/** Megabytes of memory held at the peak. A child's `maxRSS` begins at its parent's, so Linux is asked itself. */
function peakMb(): number {
  try {
    const [, kilobytes] = /VmHWM:\s+(\d+) kB/.exec(readFileSync('/proc/self/status', 'utf8')) ?? [];
    if (kilobytes !== undefined) return Number(kilobytes) / 1024;
  } catch {
    // Not Linux.
  }
  return process.resourceUsage().maxRSS / 1024;
}

if (isMainThread) {
  process.on('exit', () => {
    const { user, system } = process.cpuUsage();
    const usage = {
      clockMs: performance.now(),
      processorMs: (user + system) / 1000,
      peakMb: peakMb(),
    };
    writeSync(3, JSON.stringify(usage));
  });
}
