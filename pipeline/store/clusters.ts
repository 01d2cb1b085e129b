/**
 * Groups of recommendations that ask for the same thing in other words. How alike two are is the cosine of their word
 * vectors, less where what they share says little (`evidence`); groups are joined from the most alike pair down, while
 * every member stays like every other. The same texts give the same groups in whatever order they come.
 */
import { createHash } from 'node:crypto';
import { dot, packVectors, wordsOf } from './word-vectors.ts';
import type { PackedVectors } from './word-vectors.ts';

/** Mean likeness of two groups from which they become one, and the least of any two members. Fitted on judged pairs of invented councils. */
const JOIN_AT = 0.4;
const LEAST = 0.32;

/** What the cosine counts for where the shared words say less than one subject, and where they say just one broad subject. */
const PARTY_ALONE = 0.4;
const BROAD_ALONE = 0.65;

/** Bounds for collections far beyond the sector's: how many holders of a term, and nearest texts of a text, count. */
const HOLDERS_COMPARED = 500;
const NEAREST = 20;

export interface Clustered {
  /** Key of the group, from its most typical text; `null` for a text that has none like it. */
  cluster: string | null;
  /** How typical the text is of its group: mean cosine to its members, 0 to 1. */
  centrality: number;
}

/**
 * One answer a text, in the order given; equal texts (but for case and punctuation) share a group, unless they have no
 * words that say what is asked for: "", "N/A" and "See 2 above" are like nothing.
 */
export function findClusters(texts: readonly string[]): Clustered[] {
  const keys = texts.map((text) => wordsOf(text).join(' '));
  const distinct = [...new Set(keys)].sort();
  const copies = new Map<string, number>();
  for (const key of keys) copies.set(key, (copies.get(key) ?? 0) + 1);
  const vectors = packVectors(distinct);
  const groupOf = join(vectors);
  const answers = new Map<string, Clustered>();
  for (const members of groupsOf(groupOf).values()) {
    const sum = sumOf(vectors, members);
    const typical = members.map((member) => ({
      key: distinct[member] ?? '',
      centrality: dot(sumOf(vectors, [member]), sum) / members.length,
    }));
    typical.sort((a, b) => b.centrality - a.centrality || (a.key < b.key ? -1 : 1));
    const alone = members.length === 1 && copies.get(typical[0]?.key ?? '') === 1;
    const isSilent = !members.some((member) => saysSomething(vectors, member));
    const cluster = alone || isSilent ? null : keyOf(typical[0]?.key ?? '');
    for (const { key, centrality } of typical) answers.set(key, { cluster, centrality: rounded(centrality) });
  }
  return keys.map((key) => answers.get(key) ?? { cluster: null, centrality: 1 });
}

/** Whether a text has a term that sharing it says something of. */
function saysSomething({ starts, terms, evidence }: PackedVectors, text: number): boolean {
  const own = terms.slice(starts[text], starts[text + 1]);
  return own.some((term) => (evidence[term] ?? 0) > 0);
}

/** Weights by term. */
type Sum = Map<number, number>;

/** The group of each vector, named by one of its members. */
function join(vectors: PackedVectors): Int32Array {
  const groupOf = Int32Array.from({ length: vectors.size }, (_, index) => index);
  // Of groups of several only: most texts stay alone, and a list and a map for each would be large.
  const members = new Map<number, number[]>();
  const sums = new Map<number, Sum>();
  const membersOf = (group: number): number[] => members.get(group) ?? [group];
  const sumOfGroup = (group: number): Sum => sums.get(group) ?? sumOf(vectors, [group]);
  const likeness = likenessIn(vectors);
  /** Pairs of groups of which two members are not alike: they stay apart, however they grow. */
  const apart = new Set<number>();
  const pairs = alikePairs(vectors);
  for (const pair of pairs.order) {
    const [a, b] = [pairs.a[pair] ?? 0, pairs.b[pair] ?? 0];
    const [one, other] = [groupOf[a] ?? a, groupOf[b] ?? b];
    if (one === other) continue;
    const [into, from] = membersOf(one).length >= membersOf(other).length ? [one, other] : [other, one];
    const [kept, joined] = [membersOf(into), membersOf(from)];
    const [large, small] = [sumOfGroup(into), sumOfGroup(from)];
    const crossings = kept.length * joined.length;
    // Likeness is the cosine at most, and that of two groups comes at once.
    if (dot(large, small) / crossings < JOIN_AT) continue;
    const couple = Math.min(into, from) * vectors.size + Math.max(into, from);
    if (apart.has(couple)) continue;
    const sum = likeness(joined, kept);
    if (sum === null) apart.add(couple);
    if (sum === null || sum / crossings < JOIN_AT) continue;
    for (const [term, weight] of small) large.set(term, (large.get(term) ?? 0) + weight);
    for (const member of joined) {
      groupOf[member] = into;
      kept.push(member);
    }
    members.set(into, kept).delete(from);
    sums.set(into, large).delete(from);
  }
  return groupOf;
}

/** Gives a function for the sum of the likeness of one group's members to another's, `null` when two of them are not alike. */
function likenessIn({ termCount, starts, terms, weights, evidence }: PackedVectors) {
  const spread = new Float64Array(termCount);
  const likenessTo = (text: number): number => {
    let [cosine, shared] = [0, 0];
    for (let at = starts[text] ?? 0; at < (starts[text + 1] ?? 0); at++) {
      const term = terms[at] ?? 0;
      const weight = spread[term] ?? 0;
      if (weight === 0) continue;
      cosine += weight * (weights[at] ?? 0);
      shared += evidence[term] ?? 0;
    }
    return cosine * shareOf(shared);
  };
  return (some: readonly number[], others: readonly number[]): number | null => {
    let sum: number | null = 0;
    for (const one of some) {
      const [start, end] = [starts[one] ?? 0, starts[one + 1] ?? 0];
      for (let at = start; at < end; at++) spread[terms[at] ?? 0] = weights[at] ?? 0;
      for (const other of others) {
        const alike = likenessTo(other);
        sum = alike < LEAST ? null : sum + alike;
        if (sum === null) break;
      }
      for (let at = start; at < end; at++) spread[terms[at] ?? 0] = 0;
      if (sum === null) break;
    }
    return sum;
  };
}

/** The share of the cosine that counts, by the evidence in what two texts share. */
function shareOf(shared: number): number {
  return shared < 1 ? PARTY_ALONE : Math.min(1, BROAD_ALONE + (1 - BROAD_ALONE) * (shared - 1));
}

/** Pairs by number: two texts, how alike they are; and the numbers from the most alike down. */
interface Pairs {
  a: readonly number[];
  b: readonly number[];
  cosine: readonly number[];
  order: Uint32Array;
}

/** Who has a term, and with what weight; only the first so many are compared. */
interface Holders {
  at: number[];
  weight: number[];
}

/** Pairs from the most alike down, each text with the nearest of those before it. */
function alikePairs({ size, termCount, starts, terms, weights, evidence }: PackedVectors): Pairs {
  const holders = Array.from({ length: termCount }, (): Holders => ({ at: [], weight: [] }));
  const cosines = new Float64Array(size);
  const shared = new Float64Array(size);
  const pairs = { a: [] as number[], b: [] as number[], cosine: [] as number[] };
  for (let b = 0; b < size; b++) {
    const touched: number[] = [];
    for (let entry = starts[b] ?? 0; entry < (starts[b + 1] ?? 0); entry++) {
      const weight = weights[entry] ?? 0;
      const says = evidence[terms[entry] ?? 0] ?? 0;
      const others = holders[terms[entry] ?? 0];
      if (others === undefined) continue;
      for (let index = 0; index < others.at.length; index++) {
        const a = others.at[index] ?? 0;
        const before = cosines[a] ?? 0;
        if (before === 0) touched.push(a);
        cosines[a] = before + weight * (others.weight[index] ?? 0);
        shared[a] = (shared[a] ?? 0) + says;
      }
      if (others.at.length === HOLDERS_COMPARED) continue;
      others.at.push(b);
      others.weight.push(weight);
    }
    for (const a of touched) cosines[a] = (cosines[a] ?? 0) * shareOf(shared[a] ?? 0);
    const near = touched.filter((a) => (cosines[a] ?? 0) >= JOIN_AT);
    const enough = nthLargest(
      near.map((a) => cosines[a] ?? 0),
      NEAREST,
    );
    const nearest = near
      .filter((a) => (cosines[a] ?? 0) >= enough)
      .sort((one, other) => (cosines[other] ?? 0) - (cosines[one] ?? 0) || one - other)
      .slice(0, NEAREST);
    for (const a of nearest) {
      pairs.a.push(a);
      pairs.b.push(b);
      pairs.cosine.push(cosines[a] ?? 0);
    }
    for (const a of touched) {
      cosines[a] = 0;
      shared[a] = 0;
    }
  }
  return { ...pairs, order: byLikeness(pairs) };
}

function byLikeness({ a, b, cosine }: Omit<Pairs, 'order'>): Uint32Array {
  const difference = (list: readonly number[], one: number, other: number): number =>
    (list[one] ?? 0) - (list[other] ?? 0);
  return Uint32Array.from(a, (_, index) => index).sort(
    (one, other) => difference(cosine, other, one) || difference(a, one, other) || difference(b, one, other),
  );
}

/** The value that so many are not below; 0 when there are fewer. */
function nthLargest(values: readonly number[], count: number): number {
  return values.length <= count ? 0 : (Float64Array.from(values).sort().at(-count) ?? 0);
}

function groupsOf(groupOf: Int32Array): Map<number, number[]> {
  const groups = new Map<number, number[]>();
  for (const [index, group] of groupOf.entries()) {
    const members = groups.get(group);
    if (members === undefined) groups.set(group, [index]);
    else members.push(index);
  }
  return groups;
}

/** The vectors of some texts added up. */
function sumOf({ starts, terms, weights }: PackedVectors, texts: readonly number[]): Sum {
  const sum: Sum = new Map();
  for (const text of texts) {
    for (let at = starts[text] ?? 0; at < (starts[text + 1] ?? 0); at++) {
      const term = terms[at] ?? 0;
      sum.set(term, (sum.get(term) ?? 0) + (weights[at] ?? 0));
    }
  }
  return sum;
}

function keyOf(text: string): string {
  return `g-${createHash('sha256').update(text).digest('hex').slice(0, 10)}`;
}

function rounded(value: number): number {
  return Math.round(value * 1e6) / 1e6;
}
