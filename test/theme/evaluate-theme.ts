/**
 * Scores the theme classifier beside its baselines. `node test/theme/evaluate-theme.ts [--card] [SEALED]` prints the
 * table; `--card` also makes docs/model-card.md again. SEALED is a folder outside the project with `gold/` and
 * `plans/` that training never saw.
 */
import { existsSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { parseArgs } from 'node:util';
import { THEMES, type ThemeTag } from '../../pipeline/model.ts';
import { packagePath } from '../../pipeline/data-files.ts';
import { fuseScores } from '../../pipeline/theme/fusion.ts';
import { readModel } from '../../pipeline/theme/model-file.ts';
import { classifyTheme } from '../../pipeline/theme/theme.ts';
import { dealFolds, readTrainingData } from '../../pipeline/theme/training-data.ts';
import { scoreOutOfFold } from '../../pipeline/theme/training.ts';
import { drawCalibration } from './calibration-chart.ts';
import { formatModelCard, scoreCells } from './model-card.ts';
import { tagByLexicon, trainBayes } from './theme-baselines.ts';
import { type Judged, type ThemeScores, scoreThemes } from './theme-metrics.ts';
import { type AnsweredText, readGoldPlans, readPhrases } from './theme-sets.ts';
import { tagUnseenPlans } from './unseen-plans.ts';

const FOLDS = 10;

/** The sets whose calibration is drawn. */
const DRAWN = new Set([
  'grouped folds, text alone',
  'grouped folds, in context',
  'outside plans, plan unseen',
  'sealed phrases',
  'sealed plans',
]);

/** One line of the table: a set, a way of tagging, its scores and the judged rows behind them. */
export interface EvaluatedSet {
  set: string;
  method: string;
  scores: ThemeScores;
  judged: Judged[];
}

/** Scores every set there is. `sealed` is a folder with `gold/themes.tsv`, `gold/plans` and `plans`, or nothing. */
export async function evaluateTheme(sealed = ''): Promise<EvaluatedSet[]> {
  const sets = evaluateFolds();
  sets.push(...(await evaluateUnseen()));
  sets.push(...evaluatePlans('invented plans', await readGoldPlans(packagePath('data/gold'))));
  if (sealed !== '' && existsSync(join(sealed, 'gold/themes.tsv'))) {
    sets.push(...evaluatePhrases('sealed phrases', readPhrases(join(sealed, 'gold/themes.tsv'))));
    const plans = await readGoldPlans(join(sealed, 'gold/plans'));
    sets.push(...evaluatePlans('sealed plans', plans));
    Map.groupBy(plans, (row) => row.plan)
      .values()
      .forEach((rows, index) => {
        sets.push(...evaluatePlans(`sealed plan ${index + 1}`, rows).slice(0, 1));
      });
  }
  return sets;
}

/** The table as lines of text, columns padded. */
export function formatScores(sets: readonly EvaluatedSet[]): string[] {
  const rows = scoreCells(sets);
  const widths = (rows[0] ?? []).map((_, i) => Math.max(...rows.map((row) => (row[i] ?? '').length)));
  return rows.map((row) =>
    row
      .map((cell, i) => cell.padEnd(widths[i] ?? 0))
      .join('  ')
      .trimEnd(),
  );
}

function evaluateFolds(): EvaluatedSet[] {
  const rows = readTrainingData();
  const { fusion } = readModel();
  const folds = dealFolds(rows, FOLDS);
  const held = scoreOutOfFold(rows, folds);
  const judge = (indices: number[], shares: (index: number) => number[]): Judged[] =>
    indices.flatMap((index) => {
      const row = rows[index];
      return row ? [{ shares: shares(index), theme: row.theme, theme2: row.theme2 }] : [];
    });
  const all = rows.map((_, index) => index);
  const answered = all.filter((index) => rows[index]?.recommendation !== '');
  const bayes = Array.from({ length: FOLDS }, (_, fold) =>
    trainBayes(rows.filter((__, index) => folds[index] !== fold)),
  );
  const text = (index: number): string => rows[index]?.text ?? '';
  const own = (index: number): number[] => {
    const score = held[index];
    return score ? fuseScores(score.own, {}, fusion) : [];
  };
  const inContext = (index: number): number[] => {
    const score = held[index];
    return score ? fuseScores(score.own, score.context, fusion) : [];
  };
  const parent = (index: number): number[] => {
    const score = held[index]?.context.recommendation;
    return score ? fuseScores(score, {}, fusion) : [];
  };
  return [
    named('grouped folds, text alone', 'model', judge(all, own)),
    named(
      'grouped folds, text alone',
      'Bayes',
      judge(all, (i) => bayes[folds[i] ?? 0]?.(text(i)) ?? []),
    ),
    named(
      'grouped folds, text alone',
      'lexicon alone',
      judge(all, (i) => tagByLexicon(text(i))),
    ),
    named('grouped folds, in context', 'model', judge(answered, inContext)),
    named('grouped folds, in context', 'parent-copy', judge(answered, parent)),
    named(
      'grouped folds, in context',
      'Bayes',
      judge(answered, (i) => bayes[folds[i] ?? 0]?.(text(i)) ?? []),
    ),
    named(
      'grouped folds, in context',
      'lexicon alone',
      judge(answered, (i) => tagByLexicon(text(i))),
    ),
  ];
}

async function evaluateUnseen(): Promise<EvaluatedSet[]> {
  const { planUnseen, setUnseen } = await tagUnseenPlans();
  const score = (set: string, rows: readonly AnsweredText[]): EvaluatedSet =>
    named(
      set,
      'model',
      judgeAll(rows, (row) => sharesOf(row.tags)),
    );
  return [
    score('outside plans, plan unseen', planUnseen.flat()),
    score('outside plans, set unseen', setUnseen.flat()),
    ...setUnseen.map((rows, index) => score(`outside plans, set ${index + 1} unseen`, rows)),
  ];
}

function evaluatePhrases(set: string, rows: readonly AnsweredText[]): EvaluatedSet[] {
  const bayes = trainBayes(readTrainingData());
  return [
    named(
      set,
      'model',
      judgeAll(rows, (row) => sharesOf(row.tags)),
    ),
    named(
      set,
      'Bayes',
      judgeAll(rows, (row) => bayes(row.text)),
    ),
    named(
      set,
      'lexicon alone',
      judgeAll(rows, (row) => tagByLexicon(row.text)),
    ),
  ];
}

function evaluatePlans(set: string, rows: readonly AnsweredText[]): EvaluatedSet[] {
  const bayes = trainBayes(readTrainingData());
  const alone = (text: string): number[] => sharesOf(classifyTheme({ text }));
  return [
    named(
      set,
      'model',
      judgeAll(rows, (row) => sharesOf(row.tags)),
    ),
    named(
      set,
      'model, text alone',
      judgeAll(rows, (row) => alone(row.text)),
    ),
    named(
      set,
      'parent-copy',
      judgeAll(rows, (row) => alone(row.recommendation || row.text)),
    ),
    named(
      set,
      'Bayes',
      judgeAll(rows, (row) => bayes(row.text)),
    ),
    named(
      set,
      'lexicon alone',
      judgeAll(rows, (row) => tagByLexicon(row.text)),
    ),
  ];
}

function judgeAll(rows: readonly AnsweredText[], shares: (row: AnsweredText) => number[]): Judged[] {
  return rows.map((row) => ({ shares: shares(row), theme: row.theme, theme2: row.theme2 }));
}

function named(set: string, method: string, judged: Judged[]): EvaluatedSet {
  return { set, method, judged, scores: scoreThemes(judged, readModel().fusion.unsureBelow) };
}

function sharesOf(tags: readonly ThemeTag[]): number[] {
  return THEMES.map((theme) => tags.find((tag) => tag.theme === theme)?.probability ?? 0);
}

/** Writes `docs/model-card.md` and `docs/calibration.svg` from evaluated sets. */
export function writeModelCard(sets: readonly EvaluatedSet[]): void {
  const curves = sets.filter(({ set, method }) => method === 'model' && DRAWN.has(set));
  writeFileSync(packagePath('docs/model-card.md'), formatModelCard(sets));
  writeFileSync(
    packagePath('docs/calibration.svg'),
    drawCalibration(curves.map(({ set, judged }) => ({ name: set, rows: judged }))),
  );
}

if (import.meta.main) {
  const { values, positionals } = parseArgs({
    options: { card: { type: 'boolean' } },
    allowPositionals: true,
  });
  const sets = await evaluateTheme(positionals[0]);
  process.stdout.write(`${formatScores(sets).join('\n')}\n`);
  if (values.card) writeModelCard(sets);
}
