/**
 * Which column each piece below a stacked header belongs to, and where the table ends.
 * In: pieces, columns; out: the likeliest way through the columns, row by row, and how sure each step is.
 * Every piece is weighed by log-likelihood of its kind in a column against the same piece in prose; a blank cell
 * and a cell of several pieces have their price.
 */
import type { StackedColumn } from './header.ts';
import { type Piece, findCounted, goesOn, isBareHeading, mayBeFurniture } from './pieces.ts';
import { secondPieceCost, weights } from './weights.ts';

/** Where a piece goes. `column` is -1 for a heading between rows, `null` for a page number or running head. */
export interface Step {
  column: number | null;
  /** True where a row begins. */
  opens: boolean;
  /** 0..1, against the best way that puts the piece elsewhere. */
  confidence: number;
}

/** Steps of the pieces that belong to the table, in order; the rest stand after it. */
export interface StackedFit {
  steps: Step[];
  /** Log-likelihood of a table against prose. */
  score: number;
}

/** Two bullets one after the other in two cells. */
const bulletApartCost = 1.5;
/** A piece that repeats the name of a column is a label. */
const labelCost = 6;
/** A row that begins with no gap before it, or a gap inside a row, where gaps part the rows. */
const gapCost = 3;
/** A number between gaps that does not count on from those above. */
const uncountedCost = 1;
const never = -1e9;
/** So far behind prose, and for so long, that no table goes on. */
const lostBehind = 15;

export interface FitOptions {
  /** Blank lines stand between rows and nowhere else. */
  gapsPartRows: boolean;
  /** The table goes on after the last piece with words of the same row. */
  endsOpen: boolean;
  /** A mark ends every cell but the last of a row: without one the next piece is the same cell's, or the next row's. */
  marked?: boolean;
}

/** The likeliest way of pieces through columns. */
export function fitRows(
  pieces: readonly Piece[],
  columns: readonly StackedColumn[],
  options: FitOptions,
): StackedFit {
  const lattice = new Lattice(pieces, columns, options);
  return lattice.fit();
}

class Lattice {
  readonly #pieces: readonly Piece[];
  readonly #columns: readonly StackedColumn[];
  readonly #options: FitOptions;
  /** Cost of blanks in columns before each, summed. */
  readonly #blanks: number[];
  readonly #names: ReadonlySet<string>;
  /** Lines of this length may have been wrapped; none in a text with long lines. */
  readonly #wrapsFrom: number;
  /** Lone numbers that count on from each other; the rest may as well be page numbers. */
  readonly #counted: ReadonlySet<Piece>;
  readonly #section: number;
  readonly #after: number;

  constructor(pieces: readonly Piece[], columns: readonly StackedColumn[], options: FitOptions) {
    this.#pieces = pieces;
    this.#columns = columns;
    this.#options = options;
    this.#names = new Set(columns.map((column) => column.name.toLowerCase()));
    const widest = Math.max(0, ...pieces.slice(0, 500).map((piece) => piece.text.length));
    this.#wrapsFrom = widest > 120 ? Infinity : Math.max(25, widest * 0.6);
    this.#counted = findCounted(pieces);
    this.#section = columns.length;
    this.#after = columns.length + 1;
    this.#blanks = [0];
    for (const column of columns) {
      this.#blanks.push((this.#blanks.at(-1) ?? 0) + column.blankCost);
    }
  }

  fit(): StackedFit {
    const forward = this.#walk();
    const last = forward.length - 1;
    const ends = this.#states().map((state) => (forward[last]?.[state] ?? never) + this.#endScore(state));
    let state = last < 0 ? this.#after : ends.indexOf(Math.max(...ends));
    const score = last < 0 ? 0 : Math.max(...ends);
    const states: number[] = [];
    for (let index = last; index >= 0; index--) {
      states[index] = state;
      if (index > 0) state = this.#bestBefore(forward[index - 1] ?? [], state, index);
    }
    const until = states.indexOf(this.#after);
    const kept = until < 0 ? states : states.slice(0, until);
    const backward = this.#walkBack(forward.length);
    return { score, steps: kept.map((_, index) => this.#step(kept, index, forward, backward)) };
  }

  #states(): number[] {
    return [...Array.from({ length: this.#columns.length + 2 }).keys()];
  }

  /** For each piece and state the score of the best way there; stops where prose has clearly won. */
  #walk(): number[][] {
    const start = this.#states().map((state) => (state === this.#columns.length - 1 ? 0 : never));
    const forward: number[][] = [];
    for (const index of this.#pieces.keys()) {
      const before = forward[index - 1] ?? start;
      const here = this.#states().map((state) =>
        this.#states().reduce((best, from) => {
          const sum = (before[from] ?? never) + this.#move(from, state, index);
          return Math.max(best, sum);
        }, never),
      );
      forward.push(here);
      if ((here[this.#after] ?? never) - Math.max(...here.slice(0, this.#after)) > lostBehind) break;
    }
    return forward;
  }

  /** For each piece and state the score of the best way from there to the end. */
  #walkBack(length: number): number[][] {
    const backward: number[][] = Array.from({ length });
    for (let index = length - 1; index >= 0; index--) {
      const next = backward[index + 1];
      backward[index] = this.#states().map((state) =>
        next === undefined
          ? this.#endScore(state)
          : Math.max(...this.#states().map((to) => this.#move(state, to, index + 1) + (next[to] ?? never))),
      );
    }
    return backward;
  }

  #bestBefore(before: readonly number[], state: number, index: number): number {
    const sums = this.#states().map((from) => (before[from] ?? never) + this.#move(from, state, index));
    return sums.indexOf(Math.max(...sums));
  }

  #step(states: readonly number[], index: number, forward: number[][], backward: number[][]): Step {
    const state = states[index] ?? 0;
    const from = index === 0 ? this.#columns.length - 1 : (states[index - 1] ?? 0);
    const total = (at: number): number => (forward[index]?.[at] ?? never) + (backward[index]?.[at] ?? never);
    const others = this.#states().filter((other) => other !== state);
    const margin = total(state) - Math.max(...others.map(total));
    const page = from === state && this.#mayBePage(index) && this.#moveWords(from, state, index) <= 0;
    const opens = state !== this.#section && !page && (index === 0 || this.#opensRow(from, state, index));
    return {
      column: page ? null : state === this.#section ? -1 : state,
      opens,
      confidence: Math.round(100 / (1 + Math.exp(-Math.max(0, Math.min(20, margin))))) / 100,
    };
  }

  #opensRow(from: number, to: number, index: number): boolean {
    if (from === this.#section || from > to) return true;
    return from === to && this.#rowScore(from, to, index) > this.#sameCellScore(to, index);
  }

  #move(from: number, to: number, index: number): number {
    if (from === to && this.#mayBePage(index)) return Math.max(0, this.#moveWords(from, to, index));
    return this.#moveWords(from, to, index);
  }

  /** A lone number may be a page's, and then stands nowhere. */
  #mayBePage(index: number): boolean {
    const piece = this.#pieces[index];
    return piece !== undefined && mayBeFurniture(piece);
  }

  /** The nearest piece above that cannot be a page number. */
  #above(index: number): Piece | undefined {
    let at = index - 1;
    while (this.#mayBePage(at)) at--;
    return this.#pieces[at] ?? this.#pieces[index - 1];
  }

  #moveWords(from: number, to: number, index: number): number {
    if (from === this.#after) return to === this.#after ? 0 : never;
    if (to === this.#after) return from === this.#section ? never : -this.#blanksAfter(from);
    if (to === this.#section) return this.#sectionScore(from, index);
    if (from === this.#section || from > to) return this.#rowScore(from, to, index);
    if (from < to && this.#options.marked === true && this.#above(index)?.closed === false) return never;
    if (from < to) {
      const apart = this.#isNextBullet(index) ? bulletApartCost : 0;
      return this.#kindScore(to, index) - this.#blanksBetween(from + 1, to) - this.#gapInside(index) - apart;
    }
    if (index === 0) return this.#rowScore(from, to, index);
    return Math.max(this.#rowScore(from, to, index), this.#sameCellScore(to, index));
  }

  #endScore(state: number): number {
    if (state === this.#after) return 0;
    if (state === this.#section) return never;
    return this.#options.endsOpen ? 0 : -this.#blanksAfter(state);
  }

  #blanksBetween(from: number, to: number): number {
    return (this.#blanks[to] ?? 0) - (this.#blanks[from] ?? 0);
  }

  #blanksAfter(column: number): number {
    return this.#blanksBetween(column + 1, this.#columns.length);
  }

  /** The piece opens a row in column `to`. */
  #rowScore(from: number, to: number, index: number): number {
    const piece = this.#pieces[index];
    const unparted = this.#options.gapsPartRows && index > 0 && piece?.gap === false && !piece.page;
    const left = from === this.#section ? 0 : this.#blanksAfter(from);
    return this.#kindScore(to, index) - left - this.#blanksBetween(0, to) - (unparted ? gapCost : 0);
  }

  #isNextBullet(index: number): boolean {
    return this.#pieces[index]?.kind === 'bullet' && this.#above(index)?.kind === 'bullet';
  }

  #gapInside(index: number): number {
    const piece = this.#pieces[index];
    return this.#options.gapsPartRows && piece?.gap === true && !piece.page ? gapCost : 0;
  }

  /** A heading between rows, or the words below a heading that has only a number. */
  #sectionScore(from: number, index: number): number {
    const piece = this.#pieces[index];
    if (from === this.#section) {
      const above = this.#above(index);
      return isBareHeading(above) && piece?.kind !== 'section' && piece?.kind !== 'reference' ? -0.5 : never;
    }
    const left = this.#blanksAfter(from);
    if (piece?.kind === 'section') return -left;
    if (piece === undefined || !['short', 'name', 'posted'].includes(piece.kind)) return never;
    if (!/^\p{Lu}[^.!?:;]*$/u.test(piece.text) || piece.text.split(' ').length > 5) return never;
    return (/\p{Ll}/u.test(piece.text) ? -1.5 : -1) - left;
  }

  #kindScore(column: number, index: number): number {
    const piece = this.#pieces[index];
    const holds = this.#columns[column]?.holds;
    if (piece === undefined || holds === undefined) return never;
    // In their own column recommendations are named as above a table.
    if (piece.kind === 'section' && /recommendation/i.test(this.#columns[column]?.name ?? '')) return 1.5;
    const label = this.#names.has(piece.text.replace(/:$/, '').toLowerCase()) ? labelCost : 0;
    const small = /^\p{Ll}/u.test(piece.text) && ['short', 'long', 'posted', 'dated'].includes(piece.kind);
    const number = piece.kind === 'reference' && mayBeFurniture(piece) && !this.#counted.has(piece);
    return weights[holds][piece.kind] - label - (small ? 2 : 0) - (number ? uncountedCost : 0);
  }

  /** The piece goes on in the cell of the one before. */
  #sameCellScore(column: number, index: number): number {
    const piece = this.#pieces[index];
    const above = this.#above(index);
    const holds = this.#columns[column]?.holds;
    if (piece === undefined || above === undefined || holds === undefined || above.closed) return never;
    const gap = this.#gapInside(index);
    if (this.#options.marked === true) return -0.2;
    if (goesOn(above, piece) || (isBareHeading(above) && piece.kind !== 'reference')) return -0.2 - gap;
    const words = holds === 'action' || holds === 'note' || holds === 'progress';
    if (words && piece.kind === 'bullet') return -gap;
    const wrapped = words && !piece.gap && above.text.length >= this.#wrapsFrom && !/[.!?]$/.test(above.text);
    const cost =
      wrapped && ['short', 'long', 'dated', 'posted', 'name'].includes(piece.kind)
        ? 0.4
        : secondPieceCost[holds];
    const score = this.#kindScore(column, index);
    // Two values may share a cell; words do not follow a value.
    return Math.min(0.5, score) - cost - (!words && score < 0 ? 2 : 0) - gap;
  }
}
