/**
 * Rows that a page break cut: whether a row goes on with the action above it, and what its cells then add.
 * In: a row's cells and the run so far; out: a verdict, or the cells put together.
 */
import type { RoleCell, SplitAction } from '../../model.ts';
import type { ColumnUse } from './columns.ts';
import type { GridRow } from './grid.ts';
import { isClosingBracket, isOpenBracket } from './role-cells.ts';
import type { Run } from './row-groups.ts';
import { opensWithVerb } from '../verbs.ts';
import { countWords } from '../words.ts';

/** Words that wait for a noun. */
const OPEN_END = /\s(?:the|of|and|to|for|in|by|with|an?|from|on|or|at|its|their|our)$/i;

/** "Head of" over "Communities", "Summer 2022 –" over "Summer 2023": a cell of the row above waits for this one's. */
function isWaiting(own: readonly RoleCell[], above: readonly RoleCell[]): boolean {
  return own.some((cell) => {
    const before = above.find((other) => other.role === cell.role && other.header === cell.header);
    return (
      before !== undefined &&
      // "A" for amber is no article.
      before.role !== 'status' &&
      (OPEN_END.test(` ${before.text.trim()}`) || /[\p{L}\p{N})]\s?[–/&,-]$/u.test(before.text.trim()))
    );
  });
}

/** "Q4" over "2025/26": a period whose year the break took away. */
const YEARLESS = /^(?:by |end of |from )?(?:q[1-4]|quarter [1-4]|\p{L}{3,9}(?:\s?[–/-]\s?\p{L}{3,9})?)$/iu;
const YEAR = /^(?:19|20)\d\d(?:\s?[/–-]\s?(?:20)?\d\d)?$/;

/** True where a cell beside the action's was cut inside a sentence ("Two of five disposals have" over "exchanged.") or a time. */
function isTorn(own: readonly RoleCell[], above: readonly RoleCell[]): boolean {
  if (own.some((cell) => cell.role === 'owner')) return false;
  return own.some((cell) => {
    const before = above.find((other) => other.role === cell.role && other.header === cell.header);
    const [left, right] = [before?.text.trim() ?? '', cell.text.trim()];
    if (YEARLESS.test(left) && YEAR.test(right)) return true;
    const isTold = cell.role === 'progress' || cell.role === 'outcome';
    return isTold && countWords(left) > 2 && !/[.!?]$/.test(left) && /^\p{Ll}/u.test(right);
  });
}

/** Adds the rest of a cut row to its cells, word to word: "Head of" and "Communities" are one owner. */
export function joinCells(cells: RoleCell[], more: readonly RoleCell[]): void {
  for (const next of more) {
    const same = cells.find(
      (cell) => cell.role === next.role && cell.header === next.header && !cell.inherited,
    );
    if (next.inherited || !same) continue;
    const gap = /\p{L}[-/]$/u.test(same.text) ? '' : ' ';
    same.lines = [
      ...same.lines.slice(0, -1),
      `${same.lines.at(-1) ?? ''}${gap}${next.lines[0] ?? ''}`,
      ...next.lines.slice(1),
    ];
    same.text = `${same.text}${gap}${next.text}`.trim();
    same.place = [...same.place, ...next.place];
  }
}

/**
 * True for the rest of a row that a page break cut: a lower-case start with no owner or new number beside it, or with
 * the very cells that the row before left blank.
 */
export function goesOnWith(
  last: SplitAction,
  row: GridRow,
  column: number,
  cells: readonly RoleCell[],
  run: Run,
): boolean {
  const text = row.cells[column]?.cell.blocks[0]?.text ?? row.cells[column]?.cell.text ?? '';
  if (/[.!?]$/.test(last.text)) return false;
  const own = cells.filter(({ inherited }) => !inherited);
  const above = (run.cells ?? []).filter(({ inherited, text: words }) => !inherited && words !== '');
  const isApart = own.every((cell) => !above.some((other) => other.role === cell.role));
  const isSmall = /^\p{Ll}/u.test(text.trim());
  if (OPEN_END.test(last.text.trim()) && (isSmall || (isApart && own.length > 0))) return true;
  if (isWaiting(own, above) && !(opensWithVerb(text) && /^\p{Lu}/u.test(text.trim()))) return true;
  if (isTorn(own, above) && !opensWithVerb(text)) return true;
  // "Review the work of the Audit" over "Committee | MO | May": the break fell between capitals.
  if (above.length === 0 && own.length > 1) return isSmall || (countWords(text) < 10 && !opensWithVerb(text));
  return (
    isSmall && !cells.some((cell) => cell.role === 'owner' && !cell.inherited && /^\P{Ll}/u.test(cell.text))
  );
}

/** An action's cells with those of the rest of its row, which beat what was inherited from above. */
export function withCells(cells: readonly RoleCell[], more: readonly RoleCell[]): RoleCell[] {
  const fresh = more.filter(
    (cell) => !cell.inherited && !cells.some((own) => !own.inherited && own.role === cell.role),
  );
  const kept = cells.filter((cell) => !cell.inherited || !fresh.some((own) => own.role === cell.role));
  return [...kept, ...fresh];
}

/** A merged owner cell that a page break cut inside brackets belongs to both rows: joined here, kept for the next. */
export function joinCutCells(
  cells: RoleCell[],
  next: GridRow | undefined,
  uses: readonly ColumnUse[],
  run: Run,
): void {
  const { owed } = run;
  run.owed = [];
  cells.forEach((cell, index) => {
    const whole = owed.find((other) => other.role === cell.role && other.header === cell.header);
    if (whole && isClosingBracket(cell.text)) cells[index] = { ...whole, inherited: true };
  });
  uses.forEach((use, column) => {
    const at = cells.findIndex((other) => other.role === use.role && other.header === use.header);
    const cell = cells[at];
    const below = next?.cells[column]?.cell;
    if (
      !cell ||
      !below ||
      use.role === 'action' ||
      !isOpenBracket(cell.text) ||
      !isClosingBracket(below.text)
    )
      return;
    const text = `${cell.text} ${below.text}`;
    const whole = { ...cell, text, lines: [text], place: [...cell.place, ...below.place] };
    cells[at] = whole;
    run.owed.push(whole);
  });
}
