/**
 * Scores the actions read from a plan against a person's answers, by the rules of the conventions:
 * an action pairs with the gold action it shares most words with (word-multiset Jaccard), one to one, at 0.5
 * or more. Every rate after F1 counts over ALL gold actions: one that was not found is wrong in every field.
 */
import { THEMES, type Theme } from '../model.ts';

/** One line of a gold file. `theme2` is a second theme that fits nearly as well. */
export interface GoldAction {
  text: string;
  owners: string[];
  when_text?: string;
  kind: string;
  start: string | null;
  end: string | null;
  status: string;
  theme: Theme;
  theme2?: Theme | null;
}

/** What is compared of an action that was read. */
export interface ScoredAction {
  text: string;
  owners: { text: string }[];
  timescale: { text: string; kind: string; start: string | null; end: string | null };
  status: string;
  themes: { theme: Theme }[];
}

/** Rates are shares, 0..1; `gold` and `predicted` are counts of actions. */
export interface PlanScore {
  gold: number;
  predicted: number;
  precision: number;
  recall: number;
  f1: number;
  owners: number;
  range: number;
  kind: number;
  status: number;
  theme: number;
  themeEither: number;
  macroF1: number;
  /** One line for each difference, for a person to read. */
  misses: string[];
}

/** Scores one plan. Two empty lists agree perfectly: a covering report without actions scores 1. */
export function scorePlan(gold: readonly GoldAction[], predicted: readonly ScoredAction[]): PlanScore {
  const pairs = pairActions(
    gold.map((action) => action.text),
    predicted.map((action) => action.text),
  );
  const misses: string[] = [];
  const right = { owners: 0, range: 0, kind: 0, status: 0, theme: 0, themeEither: 0 };
  const tally = new Map(THEMES.map((theme) => [theme, { hit: 0, wrong: 0, missed: 0 }]));
  gold.forEach((wanted, index) => {
    const found = predicted[pairs.get(index) ?? -1];
    const counts = tally.get(wanted.theme);
    if (!found) {
      misses.push(`not found: ${wanted.text.slice(0, 100)}`);
      if (counts) counts.missed++;
      return;
    }
    const wrong: string[] = [];
    const compare = (field: keyof typeof right, same: boolean, note: string) => {
      if (same) right[field]++;
      else wrong.push(note);
    };
    const owners = [ownerKey(wanted.owners), ownerKey(found.owners.map((owner) => owner.text))];
    compare('owners', owners[0] === owners[1], `owners ${owners[0] || '-'} ≠ ${owners[1] || '-'}`);
    const ranges = [dates(wanted), dates(found.timescale)];
    compare(
      'range',
      ranges[0] === ranges[1],
      `range ${ranges[0]} ≠ ${ranges[1]} (“${found.timescale.text}”)`,
    );
    compare('kind', wanted.kind === found.timescale.kind, `kind ${wanted.kind} ≠ ${found.timescale.kind}`);
    compare('status', wanted.status === found.status, `status ${wanted.status} ≠ ${found.status}`);
    const theme = found.themes[0]?.theme;
    compare('theme', wanted.theme === theme, `theme ${wanted.theme} ≠ ${theme ?? '-'}`);
    if (theme === wanted.theme || (wanted.theme2 && theme === wanted.theme2)) right.themeEither++;
    if (theme === wanted.theme && counts) counts.hit++;
    else {
      if (counts) counts.missed++;
      const guessed = theme && tally.get(theme);
      if (guessed) guessed.wrong++;
    }
    if (wrong.length > 0) misses.push(`${wrong.join('; ')} — ${wanted.text.slice(0, 60)}`);
  });
  const used = new Set(pairs.values());
  predicted.forEach((action, index) => {
    if (!used.has(index)) misses.push(`extra: ${action.text.slice(0, 100)}`);
  });
  const share = (count: number) => (gold.length > 0 ? count / gold.length : predicted.length === 0 ? 1 : 0);
  const precision = predicted.length > 0 ? pairs.size / predicted.length : gold.length === 0 ? 1 : 0;
  const recall = share(pairs.size);
  const present = [...tally.values()].filter((counts) => counts.hit + counts.missed > 0);
  const macroF1 =
    present.reduce((sum, { hit, wrong, missed }) => sum + (2 * hit) / (2 * hit + wrong + missed), 0) /
    (present.length || 1);
  return {
    gold: gold.length,
    predicted: predicted.length,
    precision,
    recall: gold.length === 0 ? (predicted.length === 0 ? 1 : 0) : recall,
    f1: precision + recall > 0 ? (2 * precision * recall) / (precision + recall) : 0,
    owners: share(right.owners),
    range: share(right.range),
    kind: share(right.kind),
    status: share(right.status),
    theme: share(right.theme),
    themeEither: share(right.themeEither),
    macroF1: gold.length === 0 ? share(0) : macroF1,
    misses,
  };
}

/** Index of a gold text → index of the text paired with it. */
export function pairActions(gold: readonly string[], predicted: readonly string[]): Map<number, number> {
  const goldBags = gold.map(bagOfWords);
  const predictedBags = predicted.map(bagOfWords);
  const candidates: { shared: number; g: number; p: number }[] = [];
  goldBags.forEach((a, g) =>
    predictedBags.forEach((b, p) => {
      const shared = jaccard(a, b);
      if (shared >= 0.5) candidates.push({ shared, g, p });
    }),
  );
  candidates.sort((a, b) => b.shared - a.shared);
  const pairs = new Map<number, number>();
  const used = new Set<number>();
  for (const { g, p } of candidates) {
    if (pairs.has(g) || used.has(p)) continue;
    pairs.set(g, p);
    used.add(p);
  }
  return pairs;
}

function words(text: string): string[] {
  return (
    text
      .toLowerCase()
      .normalize('NFKD')
      .match(/[\p{L}\p{N}]+/gu) ?? []
  );
}

function bagOfWords(text: string): Map<string, number> {
  const bag = new Map<string, number>();
  for (const word of words(text)) bag.set(word, (bag.get(word) ?? 0) + 1);
  return bag;
}

function jaccard(a: Map<string, number>, b: Map<string, number>): number {
  let shared = 0;
  let total = 0;
  for (const [word, count] of a) {
    shared += Math.min(count, b.get(word) ?? 0);
    total += Math.max(count, b.get(word) ?? 0);
  }
  for (const [word, count] of b) if (!a.has(word)) total += count;
  return total > 0 ? shared / total : 0;
}

function ownerKey(owners: readonly string[]): string {
  return owners
    .map((owner) => words(owner).join(' '))
    .sort()
    .join(' | ');
}

function dates(when: { start: string | null; end: string | null }): string {
  return `${when.start ?? '-'}..${when.end ?? '-'}`;
}
