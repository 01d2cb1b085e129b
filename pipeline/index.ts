/**
 * Peerlens for programs:
 *
 *     import { readPlan, buildStore, openStore } from 'peerlens';
 *     const { value: plan, issues } = await readPlan(bytes, { name: 'plan.pdf' });
 */
import type { IsoDay, Outcome, Plan } from './model.ts';
import { processDocument, type ProcessFacts } from './run.ts';
import { writeStore, type WriteReport } from './store/store.ts';

export type * from './model.ts';
export type { ProcessFacts } from './run.ts';
export { openStore, StoreError, type Store, type WriteReport } from './store/store.ts';

/**
 * Reads one document as published: its actions with owners, date ranges, status and themes.
 * `value` is `null` when the bytes could not be read at all; `issues` then says why. A plan's own doubts stand with
 * it. Deterministic; never throws for what is in the document.
 */
export async function readPlan(bytes: Uint8Array, facts: ProcessFacts = {}): Promise<Outcome<Plan>> {
  return processDocument(bytes, facts);
}

/**
 * Writes plans to a DuckDB store at `path`, one transaction; documents the store holds already stay as history.
 * `asOf` is the day of the build. Throws `StoreError` when the store is locked, damaged or of another schema.
 */
export async function buildStore(
  path: string,
  plans: Iterable<Plan> | AsyncIterable<Plan>,
  { asOf }: { asOf: IsoDay },
): Promise<WriteReport> {
  return writeStore(path, plans, { asOf });
}
