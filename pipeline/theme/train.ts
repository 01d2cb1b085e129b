/**
 * `npm run train-theme`: makes `data/theme-model/model.json` and `terms.tsv` from `data/training/`, the lexicon and
 * the word vectors. Takes no options; the same data give the same bytes.
 */
import { writeFileSync } from 'node:fs';
import { packagePath } from '../data-files.ts';
import { fitFusion } from './calibration.ts';
import { readText } from './features.ts';
import { type FusionSettings, MODEL_FILES, formatModel } from './model-file.ts';
import { scoreOutOfFold, trainTextModel } from './training.ts';
import { documentFolds, hashOrigin, readTrainingData } from './training-data.ts';

/** The two artefacts' texts, trained afresh; settings that are already fitted may be given to save their time. */
export function trainTheme(fitted?: FusionSettings): { model: string; terms: string } {
  const rows = readTrainingData();
  const reads = rows.map((row) => readText(row.text));
  const fusion = fitted ?? fitFusion(scoreOutOfFold(rows, documentFolds(rows)));
  return formatModel({
    ...trainTextModel(rows, reads),
    fusion,
    origin: { ...hashOrigin(), rows: rows.length },
  });
}

if (import.meta.main) {
  const texts = trainTheme();
  writeFileSync(packagePath(MODEL_FILES.model), texts.model);
  writeFileSync(packagePath(MODEL_FILES.terms), texts.terms);
  process.stdout.write(`theme model: ${texts.terms.split('\n').length - 2} terms\n`);
}
