/**
 * Tables flattened to one cell a line, as converters and copying from a page leave them: a header's cells one below
 * the other, then those of each row, blank cells gone without a trace.
 * In: a text's lines; out: tables by the line they begin on, with a warning for rows that could be read otherwise.
 */
import type { Issue, Table } from '../../../model.ts';
import type { Placer } from '../../cell-blocks.ts';
import { isColumnName } from '../../header-rows.ts';
import {
  type StackedColumn,
  type StackedHeader,
  findHeaders,
  isHead,
  mayHead,
  withNumbers,
} from './header.ts';
import { type Piece, type PieceUnit, findPieces } from './pieces.ts';
import { buildStackedTable } from './cells.ts';
import { settleBlanks, settleContents } from './habits.ts';
import { type FitOptions, type StackedFit, fitRows } from './rows.ts';
import type { Line } from '../lines.ts';

/** A table and the line after its last. */
export interface StackedTable {
  table: Table;
  /** Index of the first line that is no longer the table's. */
  to: number;
}

export interface FoundStacked {
  /** By the index of the line that the table begins on. */
  tables: ReadonlyMap<number, StackedTable>;
  issues: Issue[];
}

/** A header, the pieces below it and how they fit its columns. */
interface Reading {
  header: StackedHeader;
  pieces: Piece[];
  fit: StackedFit;
  unit: PieceUnit;
  options: FitOptions;
  /** The same header comes again below. */
  repeated: boolean;
  /** The fit and what the header itself adds. */
  score: number;
}

/** What each named column that holds something is worth, in log-likelihood; one left blank throughout costs as much. */
const nameWorth = 1.5;
/** What a name of a column right before or after the header speaks against it. */
const leftNameCost = 2.5;
/** A header that a table above had. */
const knownWorth = 5;
/** What it costs to put two lines of a header together. */
const joinCost = 3;
/** Pieces on which the ways to read a header are compared. */
const sampleSize = 60;
const fewestRows = 2;
const leastScore = 7;
/** Without gaps between cells every line might be the wrapped rest of the one above. */
const leastConfidence: Record<PieceUnit, number> = { groups: 0.6, lines: 0.85 };
const unsureBelow = 0.65;

/** Every stacked table of a text. Lines that were taken for page numbers and are cells become words again. */
export function findStackedTables(source: string, lines: readonly Line[], place: Placer): FoundStacked {
  const tables = new Map<number, StackedTable>();
  const issues: Issue[] = [];
  const units = (['groups', 'lines'] as const).map((unit) => {
    const pieces = findPieces(lines, unit);
    const heads = [...pieces.keys()].filter((index) => mayHead(pieces, index));
    const known = new Map<number, Reading[]>();
    const read = (index: number): Reading[] => {
      const readings = known.get(index) ?? readHeaders(pieces, index, unit);
      known.set(index, readings);
      return readings;
    };
    return { pieces, heads: new Map(heads.map((index) => [pieces[index]?.at ?? -1, index])), read };
  });
  const starts = [...new Set(units.flatMap(({ heads }) => [...heads.keys()]))].sort((a, b) => a - b);
  const known = new Set<string>();
  let done = 0;
  for (const start of starts) {
    if (start < done) continue;
    // A title right above (`Action plan`) may look like the first name of the header.
    const readings = units.flatMap(({ pieces, heads, read }) => {
      const index = heads.get(start);
      if (index === undefined) return [];
      return [0, 1, 2].flatMap((later) => {
        const passed = pieces.slice(index, index + later).filter((piece) => isColumnName(piece.text));
        return read(index + later).map((reading) => ({
          ...reading,
          score:
            reading.score -
            passed.length * leftNameCost +
            (known.has(headerKey(reading.header.columns)) ? knownWorth : 0),
        }));
      });
    });
    const best = readings.reduce<Reading | null>((a, b) => (a === null || b.score > a.score ? b : a), null);
    const reading = best === null ? null : finish(best);
    if (reading === null || !isTable(reading, known)) continue;
    known.add(headerKey(reading.header.columns));
    const below = reading.pieces.slice(0, reading.fit.steps.length);
    const used = [...reading.header.cells.flat(), ...below];
    const pages = new Set(below.filter((_, index) => reading.fit.steps[index]?.column === null));
    for (const piece of used) {
      if (!pages.has(piece)) for (const line of piece.lines) line.kind = 'words';
    }
    const built = buildStackedTable(source, reading.header, reading.pieces, reading.fit.steps, place);
    done = (used.at(-1)?.at ?? start) + (used.at(-1)?.lines.length ?? 1);
    tables.set(used[0]?.at ?? start, { table: built, to: done });
    issues.push(...findUnsureRows(reading, place));
  }
  return { tables, issues };
}

function headerKey(columns: readonly StackedColumn[]): string {
  return columns.map((column) => column.name.toLowerCase()).join('|');
}

/** Every way to read the header that begins at a piece, each tried on the first pieces below. */
function readHeaders(pieces: readonly Piece[], at: number, unit: PieceUnit): Reading[] {
  const headers = findHeaders(pieces, at);
  return headers
    .concat(headers.filter((header) => hasNumbers(pieces, at, header)).map(withNumbers))
    .flatMap((header) => {
      const below = piecesBelow(pieces, at + header.used, header.columns);
      const sample = below.pieces.slice(0, sampleSize);
      if (!sample.some(isValue)) return [];
      const options = { gapsPartRows: unit === 'lines' && gapsPartRows(sample), endsOpen: below.endsOpen };
      const first = fitRows(sample, header.columns, options);
      const columns = settleContents(header.columns, sample, first);
      const fit = fitRows(sample, columns, options);
      const left = sample[0] !== undefined && isColumnName(sample[0].text) ? leftNameCost : 0;
      const score = fit.score + weighHeader(columns, fit) - left - header.joined * joinCost;
      return {
        header: { ...header, columns },
        pieces: below.pieces,
        fit,
        unit,
        options,
        repeated: below.repeated,
        score,
      };
    });
}

/** True where numbers stand below a header that names no column for them. */
function hasNumbers(pieces: readonly Piece[], at: number, { columns, used }: StackedHeader): boolean {
  const below = pieces.slice(at + used, at + used + sampleSize);
  return (
    columns.every(({ holds }) => holds !== 'reference') &&
    below.slice(0, 2).some(({ kind }) => kind === 'reference') &&
    below.filter(({ kind }) => kind === 'reference').length >= fewestRows
  );
}

/** Neither words nor the name of a column: no table is without one. */
function isValue(piece: Piece): boolean {
  return (
    !['short', 'long', 'bullet', 'numbered', 'section'].includes(piece.kind) && !isColumnName(piece.text)
  );
}

/** A column that is filled speaks for its header, one that is hardly ever and one without a name against it. */
function weighHeader(columns: readonly StackedColumn[], fit: StackedFit): number {
  const rows = Math.max(1, fit.steps.filter((step) => step.opens).length);
  const worths = columns.map((column, index) => {
    const filled = fit.steps.filter((step) => step.column === index).length;
    if (column.name === '') return 0;
    return nameWorth * (column.named ? 2 * Math.min(1, (2 * filled) / rows) - 1 : index === 0 ? -3 : -2);
  });
  return worths.reduce((sum, worth) => sum + worth, 0);
}

/** The same reading with all pieces fitted, blanks priced by how common they are. */
function finish(reading: Reading): Reading {
  const { header, pieces, options } = reading;
  const columns = settleBlanks(header.columns, pieces, reading.fit);
  return { ...reading, header: { ...header, columns }, fit: fitRows(pieces, columns, options) };
}

/** Some lines have a gap before them, most have none. */
function gapsPartRows(pieces: readonly Piece[]): boolean {
  const gaps = pieces.slice(1).filter((piece) => piece.gap && !piece.page).length;
  return gaps > 0 && gaps <= pieces.length / 2;
}

/** The pieces from an index to the next header or to something that is no words, page numbers left out. */
function piecesBelow(
  pieces: readonly Piece[],
  from: number,
  columns: readonly StackedColumn[],
): { pieces: Piece[]; endsOpen: boolean; repeated: boolean } {
  const names = columns.filter(({ name }) => name !== '').map(({ name }) => name.toLowerCase());
  const repeats = (at: number): boolean =>
    names.every((name, index) => pieces[at + index]?.text.toLowerCase() === name);
  let to = from;
  while (to < pieces.length && pieces[to]?.wall !== true) {
    if (to > from && (isHead(pieces, to) || repeats(to))) break;
    to++;
  }
  const repeated = repeats(to);
  const after = repeated ? pieces[to + names.length] : undefined;
  const endsOpen = after !== undefined && /^\p{Ll}/u.test(after.text);
  // A heading right above the next header is that table's.
  if (to < pieces.length && pieces[to]?.wall !== true) {
    for (let index = to - 1; index >= Math.max(from, to - 3); index--) {
      if (pieces[index]?.kind === 'section') to = index;
    }
  }
  return { pieces: pieces.slice(from, to), endsOpen, repeated };
}

/** Enough rows, or one under a header that is there twice; values where the columns want them. */
function isTable(reading: Reading, known: ReadonlySet<string>): boolean {
  const { header, fit, unit } = reading;
  const rows = fit.steps.filter((step) => step.opens).length;
  const again = reading.repeated || known.has(headerKey(header.columns));
  if (rows < (again ? 1 : fewestRows)) return false;
  if (header.columns[0]?.name === '' && countValues(reading) < rows) return false;
  // A row that a page break cut right below its header may lack every value.
  if (reading.repeated && reading.options.endsOpen) return fit.score > 0;
  const enough = again ? leastScore / 2 : leastScore;
  const confidence = fit.steps.reduce((sum, step) => sum + step.confidence, 0) / fit.steps.length;
  return fit.score >= enough && fit.score >= rows * 2 && confidence >= leastConfidence[unit];
}

/** Cells of who, when and how far. Numbers alone make no table of numbered paragraphs. */
function countValues({ header, fit }: Reading): number {
  const values = ['owner', 'time', 'status'];
  return fit.steps.filter(({ column }) => values.includes(header.columns[column ?? -1]?.holds ?? '')).length;
}

/** A warning for every row one of whose cells could as well stand in another column. */
function findUnsureRows(reading: Reading, place: Placer): Issue[] {
  const unsure = reading.pieces
    .slice(0, reading.fit.steps.length)
    .filter((_, index) => (reading.fit.steps[index]?.confidence ?? 1) < unsureBelow);
  return unsure.map((piece) => ({
    code: 'unsure-cell',
    severity: 'warning',
    message: `a blank cell left no line: "${piece.text.slice(0, 60)}" may belong to another column`,
    place: place(piece.lines[0]?.start ?? 0, piece.lines.at(-1)?.end ?? 0),
  }));
}
