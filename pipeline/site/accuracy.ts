/**
 * Measured accuracy for the Method page: what plans and single phrases scored on their first reading (`data/gold/first-reading.csv`), how
 * often judgements that were made by hand are met (`data/gold/judged.csv`), and the floors that the project's own evaluation holds itself
 * to on plans it knows.
 */
import { existsSync } from 'node:fs';
import { parseCsv } from '../csv.ts';
import { packagePath, readDataText } from '../data-files.ts';
import type { AccuracyMeasure, AccuracyRow, Judged } from './contract.ts';

const MEASURES: readonly AccuracyMeasure[] = [
  'f1',
  'owners',
  'range',
  'kind',
  'status',
  'theme',
  'themeEither',
];

/** Fields of the files that are not called like the measure they belong to: single phrases and cells. */
const SINGLE: Readonly<Record<string, AccuracyMeasure>> = {
  timePhrases: 'range',
  ownerCells: 'owners',
  statusTexts: 'status',
};

/** What is measured beside judgements made by hand. */
const JUDGED: Readonly<Record<string, string>> = {
  checkablePrecision: 'Said to have nothing checkable in their words, and rightly',
  checkableRecall: 'Nothing checkable in their words, and said so',
  samePrecision: 'Recommendations put together on Patterns, and rightly',
  sameRecall: 'Recommendations that say much the same, and put together',
};

const FILES: readonly [string, string][] = [
  ['gold/real-floors.csv', 'real plan'],
  ['gold/floors.csv', 'example plan'],
];

/**
 * A row for each set that was read once before the rules had met it, the weakest first, then for the plans that the
 * project knows the least and the middle floor; empty without either file.
 */
export function readAccuracy(): AccuracyRow[] {
  return [...readFirstReading(), ...readFloors()];
}

/** How often judgements made by hand are met, by rules that were made with others; empty without the file. */
export function readJudged(): Judged[] {
  const file = 'gold/judged.csv';
  if (!existsSync(packagePath(`data/${file}`))) return [];
  return parseCsv(readDataText(file)).map((row) => ({
    what: JUDGED[row['field'] ?? ''] ?? '',
    score: Number(row['score']),
    on: row['on'] ?? '',
  }));
}

function readFirstReading(): AccuracyRow[] {
  const file = 'gold/first-reading.csv';
  if (!existsSync(packagePath(`data/${file}`))) return [];
  const bySet = Map.groupBy(parseCsv(readDataText(file)), (row) => row['on'] ?? '');
  const rows = [...bySet].map(([on, scores]): AccuracyRow => ({
    on,
    sort: 'first',
    scores: scoresOf(scores),
  }));
  return rows.toSorted((a, b) => weakest(a) - weakest(b));
}

function readFloors(): AccuracyRow[] {
  return FILES.flatMap(([file, kind]) => {
    if (!existsSync(packagePath(`data/${file}`))) return [];
    const byField = Map.groupBy(parseCsv(readDataText(file)), (row) => row['field'] ?? '');
    const sorted = [...byField].map(([field, rows]): [string, number[]] => [
      field,
      rows.map((row) => Number(row['floor'])).toSorted((a, b) => a - b),
    ]);
    const documents = Math.max(0, ...sorted.map(([, scores]) => scores.length));
    if (documents === 0) return [];
    const on = `${documents} ${kind}${documents === 1 ? '' : 's'}`;
    const rowOf = (sort: 'least' | 'middle'): AccuracyRow => ({
      on,
      sort,
      scores: scoresOf(
        sorted.map(([field, scores]) => ({
          field,
          score: String(scores[sort === 'least' ? 0 : scores.length >> 1] ?? 0),
        })),
      ),
    });
    return [rowOf('least'), rowOf('middle')];
  });
}

/** Scores of the rows by measure; fields that are no measure are left out. */
function scoresOf(rows: readonly Record<string, string>[]): AccuracyRow['scores'] {
  const scores: AccuracyRow['scores'] = {};
  for (const row of rows) {
    const field = row['field'] ?? '';
    const measure = SINGLE[field] ?? MEASURES.find((name) => name === field);
    if (measure !== undefined) scores[measure] = Number(row['score']);
  }
  return scores;
}

function weakest(row: AccuracyRow): number {
  return Math.min(...Object.values(row.scores));
}
