/** The timescale stage's door: words of plans to date ranges, with the reason for each. */
import type { TimescaleKind } from '../model.ts';
import { parseTimescale } from './parse-timescale.ts';
import type { TimeContext } from './reference.ts';

export { parseTimescale } from './parse-timescale.ts';
export { dateActions } from './actions.ts';
export { explainTimescale } from './explain.ts';
export { readLegend } from './legend.ts';
export { readEventDates } from './plan-events.ts';
export { findStatusKey, readStatusKey } from './status-key.ts';
export type { StatusKey } from './status-key.ts';
export type { Legend, TimeContext } from './reference.ts';

/** The cheap face of `parseTimescale`, for scoring: kind and range alone. */
export function normaliseTimescale(
  text: string,
  context: TimeContext,
): { kind: TimescaleKind; start: string | null; end: string | null } {
  const { kind, start, end } = parseTimescale(text, context);
  return { kind, start, end };
}
