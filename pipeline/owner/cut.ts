/** Cuts a segment's tokens into owners: of all ways to cut, the one whose owners and cuts cost least. */
import { readOwner } from './forms.ts';
import type { OwnerReading } from './patterns.ts';
import type { OwnerToken, Separator } from './tokens.ts';

/** One owner of a segment: its tokens and how it was read. */
export interface OwnerRun extends OwnerReading {
  tokens: OwnerToken[];
}

const MARK_COST: Record<Separator, number> = {
  ',': 0,
  '\\': 0,
  '/': 0,
  '&': 0.05,
  '-': 0.1,
  ':': 0.3,
  '\n': 0.05,
  '': 0.7,
};

const MAX_OWNER_TOKENS = 24;

/** What a cut before this token costs; infinite where no owner can begin without a mark before it. */
function cutCost(token: OwnerToken, last: OwnerToken | undefined): number {
  if (token.class === '#' || token.class === 'o')
    return token.before === '' ? Infinity : MARK_COST[token.before] + 0.3;
  if (token.before !== '') return MARK_COST[token.before];
  if (token.class === 'T') return 0.2;
  // A field begins an owner only after a whole post: "Monitoring Officer Democratic Services Manager".
  const begins = /[MERQPHDBFNVI]/u.test(token.class) || (token.class === 'S' && last?.class === 'D');
  return begins ? MARK_COST[''] : Infinity;
}

/** The owners of a segment's tokens, in order. Names in `people` (folded, without title) are kept whole. */
export function cutOwners(tokens: readonly OwnerToken[], people: ReadonlySet<string>): OwnerRun[] {
  const best: { cost: number; from: number; reading: OwnerReading | null }[] = [
    { cost: 0, from: 0, reading: null },
  ];
  for (let end = 1; end <= tokens.length; end += 1) {
    best[end] = { cost: Infinity, from: 0, reading: null };
    for (let from = Math.max(0, end - MAX_OWNER_TOKENS); from < end; from += 1) {
      const before = best[from];
      const token = tokens[from];
      if (before === undefined || token === undefined || before.cost === Infinity) continue;
      const cut = from === 0 ? 0 : cutCost(token, tokens[from - 1]);
      if (cut === Infinity) continue;
      const reading = readOwner(tokens.slice(from, end), people);
      const cost = before.cost + cut + reading.cost;
      if (cost < (best[end]?.cost ?? Infinity)) best[end] = { cost, from, reading };
    }
  }
  const runs: OwnerRun[] = [];
  for (let end = tokens.length; end > 0;) {
    const step = best[end];
    if (step?.reading === null || step === undefined) break;
    runs.unshift({ ...step.reading, tokens: tokens.slice(step.from, end) });
    end = step.from;
  }
  return runs;
}
