/** What a chart shows, in a sentence of figures: the answer below a title that asks. */
import { count, percent } from '../labels.ts';

export interface Counted {
  label: string;
  count: number;
}

/** Those that have most, `A`, `A and B` or `A and 2 others`, and how many each; `null` where none has any. */
export function mostOf(entries: readonly Counted[]): { names: string; count: number; many: boolean } | null {
  const most = Math.max(0, ...entries.map((entry) => entry.count));
  if (most === 0) return null;
  const [first, second, ...rest] = entries.filter((entry) => entry.count === most).map(({ label }) => label);
  const others = rest.length > 0 ? ` and ${count(rest.length + 1)} others` : second ? ` and ${second}` : '';
  return { names: `${first}${others}`, count: most, many: others !== '' };
}

/** `Most: Finance, 12 of 75 (16%).`; of several that share the first place `each`; empty where there is nothing to say. */
export function mostInWords(entries: readonly Counted[], of: number, what = 'Most'): string {
  const most = mostOf(entries);
  if (most === null) return '';
  const each = most.many ? ' each' : '';
  return `${what}: ${most.names}, ${count(most.count)} of ${count(of)}${each} (${percent(most.count, of)}).`;
}
