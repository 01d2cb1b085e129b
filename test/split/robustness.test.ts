/** Documents put together at random: no exception, no change to the document, every action with words and a place. */
import { expect, test } from 'vitest';
import type { Block, Cell, Document, ListItem, Paragraph, Place } from '../../pipeline/model.ts';
import { splitPlan } from '../../pipeline/split/split.ts';

const bits =
  'Action|Lead|When|Recommendation 1|R2|| |a. Do b. Do|• x|:|(|)|Lead:|May 2025|We will do it.|See 2 above|1.1|Owner|Milestone: x|The council will|N/A|Theme: Finance|Short term = 0-6 months|"|Cllr A|é|—|Recommendations:|Report to Cabinet|Next steps'.split(
    '|',
  );

/** A generator of numbers below a bound that gives the same ones every time. */
function makeRandom(seed: number): (bound: number) => number {
  let state = seed;
  return (bound) => {
    state = (Math.imul(state, 1_664_525) + 1_013_904_223) >>> 0;
    return Math.floor((state / 2 ** 32) * bound);
  };
}

function makeDocument(random: (bound: number) => number): Document {
  const text = () =>
    Array.from({ length: random(5) }, () => bits[random(bits.length)] ?? '').join(random(2) ? ' ' : '\n');
  const place = (): Place => [{ in: 'text', start: random(50), end: 50 + random(50), line: 1 + random(9) }];
  const item = (): Paragraph | ListItem =>
    random(2)
      ? { type: 'paragraph', text: text(), place: place() }
      : {
          type: 'listItem',
          marker: ['•', 'a.', '1.', '1.1'][random(4)] ?? '',
          level: random(2),
          text: text(),
          place: place(),
        };
  const cell = (column: number): Cell => ({
    column,
    colSpan: 1 + random(3),
    rowSpan: 1 + random(3),
    text: text(),
    blocks: random(4) ? [item()] : [],
    place: place(),
  });
  const block = (): Block => {
    if (random(4) === 0) return { type: 'heading', level: 1 + random(3), text: text(), place: place() };
    if (random(2)) return item();
    const columns = 1 + random(5);
    const rows = Array.from({ length: random(6) }, () => ({
      place: place(),
      cells: Array.from({ length: columns }, (_, column) => cell(column)).filter(() => random(8) > 0),
    }));
    return {
      type: 'table',
      method: 'native',
      columns,
      headerRows: random(3),
      joins: [],
      rows,
      place: place(),
    };
  };
  const blocks = Array.from({ length: random(9) }, block);
  return { format: 'text', sha256: '', name: text(), title: text(), pages: 1, blocks, issues: [] };
}

test('a thousand documents', () => {
  const random = makeRandom(7);
  let actions = 0;
  for (let round = 0; round < 1000; round += 1) {
    const document = makeDocument(random);
    const before = JSON.stringify(document);
    const { value } = splitPlan(document, {});
    expect(JSON.stringify(document)).toBe(before);
    for (const action of value?.actions ?? []) {
      expect(action.text).toMatch(/^\S(?:.*\S)?$/s);
      expect(action.place.length).toBeGreaterThan(0);
    }
    actions += value?.actions.length ?? 0;
  }
  expect(actions).toBeGreaterThan(50);
});
