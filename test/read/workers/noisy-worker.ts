/** A worker that prints before it answers, as a library may. */
import '../../../pipeline/read/quiet-worker.ts';
import { parentPort } from 'node:worker_threads';

const port = parentPort;
port?.on('message', () => {
  process.stdout.write('a line to stdout\n');
  process.stderr.write('a line to stderr\n');
  process.emitWarning('a warning');
  port?.postMessage('answered');
});
