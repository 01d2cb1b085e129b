/**
 * Rows inside an action table that are headings: a few words alone in the first cell, or a number and the words of the
 * recommendation that the rows below answer.
 */
import type { ColumnUse } from './columns.ts';
import { judgeSentence } from '../commitments.ts';
import type { GridRow } from './grid.ts';
import { countWords, hasTimeWords, isReferenceCell, isTimeRole } from '../words.ts';

/** The heading that a row is, the grid's own or one told by its cells or its `openers`; empty for ordinary rows. */
export function sectionOfRow(
  row: GridRow,
  next: GridRow | undefined,
  uses: readonly ColumnUse[],
  openers: ReadonlySet<GridRow>,
): string {
  if (row.section !== '') return row.section;
  if (openers.has(row))
    return textAt(
      row,
      uses.findIndex(({ role }) => role === 'action'),
    ).replaceAll(/\s+/g, ' ');
  return isBareSection(row, uses) ? textOfFirst(row) : numberedSection(row, next, uses);
}

/**
 * Rows with nothing but words in the action column, over rows that all say who or when: the recommendation that those
 * answer, in a table that has no column for it. Its first row is one, since a blank cell there can inherit nothing.
 */
export function findOpeners(rows: readonly GridRow[], uses: readonly ColumnUse[]): Set<GridRow> {
  const grouped = uses.some(({ role }) => ['recommendation', 'objective', 'reference'].includes(role));
  if (grouped || uses.filter(({ role }) => role === 'action').length !== 1) return new Set();
  const own = rows.filter((row) => row.section === '');
  const isPromise = (row: GridRow) =>
    hasTimeWords(
      textAt(
        row,
        uses.findIndex(({ role }) => role === 'action'),
      ),
    );
  const opens = own.map(
    (row) =>
      !isPromise(row) &&
      uses.every(({ role }, column) => (textAt(row, column) !== '') === (role === 'action')),
  );
  const saysMore = own.map((row) =>
    uses.some(({ role }, column) => (role === 'owner' || isTimeRole(role)) && textAt(row, column) !== ''),
  );
  const isAnswered = opens.every((isOpener, index) => !isOpener || saysMore[index + 1] === true);
  const isPlain = opens.every((isOpener, index) => isOpener || saysMore[index] === true);
  const count = opens.filter(Boolean).length;
  const isGroup = opens[0] === true && isAnswered && isPlain && count >= 2 && own.length >= 2 * count;
  return new Set(isGroup ? own.filter((_, index) => opens[index]) : []);
}

/** A row with a few words in its first cell and nothing else, and no deed among them: a heading inside the table. */
function isBareSection(row: GridRow, uses: readonly ColumnUse[]): boolean {
  const role = uses[0]?.role;
  if (uses.length < 3 || (role !== 'action' && role !== 'reference' && role !== 'other')) return false;
  const text = textOfFirst(row);
  const others = row.cells
    .slice(1)
    .some((grid) => grid !== null && (grid.covered || grid.cell.text.trim() !== ''));
  if (others || text === '' || countWords(text) > 8 || isReferenceCell(text) || /[.;]$/.test(text))
    return false;
  return judgeSentence(text, '').role === 'phrase' && !/^business as usual\b/i.test(text);
}

/**
 * A row of a number and words alone, over rows numbered under it ("KR2 | Plan for the long term", then 2.1, 2.2): the
 * recommendation that they answer. Empty for others.
 */
function numberedSection(row: GridRow, next: GridRow | undefined, uses: readonly ColumnUse[]): string {
  const [first, second] = row.cells;
  if (uses.length < 3 || uses[0]?.role !== 'reference' || uses[1]?.role !== 'action') return '';
  const others = row.cells
    .slice(2)
    .some((grid) => grid !== null && (grid.covered || grid.cell.text.trim() !== ''));
  const ref = /^(?:kr|rec\.?|r|cpc|recommendation)?\s?(\d{1,2})\.?$/i.exec(
    first?.cell.text.trim() ?? '',
  )?.[1];
  const words = second?.cell.text.trim() ?? '';
  const below = /^\D{0,4}(\d{1,2})(?:\.\d|[a-z]\b)/i.exec(next?.cells[0]?.cell.text.trim() ?? '')?.[1];
  if (others || !ref || ref !== below || words === '') return '';
  return `Recommendation ${ref}: ${words.replaceAll(/\s+/g, ' ')}`;
}

function textOfFirst(row: GridRow): string {
  return row.cells[0]?.cell.text.trim() ?? '';
}

/** Own words of a row in a column; empty where a merged cell above covers it. */
function textAt(row: GridRow, column: number): string {
  const grid = row.cells[column];
  return grid && !grid.covered ? grid.cell.text.trim() : '';
}
