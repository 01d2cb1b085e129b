/** The hash of a plan as it was read: the same for the same reading, whatever it is read from. */
import { createHash } from 'node:crypto';
import type { Plan } from './model.ts';

/** SHA-256 of the plan’s JSON, in hex. Making the JSON costs as much as reading it back did. */
export function contentHashOf(plan: Plan): string {
  return contentHashOfJson(JSON.stringify(plan));
}

/** The same where the JSON is there already, as `JSON.stringify` makes it. */
export function contentHashOfJson(plan: string): string {
  return createHash('sha256').update(plan).digest('hex');
}
