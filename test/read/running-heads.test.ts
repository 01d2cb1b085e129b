/** Lines at the top and foot of pages that form feeds part: what runs through all pages is furniture, rows are not. */
import { expect, test } from 'vitest';

import { splitLines } from '../../pipeline/read/text/lines.ts';

/** Lines taken for furniture in a text of pages. */
function furnitureOf(pages: readonly (readonly string[])[]): string[] {
  const text = pages.map((page) => page.join('\n')).join('\n\f');
  return splitLines(text)
    .filter((line) => line.kind === 'furniture')
    .map((line) => line.text);
}

/** A page of words of its own between a head and a foot. */
function page(number: number, head: string, foot: string): string[] {
  const words = ['lime', 'oak', 'elm', 'ash', 'yew'].map((tree) => `The ${tree} of street ${number} is well`);
  return [head, ...words, foot];
}

test('the same words at the top or foot of each page, page numbers aside; the first page keeps its title', () => {
  const pages = [1, 2, 3].map((number) => page(number, 'APPENDIX A', `Cabinet 6 May 2026 p.${number}`));
  expect(furnitureOf(pages)).toEqual([
    'Cabinet 6 May 2026 p.1',
    'APPENDIX A',
    'Cabinet 6 May 2026 p.2',
    'APPENDIX A',
    'Cabinet 6 May 2026 p.3',
  ]);
});

test('a header of columns on each page is no running head', () => {
  const head = `Ref${' '.repeat(10)}Action${' '.repeat(20)}Lead`;
  expect(furnitureOf([1, 2].map((number) => page(number, head, `Town of hills p. ${number} of 2`)))).toEqual([
    'Town of hills p. 1 of 2',
    'Town of hills p. 2 of 2',
  ]);
  const higher = `${' '.repeat(30)}Responsible${' '.repeat(10)}Target`;
  expect(furnitureOf([1, 2].map((number) => page(number, higher, `${'abc'[number]} foot`)))).toEqual([]);
});

test('a recommendation with a number of its own on each page is none', () => {
  expect(
    furnitureOf([1, 2, 3].map((number) => page(number, `Recommendation ${number}`, 'The end of a street'))),
  ).toEqual(Array.from({ length: 3 }, () => 'The end of a street'));
});

test('what stands at the top of a few pages is none', () => {
  const odd = [1, 2, 3, 4].map((number) =>
    page(number, number < 3 ? 'See overleaf' : `Street ${'abcde'[number]}`, `${'vwxyz'[number]} end`),
  );
  expect(furnitureOf(odd)).toEqual([]);
});

test('feet that count on page by page after a single space, and labels that count', () => {
  const feet = ['Elmcote Council | Onwards 2', 'Elmcote Council | Onwards 3', 'Elmcote Council | Onwards 4'];
  const labels = ['Our key recommendation 1', 'Our key recommendation 2', 'Our key recommendation 3'];
  const leaps = ['Homes that we built 4', 'Homes that we built 19', 'Homes that we built 35'];
  const heads = ['Priority area 1', 'Priority area 2', 'Priority area 3'];
  const text = [feet, labels, leaps, heads].flat().join('\n\nThe lime of this street is well.\n\n');
  const found = splitLines(text).filter((line) => line.kind === 'furniture');
  expect(found.map((line) => line.text)).toEqual(feet);
});
