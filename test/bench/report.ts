/** The bench's words for a terminal: a line a measure, and what changed since the saved result. */
import type { Change, Comparison } from './comparison.ts';
import { type Measure, meetsTarget, ratioOf } from './measure.ts';

/** Three figures: `0.0143`, `4.21`, `66.7`, `1,240`. */
export function figure(value: number): string {
  return Number(value.toPrecision(3)).toLocaleString('en-GB', { maximumSignificantDigits: 3 });
}

/** `2.31×`. */
export function times(ratio: number): string {
  return `${figure(ratio)}×`;
}

/** What a measure should reach, in words; empty where nothing is set. */
export function targetWords({ mostRatio, mostOurs, unit }: Measure): string {
  if (mostRatio !== undefined) return `at most ${times(mostRatio)}`;
  return mostOurs === undefined ? '' : `at most ${figure(mostOurs)} ${unit.split(' ')[0]}`;
}

/** A section's measures in columns, with the saved ratio where there is one. */
export function formatMeasures(measures: readonly Measure[], saved: readonly Measure[]): string {
  const before = new Map(saved.map((measure) => [measure.id, ratioOf(measure)]));
  const rows = measures.map((measure) => {
    const last = before.get(measure.id);
    const target = targetWords(measure);
    return [
      measure.what,
      measure.unit,
      figure(measure.ours),
      figure(measure.baseline),
      times(ratioOf(measure)),
      last === undefined ? '' : `was ${times(last)}`,
      target === '' ? '' : `${target}${meetsTarget(measure) ? '' : ': MISSED'}`,
    ];
  });
  return formatColumns([['', '', 'ours', 'baseline', 'ratio', '', ''], ...rows]);
}

/** What changed by more than it may, with the tolerance; lines without a line break at the end. */
export function formatComparison(comparison: Comparison): string[] {
  const change = ({ measure, before, now }: Change, word: string): string =>
    `${word}: ${measure.what} (${measure.id}): ${times(before)} → ${times(now)} of ${measure.against}; ` +
    `${Math.round(measure.tolerance * 100)} % is let pass`;
  return [
    ...comparison.better.map((one) => change(one, 'better')),
    ...comparison.worse.map((one) => change(one, 'WORSE')),
    ...comparison.lostTargets.map(
      (measure) => `TARGET LOST: ${measure.what} (${measure.id}): ${targetWords(measure)}`,
    ),
  ];
}

function formatColumns(rows: readonly string[][]): string {
  const widths = (rows[0] ?? []).map((_, column) => Math.max(...rows.map((row) => row[column]?.length ?? 0)));
  return rows
    .map((row) =>
      row
        .map((cell, column) =>
          column >= 2 && column <= 4 ? cell.padStart(widths[column] ?? 0) : cell.padEnd(widths[column] ?? 0),
        )
        .join('  ')
        .trimEnd(),
    )
    .join('\n');
}
