/** Every action's place leads back to its own words: the source is cut at the place and the words are found. */
import { readFileSync, readdirSync } from 'node:fs';
import { expect, test } from 'vitest';
import type { Place } from '../../pipeline/model.ts';
import { readDocument } from '../../pipeline/read/read.ts';
import { cutPassage, joinPassages, passageOf, placeOf } from '../../pipeline/split/passage.ts';
import { splitPlan } from '../../pipeline/split/split.ts';

const folders = ['layouts/', '../../data/example-plans/'].map((name) => new URL(name, import.meta.url));
const files = folders.flatMap((folder) =>
  readdirSync(folder)
    .filter((name) => /\.(?:txt|html)$/.test(name))
    .map((name) => new URL(name, folder)),
);

/** The source's words at a place, without tags and with single spaces. */
function wordsAt(source: string, place: Place): string {
  return plain(place.map((span) => ('start' in span ? source.slice(span.start, span.end) : '')).join(' '));
}

function plain(text: string): string {
  return text
    .replaceAll(/<[^<>]*>/g, ' ')
    .replaceAll('&amp;', '&')
    .replaceAll(/[^\p{L}\p{N}&]+/gu, ' ')
    .trim();
}

test.each(files.map((file) => [file.pathname.split('/').at(-1) ?? '', file] as const))(
  '%s',
  async (name, file) => {
    const bytes = readFileSync(file);
    const read = await readDocument(bytes, { name });
    const split = read.value ? splitPlan(read.value, {}).value : null;
    const source = new TextDecoder().decode(bytes);
    for (const action of split?.actions ?? []) {
      const words = wordsAt(source, action.place);
      expect(words).toContain(plain(action.text));
      // The place is the action's own words, not its whole row: at most a bullet, a letter or a label more.
      const more = name.endsWith('.txt') ? 12 : 2000;
      expect(words.length).toBeLessThanOrEqual(plain(action.text).length + more);
    }
    for (const recommendation of split?.recommendations ?? []) {
      expect(wordsAt(source, recommendation.place)).toContain(plain(recommendation.text));
    }
  },
);

test('a passage keeps its place when cut and joined', () => {
  const passage = passageOf('Do this. Do that.', [{ in: 'text', start: 100, end: 117, line: 3 }]);
  const second = cutPassage(passage, 8, 17);
  expect(second.text).toBe('Do that.');
  expect(placeOf(second)).toEqual([{ in: 'text', start: 109, end: 117, line: 3 }]);
  const joined = joinPassages([cutPassage(passage, 0, 8), second]);
  expect(placeOf(joined)).toEqual([{ in: 'text', start: 100, end: 117, line: 3 }]);
});

test('a place whose length differs from the text is kept whole', () => {
  const passage = passageOf('Do this. Do that.', [{ in: 'text', start: 100, end: 130, line: 3 }]);
  expect(placeOf(cutPassage(passage, 8, 17))).toEqual([{ in: 'text', start: 100, end: 130, line: 3 }]);
});
