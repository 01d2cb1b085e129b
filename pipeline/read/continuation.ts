/**
 * Does a row go on with the row above it, cut by a page break?
 * In: the two rows by column, the habits of the columns, whether a break lies between; out: a verdict with its
 * evidence. The evidence is weighed column by column, for a break may cut one cell and end another.
 */
import type { Cell } from '../model.ts';
import type { ColumnHabit } from './grid.ts';
import { endsClosed } from './grid.ts';
import type { FoundMarker } from './list-markers.ts';
import { findMarkers, findOpeningMarker, isNext } from './list-markers.ts';

/**
 * - `new`: a row of its own; cut columns (rare) span both rows.
 * - `merge`: the whole row belongs to the row above.
 * - `flow`: the tail of the main cell belongs above, the list items after it are a row of their own.
 */
export interface Verdict {
  kind: 'new' | 'merge' | 'flow';
  /** Columns whose cell goes on from the cell above. */
  cut: number[];
  /** The column that holds most of the words. */
  main: number;
  evidence: string[];
  /** 0..1 */
  confidence: number;
}

export interface RowPair {
  above: readonly (Cell | undefined)[];
  below: readonly (Cell | undefined)[];
  habits: readonly ColumnHabit[];
  /** True when a page break, a repeated header or a gap lies between the rows. */
  atBreak: boolean;
}

const cutThreshold = 2.5;
const strongThreshold = 5;
/** Words no sentence or name ends with: articles, prepositions, conjunctions, auxiliaries. */
const dangling =
  /(?:[,(/&–—-]|(?<!\p{L})(?:and|or|the|a|an|of|to|for|with|by|in|on|at|from|as|that|which|their|our|its|is|are|be|will|into|through|via|including|between|across|within|under))$/iu;
const reference =
  /^(?:(?:R|Rec|Recommendation|Action|KR|Ref)\.?[ \t]*)?[A-Z]{0,3}\d{1,3}(?:\.\d{1,3})*[a-z]?[.):]?(?=\s|$)/;

/** Weighs a pair of neighbouring rows. Rows without any words are merged. */
export function judgeRows(pair: RowPair): Verdict {
  const { above, below, habits, atBreak } = pair;
  const main = mainColumn(habits);
  const columns = habits.map((_, column) => column);
  const keyBlank = text(below, 0) === '' && (habits[0]?.filled ?? 0) > 0;
  const weights = columns.map((column) => {
    const weight = weighCut(text(above, column), text(below, column), habits[column], atBreak);
    if (atBreak && keyBlank && weight.score > 0) weight.score += 1;
    return weight;
  });
  const cutAt = (threshold: number): number[] =>
    columns.filter((column) => (weights[column]?.score ?? 0) >= threshold);
  const why = (cut: readonly number[]): string[] =>
    cut.flatMap((column) =>
      (weights[column]?.reasons ?? []).map((reason) => `${reason} in column ${column + 1}`),
    );

  const keyText = text(below, 0);
  if (keyText !== '' && (main !== 0 || reference.test(keyText)) && (weights[0]?.score ?? 0) < cutThreshold) {
    const strong = reference.test(keyText) || atBreak ? cutAt(strongThreshold) : [];
    const opened = reference.test(keyText) ? 'a new reference' : 'a new first column';
    return { kind: 'new', cut: strong, main, evidence: [opened, ...why(strong)], confidence: 0.9 };
  }
  const cut = cutAt(cutThreshold);
  const side = columns.filter((column) => column !== main && column !== 0);
  const usuallyFilled = side.filter((column) => (habits[column]?.filled ?? 0) >= 0.8);
  const gaps = usuallyFilled.filter((column) => text(below, column) === '');
  const fresh = side.filter(
    (column) =>
      text(below, column) !== '' &&
      text(above, column) !== '' &&
      !cut.includes(column) &&
      !longColumn(habits, column),
  );
  const gapEvidence = gaps.map((column) => `column ${column + 1} empty, filled elsewhere`);

  if (cut.length > 0) return judgeCut();
  return judgeUncut();

  function judgeCut(): Verdict {
    const evidence = [...why(cut), ...gapEvidence];
    const total = cut.reduce((sum, column) => sum + (weights[column]?.score ?? 0), 0);
    const confidence = confidenceOf(total + gaps.length + (atBreak ? 1 : 0));
    const mainBelow = text(below, main);
    const separate = fresh.length > 0 && gaps.length === 0;
    if (separate && cut.includes(main) && hasResidue(text(above, main), mainBelow)) {
      return { kind: 'flow', cut, main, evidence, confidence: roundShare(confidence * 0.9) };
    }
    if (separate && !cut.includes(main) && mainBelow !== '') {
      return { kind: 'new', cut, main, evidence, confidence: roundShare(confidence * 0.9) };
    }
    return { kind: 'merge', cut, main, evidence, confidence };
  }

  function judgeUncut(): Verdict {
    const mainBelow = text(below, main);
    const verdict = (kind: Verdict['kind'], evidence: string[], confidence: number): Verdict => ({
      kind,
      cut: [],
      main,
      evidence,
      confidence,
    });
    if (columns.every((column) => text(below, column) === '')) return verdict('merge', ['an empty row'], 1);
    if (mainBelow === '') {
      const usual = (habits[main]?.filled ?? 0) >= 0.8 && (habits[0]?.filled ?? 0) > 0;
      const goesOn = usual && main !== 0 && text(above, main) !== '';
      return goesOn
        ? verdict('merge', [`column ${main + 1} empty, filled elsewhere`], atBreak ? 0.85 : 0.7)
        : verdict('new', ['nothing goes on'], 0.7);
    }
    if (!keyBlank && main !== 0) return verdict('new', ['nothing goes on'], 0.8);
    if (fresh.length > 0 || !atBreak) return verdict('new', ['nothing goes on'], 0.85);
    const last = lastMarker(text(above, main));
    const opening = findOpeningMarker(mainBelow);
    if (last !== null && opening !== null && isNext(last, opening)) {
      return verdict('merge', [`next list marker in column ${main + 1}`, ...gapEvidence], 0.8);
    }
    const allGaps = usuallyFilled.length > 0 && gaps.length === usuallyFilled.length;
    const open = (habits[main]?.stopped ?? 0) >= 0.6 && !endsClosed(text(above, main));
    const narrative = (habits[main]?.meanLength ?? 0) > 300;
    if (allGaps && (open || narrative)) {
      const sign = open ? 'no closing stop above' : 'long narrative cells';
      return verdict('merge', [sign, ...gapEvidence], open ? 0.75 : 0.6);
    }
    return verdict('new', ['nothing goes on'], allGaps ? 0.5 : 0.8);
  }
}

function text(cells: readonly (Cell | undefined)[], column: number): string {
  return (cells[column]?.text ?? '').trim();
}

/** How much the words of one column look like one cell cut in two; above 2.5 they do. */
export function weighCut(
  above: string,
  below: string,
  habit: ColumnHabit | undefined,
  atBreak: boolean,
): { score: number; reasons: string[] } {
  const reasons: string[] = [];
  if (above === '' || below === '') return { score: 0, reasons };
  let score = 0;
  const add = (points: number, reason: string): void => {
    score += points;
    reasons.push(reason);
  };
  const opening = findOpeningMarker(below);
  if (opening === null && /^[\p{Ll}),;]/u.test(below)) {
    add((habit?.lower ?? 0) > 0.4 ? 1 : 3.5, 'lower-case start');
  } else if (/^\p{Lu}/u.test(below)) {
    score -= 1;
  }
  if (dangling.test(above)) add(3, 'nothing ends there');
  if (isOpen(above)) add(closesFirst(below) ? 3 : 1, 'unclosed bracket');
  if (above.endsWith(':')) add(atBreak ? 3 : 1.5, 'a colon before the break');
  if (endsClosed(above)) score -= 2;
  else if ((habit?.stopped ?? 0) >= 0.6) add(1, 'no closing stop');
  if (opening !== null) score -= 2;
  if (reference.test(below) && opening?.kind !== 'letter') score -= 4;
  return { score, reasons };
}

function isOpen(text: string): boolean {
  return text.split('(').length > text.split(')').length;
}

/** True when a closing bracket comes before any opening one. */
function closesFirst(text: string): boolean {
  const close = text.indexOf(')');
  const open = text.indexOf('(');
  return close >= 0 && (open < 0 || close < open);
}

function mainColumn(habits: readonly ColumnHabit[]): number {
  let main = 0;
  for (const [column, habit] of habits.entries()) {
    // Half-empty remarks columns may hold long cells; the main column is filled.
    const weight = habit.meanLength * habit.filled;
    if (weight > (habits[main]?.meanLength ?? 0) * (habits[main]?.filled ?? 0)) main = column;
  }
  return main;
}

function longColumn(habits: readonly ColumnHabit[], column: number): boolean {
  return (habits[column]?.meanLength ?? 0) > 120;
}

function lastMarker(text: string): FoundMarker | null {
  for (const line of text.split('\n').reverse()) {
    const markers = findMarkers(line);
    const last = markers.at(-1);
    if (last !== undefined) return last;
  }
  return null;
}

/** True when list items follow the tail in the later part of a cell. */
function hasResidue(above: string, below: string): boolean {
  return below
    .split('\n')
    .some((line, index) => findMarkers(line, index === 0 ? lastMarker(above) : null).length > 0);
}

function confidenceOf(total: number): number {
  return roundShare(1 - 0.5 ** (total / 2.5));
}

function roundShare(share: number): number {
  return Math.round(share * 100) / 100;
}
