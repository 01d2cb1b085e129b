/**
 * Which column each stretch of words below a wrapped header belongs to, and where the table ends.
 * In: strips, columns; out: cells in reading order, the likeliest way through the columns.
 * A cell of values (owner, time, status) is weighed whole, its wrapped lines joined; a cell of words line by line, by
 * whether each goes on with the one above at the column's width.
 */
import type { StackedColumn } from '../stacked/header.ts';
import { CellWeights, type WrapOptions, tornCost } from './weights.ts';
import type { Strip } from './lines.ts';

/** A cell, or what goes on with one after the foot of a page. `column` is -1 for a heading between rows. */
export interface WrappedCell {
  column: number;
  /** True where a row begins. */
  opens: boolean;
  strips: Strip[];
  /** 0..1, against the best way that puts its first words elsewhere. */
  confidence: number;
}

export interface WrappedFit {
  cells: WrappedCell[];
  /** How many strips the table takes. */
  used: number;
  /** Log-likelihood of a table against prose. */
  score: number;
}

/** One step through the strips: the stretch from `from` goes to state `to`. */
interface Step {
  from: number;
  before: number;
  to: number;
  opens: boolean;
  /** Goes on with the cell before. */
  within: boolean;
}

const never = -1e9;
const mostValueLines = 8;
const lostBehind = 20;
/** What a number that counts on from the rows above is worth where it opens a row in the first column, or the second. */
const countedWorth = [2.5, 0.5];

/** The likeliest way of strips through columns. */
export function fitWrapped(
  strips: readonly Strip[],
  columns: readonly StackedColumn[],
  options: WrapOptions,
): WrappedFit {
  return new WrapLattice(strips, columns, options).fit();
}

class WrapLattice {
  readonly #strips: readonly Strip[];
  readonly #columns: readonly StackedColumn[];
  readonly #cells: CellWeights;
  readonly #blanks: number[] = [0];
  readonly #scores: number[][];
  readonly #steps: (Step | null)[][];
  readonly #section: number;
  readonly #after: number;

  constructor(strips: readonly Strip[], columns: readonly StackedColumn[], options: WrapOptions) {
    this.#strips = strips;
    this.#columns = columns;
    this.#cells = new CellWeights(strips, columns, options);
    for (const column of columns) this.#blanks.push((this.#blanks.at(-1) ?? 0) + column.blankCost);
    this.#section = columns.length;
    this.#after = columns.length + 1;
    const states = columns.length + 2;
    this.#scores = Array.from({ length: strips.length + 1 }, () => Array<number>(states).fill(never));
    this.#steps = Array.from({ length: strips.length + 1 }, () => Array<Step | null>(states).fill(null));
  }

  fit(): WrappedFit {
    const [first] = this.#scores;
    if (first === undefined) return { cells: [], used: 0, score: 0 };
    first[this.#columns.length - 1] = 0;
    let reached = 0;
    for (let at = 0; at < this.#strips.length; at++) {
      const here = this.#scores[at] ?? [];
      const best = Math.max(...here);
      if (best <= never / 2) continue;
      reached = at;
      if ((here[this.#after] ?? never) - Math.max(...here.slice(0, this.#after)) > lostBehind) break;
      this.#extend(at);
    }
    return this.#trace(this.#lastPlace(reached));
  }

  /** The place and state that the best way ends in. */
  #lastPlace(reached: number): { at: number; state: number; score: number } {
    const last = this.#strips.length;
    const ends = this.#scores[last] ?? [];
    const here = this.#scores[reached] ?? [];
    let best = { at: reached, state: this.#after, score: here[this.#after] ?? never };
    for (const [state, score] of ends.entries()) {
      if (state === this.#section) continue;
      const total = state === this.#after ? score : score - this.#blanksAfter(state);
      if (total > best.score) best = { at: last, state, score: total };
    }
    return best;
  }

  #trace(end: { at: number; state: number; score: number }): WrappedFit {
    const cells: WrappedCell[] = [];
    let { at, state } = end;
    let used = state === this.#after ? 0 : at;
    while (at > 0) {
      const step = this.#steps[at]?.[state];
      if (step === undefined || step === null) break;
      if (state !== this.#after) {
        used = Math.max(used, at);
        const strips = this.#strips.slice(step.from, at);
        if (step.within && step.before === state) {
          cells.push({ column: state, opens: false, strips, confidence: -1 });
        } else {
          const column = state === this.#section ? -1 : state;
          cells.push({ column, opens: step.opens, strips, confidence: 1 });
        }
      }
      at = step.from;
      state = step.before;
    }
    return { cells: joinWithin(cells.reverse()), used, score: end.score };
  }

  #put(at: number, score: number, step: Step): void {
    const scores = this.#scores[at];
    const steps = this.#steps[at];
    if (scores === undefined || steps === undefined || score <= (scores[step.to] ?? never)) return;
    scores[step.to] = score;
    steps[step.to] = step;
  }

  /** Every way on from a place. */
  #extend(at: number): void {
    const here = this.#scores[at] ?? [];
    const strip = this.#strips[at];
    if (strip === undefined) return;
    const lineEnd = this.#cells.lineEnd(at);
    if (strip.opensLine) {
      for (const [state, score] of here.entries()) {
        if (score <= never / 2) continue;
        this.#leave(at, state, score, lineEnd);
        this.#goOn(at, state, score, lineEnd);
      }
    }
    for (let column = 0; column < this.#columns.length; column++) {
      const entry = this.#bestEntry(at, column);
      if (entry === null) continue;
      for (const { end, score } of this.#cellsFrom(at, column, lineEnd)) {
        this.#put(end, entry.score + score, {
          from: at,
          before: entry.before,
          to: column,
          opens: entry.opens,
          within: false,
        });
      }
    }
  }

  /** Prose begins here or goes on. */
  #leave(at: number, state: number, score: number, lineEnd: number): void {
    const step = { from: at, before: state, to: this.#after, opens: false, within: false };
    if (state === this.#after) this.#put(lineEnd, score, step);
    else if (state !== this.#section || at === 0) {
      const torn = at > 0 && this.#cells.runsOn(at) ? tornCost : 0;
      this.#put(lineEnd, score - this.#blanksAfter(state) - torn, step);
    }
  }

  /** The whole line goes on in the cell of the one above, or stands outside the table as a page number does. */
  #goOn(at: number, state: number, score: number, lineEnd: number): void {
    const strip = this.#strips[at];
    if (strip === undefined || state === this.#after) return;
    const step = { from: at, before: state, to: state, opens: false, within: true };
    if (at === 0) {
      // Nothing stands above yet.
    } else if (state === this.#section) {
      if (this.#cells.runsOn(at)) this.#put(lineEnd, score - 0.3, step);
    } else if (!this.#cells.isValueColumn(state)) {
      this.#put(lineEnd, score + this.#cells.lineScore(at, state, lineEnd), step);
    }
    // Words of the same row after the foot of a page, in whatever column they were cut.
    if (at > 0 && strip.page && state !== this.#section && /^\p{Ll}/u.test(strip.line.text)) {
      for (const column of this.#columns.keys()) {
        if (this.#cells.isValueColumn(column)) continue;
        const over = this.#cells.overflow(at, lineEnd, column);
        this.#put(lineEnd, score - 0.5 - over, { ...step, to: column, within: state === column });
      }
    }
    const section = this.#cells.sectionScore(at, lineEnd);
    if (section !== null) {
      const total = score + section - (state === this.#section ? 0 : this.#blanksAfter(state));
      this.#put(lineEnd, total, { ...step, to: this.#section, opens: true, within: false });
    }
  }

  /** The best way to begin a cell of a column at a place. */
  #bestEntry(at: number, column: number): { score: number; before: number; opens: boolean } | null {
    let best: { score: number; before: number; opens: boolean } | null = null;
    for (const [state, score] of (this.#scores[at] ?? []).entries()) {
      if (score <= never / 2 || state === this.#after) continue;
      const boundary = this.#cells.boundaryCost(at, state);
      const cut = this.#strips[at]?.page === true ? 0.4 : 1;
      const left = state === this.#section ? 0 : this.#blanksAfter(state);
      const opened = score - boundary - (left + this.#blanksBetween(0, column)) * cut;
      const worth = opened + (this.#cells.isCounted(at) ? (countedWorth[column] ?? 0) : 0);
      if (best === null || worth > best.score) best = { score: worth, before: state, opens: true };
      if (state === this.#section || state >= column || at === 0) continue;
      const inside = score - boundary - this.#blanksBetween(state + 1, column);
      if (inside > best.score) best = { score: inside, before: state, opens: false };
    }
    return best;
  }

  /** Cells of a column that begin at a place: where each ends and what it is worth. */
  #cellsFrom(at: number, column: number, lineEnd: number): { end: number; score: number }[] {
    const found: { end: number; score: number }[] = [];
    for (let end = at + 1; end <= lineEnd; end++) {
      found.push({ end, score: this.#cells.cellScore(at, end, column) });
    }
    if (!this.#cells.isValueColumn(column) || this.#columns[column]?.holds === 'reference') return found;
    let end = lineEnd;
    for (let more = 1; more < mostValueLines && end < this.#strips.length; more++) {
      if (this.#strips[end]?.page === true) break;
      end = this.#cells.lineEnd(end);
      const score = this.#cells.cellScore(at, end, column);
      if (score < -8) break;
      found.push({ end, score });
    }
    return found;
  }

  #blanksBetween(from: number, to: number): number {
    return (this.#blanks[to] ?? 0) - (this.#blanks[from] ?? 0);
  }

  #blanksAfter(column: number): number {
    return this.#blanksBetween(column + 1, this.#columns.length);
  }
}

/** Lines that go on with a cell in one with it. */
function joinWithin(cells: readonly WrappedCell[]): WrappedCell[] {
  const joined: WrappedCell[] = [];
  for (const cell of cells) {
    const last = joined.at(-1);
    if (cell.confidence < 0 && last !== undefined) last.strips.push(...cell.strips);
    else joined.push({ ...cell, strips: [...cell.strips] });
  }
  return joined;
}
