/**
 * Groups of recommendations that ask for the same thing in other words: cosine of word vectors, joined by average
 * linkage from the most alike pair down. The same texts give the same groups in whatever order they come.
 */
import { createHash } from 'node:crypto';
import { dot, vectorsOf, wordsOf } from './word-vectors.ts';
import type { WordVector } from './word-vectors.ts';

/** Mean cosine between two groups from which they become one. Fitted on labelled recommendations of invented councils. */
const JOIN_AT = 0.3;

/** A term in more texts than this does not, by itself, make two texts worth comparing. */
const COMMON_TERM = 400;

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
    const pairs = (members[into] ?? []).length * (members[from] ?? []).length;
    const [large, small] = [sums[into] ?? new Map<string, number>(), sums[from] ?? new Map<string, number>()];
    if (dot(large, small) / pairs < joinAt) continue;
    for (const [term, weight] of small) large.set(term, (large.get(term) ?? 0) + weight);
    for (const member of members[from] ?? []) groupOf[member] = into;
    members[into]?.push(...(members[from] ?? []));
    members[from] = [];
  }
  return groupOf;
}

function alikePairs(
  vectors: readonly WordVector[],
  atLeast: number,
): { a: number; b: number; cosine: number }[] {
  const holders = new Map<string, number[]>();
  const pairs: { a: number; b: number; cosine: number }[] = [];
  for (const [b, vector] of vectors.entries()) {
    const near = new Set<number>();
    for (const term of vector.keys()) {
      const others = holders.get(term) ?? [];
      if (others.length <= COMMON_TERM) for (const a of others) near.add(a);
      others.push(b);
      holders.set(term, others);
    }
    for (const a of near) {
      const cosine = dot(vectors[a] ?? new Map(), vector);
      if (cosine >= atLeast) pairs.push({ a, b, cosine });
    }
  }
  return pairs.sort((x, y) => y.cosine - x.cosine || x.a - y.a || x.b - y.b);
}

function groupsOf(groupOf: readonly number[]): Map<number, number[]> {
  const groups = new Map<number, number[]>();
  for (const [index, group] of groupOf.entries()) groups.set(group, [...(groups.get(group) ?? []), index]);
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
