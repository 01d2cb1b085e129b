/** Words by page: pages in order, words in theirs; a page that is missing is not there. */
import { expect, it } from 'vitest';
import { byPage, type Word } from '../../../pipeline/read/pdf/page-content.ts';

const word = (text: string, page: number): Word => ({ text, page }) as Word;

it.each([
  [[], []],
  [[word('a', 7)], [[7, 'a']]],
  [
    [word('a', 12), word('b', 2), word('c', 12), word('d', 2)],
    [
      [2, 'b d'],
      [12, 'a c'],
    ],
  ],
])('groups %j', (words, expected) => {
  expect(byPage(words).map(([page, own]) => [page, own.map(({ text }) => text).join(' ')])).toEqual(expected);
});
