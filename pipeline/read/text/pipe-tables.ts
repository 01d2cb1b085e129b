/**
 * Runs of pipe-separated lines, as Markdown writes tables, to tables.
 * In: lines that belong together and the table right above them; out: one table.
 */
import type { Block, Row, Table } from '../../model.ts';
import type { Placer } from '../cell-blocks.ts';
import { cutGluedHeader } from './glued-headers.ts';
import type { Line } from './lines.ts';
import { restoreMerged } from './lost-cells.ts';
import { buildTable, isBlank, rawRows } from './tables.ts';

/**
 * The table of a run of pipe lines; a rule under the first row makes it the header, unless the table goes on with the
 * headed one `above` it: Markdown rules off the first row after a page break, whatever it holds.
 */
export function readPipeTable(
  source: string,
  lines: readonly Line[],
  place: Placer,
  above?: Block,
): Table | null {
  const found = rawRows(
    source,
    lines.filter((line) => line.kind !== 'rule'),
    '|',
  );
  const rows = restoreMerged(cutGluedHeader(found));
  const ruled = lines[1]?.kind === 'rule' && lines[0]?.kind === 'pipes';
  if (rows.length === 0) return null;
  const table = buildTable(rows, place, new Set());
  const fits = above?.type === 'table' && above.columns === table.columns;
  const goesOn = fits && isContent(table.rows[0]);
  if (!ruled || table.headerRows > 0 || isBlank(rows[0]) || goesOn) return table;
  return { ...table, headerRows: 1 };
}

/** True for a row no header looks like: numbered, with a long cell or one that goes on, or one heading throughout. */
function isContent(row: Row | undefined): boolean {
  const texts = (row?.cells ?? []).map((cell) => cell.text.trim());
  const filled = texts.filter((text) => text !== '');
  return (
    /^(?:\p{Lu}{1,3}[ ]?)?\d/u.test(texts[0] ?? '') ||
    (filled.length > 1 && new Set(filled).size === 1) ||
    filled.some((text) => /^\p{Ll}/u.test(text) || text.split(/\s+/).length > 5)
  );
}
