/** Asks the noisy worker once and ends by itself, unless something keeps it. */
import { runIsolated } from '../../../pipeline/read/isolation.ts';

const worker = new URL('./noisy-worker.ts', import.meta.url);
const { reply } = await runIsolated<string>(worker, {}, 'noisy');
process.stdout.write(`${reply}\n`);
