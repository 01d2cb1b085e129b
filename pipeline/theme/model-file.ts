/**
 * The trained theme model as it is committed: `data/theme-model/model.json` (settings, bias, dense weights, what it
 * was made from) and `terms.tsv` (a stem or pair, its inverse document frequency, a weight for each theme).
 */
import { readFileSync } from 'node:fs';
import { THEMES } from '../model.ts';
import { packagePath } from '../data-files.ts';
import { DENSE_COUNT, type TermEntry } from './features.ts';
import type { Regression } from './regression.ts';

/** Where the artefacts stand, from the package's root. */
export const MODEL_FILES = { model: 'data/theme-model/model.json', terms: 'data/theme-model/terms.tsv' };

/** How one-text scores become the probabilities of an action. */
export interface FusionSettings {
  /** Weight of the log-probabilities of each source; the action's own words weigh 1. */
  recommendation: number;
  /** A sub-heading under a recommendation refines it; one without a recommendation stands in for it. */
  heading: number;
  headingAlone: number;
  siblings: number;
  /** Temperatures fitted out of fold: for an action alone, and with any context. */
  temperatureAlone: number;
  temperatureContext: number;
  /** An action whose first theme is less likely than this is shown as unsure. */
  unsureBelow: number;
  /** A second theme is named from this probability on. */
  secondFrom: number;
}

/** SHA-256 of what the model was trained from, so that a stale model shows. */
export interface ModelOrigin {
  training: string;
  lexicon: string;
  vectors: string;
  rows: number;
}

export interface ThemeModel {
  regression: Regression;
  vocabulary: Map<string, TermEntry>;
  fusion: FusionSettings;
  origin: ModelOrigin;
}

interface ModelJson {
  origin: ModelOrigin;
  fusion: FusionSettings;
  bias: number[];
  dense: number[][];
}

/** The two files' texts. Numbers are rounded to `digits`, so the same training gives the same bytes. */
export function formatModel(model: ThemeModel): { model: string; terms: string } {
  const { bias, weights } = model.regression;
  const dense = Array.from({ length: DENSE_COUNT }, (_, feature) =>
    THEMES.map((_, t) => weights[feature * THEMES.length + t] ?? 0),
  );
  const terms = [...model.vocabulary].map(([term, { index, idf }]) => {
    const from = (DENSE_COUNT + index) * THEMES.length;
    return [term, idf.toFixed(4), ...THEMES.map((_, t) => (weights[from + t] ?? 0).toFixed(4))].join('\t');
  });
  const lines = [
    '{',
    `"origin": ${JSON.stringify(model.origin)},`,
    `"fusion": ${JSON.stringify(model.fusion)},`,
    `"bias": [${formatNumbers([...bias])}],`,
    '"dense": [',
    dense.map((row) => `[${formatNumbers(row)}]`).join(',\n'),
    ']',
    '}',
  ];
  return { model: `${lines.join('\n')}\n`, terms: `term\tidf\t${THEMES.join('\t')}\n${terms.join('\n')}\n` };
}

/** Reads the committed model. Throws when a file is missing or does not fit. */
export function readModel(): ThemeModel {
  return parseModel({
    model: readFileSync(packagePath(MODEL_FILES.model), 'utf8'),
    terms: readFileSync(packagePath(MODEL_FILES.terms), 'utf8'),
  });
}

/** The model from its two texts. */
export function parseModel(texts: { model: string; terms: string }): ThemeModel {
  const json = JSON.parse(texts.model) as ModelJson;
  const lines = texts.terms.trimEnd().split('\n').slice(1);
  const weights = new Float64Array((DENSE_COUNT + lines.length) * THEMES.length);
  if (json.dense.length !== DENSE_COUNT)
    throw new Error(`theme model has ${json.dense.length} dense features`);
  json.dense.flat().forEach((value, i) => {
    weights[i] = value;
  });
  const vocabulary = new Map<string, TermEntry>();
  lines.forEach((line, index) => {
    const [term = '', idf, ...values] = line.split('\t');
    vocabulary.set(term, { index, idf: Number(idf) });
    values.forEach((value, t) => {
      weights[(DENSE_COUNT + index) * THEMES.length + t] = Number(value);
    });
  });
  return {
    regression: { bias: Float64Array.from(json.bias), weights },
    vocabulary,
    fusion: json.fusion,
    origin: json.origin,
  };
}

function formatNumbers(values: readonly number[]): string {
  return values
    .map((value) => (Object.is(Math.round(value * 1e4), -0) ? '0' : String(Math.round(value * 1e4) / 1e4)))
    .join(', ');
}
