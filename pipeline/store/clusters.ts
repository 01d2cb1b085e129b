/**
 * Groups of recommendations that ask for the same thing in other words: cosine of word vectors, joined by average
 * linkage from the most alike pair down. The same texts give the same groups in whatever order they come.
 */
import { createHash } from 'node:crypto';
import { dot, vectorsOf, wordsOf } from './word-vectors.ts';
import type { WordVector } from './word-vectors.ts';

/** Mean cosine between two groups from which they become one. Fitted on labelled recommendations of invented councils. */
const JOIN_AT = 0.3;

/** Bounds for collections far beyond the sector's: how many holders of a term, and nearest texts of a text, count. */
const HOLDERS_COMPARED = 500;
const NEAREST = 20;

export interface Clustered {
  /** Key of the group, from its most typical text; `null` for a text that has none like it. */
  cluster: string | null;
  /** How typical the text is of its group: mean cosine to its members, 0 to 1. */
  centrality: number;
}

/** One answer a text, in the order given; equal texts (but for case and punctuation) always share a group. */
export function findClusters(texts: readonly string[], joinAt = JOIN_AT): Clustered[] {
  const keys = texts.map((text) => wordsOf(text).join(' '));
  const distinct = [...new Set(keys)].sort();
  const copies = new Map<string, number>();
  for (const key of keys) copies.set(key, (copies.get(key) ?? 0) + 1);
  const vectors = vectorsOf([distinct]);
  const groupOf = join(vectors, joinAt);
  const answers = new Map<string, Clustered>();
  for (const members of groupsOf(groupOf).values()) {
    const sum = sumOf(members.map((member) => vectors[member] ?? new Map<string, number>()));
    const typical = members.map((member) => ({
      key: distinct[member] ?? '',
      centrality: dot(vectors[member] ?? new Map(), sum) / members.length,
    }));
    typical.sort((a, b) => b.centrality - a.centrality || (a.key < b.key ? -1 : 1));
    const alone = members.length === 1 && copies.get(typical[0]?.key ?? '') === 1;
    const cluster = alone ? null : keyOf(typical[0]?.key ?? '');
    for (const { key, centrality } of typical) answers.set(key, { cluster, centrality: rounded(centrality) });
  }
  return keys.map((key) => answers.get(key) ?? { cluster: null, centrality: 1 });
}

/** The group of each vector, named by one of its members. */
function join(vectors: readonly WordVector[], joinAt: number): number[] {
  const groupOf = vectors.map((_, index) => index);
  const members = vectors.map((_, index) => [index]);
  const sums = vectors.map((vector) => new Map(vector));
  for (const { a, b } of alikePairs(vectors, joinAt)) {
    const [one, other] = [groupOf[a] ?? a, groupOf[b] ?? b];
    if (one === other) continue;
    const [into, from] =
      (members[one] ?? []).length >= (members[other] ?? []).length ? [one, other] : [other, one];
    const joined = members[from] ?? [];
    const pairs = (members[into] ?? []).length * joined.length;
    const [large, small] = [sums[into] ?? new Map<string, number>(), sums[from] ?? new Map<string, number>()];
    if (dot(large, small) / pairs < joinAt) continue;
    for (const [term, weight] of small) large.set(term, (large.get(term) ?? 0) + weight);
    for (const member of joined) {
      groupOf[member] = into;
      members[into]?.push(member);
    }
    members[from] = [];
  }
  return groupOf;
}

interface Pair {
  a: number;
  b: number;
  cosine: number;
}

/** Who has a term, and with what weight; only the first so many are compared. */
interface Holders {
  at: Int32Array;
  weight: Float64Array;
  size: number;
}

/** Pairs from the most alike down, each text with the nearest of those before it. */
function alikePairs(vectors: readonly WordVector[], atLeast: number): Pair[] {
  const holders = new Map<string, Holders>();
  const cosines = new Float64Array(vectors.length);
  const pairs: Pair[] = [];
  for (const [b, vector] of vectors.entries()) {
    const touched: number[] = [];
    for (const [term, weight] of vector) {
      const others = holders.get(term) ?? emptyHolders(vectors.length);
      for (let index = 0; index < others.size; index++) {
        const a = others.at[index] ?? 0;
        const before = cosines[a] ?? 0;
        if (before === 0) touched.push(a);
        cosines[a] = before + weight * (others.weight[index] ?? 0);
      }
      holders.set(term, others);
      if (others.size === others.at.length) continue;
      others.at[others.size] = b;
      others.weight[others.size] = weight;
      others.size += 1;
    }
    const near = touched.filter((a) => (cosines[a] ?? 0) >= atLeast);
    const enough = nthLargest(
      near.map((a) => cosines[a] ?? 0),
      NEAREST,
    );
    const nearest = near
      .map((a) => ({ a, b, cosine: cosines[a] ?? 0 }))
      .filter(({ cosine }) => cosine >= enough)
      .sort(byLikeness)
      .slice(0, NEAREST);
    for (const pair of nearest) pairs.push(pair);
    for (const a of touched) cosines[a] = 0;
  }
  return pairs.sort(byLikeness);
}

function emptyHolders(texts: number): Holders {
  const most = Math.min(texts, HOLDERS_COMPARED);
  return { at: new Int32Array(most), weight: new Float64Array(most), size: 0 };
}

/** The value that so many are not below; 0 when there are fewer. */
function nthLargest(values: readonly number[], count: number): number {
  return values.length <= count ? 0 : (Float64Array.from(values).sort().at(-count) ?? 0);
}

function byLikeness(one: Pair, other: Pair): number {
  return other.cosine - one.cosine || one.a - other.a || one.b - other.b;
}

function groupsOf(groupOf: readonly number[]): Map<number, number[]> {
  const groups = new Map<number, number[]>();
  for (const [index, group] of groupOf.entries()) {
    const members = groups.get(group);
    if (members === undefined) groups.set(group, [index]);
    else members.push(index);
  }
  return groups;
}

function sumOf(vectors: readonly WordVector[]): WordVector {
  const sum: WordVector = new Map();
  for (const vector of vectors)
    for (const [term, weight] of vector) sum.set(term, (sum.get(term) ?? 0) + weight);
  return sum;
}

function keyOf(text: string): string {
  return `g-${createHash('sha256').update(text).digest('hex').slice(0, 10)}`;
}

function rounded(value: number): number {
  return Math.round(value * 1e6) / 1e6;
}
