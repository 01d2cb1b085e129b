/**
 * Rows of lines to a table of cells: words of several lines put together, rows cut by a page made whole, cells that
 * span rows laid over them. Each cell keeps the stretches of the source that it is made of.
 */
import type { Issue, Table, TableJoin } from '../../../model.ts';
import type { Placer } from '../../cell-blocks.ts';
import { type ColumnLine, type ColumnNature, weighBreak } from './breaks.ts';
import { findOpeningMarker } from '../../list-markers.ts';
import type { SpacedGrid } from './pages.ts';
import type { SpacedPage } from './rows.ts';
import { type PagedLine, findSpans } from './spans.ts';
import type { SpacedReading } from './spaced-tables.ts';
import type { Line } from '../lines.ts';
import { type RawRow, buildTable } from '../tables.ts';
import { type Traced, joinTraced, traceAt, traceSource } from '../../traced.ts';

/** A row's lines by column. */
interface RowLines {
  cells: PagedLine[][];
  /** By spanning column the number of rows its cell covers; 0 where a cell above does. */
  covers: Map<number, number>;
  join: { weight: number } | null;
  /** Lines of a heading inside the table: then there are no cells. */
  banner: readonly Line[];
}

/** The table of a grid whose rows are told. */
export function buildSpacedTable(
  source: string,
  lines: readonly Line[],
  at: number,
  grid: SpacedGrid,
  pages: readonly SpacedPage[],
  natures: readonly ColumnNature[],
  reading: SpacedReading,
  place: Placer,
): { table: Table; issues: Issue[] } {
  const rows = joinPages(shareLines(pages, natures, reading), natures, reading, grid);
  const raw = [headerRow(source, lines, at, grid), ...rows.map((row) => rawRow(source, grid, row, natures))];
  const name =
    raw[0]?.cells.map((cell) => cell.text.toLowerCase().replaceAll(/[^a-z0-9]+/g, '')).join('|') ?? '';
  const table = buildTable(raw, place, new Set([name]));
  table.headerRows = 1;
  table.columns = grid.header.names.length;
  for (const [index, row] of rows.entries()) {
    const built = table.rows[index + 1];
    if (built === undefined) continue;
    const [only] = built.cells;
    if (row.banner.length > 0 && only !== undefined) {
      only.colSpan = table.columns;
      built.cells = [only];
      continue;
    }
    for (const cell of built.cells) cell.rowSpan = Math.max(1, row.covers.get(cell.column) ?? 1);
    built.cells = built.cells.filter((cell) => row.covers.get(cell.column) !== 0);
  }
  table.joins = rows.flatMap(({ join }, index): TableJoin[] =>
    join === null
      ? []
      : [
          {
            row: index + 1,
            continuesRow: join.weight < 0,
            evidence: [`words at the page break weigh ${join.weight.toFixed(1)} for a new row`],
            confidence: 1 / (1 + Math.exp(-Math.abs(join.weight))),
          },
        ],
  );
  return { table, issues: findUnsureRows(grid, rows, table) };
}

/** Lines whose words fit their columns as badly as this may belong to others. */
const unsureCost = 3.5;

/** A warning for each row with words that may belong to another column. */
function findUnsureRows(grid: SpacedGrid, rows: readonly RowLines[], table: Table): Issue[] {
  return rows.flatMap(({ cells }, index): Issue[] => {
    const unsure = cells
      .flat()
      .some(({ page, line }) => (grid.pages[page]?.lines[line]?.cost ?? 0) >= unsureCost);
    if (!unsure) return [];
    const message = 'words that one space parts may belong to the column beside the one they were put in';
    return [
      {
        code: 'unsure-cell',
        severity: 'warning',
        message,
        place: table.rows[index + 1]?.place ?? table.place,
      },
    ];
  });
}

/** Lines of each band by column, and spanning cells laid over the bands. */
function shareLines(
  pages: readonly SpacedPage[],
  natures: readonly ColumnNature[],
  { bands, manner }: SpacedReading,
): RowLines[] {
  const next = pages.map((page) => page.columns.map(() => 0));
  const rows = bands.map((band): RowLines => {
    const page = pages[band.page];
    const cells = (page?.columns ?? []).map((lines, column): PagedLine[] => {
      if (manner.spanning.has(column)) return [];
      const found: PagedLine[] = [];
      const at = next[band.page] ?? [];
      for (let index = at[column] ?? 0; index < lines.length; index++) {
        const line = lines[index];
        if (line === undefined || line.line >= band.to) break;
        found.push({ ...line, page: band.page });
        at[column] = index + 1;
      }
      return found;
    });
    return { cells, covers: new Map(), join: null, banner: [] };
  });
  for (const column of manner.spanning) {
    const { cells } = findSpans(pages, bands, column, natures[column], manner.alignment);
    for (const cell of cells) {
      for (let row = cell.from; row < cell.to; row++)
        rows[row]?.covers.set(column, row === cell.from ? cell.to - cell.from : 0);
      const first = rows[cell.from];
      if (first !== undefined) first.cells[column] = cell.lines;
    }
  }
  return rows;
}

/** A row that a page break cut goes on with the last of the page before. */
function joinPages(
  rows: RowLines[],
  natures: readonly ColumnNature[],
  { bands, manner }: SpacedReading,
  grid: SpacedGrid,
): RowLines[] {
  const joined: RowLines[] = [];
  for (const [index, row] of rows.entries()) {
    const last = joined.at(-1);
    const page = bands[index]?.page ?? 0;
    const banner = bands[index]?.headed === true ? (grid.pages[page]?.banner ?? []) : [];
    if (banner.length > 0) joined.push({ cells: [], covers: new Map(), join: null, banner });
    if (last === undefined || banner.length > 0 || page === bands[index - 1]?.page) {
      joined.push(row);
      continue;
    }
    const weight = weighSeam(last, row, natures, manner.spanning);
    if (weight >= 0) {
      joined.push({ ...row, join: { weight } });
      continue;
    }
    for (const [column, lines] of row.cells.entries()) {
      if (manner.spanning.has(column)) uncover(joined, row, column);
      else last.cells[column]?.push(...lines);
    }
    last.join = { weight };
  }
  return joined;
}

/** Takes a row, now part of the one before, from under the cell that spans it; a cell of its own goes on with that. */
function uncover(rows: readonly RowLines[], row: RowLines, column: number): void {
  const own = row.covers.get(column) ?? 0;
  const above = rows.findLast((other) => (other.covers.get(column) ?? 0) > 0);
  if (above === undefined) return;
  above.cells[column]?.push(...(row.cells[column] ?? []));
  above.covers.set(column, (above.covers.get(column) ?? 1) + (own > 0 ? own - 1 : -1));
}

/** What speaks for a new row after a page break. */
function weighSeam(
  above: RowLines,
  below: RowLines,
  natures: readonly ColumnNature[],
  spanning: ReadonlySet<number>,
): number {
  let weight = 0;
  let filled = 0;
  for (const [column, nature] of natures.entries()) {
    const [last, first] = [above.cells[column]?.at(-1), below.cells[column]?.[0]];
    if (spanning.has(column)) {
      if (first !== undefined && last !== undefined) weight += 0.5 * weighBreak(last, first, nature);
      continue;
    }
    if (first === undefined) {
      if (nature.references) weight -= 3;
      continue;
    }
    filled += 1;
    if (nature.references) weight += 6;
    else if (last === undefined) weight += 0.7;
    else weight += weighBreak(last, first, nature);
  }
  return filled === 1 ? weight - 1.5 : weight + (filled - 2) * 0.4;
}

function headerRow(source: string, lines: readonly Line[], at: number, { header }: SpacedGrid): RawRow {
  const cells = header.names.map(({ pieces }) =>
    joinSpans(
      source,
      pieces.map((piece) => {
        const start = lines[piece.line]?.start ?? 0;
        return { start: start + piece.start, end: start + piece.end, glue: ' ' };
      }),
    ),
  );
  return {
    cells: cells.map(({ words }) => words),
    pieces: cells.map(({ pieces }) => pieces),
    start: lines[at]?.start ?? 0,
    end: lines[at + header.used - 1]?.end ?? 0,
  };
}

interface SourceSpan {
  start: number;
  end: number;
  /** What joins it to the one before. */
  glue: string;
}

function rawRow(source: string, grid: SpacedGrid, row: RowLines, natures: readonly ColumnNature[]): RawRow {
  const headed = row.banner.map((line) => ({
    start: line.start + line.text.length - line.text.trimStart().length,
    end: line.start + line.text.trimEnd().length,
    glue: ' ',
  }));
  const spans = (headed.length > 0 ? [headed] : []).concat(
    row.cells.map((lines, column) =>
      lines.flatMap((line, index) => spanOf(grid, line, column, lines[index - 1], natures[column])),
    ),
  );
  const all = spans.flat();
  const start = all.reduce((least, span) => Math.min(least, span.start), Infinity);
  const end = all.reduce((most, span) => Math.max(most, span.end), 0);
  const cells = spans.map((found) => joinSpans(source, found, start));
  return { cells: cells.map(({ words }) => words), pieces: cells.map(({ pieces }) => pieces), start, end };
}

function spanOf(
  grid: SpacedGrid,
  line: PagedLine,
  column: number,
  above: ColumnLine | undefined,
  nature: ColumnNature | undefined,
): SourceSpan[] {
  const found = grid.pages[line.page]?.lines[line.line];
  const cell = found?.cells?.[column];
  if (found === undefined || cell === null || cell === undefined) return [];
  return [
    {
      start: found.line.start + cell.start,
      end: found.line.start + cell.end,
      glue: glueOf(line, above, nature),
    },
  ];
}

/** Nothing where a hyphen cuts a word, a line break before a list item or paragraph, else a space. */
function glueOf(line: ColumnLine, above: ColumnLine | undefined, nature: ColumnNature | undefined): string {
  if (above === undefined) return '';
  if (/[\p{L}\p{N}][-/]$/u.test(above.text) && /^\p{Ll}/u.test(line.text)) return '';
  if (findOpeningMarker(line.text) !== null) return '\n';
  const short = nature !== undefined && nature.width >= 25 && above.reach < nature.width * 0.6;
  return short && /[.!?]$/.test(above.text) && /^\p{Lu}/u.test(line.text) ? '\n' : ' ';
}

function joinSpans(
  source: string,
  spans: readonly SourceSpan[],
  at = 0,
): { words: Traced; pieces: { start: number; end: number }[] } {
  const words = spans.flatMap(({ start, end, glue }, index) =>
    index === 0 || glue === ''
      ? [traceSource(source, start, end)]
      : [traceAt(glue, start), traceSource(source, start, end)],
  );
  return {
    words: words.length === 0 ? traceSource(source, at, at) : joinTraced(words),
    pieces: spans.map(({ start, end }) => ({ start, end })),
  };
}
