/** How well extracted tables agree with a made plan: cells, rows, spacing, wrong joins. */
import { isDeepStrictEqual } from 'node:util';
import type { Document, Place, Row, Table } from '../../../pipeline/model.ts';
import { cellText, type MadePlan } from './made-plans.ts';

export interface TableScore {
  cells: number;
  cellsRight: number;
  rows: number;
  rowsRight: number;
  /** Of the cells right but for spaces: those right with their spaces. */
  spacingRight: number;
  /** Of the cells right: those whose paragraphs and items are told apart as made. */
  blocksRight: number;
  /** Extracted rows that hold words of two made rows, without a doubtful join to say so. */
  wrongJoins: number;
  /** Extracted rows that are neither a made row nor a title, though no issue names their place and no doubtful join says so. */
  silentRows: number;
  misses: string[];
}

/** Scores the tables of a document against the plan's rows, headers left out. */
export function scoreTables(document: Document | null, plan: MadePlan): TableScore {
  const tables = (document?.blocks ?? []).filter((block): block is Table => block.type === 'table');
  const doubted = (document?.issues ?? []).flatMap((issue) => issue.place ?? []);
  const found = tables.flatMap((table) => bodyTexts(table, plan.headers.length, doubted));
  const truth = plan.rows.map((row) => row.map((cell) => cellText(cell)));
  const score: TableScore = {
    cells: 0,
    cellsRight: 0,
    rows: truth.length,
    rowsRight: 0,
    spacingRight: 0,
    blocksRight: 0,
    wrongJoins: 0,
    silentRows: 0,
    misses: [],
  };
  const pairs = alignRows(
    truth,
    found.map(({ texts }) => texts),
  );
  const header = plan.headers.map(squeeze).join('|');
  for (const [index, row] of truth.entries()) {
    const match = found[pairs[index] ?? -1];
    let right = 0;
    for (const [column, text] of row.entries()) {
      const other = match?.texts[column] ?? '';
      score.cells += 1;
      if (match === undefined || squeeze(other) !== squeeze(text)) {
        score.misses.push(`plan ${plan.seed} row ${index} column ${column}: ${show(text)} | ${show(other)}`);
        continue;
      }
      right += 1;
      score.cellsRight += 1;
      if (other.replace(/\s+/g, ' ').trim() === text.replace(/\s+/g, ' ').trim()) score.spacingRight += 1;
      else score.misses.push(`plan ${plan.seed} spacing: ${show(text)} | ${show(other)}`);
      if (other.trim() === text.trim()) score.blocksRight += 1;
      else score.misses.push(`plan ${plan.seed} blocks: ${JSON.stringify(text)} @@ ${JSON.stringify(other)}`);
    }
    if (right === row.length) score.rowsRight += 1;
  }
  const exact = new Set(truth.map((row) => row.map(squeeze).join('|')));
  for (const { texts, sure, doubt } of found) {
    if (exact.has(texts.map(squeeze).join('|')) || texts.map(squeeze).join('|') === header || !sure) continue;
    if (!doubt && !isTitle(texts, truth)) {
      score.silentRows += 1;
      score.misses.push(`plan ${plan.seed} silent: ${texts.map(show).join(' | ')}`);
    }
    const whole = texts.map(squeeze);
    const holders = truth.filter((row) =>
      row.some((cell, column) => squeeze(cell).length > 40 && (whole[column] ?? '').includes(squeeze(cell))),
    );
    if (holders.length > 1 && new Set(holders.map((row) => row.join('|'))).size > 1) score.wrongJoins += 1;
  }
  return score;
}

/** True for a row of one cell that says what no made cell does. */
function isTitle(texts: string[], truth: string[][]): boolean {
  const [only, ...others] = texts.map(squeeze).filter((text) => text !== '');
  return (
    only !== undefined && others.length === 0 && !truth.flat().some((cell) => squeeze(cell).includes(only))
  );
}

interface FoundRow {
  texts: string[];
  /** No doubtful join made it. */
  sure: boolean;
  /** An issue names its place. */
  doubt: boolean;
}

function bodyTexts(table: Table, columns: number, doubted: Place): FoundRow[] {
  const doubtful = new Set(table.joins.filter((join) => join.confidence < 0.7).map((join) => join.row));
  return table.rows.slice(table.headerRows).map((row, index) => ({
    texts: rowTexts(row, columns),
    sure: !doubtful.has(index + table.headerRows),
    doubt: row.place.some((span) => doubted.some((other) => isDeepStrictEqual(other, span))),
  }));
}

function rowTexts(row: Row, columns: number): string[] {
  const texts = Array.from({ length: columns }, () => '');
  for (const cell of row.cells) texts[Math.min(cell.column, columns - 1)] += cell.text;
  return texts;
}

/** For each true row the found row it agrees with best, keeping order (dynamic programming); -1 for none. */
function alignRows(truth: string[][], found: string[][]): number[] {
  const gains = truth.map((row) => found.map((other) => agreement(row, other)));
  const gain = (i: number, j: number): number => gains[i]?.[j] ?? 0;
  const width = found.length + 1;
  const best = new Float64Array((truth.length + 1) * width);
  const at = (i: number, j: number): number => best[i * width + j] ?? 0;
  for (let i = truth.length - 1; i >= 0; i--) {
    for (let j = found.length - 1; j >= 0; j--) {
      best[i * width + j] = Math.max(at(i + 1, j), at(i, j + 1), at(i + 1, j + 1) + gain(i, j));
    }
  }
  const pairs: number[] = [];
  let j = 0;
  for (let i = 0; i < truth.length; i++) {
    while (j < found.length && at(i, j) === at(i, j + 1) && at(i, j) !== at(i + 1, j + 1) + gain(i, j))
      j += 1;
    const take = j < found.length && at(i, j) === at(i + 1, j + 1) + gain(i, j) && gain(i, j) > 0;
    pairs.push(take ? j : -1);
    if (take) j += 1;
  }
  return pairs;
}

function agreement(row: string[], other: string[]): number {
  let sum = 0;
  for (const [column, text] of row.entries()) {
    const found = squeeze(other[column] ?? '');
    if (squeeze(text) === found) sum += found === '' ? 0.01 : 1;
  }
  return sum;
}

function squeeze(text: string): string {
  return text.replace(/\s+/g, '');
}

function show(text: string): string {
  return JSON.stringify(text.length > 160 ? `${text.slice(0, 80)} … ${text.slice(-75)}` : text);
}
