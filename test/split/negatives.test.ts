/** Passages that are never actions (`negatives.tsv`), in the places where plans have them. */
import { readFileSync } from 'node:fs';
import { expect, test } from 'vitest';
import { readDocument } from '../../pipeline/read/read.ts';
import { splitPlan } from '../../pipeline/split/split.ts';

const rows = readFileSync(new URL('negatives.tsv', import.meta.url), 'utf8')
  .split('\n')
  .filter((line) => line !== '' && !line.startsWith('#'))
  .slice(1)
  .map((line) => line.split('\t'))
  .map(([where = '', header = '', passage = '']) => ({ where, header, passage }));

const TITLE = 'Corporate Peer Challenge Action Plan';
const REAL = 'Appoint a climate champion in every ward';

function table(rowsOfCells: string[][]): string {
  return rowsOfCells.map((cells) => cells.join('\t')).join('\n');
}

const plain = table([
  ['Recommendation', 'Action', 'Lead', 'When'],
  ['Do more for the climate', REAL, 'Head of Policy', 'May 2025'],
]);

/** Texts to read for a passage, each of which holds exactly one action. */
const makers: Record<string, (passage: string, header: string) => string[]> = {
  prose: (passage) => [
    `${TITLE}\n\n${passage}\n\n${plain}\n`,
    `${TITLE}\n\n${plain}\n\n${passage}\n`,
    `${TITLE}\n\nIntroduction\n\n${passage}\n\nWhat we will do\n\n- ${REAL}\n`,
  ],
  cell: (passage) => [`${TITLE}\n\n${plain}\nDo less paperwork\t${passage}\tHead of Policy\tJune 2025\n`],
  sentence: (passage) => [
    `${TITLE}\n\n${table([
      ['Recommendation', 'Action', 'Lead', 'When'],
      ['Do more', `We will appoint a climate champion. ${passage}`, 'Head of Policy', 'May 2025'],
    ])}\n`,
  ],
  column: (passage, header) => [
    `${TITLE}\n\n${table([
      ['Recommendation', 'Action', 'Lead', 'When', header],
      ['Do more', REAL, 'Head of Policy', 'May 2025', passage],
      ['Do less', 'Close the old intranet', 'Head of Digital', 'June 2025', passage],
    ])}\n`,
  ],
};

test('there are at least sixty passages', () => {
  expect(rows.length).toBeGreaterThanOrEqual(60);
});

test.each(rows)('$where $header: $passage', async ({ where, header, passage }) => {
  for (const text of makers[where]?.(passage, header) ?? []) {
    const read = await readDocument(new TextEncoder().encode(text), { name: 'plan.txt' });
    const actions = read.value ? (splitPlan(read.value, {}).value?.actions ?? []) : [];
    const wanted =
      where === 'column'
        ? [REAL, 'Close the old intranet']
        : [where === 'sentence' ? 'We will appoint a climate champion.' : REAL];
    expect(actions.map((action) => action.text)).toEqual(wanted);
  }
});
