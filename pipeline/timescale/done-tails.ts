/**
 * What an action says of itself at its end: "Appoint a partner – completed May 2024", "Publish the plan (done)".
 * In: an action and the time of its cells; out: both with what the end says, where it says that the action is done.
 */
import type { SplitAction } from '../model.ts';
import type { CellTime } from './cells.ts';
import { parseTimescale } from './parse-timescale.ts';
import type { TimeContext } from './reference.ts';

const TAIL =
  /(?:\s[-–—]\s{1,3}|\s\()(?<tail>(?:(?:now|already|all|fully)\s)*(?:completed?|done|delivered|finished|achieved|implemented|closed)(?:[\s,:–-]{1,3}(?:(?:in|on)\s)?[\p{L}\d/.’' ]{3,24})?)\)?\.?\s*$/iu;

/** The action with a status of its end, and its time, which beats the cells' where it names a date behind the plan. */
export function readDoneTail(
  action: SplitAction,
  time: CellTime | null,
  context: TimeContext,
): { action: SplitAction; time: CellTime | null } {
  const tail = TAIL.exec(action.text)?.groups?.['tail'];
  if (tail === undefined) return { action, time };
  const timescale = parseTimescale(tail, context);
  const rest = tail.trim().split(/\s+/).length > 2;
  if (timescale.kind !== 'done' || (rest && timescale.end === null)) return { action, time };
  const says = action.cells.some(
    ({ role, text }) => (role === 'status' || role === 'progress') && text !== '',
  );
  const status = { role: 'status' as const, header: '', text: tail, lines: [tail] };
  const cells = [...action.cells, { ...status, place: action.place, inherited: false }];
  const own = { timescale, specific: true, inherited: false, disagrees: false };
  const wins = timescale.end !== null || time === null || time.timescale.kind === 'none';
  return { action: says ? action : { ...action, cells }, time: wins ? own : time };
}
