/**
 * Rows each of whose lines holds one line of every cell: which lines go on with the row above, and whether a table is
 * of this make at all.
 * In: lines cut into cells; out: a step for each. Cells stand at the top of their rows, so that words below a blank
 * begin a row, and lines that go on are about as long as their column is wide.
 */
import { findCellKind } from '../cell-kinds.ts';
import { endsClosed } from '../../column-habits.ts';
import { endsOpen, isCutDate } from '../../continuation.ts';
import { findOpeningMarker } from '../../list-markers.ts';
import { type ColumnWidth, hasRoom, isFull } from '../wrapped/widths.ts';

/** The columns of such a table. */
export interface SteppedShape {
  /** Column of the rows' numbers, or -1. */
  reference: number;
  /** Column that every row fills: what is to be done. */
  main: number;
}

/** What a line is to the one above it. */
export interface Step {
  /** It belongs to the row above; false where it opens one. */
  goesOn: boolean;
  /** Columns that go on from the line above though a row opens: cells that span rows. */
  spanning: number[];
  /** Log-likelihood of the first against the second; infinite where blanks leave no choice. */
  score: number;
}

const fewestRows = 2;
/** Lines that go on, in all and with words in the main column. */
const fewestSteps = 4;
const fewestMainSteps = 3;
/** Such lines for each row, at least. */
const stepsPerRow = 0.5;
/** Share of the lines that go on in the main column: by their words, and by the length of the line above. */
const leastProven = 0.5;
const leastFull = 0.75;
/** Share of the lines that go on in more columns than one. */
const leastAbreast = 0.2;
/** Cells longer than this are not lines of a column. */
const widestColumn = 110;

/** What each line (blank cells are empty texts) is to the one above; null where the lines are whole rows. */
export function findSteps(lines: readonly (readonly string[])[], shape: SteppedShape): Step[] | null {
  const widths = columnWidths(lines);
  if ((widths[shape.main] ?? 0) > widestColumn) return null;
  const steps = lines.map((line, index): Step => {
    const above = lines[index - 1];
    if (above === undefined) return { goesOn: false, spanning: [], score: -Infinity };
    return judgeLine(above, line, shape, widths);
  });
  return isStepped(lines, steps, shape, widths) ? steps : null;
}

/** Nine in ten lines of a column keep to its width. */
function columnWidths(lines: readonly (readonly string[])[]): ColumnWidth[] {
  const columns = lines.reduce((most, line) => Math.max(most, line.length), 0);
  return Array.from({ length: columns }, (_, column) => {
    const lengths = lines.map((line) => line[column]?.length ?? 0).filter((length) => length > 0);
    const sorted = lengths.sort((a, b) => a - b);
    return sorted[Math.floor((sorted.length - 1) * 0.9)];
  });
}

function judgeLine(
  above: readonly string[],
  below: readonly string[],
  { reference, main }: SteppedShape,
  widths: readonly ColumnWidth[],
): Step {
  const columns = [...widths.keys()];
  const scores = columns.map((column) => weighCell(above[column] ?? '', below[column] ?? '', widths[column]));
  const spanning = columns.filter((column) => column < main && (scores[column] ?? 0) > 0);
  const isNumbered = (below[reference] ?? '') !== '';
  const begins = columns.some((column) => (above[column] ?? '') === '' && (below[column] ?? '') !== '');
  if (isNumbered || begins) return { goesOn: false, spanning: isNumbered ? [] : spanning, score: -Infinity };
  if ((below[main] ?? '') === '') return { goesOn: true, spanning: [], score: Infinity };
  if (areWholeRows(above, below, main)) return { goesOn: false, spanning, score: -Infinity };
  const score = columns.reduce((sum, column) => (column < main ? sum : sum + (scores[column] ?? 0)), 0);
  return { goesOn: score > 0, spanning: score > 0 ? [] : spanning, score };
}

/** Cells behind the main column that are each a post or a time, in both lines and in two columns or more. */
function areWholeRows(above: readonly string[], below: readonly string[], main: number): boolean {
  const isWhole = (text: string): boolean =>
    text !== '' && ['post', 'time'].includes(findCellKind(text)) && !endsOpen(text);
  const [own, more] = [above.slice(main + 1), below.slice(main + 1)];
  return own.length > 1 && own.every(isWhole) && more.length === own.length && more.every(isWhole);
}

/** How much speaks for a cell's line going on from the one above; 0 where either is blank. */
function weighCell(above: string, below: string, width: ColumnWidth): number {
  if (above === '' || below === '') return 0;
  let score = isFull(width, above, below) ? 0.8 : 0;
  if (hasRoom(width, above, below)) score -= 2.5;
  if (goesOnFrom(above, below)) score += 3;
  else if (findOpeningMarker(below) !== null) score -= 1;
  else if (endsClosed(above) && /^\p{Lu}/u.test(below)) score -= 1.5;
  if (isValue(above) && isValue(below)) score -= 3;
  return score;
}

/** Words of a time that need no more. */
function isValue(text: string): boolean {
  return text.length <= 40 && ['time', 'open'].includes(findCellKind(text)) && !endsOpen(text);
}

/** Words that run on: a small letter, a word cut or left open, a bracket still to be closed, a date cut in two. */
function goesOnFrom(above: string, below: string): boolean {
  if (findOpeningMarker(below) !== null) return false;
  const isOpen = above.split('(').length > above.split(')').length && below.includes(')');
  return /^[\p{Ll}),;]/u.test(below) || endsOpen(above) || isOpen || isCutDate(above, below);
}

function isStepped(
  lines: readonly (readonly string[])[],
  steps: readonly Step[],
  { main }: SteppedShape,
  widths: readonly ColumnWidth[],
): boolean {
  const goingOn = [...steps.keys()].filter((index) => steps[index]?.goesOn === true);
  const rows = steps.length - goingOn.length;
  const filled = (index: number, column: number): string => lines[index]?.[column] ?? '';
  const inMain = goingOn.filter((index) => filled(index, main) !== '');
  const proven = inMain.filter((index) => goesOnFrom(filled(index - 1, main), filled(index, main)));
  const full = inMain.filter((index) => isFull(widths[main], filled(index - 1, main), filled(index, main)));
  const abreast = goingOn.filter((index) => (lines[index] ?? []).filter((cell) => cell !== '').length > 1);
  return (
    rows >= fewestRows &&
    goingOn.length >= Math.max(fewestSteps, rows * stepsPerRow) &&
    inMain.length >= fewestMainSteps &&
    proven.length >= inMain.length * leastProven &&
    full.length >= inMain.length * leastFull &&
    abreast.length >= Math.max(2, goingOn.length * leastAbreast)
  );
}
