import { readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { readWordQuality } from '../../pipeline/store/quality.ts';

const cases = readFileSync(new URL('word-quality.tsv', import.meta.url), 'utf8')
  .split('\n')
  .filter((line) => line !== '' && !line.startsWith('#'))
  .slice(1)
  .map((line) => line.split('\t'))
  .map(([continues, checkable, text = '']) => ({
    text,
    continues: continues === 'yes',
    checkable: checkable === 'yes',
  }));

describe('readWordQuality', () => {
  it.each(cases)('$text', ({ text, continues, checkable }) => {
    expect(readWordQuality(text)).toMatchObject({ continues, checkable });
  });

  it('says what made an action checkable', () => {
    expect(readWordQuality('Save £1.5m from the property estate').because).toBe('£1.5m');
    expect(readWordQuality('Be ambitious').because).toBe('');
  });

  it('reads empty and very long words in no time', () => {
    expect(readWordQuality('')).toEqual({ continues: false, checkable: false, because: '' });
    const start = performance.now();
    readWordQuality('continue to '.repeat(20_000));
    readWordQuality(`two ${'a-'.repeat(50_000)}`);
    expect(performance.now() - start).toBeLessThan(2000);
  });
});
