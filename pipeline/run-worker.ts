/** The worker's side of `isolated-run.ts`: works out the plans of the documents it is sent, one after another. */
import './read/quiet-worker.ts';
import { parentPort } from 'node:worker_threads';
import { contentHashOfJson } from './content-hash.ts';
import type { ProcessedText, ProcessRequest } from './isolated-run.ts';
import type { Outcome, Plan } from './model.ts';
import { processDocument } from './run.ts';

const port = parentPort;
if (!port) throw new Error('run-worker runs only as a worker thread');

port.on('message', (request: ProcessRequest) => {
  void outcomeOf(request).then((outcome) => port.postMessage(textOf(outcome)));
});

/** As text: it is read back faster than a copied object. The plan's is made once for its hash and the outcome. */
function textOf({ value, issues }: Outcome<Plan>): ProcessedText {
  const plan = JSON.stringify(value);
  return {
    json: `{"value":${plan},"issues":${JSON.stringify(issues)}}`,
    contentHash: value === null ? '' : contentHashOfJson(plan),
  };
}

/** A fault of ours is an issue of the document: the others go on. */
async function outcomeOf({ bytes, facts }: ProcessRequest): Promise<Outcome<Plan>> {
  try {
    return await processDocument(bytes, facts);
  } catch (error) {
    const message = `internal fault: ${error instanceof Error ? error.message : String(error)}`;
    return { value: null, issues: [{ code: 'internal-fault', severity: 'error', message, place: null }] };
  }
}
