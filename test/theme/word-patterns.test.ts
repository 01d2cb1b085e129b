/** Looking patterns up by their first letters finds exactly what trying all of them finds. */
import { array, assert, constantFrom, property } from 'fast-check';
import { describe, expect, it } from 'vitest';
import { readLexicon } from '../../pipeline/data-files.ts';
import { prefixesOf } from '../../pipeline/theme/pattern-prefixes.ts';
import { readTrainingData } from '../../pipeline/theme/training-data.ts';
import { WordPatterns } from '../../pipeline/theme/word-patterns.ts';
import { normaliseText } from '../../pipeline/theme/words.ts';

/** The plain way: every pattern at every place. */
function tryAll(patterns: readonly string[], text: string) {
  const any = new RegExp(String.raw`\b(?:${patterns.join('|')})(?!\w)`, 'g');
  return Array.from(text.matchAll(any), ({ 0: words, index: at }) => ({ at, words }));
}

describe('what a match begins with', () => {
  it.each([
    ['plans?', ['pla']],
    ['(?:our )?aims|hr', ['our', 'aim', 'hr']],
    ['(?:local|key)? ?priorit(?:y|ies)', ['loc', 'key', ' pr', 'pri']],
    ['(?:anti-)?poverty', ['ant', 'pov']],
    ['(?:a|bc)(?:d|e)?f', ['adf', 'aef', 'af', 'bcd', 'bce', 'bcf']],
    ['co-?design', ['co-', 'cod']],
    ['a+b', ['a']],
    ['a{2,3}b', ['a']],
    ['x*y', ['x', 'y']],
    [String.raw`(?:\w+ )?director`, ['', 'dir']],
    [String.raw`hr\b`, ['hr']],
    ['[ab]c', ['']],
    ['(?=x)y|(z)', ['']],
    ['', ['']],
  ])('%s', (pattern, prefixes) => {
    expect(prefixesOf(pattern, 3).toSorted()).toEqual(prefixes.toSorted());
  });
});

describe('patterns looked up by letters', () => {
  it.each([
    ['the earlier goes before the later', ['plan', 'plan b'], 'plan b'],
    ['a later one where the earlier does not end at a word', ['plan', 'plans b'], 'plans b'],
    ['none inside another', ['big plan', 'plan b'], 'a big plan b plan b'],
    ['from the end of the word before', ['(?:key)? ?priority', 'a b'], 'our priority, a key priority'],
    ['at the very end, shorter than what it is looked up by', ['hr', 'h'], 'ask hr h'],
    ['none inside a word', ['plan'], 'planning unplanned _plan plan_ 1plan'],
    ['signs and letters of other scripts', ["council's", 'é', String.raw`\W+x`], "council's é *x ..x é"],
    ['nothing at all', ['x*'], 'a x xx'],
    ['no text', ['plan', ''], ''],
  ])('%s', (_, patterns, text) => {
    expect(new WordPatterns([patterns]).findAll(text)).toEqual([tryAll(patterns, text)]);
  });

  it('keeps lists apart', () => {
    const lists = [['town hall', 'hall'], ['town', 'hall'], []];
    const text = 'hall of the town hall';
    expect(new WordPatterns(lists).findAll(text)).toEqual(
      lists.map((patterns) => (patterns.length > 0 ? tryAll(patterns, text) : [])),
    );
  });

  it('finds the same for whatever patterns', () => {
    const piece = constantFrom(
      'a',
      'b',
      'ab',
      ' ',
      '(?:a|b c)',
      '(?:c|a)?',
      'b+',
      'c*',
      String.raw`\w`,
      String.raw`\w+`,
      '|',
    );
    const pattern = array(piece, { minLength: 1, maxLength: 5 }).map((pieces) => pieces.join(''));
    const letter = constantFrom('a', 'b', 'c', ' ', '-');
    const text = array(letter, { maxLength: 14 }).map((letters) => letters.join(''));
    assert(
      property(
        array(pattern.filter(matchesSomething), { minLength: 1, maxLength: 5 }),
        text,
        (patterns, words) => {
          expect(new WordPatterns([patterns]).findAll(words)).toEqual([tryAll(patterns, words)]);
        },
      ),
      { numRuns: 2_000 },
    );
  });

  it('finds the same with the lexicon, in every text it was trained on', () => {
    const patterns = readLexicon('lexicon/theme.tsv').map((row) => row['pattern'] ?? '');
    const texts = readTrainingData().map(({ text }) => normaliseText(text));
    const ours = new WordPatterns([patterns]);
    expect(texts.length).toBeGreaterThan(1_000);
    for (const text of texts) expect(ours.findAll(text)).toEqual([tryAll(patterns, text)]);
  });
});

/** A pattern that can match nothing at all is no pattern of a lexicon. */
function matchesSomething(pattern: string): boolean {
  return !new RegExp(`^(?:${pattern})$`).test('');
}
