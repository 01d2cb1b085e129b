/** Accuracy as the Method page has it: a row a set, a column a measure, the weakest first. */
import { describe, expect, it } from 'vitest';
import { parseCsv } from '../../pipeline/csv.ts';
import { readDataText } from '../../pipeline/data-files.ts';
import { readAccuracy, readJudged } from '../../pipeline/site/accuracy.ts';

const rows = readAccuracy();
const first = rows.filter((row) => row.sort === 'first');
const given = parseCsv(readDataText('gold/first-reading.csv'));

describe('measured accuracy', () => {
  it('has one row for each set, with every score that was taken', () => {
    expect(first.map((row) => row.on).toSorted()).toEqual(
      [...new Set(given.map((row) => row['on'] ?? ''))].toSorted(),
    );
    expect(first.flatMap((row) => Object.values(row.scores))).toHaveLength(given.length);
    const office = first.find((row) => row.on.startsWith('17 office'));
    const score = given.find((row) => row['on'] === office?.on && row['field'] === 'range')?.['score'];
    expect(office?.scores.range).toBe(Number(score));
  });

  it('begins with the weakest', () => {
    const least = first.map((row) => Math.min(...Object.values(row.scores)));
    expect(least).toEqual(least.toSorted((a, b) => a - b));
    expect(least[0]).toBe(Math.min(...given.map((row) => Number(row['score']))));
  });

  it('ends with the floors, the worst below the middle', () => {
    const floors = rows.filter((row) => row.sort !== 'first');
    expect(floors.map((row) => row.sort)).toEqual(['least', 'middle', 'least', 'middle']);
    for (const [index, row] of floors.entries()) {
      if (row.sort === 'middle') continue;
      const middle = floors[index + 1];
      expect(middle?.on).toBe(row.on);
      expect(Object.keys(row.scores).length).toBeGreaterThanOrEqual(6);
      expect(row.scores.range ?? 1).toBeLessThanOrEqual(middle?.scores.range ?? 0);
    }
  });

  it('says of every judgement measured what it is, and on what', () => {
    const judged = readJudged();
    expect(judged).toHaveLength(parseCsv(readDataText('gold/judged.csv')).length);
    for (const { what, score, on } of judged) {
      expect(what).not.toBe('');
      expect(on).not.toBe('');
      expect(score).toBeGreaterThan(0);
    }
  });
});
