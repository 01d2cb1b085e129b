import { readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { readWordQuality } from '../../pipeline/store/quality.ts';
import { scoreCheckable } from './evaluate-words.ts';
import { judgedFloor, judgedOn } from './judged-floors.ts';

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

  it.each(['tune', 'held'] as const)('says what people say of actions that they judged: %s', (half) => {
    const { actions, uncheckable, precision, recall } = scoreCheckable(half);
    expect(actions).toBeGreaterThanOrEqual(210);
    expect(uncheckable).toBeGreaterThanOrEqual(42);
    expect(precision).toBeGreaterThanOrEqual(half === 'held' ? judgedFloor('checkablePrecision') : 0.95);
    expect(recall).toBeGreaterThanOrEqual(half === 'held' ? judgedFloor('checkableRecall') : 0.97);
  });

  it('shows on the Method page what is measured, no less', () => {
    const { actions, uncheckable, precision, recall } = scoreCheckable('held');
    const shown = (field: string, value: number) => value - judgedFloor(field) < 0.01;
    expect(shown('checkablePrecision', precision) && shown('checkableRecall', recall)).toBe(true);
    expect(judgedOn('checkablePrecision')).toContain(
      `${actions} actions of invented plans, chosen so that ${uncheckable} have`,
    );
  });

  it.each(['Communicate clearly with staff', 'Use data better when making decisions'])(
    'still takes for checkable, wrongly: %s',
    (text) => {
      expect(readWordQuality(text).checkable).toBe(true);
    },
  );

  it('says what made an action checkable', () => {
    expect(readWordQuality('Save £1.5m from the property estate').because).toBe('£1.5m');
    expect(readWordQuality('Be ambitious').because).toBe('');
  });

  it('reads empty and very long words in no time', () => {
    expect(readWordQuality('')).toEqual({ continues: false, checkable: false, because: '' });
    const start = performance.now();
    readWordQuality('continue to '.repeat(20_000));
    readWordQuality('work and build the '.repeat(20_000));
    readWordQuality('1 2,'.repeat(50_000));
    readWordQuality(`two ${'a-'.repeat(50_000)}`);
    expect(performance.now() - start).toBeLessThan(2000);
  });
});
