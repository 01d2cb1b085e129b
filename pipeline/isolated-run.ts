/**
 * `processDocument` in a worker thread under limits of time and memory: for files from strangers, and for many at a
 * time. The stages are loaded in the worker alone. Bytes and facts in, the outcome out.
 */
import type { Outcome, Plan } from './model.ts';
import { runIsolated, workerBeside } from './read/isolation.ts';
import type { ProcessFacts } from './run.ts';

/** What the worker is sent. */
export interface ProcessRequest {
  bytes: Uint8Array;
  facts: ProcessFacts;
}

/** What it sends back, which is what a cache keeps. */
export interface ProcessedText {
  /** The outcome. */
  json: string;
  /** Of the plan in it (`contentHashOf`); empty when there is none. */
  contentHash: string;
}

/**
 * A document's plan, worked out in a worker. Beyond the reader's issues: `read-timeout`, `read-out-of-memory`,
 * `reader-crashed`, `internal-fault`. Never throws.
 */
export async function processIsolated(bytes: Uint8Array, facts: ProcessFacts): Promise<Outcome<Plan>> {
  return JSON.parse((await processToText(bytes, facts)).json) as Outcome<Plan>;
}

/** The same as text, as it comes from the worker. Never throws. */
export async function processToText(bytes: Uint8Array, facts: ProcessFacts): Promise<ProcessedText> {
  const request: ProcessRequest = { bytes, facts };
  const worker = workerBeside(import.meta.url, 'run-worker');
  const { reply, failure } = await runIsolated<ProcessedText>(worker, request, facts.name ?? '');
  return failure ? { json: JSON.stringify({ value: null, issues: [failure] }), contentHash: '' } : reply;
}
