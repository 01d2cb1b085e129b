/** One account over several actions: which sentences tell of which. */
import { describe, expect, test } from 'vitest';
import { sentencesAbout } from '../../pipeline/timescale/told-of.ts';

const CHARTER = ['Sign a charter with the parishes', 'Hold a forum twice a year'];
const DATES = ['Revise the scheme of delegation', 'Launch the values', 'Review the networks'];

describe('sentences about one action', () => {
  test.each<[string, readonly string[], (string | undefined)[]]>([
    [
      'The charter was signed. A second forum is being arranged.',
      CHARTER,
      ['The charter was signed.', 'A second forum is being arranged.'],
    ],
    // What a sentence opens with tells more than what it mentions.
    [
      'The charter was signed at the first forum. A second forum is being arranged.',
      CHARTER,
      ['The charter was signed at the first forum.', 'A second forum is being arranged.'],
    ],
    // "It" goes on about what stands before it.
    [
      'The charter was signed. It is on the website. The forum met.',
      CHARTER,
      ['The charter was signed. It is on the website.', 'The forum met.'],
    ],
    [
      'Scheme of delegation to Council in March 2025; values launch in spring 2025; networks July 2025',
      DATES,
      [
        'Scheme of delegation to Council in March 2025;',
        'values launch in spring 2025;',
        'networks July 2025',
      ],
    ],
    // The one that no sentence names takes what is said of none.
    [
      'The charter was signed. Dates are in the diary.',
      CHARTER,
      ['The charter was signed.', 'Dates are in the diary.'],
    ],
    ['All went well.', CHARTER, [undefined, undefined]],
    ['All went well. Nobody complained.', CHARTER, [undefined, undefined]],
    ['', CHARTER, [undefined, undefined]],
    ['The charter was signed. The forum met.', ['Sign a charter'], [undefined]],
  ])('%s', (text, actions, wanted) => {
    expect(actions.map((_, index) => sentencesAbout(text, actions, index))).toEqual(wanted);
  });

  test('long accounts of many actions take time in proportion', () => {
    const actions = Array.from({ length: 40 }, (_, index) => `Build depot${'x'.repeat(index)} on the hill`);
    const text = actions.map((action) => `${action} was looked at.`).join(' ');
    expect(actions.filter((_, index) => sentencesAbout(text, actions, index) !== undefined)).toHaveLength(40);
  });
});
