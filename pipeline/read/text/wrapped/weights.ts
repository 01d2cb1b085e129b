/**
 * What speaks for and against words as a cell of a wrapped table's column, as log-likelihood against prose.
 * In: strips, columns with their widths; out: weights of cells, of lines that go on, of the boundaries between.
 */
import { type CellKind, findCellKind } from '../cell-kinds.ts';
import type { ColumnContent } from '../../header-rows.ts';
import { findOpeningMarker } from '../../list-markers.ts';
import type { StackedColumn } from '../stacked/header.ts';
import { goesOn } from '../stacked/pieces.ts';
import { weights } from '../stacked/weights.ts';
import { findCountedLines } from './counts.ts';
import { type Strip, findTornCost } from './lines.ts';
import { type ColumnWidth, hasRoom, isFull, overflows } from './widths.ts';

export interface WrapOptions {
  /** Blank lines stand between cells. */
  gapsPartCells: boolean;
  widths: readonly ColumnWidth[];
  /** Kinds of cells found before, by their words. */
  kinds: Map<string, CellKind>;
}

const never = -1e9;
/** A cell that begins where the words above run on. */
export const tornCost = 3.5;
/** A cell that begins with a small letter. */
const smallCost = 2.5;
/** A cell that begins without a gap, where gaps part cells. */
const ungappedCost = 2;
/** A gap inside a cell, where gaps part cells. */
const gapInsideCost = 1.5;
/** A line wider than its column. */
const overflowCost = 3;
/** A post among dates, or a date among posts. */
const strangeLineCost = 4;
/** Each further value of a list, one on each line. */
const listedWorth = 1.4;
/** Words in brackets go with what stands before. */
const bracketCost = 2;
/** The first item of a list opens a cell, a later one does not. */
const firstItemWorth = 1;
const laterItemCost = 2.5;
const mostItemStrips = 8;
const labelCost = 6;
/** A line whose number counts on from those above goes on with none. */
const countedCost = 2.5;
const valueColumns: ReadonlySet<ColumnContent> = new Set(['reference', 'owner', 'time', 'status']);
/** Kinds of values that show of which column a line is. */
const ownKinds: ReadonlySet<CellKind> = new Set([
  'post',
  'time',
  'dated',
  'status',
  'open',
  'section',
  'bullet',
  'numbered',
]);
const wordKinds: ReadonlySet<CellKind> = new Set(['short', 'long', 'dated', 'posted', 'name']);

/** Weights of cells that are made of strips, by the indexes of their first strip and of the one after their last. */
export class CellWeights {
  readonly #strips: readonly Strip[];
  readonly #columns: readonly StackedColumn[];
  readonly #options: WrapOptions;
  readonly #names: ReadonlySet<string>;
  /** Lines whose leading numbers count on from each other. */
  readonly #counted: ReadonlySet<number>;
  readonly #parted = new Map<number, number>();

  constructor(strips: readonly Strip[], columns: readonly StackedColumn[], options: WrapOptions) {
    this.#strips = strips;
    this.#columns = columns;
    this.#options = options;
    this.#names = new Set(columns.map((column) => column.name.toLowerCase()));
    this.#counted = findCountedLines(strips);
  }

  /** The line that begins with a strip has a number that counts on from those of the rows above. */
  isCounted(at: number): boolean {
    return this.#counted.has(at);
  }

  sectionScore(at: number, lineEnd: number): number | null {
    const kind = this.#kind(this.text(at, lineEnd));
    return kind === 'section' ? 0.5 : null;
  }

  /** What speaks against the end of a cell at a place. */
  boundaryCost(at: number, state: number): number {
    const strip = this.#strips[at];
    if (strip === undefined || at === 0) return 0;
    if (!strip.opensLine) return strip.cutCost;
    if (strip.page) return 0;
    const marked = findOpeningMarker(strip.line.text) !== null;
    const parted = this.#partedCost(at);
    const torn = this.runsOn(at) ? tornCost : marked ? 0 : parted;
    const ungapped = this.#options.gapsPartCells && !strip.gap ? ungappedCost : 0;
    const width = this.#options.widths[state];
    const above = this.lineText(at - 1);
    const words = state < this.#columns.length && !this.isValueColumn(state);
    const full = words && !marked && isFull(width, above, strip.line.text) && !/[.!?]$/.test(above) ? 0.7 : 0;
    return torn + ungapped + full;
  }

  /** What speaks against parting a line from the one above, by the values that they would make together. */
  #partedCost(at: number): number {
    const known = this.#parted.get(at);
    if (known !== undefined) return known;
    const cost = findTornCost(this.lineText(at - 1), this.text(at, this.lineEnd(at)));
    this.#parted.set(at, cost);
    return cost;
  }

  cellScore(from: number, to: number, column: number): number {
    const holds = this.#columns[column]?.holds;
    const strip = this.#strips[from];
    if (holds === undefined || strip === undefined) return never;
    const text = this.text(from, to);
    const kind = this.#kind(text);
    const name = this.#columns[column]?.name ?? '';
    const label = this.#names.has(text.replace(/:$/, '').toLowerCase()) ? labelCost : 0;
    const small = !strip.page && /^\p{Ll}/u.test(text) && wordKinds.has(kind) ? smallCost : 0;
    const weight =
      kind === 'section' && /recommendation/i.test(name) ? 1.5 : this.#weight(from, to, holds, kind);
    const bracket = valueColumns.has(holds) && text.startsWith('(') ? bracketCost : 0;
    const fragment = holds !== 'owner' ? 0 : isFragment(text) ? 3 : endsInFirstName(text) ? 1.5 : 0;
    const marked = valueColumns.has(holds) ? 0 : this.#itemWorth(from, text, column);
    return (
      weight +
      marked -
      bracket -
      fragment -
      label -
      small -
      this.#jointCosts(from, to) -
      this.overflow(from, to, column)
    );
  }

  /** A cell of words that opens with a list item: the first of its list speaks for it, a later one against. */
  #itemWorth(at: number, text: string, column: number): number {
    const opening = findOpeningMarker(text);
    if (opening === null || (this.#counted.has(at) && column === 0)) return 0;
    const [own] = /[\p{L}\d]+/u.exec(opening.marker) ?? [];
    if (own !== undefined) return /^(?:a|i|1)$/i.test(own) ? firstItemWorth : -laterItemCost;
    for (let above = at - 1; above >= Math.max(0, at - mostItemStrips); above--) {
      const strip = this.#strips[above];
      if (strip?.opensLine !== true) continue;
      const line = this.text(above, this.lineEnd(above));
      if (findOpeningMarker(line)?.kind === 'bullet') return -laterItemCost;
      if (ownKinds.has(this.#kind(line))) break;
    }
    return firstItemWorth;
  }

  /** A cell of values one on each line is worth what its lines are, where they are too many to read as one. */
  #weight(from: number, to: number, holds: ColumnContent, kind: CellKind): number {
    const whole = weights[holds][kind];
    if (!valueColumns.has(holds) || this.lineEnd(from) >= to) return whole;
    let least = Infinity;
    let strange = 0;
    let valued = 0;
    for (let at = from; at < to; at = this.lineEnd(at)) {
      const end = Math.min(to, this.lineEnd(at));
      const own = this.#kind(this.text(at, end));
      const weight = weights[holds][own];
      least = Math.min(least, weight);
      if (ownKinds.has(own) && weight < -1.5) strange += strangeLineCost;
      else if (end < to && /\p{Ll}{3}[.!?]$/u.test(this.lineText(end - 1))) strange += 3;
      else if (holds === 'time' && weight < -1 && !this.runsOn(end)) strange += 1.5;
      if (weight >= 3 && !(holds === 'owner' && isFragment(this.text(at, end)))) valued++;
    }
    return Math.max(whole, least - 0.5) - strange + Math.max(0, valued - 1) * listedWorth;
  }

  /** What the line breaks inside a cell of values cost. */
  #jointCosts(from: number, to: number): number {
    let cost = 0;
    for (let at = from + 1; at < to; at++) {
      const strip = this.#strips[at];
      if (strip?.opensLine !== true) continue;
      cost += this.runsOn(at) ? 0.1 : 0.5;
      if (this.#options.gapsPartCells && strip.gap) cost += gapInsideCost;
    }
    return cost;
  }

  overflow(from: number, to: number, column: number): number {
    const width = this.#options.widths[column];
    let cost = 0;
    for (let at = from; at < to; at = this.lineEnd(at)) {
      const text = this.text(at, Math.min(to, this.lineEnd(at)));
      if (overflows(width, text)) cost += overflowCost;
    }
    return cost;
  }

  /** What speaks for a line as more words of the cell above. */
  lineScore(at: number, column: number, lineEnd: number): number {
    const strip = this.#strips[at];
    if (strip === undefined) return never;
    const text = this.text(at, lineEnd);
    const above = this.lineText(at - 1);
    const kind = this.#kind(text);
    const width = this.#options.widths[column];
    const gap = this.#options.gapsPartCells && strip.gap && !strip.page;
    let score = -this.overflow(at, lineEnd, column);
    if (kind === 'section') score -= 4;
    if (this.#counted.has(at)) score -= countedCost;
    if (this.#names.has(text.toLowerCase())) score -= labelCost;
    if (this.runsOn(at)) return score + 0.3 - (gap ? 0.5 : 0);
    if (findOpeningMarker(text) !== null) {
      const action = this.#columns[column]?.holds === 'action';
      return score + (action ? 0 : -0.8) - (gap ? 0.3 : 0);
    }
    if (gap) score -= gapInsideCost;
    if (kind === 'reference') return score - 2;
    if (['time', 'post', 'status', 'open'].includes(kind)) score -= 0.5;
    if (/[.!?:;]$/.test(above)) return score - (hasRoom(width, above, text) ? 1 : 0.3);
    if (hasRoom(width, above, text)) return score - 2;
    return score - (isFull(width, above, text) ? 0 : 0.7);
  }

  /** The words at a place go on with the line above. */
  runsOn(at: number): boolean {
    if (at === 0 || at >= this.#strips.length) return false;
    const text = this.text(at, this.lineEnd(at));
    const above = this.lineText(at - 1);
    if (isUnclosed(above) || /^[–—-] /.test(text) || /[–—-]$/.test(above)) return true;
    if (/[.!?]$/.test(above) && !/\p{Ll}{0,3}\.$/u.test(above)) return false;
    return goesOn(asPiece(above, this.#kind(above)), asPiece(text, this.#kind(text)));
  }

  lineEnd(at: number): number {
    let end = at + 1;
    while (end < this.#strips.length && this.#strips[end]?.opensLine !== true) end++;
    return end;
  }

  /** The line that ends with a strip. */
  lineText(last: number): string {
    let from = last;
    while (from > 0 && this.#strips[from]?.opensLine !== true) from--;
    return this.text(from, last + 1);
  }

  text(from: number, to: number): string {
    let text = '';
    for (let at = from; at < to; at++)
      text += `${at === from ? '' : ' '}${this.#strips[at]?.line.text ?? ''}`;
    return text;
  }

  #kind(text: string): CellKind {
    const known = this.#options.kinds.get(text);
    if (known !== undefined) return known;
    const kind = findCellKind(text.replace(/ ?[–—-]$/, ''));
    this.#options.kinds.set(text, kind);
    return kind;
  }

  isValueColumn(column: number): boolean {
    return valueColumns.has(this.#columns[column]?.holds ?? 'note');
  }
}

/** `Head of Legal and Priya`: a name that the line's end has cut. */
function endsInFirstName(text: string): boolean {
  const last = /(?:\band|&) (\p{Lu}[\p{Ll}'’-]+)$/u.exec(text)?.[1];
  return last !== undefined && findCellKind(last) === 'short';
}

/** A bracket opens and does not close. */
function isUnclosed(text: string): boolean {
  const at = text.lastIndexOf('(');
  return at >= 0 && !text.includes(')', at);
}

/** The beginning or the end of a post, and no post. */
function isFragment(text: string): boolean {
  return (
    /^(?:Chief|Executive|Officers?|Directors?|Managers?|Head|Assistant|Deputy|Cllr|Councillor|Services?|Senior)$/.test(
      text,
    ) ||
    /(?:^|\s)(?:of|and|the|for|&)$/.test(text) ||
    /^(?:Cllr|Councillor)(?: \p{Lu}\.?){1,2}$/u.test(text)
  );
}

function asPiece(text: string, kind: CellKind): Parameters<typeof goesOn>[0] {
  return { text, kind, lines: [], at: 0, gap: false, page: false, wall: false, closed: false };
}
