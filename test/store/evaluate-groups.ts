/** How often recommendations that share a group were much the same: beside judgements by hand (told-the-same.tsv). */
import { readFileSync } from 'node:fs';
import { findClusters } from '../../pipeline/store/clusters.ts';
import type { Half } from './evaluate-words.ts';

export interface GroupScore {
  /** Pairs judged, and those told much the same. */
  pairs: number;
  same: number;
  /** Of the pairs put together, the share told much the same; each pair weighs as many as its band of likeness holds. */
  precision: number;
  /** Of the pairs told much the same, the share put together; weighed alike. */
  recall: number;
  /** As `precision`, with doubtful pairs as wrong. */
  strictPrecision: number;
  misses: string[];
}

/** Pairs of the collection in each band, as many drawn of each: what a pair stands for. */
const WEIGHTS: Readonly<Record<string, number>> = { '0.2': 5621, '0.3': 2969, '0.4': 2644, '0.6': 1175 };

/** Groups the whole collection, then scores one half of the judged pairs. */
export function scoreGroups(half: Half): GroupScore {
  const texts = readRecommendations();
  const found = findClusters(texts);
  const groups = new Map(texts.map((text, index) => [text, found[index]?.cluster ?? null]));
  const sums = { right: 0, wrong: 0, missed: 0, doubtful: 0 };
  const misses: string[] = [];
  const rows = linesOf('told-the-same.tsv')
    .slice(1)
    .map((line) => line.split('\t'))
    .filter(([set]) => set === half);
  for (const [, band = '', same, one = '', other = ''] of rows) {
    const weight = WEIGHTS[band] ?? 0;
    const together = groups.get(one) !== null && groups.get(one) === groups.get(other);
    if (same === 'doubtful') sums.doubtful += together ? weight : 0;
    else if (together) sums[same === 'yes' ? 'right' : 'wrong'] += weight;
    else if (same === 'yes') sums.missed += weight;
    if (same !== 'doubtful' && together !== (same === 'yes')) {
      misses.push(`${together ? 'wrongly together' : 'wrongly apart'}: ${one} | ${other}`);
    }
  }
  const { right, wrong, missed, doubtful } = sums;
  return {
    pairs: rows.filter(([, , same]) => same !== 'doubtful').length,
    same: rows.filter(([, , same]) => same === 'yes').length,
    precision: right / (right + wrong),
    recall: right / (right + missed),
    strictPrecision: right / (right + wrong + doubtful),
    misses,
  };
}

/** The collection that is grouped: the different recommendations of the layouts' documents. */
export function readRecommendations(): string[] {
  return linesOf('recommendations.txt');
}

function linesOf(file: string): string[] {
  return readFileSync(new URL(file, import.meta.url), 'utf8')
    .split('\n')
    .filter((line) => line !== '' && !line.startsWith('#'));
}
