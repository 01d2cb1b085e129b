/**
 * Measured accuracy for the Method page: what plans and single phrases scored on their first reading (`data/gold/first-reading.csv`), how
 * often judgements that were made by hand are met (`data/gold/judged.csv`), and the floors that the project's own evaluation holds itself
 * to on plans it knows.
 */
import { existsSync } from 'node:fs';
import { parseCsv } from '../csv.ts';
import { packagePath, readDataText } from '../data-files.ts';
import type { Summary } from './contract.ts';

const FIELDS: Readonly<Record<string, string>> = {
  f1: 'Actions found, and none invented (F1)',
  owners: 'Owner lists exactly right',
  range: 'First and last day exactly right',
  kind: 'Kind of timescale right',
  status: 'Status right',
  theme: 'Main theme right',
  themeEither: 'Main theme right, or a second that fits nearly as well',
  timePhrases: 'Single time phrases: kind, first and last day right',
  ownerCells: 'Single owner cells: list exactly right',
  statusTexts: 'Single status texts right',
  macroF1: 'Main theme, all five alike (macro F1)',
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
 * For each field the score of the first reading of plans that the rules had not met, and beside judgements; then the least and the middle floor
 * over the plans that people annotated; empty without either.
 */
export function readAccuracy(): Summary['accuracy'] {
  return [
    ...readScores('gold/first-reading.csv', 'read once, annotated by a person who had not seen the rules'),
    ...readScores('gold/judged.csv', 'judged by hand; the rule was made with others'),
    ...readFloors(),
  ];
}

function readScores(file: string, how: string): Summary['accuracy'] {
  if (!existsSync(packagePath(`data/${file}`))) return [];
  return parseCsv(readDataText(file)).map((row) => ({
    what: FIELDS[row['field'] ?? ''] ?? '',
    score: inPercent(Number(row['score'])),
    on: `${row['on']}, ${how}`,
  }));
}

function readFloors(): Summary['accuracy'] {
  return FILES.flatMap(([file, kind]) => {
    if (!existsSync(packagePath(`data/${file}`))) return [];
    const floors = parseCsv(readDataText(file));
    return Object.entries(FIELDS).flatMap(([field, what]) => {
      const scores = floors
        .filter((row) => row['field'] === field)
        .map((row) => Number(row['floor']))
        .toSorted((a, b) => a - b);
      const [least] = scores;
      if (least === undefined) return [];
      const middle = scores[scores.length >> 1] ?? least;
      const plans = `${scores.length} ${kind}${scores.length === 1 ? '' : 's'}`;
      return [
        {
          what,
          score: `at least ${inPercent(least)}; in the middle ${inPercent(middle)}`,
          on: `${plans} that a person annotated`,
        },
      ];
    });
  });
}

function inPercent(share: number): string {
  return `${Math.floor(share * 100)}%`;
}
