/**
 * Word vectors trimmed from the public-domain GloVe table by `trim-vectors.ts`: 100 dimensions, one signed byte
 * each, the commonest word first. Words in, the direction of their weighted mean out.
 */
import { readFileSync } from 'node:fs';
import { packagePath } from '../data-files.ts';

/** Length of every vector. */
export const DIMENSIONS = 100;

/** Where `trim-vectors.ts` writes and this file reads, from the package's root. */
export const VECTOR_FILES = {
  words: 'data/theme-model/vector-words.txt',
  values: 'data/theme-model/vectors.int8',
};

interface WordVectors {
  ranks: Map<string, number>;
  values: Int8Array;
  /** Weight over length, so that a row of bytes times it is a weighted unit vector. */
  scales: Float64Array;
}

let table: WordVectors | undefined;

/** Where a word in lower case stands in the table, the commonest at 0; undefined for one that is not in it. */
export function rankOf(word: string): number | undefined {
  return (table ??= readVectors()).ranks.get(word);
}

/**
 * Unit vector of the mean of the unit vectors of the words with these ranks, one of rank r weighing r / (r + 100) so
 * that `the` counts for nothing; all zeros when there are none.
 */
export function meanVector(ranks: readonly number[]): Float64Array {
  const { values, scales } = (table ??= readVectors());
  const mean = new Float64Array(DIMENSIONS);
  for (const rank of ranks) {
    const scale = scales[rank] ?? 0;
    const from = rank * DIMENSIONS;
    for (let i = 0; i < DIMENSIONS; i++) mean[i] = (mean[i] ?? 0) + (values[from + i] ?? 0) * scale;
  }
  const length = lengthOf(mean);
  if (length > 0) for (let i = 0; i < DIMENSIONS; i++) mean[i] = (mean[i] ?? 0) / length;
  return mean;
}

/** What `Math.hypot` gives in V8, to the last bit, without a hundred arguments. */
function lengthOf(vector: Float64Array): number {
  let most = 0;
  for (const value of vector) most = Math.max(most, Math.abs(value));
  if (most === 0) return 0;
  let [sum, lost] = [0, 0];
  for (const value of vector) {
    const share = Math.abs(value) / most;
    const square = share * share - lost;
    const next = sum + square;
    lost = next - sum - square;
    sum = next;
  }
  return Math.sqrt(sum) * most;
}

function readVectors(): WordVectors {
  const words = readFileSync(packagePath(VECTOR_FILES.words), 'utf8').trim().split('\n');
  const bytes = readFileSync(packagePath(VECTOR_FILES.values));
  const values = new Int8Array(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  if (values.length !== words.length * DIMENSIONS) {
    throw new Error(`word vectors do not fit their words: ${values.length} bytes, ${words.length} words`);
  }
  const scales = new Float64Array(words.length);
  for (let rank = 0; rank < words.length; rank++) {
    let square = 0;
    for (let i = rank * DIMENSIONS; i < (rank + 1) * DIMENSIONS; i++) square += (values[i] ?? 0) ** 2;
    scales[rank] = (rank + 1) / (rank + 101) / (Math.sqrt(square) || 1);
  }
  return { ranks: new Map(words.map((word, rank) => [word, rank])), values, scales };
}
