/** Of mentions that overlap, the longest stays; of equals the first; a stated date before an event. */
import type { Mention } from '../mention.ts';

/** Drops every mention that overlaps a longer one. */
export function keepLongest(mentions: Mention[]): Mention[] {
  const ranked = [...mentions].sort(
    (a, b) => b.end - b.start - (a.end - a.start) || weight(a) - weight(b) || a.start - b.start,
  );
  const kept: Mention[] = [];
  const taken = new Map<number, Mention>();
  for (const mention of ranked) {
    let free = true;
    for (let at = mention.start; at < mention.end; at += 1) if (taken.has(at)) free = false;
    if (!free) continue;
    kept.push(mention);
    for (let at = mention.start; at < mention.end; at += 1) taken.set(at, mention);
  }
  return kept.sort((a, b) => a.start - b.start);
}

function weight(mention: Mention): number {
  return { term: 0, date: 1, relative: 2, event: 3 }[mention.sort];
}
