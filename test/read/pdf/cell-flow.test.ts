/** Lines of a cell → paragraphs and list items, case by case, in letters of one width. */
import { readFileSync } from 'node:fs';
import { expect, test } from 'vitest';

import { flowLines } from '../../../pipeline/read/pdf/flow.ts';
import { makeLine, type Line } from '../../../pipeline/read/pdf/lines.ts';
import type { Word } from '../../../pipeline/read/pdf/page-content.ts';
import type { TextStyle } from '../../../pipeline/read/pdf/text-style.ts';

const SIZE = 10;
const LETTER = 5;
const LEADING = 12;
const style: TextStyle = {
  leadingOf: () => LEADING,
  trailingSpaces: false,
  vocabulary: new Set(['quarterly', 'september', 'complete', 'community']),
  bodySize: SIZE,
};

const cases = readFileSync(new URL('cases/cell-flow.tsv', import.meta.url), 'utf8')
  .split('\n')
  .filter((line) => line !== '' && !line.startsWith('#'))
  .map((line) => line.split('\t'));

test.each(cases)('%s', (_name, width = '', lines = '', blocks = '') => {
  const set = setLines(lines.split('¶'));
  const found = flowLines(set, Number(width) * LETTER + 0.4, style).map(({ marker, text }) =>
    marker === '' ? text : `[${marker}] ${text}`,
  );
  expect(found).toEqual(blocks.split('¶'));
});

test('there are cases', () => {
  expect(cases.length).toBeGreaterThan(20);
});

function setLines(texts: string[]): Line[] {
  let base = 20;
  return texts.map((printed, index) => {
    if (index > 0) base += LEADING + (printed.startsWith('+') ? 6 : 0);
    const indent = printed.startsWith('^') ? 2 * LETTER : 0;
    const bold = printed.startsWith('**');
    const text = printed.replace(/^(?:\+|\^|\*\*)/, '');
    const spaced = text.endsWith('_');
    let x = indent;
    const words: Word[] = [];
    for (const part of text.replace(/_$/, '').split(' ')) {
      const width = part.length * LETTER;
      words.push(makeWord(part, x, width, base, bold));
      x += width + LETTER;
    }
    const last = words.at(-1);
    if (last) last.spaceAfter = spaced;
    return makeLine(words);
  });
}

function makeWord(text: string, x0: number, width: number, base: number, bold: boolean): Word {
  return {
    text,
    x0,
    x1: x0 + width,
    top: base - 0.78 * SIZE,
    bottom: base + 0.22 * SIZE,
    base,
    size: SIZE,
    bold,
    page: 1,
    mark: -1,
    artifact: false,
    spaceAfter: false,
    sideways: false,
    firstGlyphWidth: LETTER,
    order: 0,
  };
}
