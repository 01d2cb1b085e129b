/** `node test/refresh/bench-kill.ts [KILLS]`: nights killed at random moments, 100 unless told otherwise. */
import { killNights } from './killed-nights.ts';

const { lastOutput, ...report } = await killNights(Number(process.argv[2] ?? 100), Math.random);
process.stdout.write(`${JSON.stringify({ ...report, last: lastOutput.trim().split('\n').at(-1) })}\n`);
process.exitCode = report.broken.length === 0 && report.lastExit === 0 && report.lost === 0 ? 0 : 1;
