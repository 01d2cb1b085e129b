/**
 * What the cells of each column usually look like: how often filled, how they begin and end, which values recur.
 * In: a table; out: a habit for each column, against which a row cut by a page break stands out.
 */
import type { Row, Table } from '../model.ts';
import { findOpeningMarker } from './list-markers.ts';

/** Shares are 0..1, unsmoothed; `rows` says how much they prove. */
export interface ColumnHabit {
  /** Cells counted. */
  rows: number;
  /** Share of cells with words. */
  filled: number;
  /** Share of filled cells that end with a full stop or the like. */
  stopped: number;
  /** Share of filled cells that begin with a small letter. */
  lower: number;
  /** Share of filled cells that begin with a list marker. */
  marked: number;
  /** Mean length of filled cells in characters. */
  meanLength: number;
  /** How often each value and each shape of a value occurs; short columns only. */
  values: ReadonlyMap<string, number>;
}

/** Columns of short values: owners, times, status. */
const shortLength = 70;

/** Habits of every column over the body rows, rows in `except` left out. */
export function columnHabits(table: Table, except: ReadonlySet<Row> = new Set()): ColumnHabit[] {
  const columns: string[][] = Array.from({ length: table.columns }, () => []);
  for (const row of table.rows.slice(table.headerRows)) {
    if (!except.has(row)) for (const cell of row.cells) columns[cell.column]?.push(cell.text.trim());
  }
  return columns.map(readHabit);
}

function readHabit(texts: readonly string[]): ColumnHabit {
  const filled = texts.filter((text) => text !== '');
  const traits = filled.map(traitsOf);
  const share = (trait: 'closed' | 'lower' | 'marked'): number =>
    filled.length === 0 ? 0 : traits.filter((found) => found[trait]).length / filled.length;
  const meanLength =
    filled.length === 0 ? 0 : filled.reduce((sum, text) => sum + text.length, 0) / filled.length;
  const values = new Map<string, number>();
  for (const text of meanLength <= shortLength ? filled : []) {
    for (const key of [text, shapeOf(text)]) values.set(key, (values.get(key) ?? 0) + 1);
  }
  return {
    rows: texts.length,
    filled: texts.length === 0 ? 0 : filled.length / texts.length,
    stopped: share('closed'),
    lower: share('lower'),
    marked: share('marked'),
    meanLength,
    values,
  };
}

/** What a habit counts of a text. */
interface Traits {
  closed: boolean;
  lower: boolean;
  marked: boolean;
  /** Its `valueShape`, once it was asked for. */
  shape?: string;
}

/** By text: a table's habits are asked for at every page break. */
const remembered = new Map<string, Traits>();
const REMEMBERED_TEXTS = 2_000;

function shapeOf(text: string): string {
  return (traitsOf(text).shape ??= valueShape(text));
}

function traitsOf(text: string): Traits {
  const known = remembered.get(text);
  if (known) return known;
  const marked = findOpeningMarker(text) !== null;
  const traits: Traits = { closed: endsClosed(text), lower: !marked && /^\p{Ll}/u.test(text), marked };
  if (remembered.size >= REMEMBERED_TEXTS) remembered.clear();
  remembered.set(text, traits);
  return traits;
}

/** A share as if half a case for and half a case against had been seen too. */
export function smoothShare(share: number, count: number): number {
  return (share * count + 0.5) / (count + 1);
}

/** `30 September 2026` is `0A0`: words as a letter by case, numbers as a zero, behind a mark no text begins with. */
export function valueShape(text: string): string {
  const words = text.split(/[\s,;/–-]+/).filter((word) => word !== '');
  const shape = words.map((word) => (/\d/.test(word) ? '0' : /^\p{Lu}/u.test(word) ? 'A' : 'a'));
  return `\u0000${shape.join('')}`;
}

/** True when the words end as a sentence does. */
export function endsClosed(text: string): boolean {
  return /[.!?]["'”’)\]]*$/.test(text.trimEnd());
}
