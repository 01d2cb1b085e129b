/**
 * Does a row go on with the row above it, cut by a page break?
 * In: the two rows by column, the habits of the columns, whether a break lies between; out: a verdict with its
 * evidence. Three stories are weighed by log-likelihood: a new row; one row cut in two; a new row under a merged
 * cell that the break cut. The weights are rounded from what cut cells and whole cells look like in plans.
 */
import type { Cell } from '../model.ts';
import type { ColumnHabit } from './column-habits.ts';
import { endsClosed, smoothShare, valueShape } from './column-habits.ts';
import type { FoundMarker } from './list-markers.ts';
import { findMarkers, findOpeningMarker, isNext } from './list-markers.ts';

/**
 * - `new`: a row of its own; cut columns (rare) span both rows.
 * - `merge`: the whole row belongs to the row above.
 * - `flow`: the tail of the main cell belongs above, the list items after it are a row of their own.
 */
export interface Verdict {
  kind: 'new' | 'merge' | 'flow';
  /** Columns whose words go on from the cell above without a gap. */
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

/** Log-odds of a cut row before any word is read: even at a break, one in twenty elsewhere. */
const priorAtBreak = 0;
const priorInside = -3;
/** Log-odds of a merged cell cut at the very place where a new row begins. */
const priorSpan = -2;
/** A column is taken for cut on its own from here. */
const columnThreshold = 1.5;

/** Words and signs no sentence or name ends with: articles, prepositions, conjunctions, auxiliaries. */
const dangling =
  /(?:[,(/&–—-]|(?<!\p{L})(?:and|or|the|a|an|of|to|for|with|from|that|which|their|our|its|is|are|be|will|into|including|between))$/iu;
/** Words that end a phrase now and then (`carries on`, `built in`). */
const danglingPerhaps = /(?<!\p{L})(?:by|in|on|at|as|through|via|across|within|under|over)$/iu;

/** True for words that no sentence or name ends with: the rest stands elsewhere. */
export function endsOpen(text: string): boolean {
  return dangling.test(text) || danglingPerhaps.test(text);
}

const reference =
  /^(?:(?:R|Rec|Recommendation|Action|KR|Ref)\.?[ \t]*)?[A-Z]{0,3}\d{1,3}(?:\.\d{1,3})*[a-z]?[.):]?(?=\s|$)/;
const month = /(?:^|\s)(?:jan|feb|mar|apr|may|jun|jul|aug|sep|oct|nov|dec)[a-z]*$/i;

interface Weight {
  /** Log-likelihood of these words under a cut against under a new row. */
  score: number;
  reasons: string[];
}

/** Weighs a pair of neighbouring rows. Rows without any words are merged. */
export function judgeRows(pair: RowPair): Verdict {
  const { below, habits, atBreak } = pair;
  const main = mainColumn(habits);
  const columns = habits.map((_, column) => column);
  if (columns.every((column) => words(below, column) === '')) {
    return { kind: 'merge', cut: [], main, evidence: ['an empty row'], confidence: 1 };
  }
  const weights = columns.map((column) => weighColumn(pair, column));
  const scoreOf = (column: number): number => weights[column]?.score ?? 0;
  const cut = columns.filter((column) => words(below, column) !== '' && scoreOf(column) >= columnThreshold);
  const prior = (atBreak ? priorAtBreak : priorInside) + (lacksMain(pair, main) ? 5 : 0);
  const whole = prior + columns.reduce((sum, column) => sum + scoreOf(column), 0);
  const spanning = maySpan(pair, cut, main)
    ? prior + priorSpan + cut.reduce((sum, column) => sum + scoreOf(column), 0)
    : -Infinity;
  const evidence = columns.flatMap((column) =>
    (weights[column]?.reasons ?? []).map((reason) => `${reason} in column ${column + 1}`),
  );
  // Without a break, empty cells alone prove nothing: they stand under merged cells as often.
  const unproven = !atBreak && cut.length === 0 && !lacksMain(pair, main);
  if (unproven || Math.max(whole, spanning) <= 0) {
    const reason = reference.test(words(below, 0)) ? 'a new reference' : 'nothing goes on';
    return {
      kind: 'new',
      cut: [],
      main,
      evidence: [reason],
      confidence: likelihood(-Math.max(whole, spanning)),
    };
  }
  if (spanning > whole) {
    const kind = cut.includes(main) ? 'flow' : 'new';
    return { kind, cut, main, evidence, confidence: likelihood(Math.min(spanning, spanning - whole)) };
  }
  return { kind: 'merge', cut, main, evidence, confidence: likelihood(Math.min(whole, whole - spanning)) };
}

function words(cells: readonly (Cell | undefined)[], column: number): string {
  return (cells[column]?.text ?? '').trim();
}

/** True for a row without words in its first column and in all that usually hold many: hardly a row of its own. */
function lacksMain(pair: RowPair, main: number): boolean {
  const longest = pair.habits[main]?.meanLength ?? 0;
  const long = [...pair.habits.keys()].filter((column) => {
    const habit = pair.habits[column];
    return habit !== undefined && habit.filled >= 0.7 && habit.meanLength >= longest * 0.4;
  });
  return (
    main !== 0 && long.includes(main) && [0, ...long].every((column) => words(pair.below, column) === '')
  );
}

/**
 * A new row under a merged cell that was cut: the first column is empty or cut itself, some other short column
 * begins anew, and the main column holds a new item (after a tail, if it was cut too).
 */
function maySpan(pair: RowPair, cut: readonly number[], main: number): boolean {
  const { above, below, habits } = pair;
  if (cut.length === 0 || (words(below, 0) !== '' && !cut.includes(0))) return false;
  if (words(below, main) === '' || (main === 0 && cut.includes(0))) return false;
  if (cut.includes(main) && !hasItems(words(above, main), words(below, main))) return false;
  return habits.some((habit, column) => {
    const fresh = words(below, column) !== '' && words(above, column) !== '' && !cut.includes(column);
    return fresh && column !== main && column !== 0 && habit.meanLength <= 120;
  });
}

function weighColumn(pair: RowPair, column: number): Weight {
  const habit = pair.habits[column];
  const above = words(pair.above, column);
  const below = words(pair.below, column);
  if (habit === undefined || (above === '' && below === '')) return { score: 0, reasons: [] };
  if (below === '') {
    const score = Math.log(0.6 / Math.max(0.05, 1 - smoothShare(habit.filled, habit.rows)));
    return { score, reasons: score > 0.8 ? ['empty, filled elsewhere,'] : [] };
  }
  // Words under an empty cell: only a cell that the row above did not have.
  if (above === '') return { score: -2, reasons: [] };
  return weighWords(above, below, habit, column);
}

function weighWords(above: string, below: string, raw: ColumnHabit, column: number): Weight {
  const count = raw.rows * raw.filled;
  const habit = {
    ...raw,
    stopped: smoothShare(raw.stopped, count),
    // Cut rows are among those counted: below half, small letters are no habit of the column.
    lower: raw.lower < 0.5 ? raw.lower * 0.15 : smoothShare(raw.lower, count),
    marked: smoothShare(raw.marked, count),
  };
  const weight: Weight = { score: 0, reasons: [] };
  weighStart(above, below, habit, column, weight);
  weighEnd(above, below, habit, weight);
  weighValues(above, below, habit, weight);
  return weight;
}

function add(weight: Weight, points: number, reason = ''): void {
  weight.score += points;
  if (reason !== '') weight.reasons.push(reason);
}

/** Small words that fill a cell of their own. */
const IS_WHOLE = /^(?:tb[acd]|n\/?a|nil|none|ongoing|complete|completed|done)\.?$/;

function weighStart(above: string, below: string, habit: ColumnHabit, column: number, weight: Weight): void {
  const opening = findOpeningMarker(below);
  if (IS_WHOLE.test(below)) {
    add(weight, -1);
  } else if (opening === null && /^[\p{Ll}),;]/u.test(below)) {
    add(weight, Math.log(0.7 / Math.max(0.02, Math.min(0.7, habit.lower))), 'lower-case start');
  } else if (opening !== null && opening.kind !== 'decimal') {
    if (column === 0 && isNextRow(above, opening)) add(weight, -6);
    else weighMarker(above, opening, habit, weight);
  } else if (reference.test(below) && (column === 0 || opening !== null)) {
    add(weight, -6);
  } else if (/^[\p{Lu}\p{N}]/u.test(below)) {
    add(weight, -1);
  }
}

/** "4. Cut the number of boards" under "3. Support ward members" in the first column: the rows are counted there. */
function isNextRow(above: string, opening: FoundMarker): boolean {
  const first = findOpeningMarker(above);
  const only = lastMarker(above);
  return first !== null && only?.value === first.value && isNext(first, opening);
}

function weighMarker(above: string, opening: FoundMarker, habit: ColumnHabit, weight: Weight): void {
  const last = lastMarker(above);
  if (opening.kind === 'bullet') add(weight, Math.log(0.3 / Math.max(0.1, habit.marked)));
  else if (last !== null && isNext(last, opening)) add(weight, 2.7, 'next list marker');
  else if (opening.value > 1) add(weight, 2, 'a list that does not begin');
  else add(weight, -4);
}

function weighEnd(above: string, below: string, habit: ColumnHabit, weight: Weight): void {
  if (/(?:^|\s)(?:\(?[a-z\d]{1,2}[.)]|[•●▪])$/.test(above)) add(weight, 4, 'a list marker without words');
  else if (dangling.test(above)) add(weight, 3, 'nothing ends there');
  else if (danglingPerhaps.test(above)) add(weight, 2, 'nothing ends there');
  else if (above.endsWith(':')) add(weight, 2.5, 'a colon before the break');
  else if (endsClosed(above)) add(weight, Math.log(0.15 / Math.max(0.15, habit.stopped)));
  else {
    const points = Math.log(0.85 / Math.max(0.08, 1 - habit.stopped));
    add(weight, points, points > 0.8 ? 'no closing stop' : '');
  }
  if (above.split('(').length > above.split(')').length) {
    add(weight, closesFirst(below) ? 3 : 1, 'unclosed bracket');
  }
}

/** True when a closing bracket comes before any opening one. */
function closesFirst(text: string): boolean {
  const close = text.indexOf(')');
  const open = text.indexOf('(');
  return close >= 0 && (open < 0 || close < open);
}

/** "Sept 2021 – Feb" over "2022", "From 1st" over "September 2021". */
export function isCutDate(above: string, below: string): boolean {
  if (month.test(above)) return /^(?:19|20)?\d{2}(?!\d)/.test(below);
  return /(?:^|\s)\d{1,2}(?:st|nd|rd|th)$/i.test(above) && month.test(/^\p{L}+/u.exec(below)?.[0] ?? '');
}

/** Owners, times and states recur: a value seen whole elsewhere was not cut, one seen only joined was. */
function weighValues(above: string, below: string, habit: ColumnHabit, weight: Weight): void {
  if (habit.values.size === 0) return;
  const elsewhere = (key: string, own: number): boolean => (habit.values.get(key) ?? 0) > own;
  const joined = `${above} ${below}`.replaceAll('\n', ' ');
  if (elsewhere(joined, 0)) add(weight, 5, 'a value known from elsewhere');
  else if (isCutDate(above, below)) add(weight, 4, 'a date cut in two');
  else if (elsewhere(below, 1)) add(weight, -2.5);
  else if (elsewhere(valueShape(below), 1)) add(weight, -1.5);
}

/** The longest of the columns that are filled about as often as any: merged cells leave theirs half empty. */
function mainColumn(habits: readonly ColumnHabit[]): number {
  const fullest = Math.max(...habits.map((habit) => habit.filled));
  let main = -1;
  for (const [column, habit] of habits.entries()) {
    if (habit.filled < fullest * 0.8) continue;
    if (main < 0 || habit.meanLength > (habits[main]?.meanLength ?? 0)) main = column;
  }
  return Math.max(0, main);
}

function lastMarker(text: string): FoundMarker | null {
  for (const line of text.split('\n').reverse()) {
    const last = findMarkers(line).at(-1);
    if (last !== undefined) return last;
  }
  return null;
}

/** True when list items follow the tail in the later part of a cell. */
function hasItems(above: string, below: string): boolean {
  return below
    .split('\n')
    .some((line, index) => findMarkers(line, index === 0 ? lastMarker(above) : null).length > 0);
}

/** Log-odds to a probability with two decimals. */
function likelihood(logOdds: number): number {
  return Math.round(100 / (1 + Math.exp(-Math.max(0, Math.min(20, logOdds))))) / 100;
}
