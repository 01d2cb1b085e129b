/** The worker's side of `isolation.ts`: reads the documents it is sent, one after another. */
import './quiet-worker.ts';
import { parentPort } from 'node:worker_threads';

import type { ReadRequest } from './isolation.ts';
import { readDocument } from './read.ts';

const port = parentPort;
if (!port) throw new Error('isolation-worker runs only as a worker thread');

port.on('message', ({ bytes, name }: ReadRequest) => {
  void readDocument(bytes, { name }).then((outcome) => port.postMessage(outcome));
});
