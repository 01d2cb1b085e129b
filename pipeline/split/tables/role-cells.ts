/**
 * The cells of a row that are not its action: owner, time, status and the rest, with what blank cells inherit from
 * the row above within the same recommendation.
 */
import type { Cell, ColumnRole, ListItem, Paragraph, RoleCell } from '../../model.ts';
import { type ColumnUse, isMark } from './columns.ts';
import type { GridRow } from './grid.ts';
import { isKnownHeader, voteHeader } from './header-votes.ts';
import { placeOf, type Passage } from '../passage.ts';
import { countWords, DATE_ROLES, isOwnerCell, isTimeCell } from '../words.ts';

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
const DITTO = /^(?:["“”'’〃]{1,2}|ditto|as above|do\.|same(?: as above)?|-\s?"\s?-)\.?$/i;

/** A role cell from a table's cell. */
export function roleCellOf(cell: Cell, role: ColumnRole, header: string, inherited: boolean): RoleCell {
  const lines = cell.blocks.map((block) => lineOf(block, role)).filter((line) => line !== '');
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

/** A block's words; the letter of a time or of news is kept, since it names the action it belongs to. */
function lineOf(block: Paragraph | ListItem, role: ColumnRole): string {
  const text = block.text.trim();
  const tells = DATE_ROLES.has(role) || role === 'status' || role === 'progress';
  return tells && block.type === 'listItem' && /^\(?[a-h][.)]$/.test(block.marker)
    ? `${block.marker} ${text}`
    : text;
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
 * one begins: a blank owner inherits from its own column, a blank time only where the row has no other time.
 * `isAnswer` is false in a table without recommendations.
 */
export function roleCellsOf(
  row: GridRow,
  uses: readonly ColumnUse[],
  above: readonly RoleCell[] | null,
  isAnswer = true,
): RoleCell[] {
  const cells: RoleCell[] = [];
  const inheritable: RoleCell[] = [];
  // Where the table itself merges cells over this row and the row names its own owner, a blank time says nothing.
  const hasMerged = row.cells.some((grid) => grid?.covered === true && grid.cell.rowSpan > 1);
  const names = (role: ColumnRole) =>
    row.cells.some(
      (grid, column) =>
        uses[column]?.role === role && grid?.covered === false && grid.cell.text.trim() !== '',
    );
  // A row with its own number and owner that answers nothing above it stands by itself, too.
  const isWhole = names('owner') && (hasMerged || (!isAnswer && names('reference')));
  uses.forEach((use, column) => {
    const grid = row.cells[column];
    if (
      use.isPeriod ||
      !CARRIED.has(use.role) ||
      (grid && grid.cell.column !== column && grid.cell.colSpan > 1)
    )
      return;
    const before = above?.filter((cell) => cell.role === use.role && cell.header === use.header) ?? [];
    const text = grid?.cell.text.trim() ?? '';
    if (grid && use.alsoTime && text !== '') {
      cells.push(...tellApart(roleCellOf(grid.cell, 'owner', use.header, grid.covered)));
    } else if (grid && DITTO.test(text)) cells.push(...before.map((cell) => ({ ...cell, inherited: true })));
    else if (grid && (text !== '' || grid.cell.fill !== undefined)) {
      cells.push(...apartByLabel(roleCellOf(grid.cell, use.role, use.header, grid.covered)));
      if (use.alsoProgress && use.role !== 'progress' && text !== '')
        cells.push(roleCellOf(grid.cell, 'progress', use.header, grid.covered));
    } else if (use.role === 'owner' || use.role === 'theme' || (DATE_ROLES.has(use.role) && !isWhole))
      inheritable.push(...before);
  });
  const period = markedPeriod(row, uses);
  if (period) cells.push(period);
  const undated = !cells.some((cell) => DATE_ROLES.has(cell.role) && cell.text !== '');
  if (undated) cells.splice(0, cells.length, ...cells.flatMap(withoutTime));
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
  const isSaid = (cell: RoleCell) => cells.some((own) => own.text !== '' && isAnswerTo(own, cell));
  cells.push(...inheritable.filter((cell) => !isSaid(cell)).map((cell) => ({ ...cell, inherited: true })));
  return cells;
}

/** True where a row's own cell leaves nothing for the one above to say. */
function isAnswerTo(own: RoleCell, above: RoleCell): boolean {
  if (DATE_ROLES.has(above.role)) return DATE_ROLES.has(own.role);
  if (own.role !== above.role) return false;
  return (
    above.role !== 'owner' ||
    own.header === above.header ||
    /\b(?:support|partner|joint|second|co-?lead)/i.test(above.header)
  );
}

/** The time that marks in the columns of a chart give: from the first marked period to the last. */
function markedPeriod(row: GridRow, uses: readonly ColumnUse[]): RoleCell | null {
  const marked = uses.flatMap((use, column) => {
    const cell = row.cells[column]?.cell;
    return use.isPeriod && cell && isMark(cell.text) ? [{ use, cell }] : [];
  });
  const [first, last] = [marked[0], marked.at(-1)];
  if (!first || !last) return null;
  const text = first === last ? first.use.header : `${first.use.header} – ${last.use.header}`;
  const place = first === last ? first.cell.place : [...first.cell.place, ...last.cell.place];
  return { role: 'timescale', header: '', text, lines: [text], place, inherited: false };
}

/** "Head of HR July 2026" in a row whose own time cell is blank: the time ran into the cell before it. */
function withoutTime(cell: RoleCell): RoleCell[] {
  const words = cell.role === 'owner' && !cell.inherited ? cell.text.split(/\s+/) : [];
  const at = words.findIndex((_, index) => index > 0 && isLoneTime(words.slice(index).join(' ')));
  const who = words.slice(0, at).join(' ');
  if (at < 0 || !isOwnerCell(who) || isTimeCell(who)) return [cell];
  const part = (role: ColumnRole, text: string) => ({ ...cell, role, text, lines: [text] });
  return [part('owner', who), part('timescale', words.slice(at).join(' '))];
}

/** A time with nothing before it: "July 2026", "From May 2026", "Ongoing". */
function isLoneTime(text: string): boolean {
  return (
    countWords(text) <= 5 &&
    isTimeCell(text) &&
    /^(?:\d|q[1-4]\b|(?:by|from|early|mid|late|end|spring|summer|autumn|winter|ongoing|completed?|tbc|immediate(?:ly)?)\b)|^(?:\p{L}{3,9}\.?(?:\s?[/–-]\s?\p{L}{3,9})?\s(?:19|20)\d\d$)/iu.test(
      text,
    )
  );
}

/** "Chief Executive" / "By when" / "May 2025" in an owner's cell: a header of times as a line of its own begins another cell. */
function apartByLabel(cell: RoleCell): RoleCell[] {
  if (cell.role !== 'owner') return [cell];
  const at = cell.lines.findIndex((line, index) => index > 0 && timeRoleOf(line) !== null);
  const role = timeRoleOf(cell.lines[at] ?? '');
  if (role === null || at === cell.lines.length - 1) return [cell];
  const part = (lines: string[]) => ({ ...cell, text: lines.join('\n'), lines });
  const below = cell.lines.slice(at + 1);
  // The first line below the header is its value; further ones are too while they are times.
  const rest = below.slice(1).findIndex((line) => !isTimeCell(line));
  const end = rest < 0 ? below.length : rest + 1;
  return [
    part([...cell.lines.slice(0, at), ...below.slice(end)]),
    { ...part(below.slice(0, end)), role, header: cell.lines[at] ?? '' },
  ];
}

/** The role of a line that is a header of times as it stands; null for any other. */
function timeRoleOf(line: string): ColumnRole | null {
  const [vote] = isKnownHeader(line) ? voteHeader(line) : [];
  return vote && vote.score === 1 && (vote.role === 'timescale' || vote.role === 'end') ? vote.role : null;
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
