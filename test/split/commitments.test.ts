/** Verdicts on single sentences (`commitments.tsv`), and where sentences end. */
import { readFileSync } from 'node:fs';
import { describe, expect, test } from 'vitest';
import { judgeSentence } from '../../pipeline/split/commitments.ts';
import { passageOf } from '../../pipeline/split/passage.ts';
import { splitSentences } from '../../pipeline/split/sentences.ts';

const rows = readFileSync(new URL('commitments.tsv', import.meta.url), 'utf8')
  .split('\n')
  .filter((line) => line !== '' && !line.startsWith('#'))
  .slice(1)
  .map((line) => line.split('\t'))
  .map(([role = '', sentence = '', before = '']) => ({ role, sentence, before }));

test.each(rows)('$role: $sentence', ({ role, sentence, before }) => {
  const verdict = judgeSentence(sentence, before);
  expect(verdict.role).toBe(role);
  expect(verdict.reason).not.toBe('');
});

describe('sentences', () => {
  test.each([
    ['One. Two.', ['One.', 'Two.']],
    ['Cllr. Smith will lead. Dr. Jones will help.', ['Cllr. Smith will lead.', 'Dr. Jones will help.']],
    ['Spend £2.5m by May. Then stop.', ['Spend £2.5m by May.', 'Then stop.']],
    ['Agree a plan The council will fund it', ['Agree a plan', 'The council will fund it']],
    ['Publish the plan in May Officers met', ['Publish the plan in May Officers met']],
    ['Work with the Leader of The council', ['Work with the Leader of The council']],
    ['Use e.g. surveys. In addition, ask staff.', ['Use e.g. surveys.', 'In addition, ask staff.']],
    ['First line\nSecond line', ['First line', 'Second line']],
  ])('%s', (text, sentences) => {
    expect(splitSentences(passageOf(text, [])).map((sentence) => sentence.text)).toEqual(sentences);
  });
});
