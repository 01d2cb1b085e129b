import { readFileSync, statSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { packagePath } from '../../pipeline/data-files.ts';
import { findGold } from '../../pipeline/evaluate/gold.ts';
import { THEMES } from '../../pipeline/model.ts';
import { fitFusion } from '../../pipeline/theme/calibration.ts';
import {
  type FusionSettings,
  MODEL_FILES,
  formatModel,
  parseModel,
  readModel,
} from '../../pipeline/theme/model-file.ts';
import { trainTheme } from '../../pipeline/theme/train.ts';
import {
  dealFolds,
  documentFolds,
  hashOrigin,
  readTrainingData,
} from '../../pipeline/theme/training-data.ts';
import { scoreOutOfFold } from '../../pipeline/theme/training.ts';
import { trimVectors } from '../../pipeline/theme/trim-vectors.ts';
import { VECTOR_FILES } from '../../pipeline/theme/vectors.ts';
import { findWords, normaliseText } from '../../pipeline/theme/words.ts';
import { scoreThemes } from './theme-metrics.ts';
import { OUTSIDE_SETS } from './unseen-plans.ts';

describe('training data', () => {
  const rows = readTrainingData();

  it('holds at least 200 sentences a theme, and second themes', () => {
    for (const theme of THEMES) {
      expect(rows.filter((row) => row.theme === theme).length, theme).toBeGreaterThanOrEqual(200);
    }
    expect(rows.filter((row) => row.theme2 !== null).length).toBeGreaterThan(200);
    expect(rows.filter((row) => row.recommendation !== '').length).toBeGreaterThan(600);
    for (const row of rows) expect(row.theme2).not.toBe(row.theme);
  });

  it('never parts a group or a plan between folds', () => {
    for (const folds of [dealFolds(rows, 10), documentFolds(rows)]) {
      for (const whole of ['group', 'plan'] as const) {
        const members = Map.groupBy(rows.keys(), (index) => rows[index]?.[whole] ?? '');
        members.delete('');
        expect(members.size).toBeGreaterThanOrEqual(50);
        for (const [name, indices] of members)
          expect(new Set(indices.map((index) => folds[index])).size, name).toBe(1);
      }
    }
  });

  it('keeps plans apart from files of sentences in the folds of documents', () => {
    const folds = documentFolds(rows);
    const foldsOf = (ofPlans: boolean): Set<number | undefined> =>
      new Set(rows.flatMap(({ plan }, index) => ((plan !== '') === ofPlans ? [folds[index]] : [])));
    expect(foldsOf(true).size).toBe(10);
    expect([...foldsOf(true)].filter((fold) => foldsOf(false).has(fold))).toEqual([]);
  });

  it('holds each action of the outside plans with the themes their readers gave it', () => {
    const line = (plan: string, text: string, theme: string, theme2: string | null | undefined): string =>
      [plan, text.replaceAll(/\s+/g, ' ').trim(), theme, theme2 ?? ''].join(' | ');
    const plans = new Set(rows.map(({ plan }) => plan));
    const gold = findGold(OUTSIDE_SETS.map(packagePath)).filter(({ name }) => plans.has(name));
    const given = gold.flatMap(({ name, actions }) =>
      actions.map(({ text, theme, theme2 }) => line(name, text, theme, theme2)),
    );
    const above = new Set(rows.flatMap(({ recommendation, heading }) => [recommendation, heading]));
    const learned = rows
      .filter(
        ({ plan, text, recommendation, heading }) =>
          plan !== '' && (recommendation !== '' || heading !== '' || !above.has(text)),
      )
      .map(({ plan, text, theme, theme2 }) => line(plan, text, theme, theme2));
    expect(learned.toSorted()).toEqual(given.toSorted());
    expect(given.length).toBe(1_519);
  });

  it('gives an action the heading it stands under, and siblings there', () => {
    const row = rows.find(({ heading }) => heading !== '');
    expect(row?.recommendation).toBe('');
    expect(row?.siblings.map((index) => rows[index]?.heading)).toContain(row?.heading);
  });
});

describe('the committed model', () => {
  it('was trained from the data, lexicon and vectors that stand beside it', () => {
    expect(readModel().origin).toMatchObject(hashOrigin());
  });

  it('comes out the same, byte for byte, when trained again', { timeout: 120_000 }, () => {
    const again = trainTheme(readModel().fusion);
    expect(again.model).toBe(readFileSync(packagePath(MODEL_FILES.model), 'utf8'));
    expect(again.terms).toBe(readFileSync(packagePath(MODEL_FILES.terms), 'utf8'));
  });

  it('fits the same settings twice', { timeout: 120_000 }, () => {
    const rows = readTrainingData().filter((_, index) => index % 10 === 0);
    const few = rows.map((row) => ({ ...row, siblings: [] }));
    const fit = (): FusionSettings => fitFusion(scoreOutOfFold(few, dealFolds(few, 2)));
    const settings = fit();
    expect(fit()).toEqual(settings);
    expect(settings.unsureBelow).toBeGreaterThan(0.4);
    expect(settings.temperatureAlone).toBeGreaterThan(0.5);
  });

  it('survives being written and read', () => {
    const texts = formatModel(readModel());
    expect(formatModel(parseModel(texts))).toEqual(texts);
  });

  it('keeps word vectors within 3 MB', () => {
    const bytes = Object.values(VECTOR_FILES).map((path) => statSync(packagePath(path)).size);
    expect(bytes.reduce((sum, size) => sum + size, 0)).toBeLessThanOrEqual(3_000_000);
  });
});

describe('trimVectors', () => {
  it('keeps plain words in order and scales each to its largest value', () => {
    const vector = (first: number): number[] => [first, ...Array.from({ length: 101 }, () => 0.25)];
    const { words, values } = trimVectors({
      vectors: { the: vector(0.5), ',': vector(1), of: vector(-2), a1: vector(1) },
    });
    expect(words).toEqual(['the', 'of']);
    expect([...values.slice(0, 2), ...values.slice(100, 102)]).toEqual([127, 64, -127, 16]);
  });
});

describe('words', () => {
  it.each([
    ['HRA and SLT', 'housing revenue account and senior leadership team'],
    ['S151 and s.151 officers', 'section 151 finance officer and section 151 finance officer officers'],
    ['O&S, VfM; it is IT', 'overview and scrutiny, value for money; it is information technology'],
    ['hrage PASTE SLTs', 'hrage paste slts'],
    ['“Council’s” plan — 2024', "“council's” plan - 2024"],
  ])('%s', (text, expected) => {
    expect(normaliseText(text)).toBe(expected);
  });

  it('drops possessives and figures', () => {
    expect(findWords("the council's £12.5m plan")).toEqual(['the', 'council', 'm', 'plan']);
  });
});

describe('scoreThemes', () => {
  it('scores a set worked out by hand', () => {
    const rows = [
      { shares: [0.8, 0.1, 0.1, 0, 0], theme: 'priorities', theme2: null },
      { shares: [0.6, 0.3, 0.1, 0, 0], theme: 'leadership', theme2: 'priorities' },
      { shares: [0.1, 0.9, 0, 0, 0], theme: 'leadership', theme2: null },
      { shares: [0, 0.55, 0.45, 0, 0], theme: 'governance', theme2: null },
    ] as const;
    const scores = scoreThemes(rows, 0.7);
    expect(scores).toMatchObject({
      rows: 4,
      accuracy: 0.5,
      primaryOrSecond: 0.75,
      decided: 0.5,
      decidedAccuracy: 1,
    });
    expect(scores.decidableAt90).toBe(0.5);
    expect(scores.f1ByTheme.slice(0, 3)).toEqual([2 / 3, 0.5, 0]);
    expect(scores.macroF1).toBeCloseTo((2 / 3 + 0.5) / 3, 10);
    expect(scores.calibrationError).toBeCloseTo((0.2 + 0.6 + 0.1 + 0.55) / 4, 10);
  });
});
