/**
 * `processDocument` in a worker thread under limits of time and memory: for files from strangers, and for many at a
 * time. The stages are loaded in the worker alone. Bytes and facts in, the outcome out.
 */
import type { Outcome, Plan } from './model.ts';
import { runIsolated, workerBeside } from './read/isolation.ts';
import type { ProcessFacts } from './run.ts';

/** What the worker is sent; it sends back the outcome as JSON. */
export interface ProcessRequest {
  bytes: Uint8Array;
  facts: ProcessFacts;
}

/**
 * A document's plan, worked out in a worker. Beyond the reader's issues: `read-timeout`, `read-out-of-memory`,
 * `reader-crashed`, `internal-fault`. Never throws.
 */
export async function processIsolated(bytes: Uint8Array, facts: ProcessFacts): Promise<Outcome<Plan>> {
  return JSON.parse(await processToJson(bytes, facts)) as Outcome<Plan>;
}

/** The same as JSON text: what comes from the worker, and what a cache keeps. Never throws. */
export async function processToJson(bytes: Uint8Array, facts: ProcessFacts): Promise<string> {
  const request: ProcessRequest = { bytes, facts };
  const worker = workerBeside(import.meta.url, 'run-worker');
  const { reply, failure } = await runIsolated<string>(worker, request, facts.name ?? '');
  return failure ? JSON.stringify({ value: null, issues: [failure] }) : reply;
}
