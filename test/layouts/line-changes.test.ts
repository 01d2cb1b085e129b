/**
 * The same plan is read the same however a converter broke its lines: changes that alter no word, on every fourth text
 * of each set, against the reading of the text as it is. `line-changes-floors.csv` holds the share of actions that stay
 * as they were in words, owners, time and status.
 */
import { readFileSync } from 'node:fs';
import { beforeAll, expect, test } from 'vitest';

import { parseCsv } from '../../pipeline/csv.ts';
import { readPlan } from '../../pipeline/index.ts';
import { lineChanges } from './line-changes.ts';

const sets = ['outside', 'second', 'third', 'fourth', 'fifth', 'sixth', 'seventh', 'eighth', 'ninth', 'tenth']
  .map((name, index) => (index === 0 ? name : `outside-${name}`))
  .concat('outside-eleventh', 'outside-twelfth', 'held-out', 'tuned');
const fileOf = (name: string) => readFileSync(new URL(name, import.meta.url), 'utf8');
const texts = sets.flatMap((set) =>
  parseCsv(fileOf(`${set}/plans.csv`))
    .filter(({ file }) => file?.endsWith('.txt'))
    .filter((_facts, index) => index % 4 === 0)
    .map((facts) => ({ facts, text: fileOf(`${set}/${facts['file']}`) })),
);
const floors = parseCsv(fileOf('line-changes-floors.csv'));

/** What is compared of each action, as one string. */
async function readActions(text: string, facts: Record<string, string>): Promise<string[]> {
  const { council = '', plan_date: planDate = '', file: name = '' } = facts;
  const { value } = await readPlan(new TextEncoder().encode(text), { name, council, planDate });
  const wordsOf = (words: string) =>
    words
      .normalize('NFKC')
      .toLowerCase()
      .match(/[\p{L}\p{N}]+/gu)
      ?.join(' ');
  return (value?.actions ?? []).map(({ text: words, owners, timescale, status }) =>
    JSON.stringify([
      wordsOf(words),
      owners.map((owner) => wordsOf(owner.text)),
      timescale.kind,
      timescale.start,
      timescale.end,
      status,
    ]),
  );
}

const asTheyAre: string[][] = [];
beforeAll(async () => {
  for (const { facts, text } of texts) asTheyAre.push(await readActions(text, facts));
}, 60_000);

test('a floor for every change', () => {
  expect(floors.map(({ change }) => change)).toEqual(Object.keys(lineChanges));
});

test.each(floors)(
  '$change: $floor of the actions stay whole',
  async ({ change = '', floor, actions }) => {
    let all = 0;
    let same = 0;
    for (const [index, { facts, text }] of texts.entries()) {
      const changed = lineChanges[change]?.(text) ?? text;
      if (changed === text) continue;
      const found = new Set(await readActions(changed, facts));
      const before = asTheyAre[index] ?? [];
      all += before.length;
      same += before.filter((action) => found.has(action)).length;
    }
    expect(all).toBeGreaterThanOrEqual(Number(actions));
    expect(same / all).toBeGreaterThanOrEqual(Number(floor));
  },
  60_000,
);
