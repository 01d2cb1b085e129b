/**
 * Softmax regression with soft targets and an L2 penalty, fitted by full-batch gradient descent with adaptive
 * steps (Adam). No randomness: same rows in the same order, same weights.
 */
import { THEMES } from '../model.ts';
import { DENSE_COUNT, type SparseRow } from './features.ts';

/** One row to learn from: features, a target share for each theme (summing to 1), and what it counts. */
export interface TrainingRow {
  dense: Float64Array;
  sparse: SparseRow;
  target: readonly number[];
  weight: number;
}

/** Weights feature by feature: `weights[feature * 5 + theme]`; the dense features come first. */
export interface Regression {
  bias: Float64Array;
  weights: Float64Array;
}

/** How long and how tightly to fit; `penalty` holds for every weight but the bias. */
export interface FitOptions {
  penalty: number;
  steps: number;
}

const COUNT = THEMES.length;
const STEP_SIZE = 0.05;

/** Fits weights for `termCount` sparse features and the dense ones. */
export function fitRegression(
  rows: readonly TrainingRow[],
  termCount: number,
  { penalty, steps }: FitOptions,
): Regression {
  const size = (DENSE_COUNT + termCount) * COUNT;
  const packed = packRows(rows);
  const parameters = new Float64Array(size + COUNT);
  const gradient = new Float64Array(size + COUNT);
  const mean = new Float64Array(size + COUNT);
  const square = new Float64Array(size + COUNT);
  for (let step = 1; step <= steps; step++) {
    for (let i = 0; i < size; i++) gradient[i] = penalty * (parameters[i] ?? 0);
    gradient.fill(0, size);
    addGradients(packed, parameters, gradient);
    const rate = STEP_SIZE * (1 - step / (steps + 1));
    const meanScale = 1 / (1 - 0.9 ** step);
    const squareScale = 1 / (1 - 0.99 ** step);
    for (let i = 0; i < size + COUNT; i++) {
      const g = gradient[i] ?? 0;
      const m = 0.9 * (mean[i] ?? 0) + 0.1 * g;
      const v = 0.99 * (square[i] ?? 0) + 0.01 * g * g;
      mean[i] = m;
      square[i] = v;
      parameters[i] = (parameters[i] ?? 0) - (rate * m * meanScale) / (Math.sqrt(v * squareScale) + 1e-8);
    }
  }
  return { bias: parameters.slice(size), weights: parameters.slice(0, size) };
}

/** Logits of one row, in the order of `THEMES`. */
export function scoreRow({ bias, weights }: Regression, dense: Float64Array, sparse: SparseRow): number[] {
  const logits = THEMES.map((_, t) => bias[t] ?? 0);
  addScores(weights, dense, sparse, logits);
  return logits;
}

/** Shares from logits: positive, summing to 1. */
export function softmax(logits: readonly number[]): number[] {
  const highest = Math.max(...logits);
  const raised = logits.map((value) => Math.exp(value - highest));
  const total = raised.reduce((sum, value) => sum + value, 0);
  return raised.map((value) => value / total);
}

function addScores(weights: Float64Array, dense: Float64Array, sparse: SparseRow, logits: number[]): void {
  for (let feature = 0; feature < DENSE_COUNT; feature++) {
    const value = dense[feature] ?? 0;
    if (value === 0) continue;
    for (let t = 0; t < COUNT; t++)
      logits[t] = (logits[t] ?? 0) + value * (weights[feature * COUNT + t] ?? 0);
  }
  sparse.indices.forEach((index, k) => {
    const value = sparse.values[k] ?? 0;
    const from = (DENSE_COUNT + index) * COUNT;
    for (let t = 0; t < COUNT; t++) logits[t] = (logits[t] ?? 0) + value * (weights[from + t] ?? 0);
  });
}

/** All rows end to end: each feature that is not zero with where its weights begin. */
interface PackedRows {
  /** Where each row's features begin, and after the last row where they end. */
  starts: Int32Array;
  places: Int32Array;
  values: Float64Array;
  targets: Float64Array;
  /** What each row counts, summing to 1. */
  shares: Float64Array;
}

function packRows(rows: readonly TrainingRow[]): PackedRows {
  const starts = [0];
  const places: number[] = [];
  const values: number[] = [];
  for (const { dense, sparse } of rows) {
    dense.forEach((value, feature) => {
      if (value === 0) return;
      places.push(feature * COUNT);
      values.push(value);
    });
    sparse.indices.forEach((index, k) => {
      places.push((DENSE_COUNT + index) * COUNT);
      values.push(sparse.values[k] ?? 0);
    });
    starts.push(places.length);
  }
  const total = rows.reduce((sum, row) => sum + row.weight, 0);
  return {
    starts: Int32Array.from(starts),
    places: Int32Array.from(places),
    values: Float64Array.from(values),
    targets: Float64Array.from(rows.flatMap((row) => row.target)),
    shares: Float64Array.from(rows, (row) => row.weight / total),
  };
}

/** Adds the gradient of every row; the bias stands behind the weights in both arrays. */
function addGradients(rows: PackedRows, parameters: Float64Array, gradient: Float64Array): void {
  const { starts, places, values, targets, shares } = rows;
  const size = parameters.length - COUNT;
  const errors = new Float64Array(COUNT);
  for (let row = 0; row < shares.length; row++) {
    const end = starts[row + 1] ?? 0;
    for (let t = 0; t < COUNT; t++) errors[t] = parameters[size + t] ?? 0;
    for (let k = starts[row] ?? 0; k < end; k++) {
      const value = values[k] ?? 0;
      const from = places[k] ?? 0;
      for (let t = 0; t < COUNT; t++) errors[t] = (errors[t] ?? 0) + value * (parameters[from + t] ?? 0);
    }
    const chances = softmax([...errors]);
    for (let t = 0; t < COUNT; t++) {
      errors[t] = ((chances[t] ?? 0) - (targets[row * COUNT + t] ?? 0)) * (shares[row] ?? 0);
      gradient[size + t] = (gradient[size + t] ?? 0) + (errors[t] ?? 0);
    }
    for (let k = starts[row] ?? 0; k < end; k++) {
      const value = values[k] ?? 0;
      const from = places[k] ?? 0;
      for (let t = 0; t < COUNT; t++)
        gradient[from + t] = (gradient[from + t] ?? 0) + value * (errors[t] ?? 0);
    }
  }
}
