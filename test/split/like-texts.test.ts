/** Searching by words finds what comparing every pair finds. */
import { array, assert, constantFrom, property } from 'fast-check';
import { describe, expect, it } from 'vitest';
import { LikeTexts, likeness } from '../../pipeline/split/like-texts.ts';

const texts = [
  'Strengthen the scrutiny of the budget',
  '',
  'Publish a plan for the harbour with its traders',
  'strengthen THE Scrutiny of the (budget)',
  'Publish a plan for the harbour with its traders and the boatyards along the quay each spring',
];

function listOf(all: readonly string[], limit = all.length): LikeTexts {
  const list = new LikeTexts(limit);
  for (const [number, text] of all.entries()) list.add(number, text);
  return list;
}

describe('the text most like another', () => {
  it.each([
    ['the same words in other letters, the first of equals', 'Strengthen the scrutiny of the budget!', 0],
    ['one that contains it', 'a plan for the harbour with its traders', 2],
    ['none for other words', 'Recruit apprentices to the depot', -1],
    ['none for half the words', 'Strengthen the housing of visiting performers', -1],
    ['none for no words', '', -1],
    ['none for single letters', 'a b c', -1],
  ])('%s', (_, text, number) => {
    expect(listOf(texts).mostLike(text, 0.6)).toBe(number);
  });

  it('leaves out numbers from its limit on', () => {
    expect(listOf(texts, 2).mostLike(texts[2] ?? '', 0.6)).toBe(-1);
  });

  it('takes a text under a number that had none', () => {
    const list = listOf(['', 'Review the fees of the market']);
    list.add(0, 'Open the archive to schools');
    expect(list.mostLike('Open the archive to the schools', 0.6)).toBe(0);
  });

  it('is the one that comparing every pair finds', () => {
    const word = constantFrom('plan', 'board', 'the', 'of', 'harbour', 'review', 'Plan', 'x', '2026');
    const text = array(word, { maxLength: 9 }).map((words) => words.join(' '));
    assert(
      property(array(text, { maxLength: 12 }), text, (all, wanted) => {
        const scores = all.map((other) => likeness(other, wanted));
        const best = Math.max(...scores, 0.6);
        expect(listOf(all).mostLike(wanted, 0.6)).toBe(best > 0.6 ? scores.indexOf(best) : -1);
      }),
      { numRuns: 500 },
    );
  });
});
