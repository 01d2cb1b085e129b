/** The annotated layouts hold together: words stand in their plan, kinds agree with dates, every plan has its facts. */
import { readFileSync, readdirSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { parseCsv } from '../../pipeline/csv.ts';

interface GoldAction {
  text: string;
  owners: string[];
  kind: string;
  start: string | null;
  end: string | null;
}

const folder = new URL('tuned/', import.meta.url);
const files = readdirSync(folder);
const plans = files.filter((file) => /\.(?:txt|html)$/u.test(file));

const wordsOf = (text: string): string[] =>
  text
    .replace(/<[^<>]*>/gu, ' ')
    .replaceAll('&amp;', '&')
    .toLowerCase()
    .match(/[\p{L}\p{N}]+/gu) ?? [];

const DATED: Record<string, [boolean, boolean]> = {
  by: [false, true],
  in: [true, true],
  from: [true, false],
  ongoing: [false, false],
  tbc: [false, false],
  none: [false, false],
};

describe.each(plans)('%s', (plan) => {
  const words = new Set(wordsOf(readFileSync(new URL(plan, folder), 'utf8')));
  const gold = readFileSync(new URL(plan.replace(/\.\w+$/u, '.jsonl'), folder), 'utf8')
    .trimEnd()
    .split('\n')
    .map((line) => JSON.parse(line) as GoldAction);

  it('has at least six actions in its own words', () => {
    expect(gold.length).toBeGreaterThanOrEqual(6);
    for (const { text, owners } of gold) {
      expect(wordsOf([text, ...owners].join(' ')).filter((word) => !words.has(word))).toEqual([]);
    }
  });

  it('has dates where its kinds call for them', () => {
    for (const { kind, start, end } of gold) {
      const dated = DATED[kind];
      if (dated !== undefined) expect([kind, start !== null, end !== null]).toEqual([kind, ...dated]);
      if (start !== null && end !== null) expect(start <= end).toBe(true);
    }
  });
});

it('registers every plan and nothing else', () => {
  const register = parseCsv(readFileSync(new URL('plans.csv', folder), 'utf8'));
  expect(register.map((row) => row['file']).sort()).toEqual(plans.sort());
  expect(plans.length).toBeGreaterThanOrEqual(12);
});
