/**
 * The cells of a row that are not its action: owner, time, status and the rest, with what blank cells inherit from
 * the row above within the same recommendation.
 */
import type { Cell, ColumnRole, RoleCell } from '../model.ts';
import type { ColumnUse } from './columns.ts';
import type { GridRow } from './grid.ts';
import { placeOf, type Passage } from './passage.ts';
import { isTimeCell } from './words.ts';

const CARRIED: ReadonlySet<ColumnRole> = new Set<ColumnRole>([
  'owner',
  'timescale',
  'start',
  'end',
  'original-date',
  'revised-date',
  'status',
  'progress',
  'theme',
  'outcome',
  'input',
  'cost',
  'other',
]);
const TIMES: ReadonlySet<ColumnRole> = new Set<ColumnRole>([
  'timescale',
  'start',
  'end',
  'original-date',
  'revised-date',
]);
const DITTO = /^(?:["“”'’〃]{1,2}|ditto|as above|do\.|same(?: as above)?|-\s?"\s?-)\.?$/i;

/** A role cell from a table's cell. */
export function roleCellOf(cell: Cell, role: ColumnRole, header: string, inherited: boolean): RoleCell {
  const lines = cell.blocks.map((block) => block.text.trim()).filter((line) => line !== '');
  const text = (lines.length > 0 ? lines.join('\n') : cell.text).trim();
  return {
    role,
    header,
    text,
    lines: lines.length > 0 ? lines : text === '' ? [] : [text],
    place: cell.place,
    inherited,
    ...(cell.fill === undefined ? {} : { fill: cell.fill }),
  };
}

/** A role cell from labelled words. */
export function cellOfWords(role: ColumnRole, header: string, passage: Passage): RoleCell {
  return {
    role,
    header,
    text: passage.text,
    lines: [passage.text],
    place: placeOf(passage),
    inherited: false,
  };
}

/**
 * The cells of one row by role. `above` are those of the row before in the same recommendation, `null` where a new
 * one begins: a blank owner or time inherits from it, but only where the row has no other owner or time.
 */
export function roleCellsOf(
  row: GridRow,
  uses: readonly ColumnUse[],
  above: readonly RoleCell[] | null,
): RoleCell[] {
  const cells: RoleCell[] = [];
  const inheritable: RoleCell[] = [];
  uses.forEach((use, column) => {
    const grid = row.cells[column];
    if (!CARRIED.has(use.role) || (grid && grid.cell.column !== column && grid.cell.colSpan > 1)) return;
    const before = above?.filter((cell) => cell.role === use.role && cell.header === use.header) ?? [];
    const text = grid?.cell.text.trim() ?? '';
    if (grid && use.alsoTime && text !== '') {
      cells.push(...tellApart(roleCellOf(grid.cell, 'owner', use.header, grid.covered)));
    } else if (grid && DITTO.test(text)) cells.push(...before.map((cell) => ({ ...cell, inherited: true })));
    else if (grid && (text !== '' || grid.cell.fill !== undefined))
      cells.push(roleCellOf(grid.cell, use.role, use.header, grid.covered));
    else if (use.role === 'owner' || use.role === 'theme' || TIMES.has(use.role)) inheritable.push(...before);
  });
  if (!uses.some((use) => use.role === 'status')) {
    const coloured = row.cells.find(
      (grid, column) => grid?.cell.fill !== undefined && uses[column]?.role !== 'other',
    );
    if (coloured) {
      const { fill = '', place } = coloured.cell;
      cells.push({
        role: 'status',
        header: '',
        text: '',
        lines: [],
        place,
        inherited: coloured.covered,
        fill,
      });
    }
  }
  const has = (test: (role: ColumnRole) => boolean) =>
    cells.some((cell) => test(cell.role) && cell.text !== '');
  for (const cell of inheritable) {
    const kin = TIMES.has(cell.role)
      ? (role: ColumnRole) => TIMES.has(role)
      : (role: ColumnRole) => role === cell.role;
    if (!has(kin)) continue;
    inheritable.splice(inheritable.indexOf(cell), 1, { ...cell, text: '' });
  }
  cells.push(...inheritable.filter((cell) => cell.text !== '').map((cell) => ({ ...cell, inherited: true })));
  return cells;
}

/** Owner and time of a cell that holds both, by its lines, or by a comma or dash where it has one line. */
function tellApart(cell: RoleCell): RoleCell[] {
  const lines =
    cell.lines.length > 1
      ? cell.lines
      : (cell.lines[0] ?? '').split(/\s[–—-]\s|;\s|,\s(?=by\b|from\b|\p{Lu}\p{Ll}+\s\d{4})/u);
  const times = lines.filter((line) => isTimeCell(line));
  const owners = lines.filter((line) => !isTimeCell(line));
  const part = (role: ColumnRole, own: string[]) => ({ ...cell, role, text: own.join('\n'), lines: own });
  return [
    ...(owners.length > 0 ? [part('owner', owners)] : []),
    ...(times.length > 0 ? [part('timescale', times)] : []),
  ];
}

/** Adds a row's words to the row it goes on with: text, lines and place of each role. */
export function appendCells(cells: RoleCell[], more: readonly RoleCell[]): void {
  for (const next of more) {
    if (next.inherited) continue;
    const same = cells.find((cell) => cell.role === next.role && cell.header === next.header);
    if (!same) {
      cells.push(next);
      continue;
    }
    same.text = `${same.text} ${next.text}`.trim();
    same.lines = [...same.lines, ...next.lines];
    same.place = [...same.place, ...next.place];
  }
}

/** True for a cell whose bracket is closed only by the next row's: a merged cell that a page break cut. */
export function isOpenBracket(text: string): boolean {
  return text.split('(').length > text.split(')').length;
}

/** True for a cell that closes a bracket it never opened. */
export function isClosingBracket(text: string): boolean {
  return text.split(')').length > text.split('(').length;
}
