/**
 * Delimited text (CSV, semicolons) to a Document of one table, lines of title before it as headings.
 */
import type { Outcome, Place, Row } from '../model.ts';
import { makeCell, readCellBlocks } from './cell-blocks.ts';
import { findDelimiter, readDelimited } from './csv-cells.ts';
import { buildSheetBlocks } from './sheet-blocks.ts';
import type { ReadParts } from './read-parts.ts';
import type { Traced } from './traced.ts';
import { traceSource } from './traced.ts';

/** Blocks of a delimited text. The delimiter is found from the content; a comma where none is clear. */
export function readCsv(text: string): Outcome<ReadParts> {
  const delimiter = findDelimiter(text.slice(0, 200_000)) ?? ',';
  const raw = readDelimited(text, delimiter);
  const columns = raw.reduce((most, row) => Math.max(most, row.length), 1);
  let line = 1;
  let counted = 0;
  const placeOf = (start: number, end: number): Place => {
    for (; counted < start; counted++) if (text[counted] === '\n') line++;
    return [{ in: 'text', start, end, line }];
  };
  const rows = raw.map((cells): Row => {
    const start = cells[0]?.start ?? 0;
    const place = placeOf(start, cells.at(-1)?.end ?? start);
    return {
      cells: cells.map((cell, column) => {
        const traced = traceSource(text, cell.start, cell.end);
        const unquoted =
          cell.value.length === traced.text.length ? traced : unquote(traced.text, traced.offsets);
        const blocks = readCellBlocks(unquoted, placeOf);
        return makeCell(column, blocks, placeOf(cell.start, cell.end));
      }),
      place,
    };
  });
  const blocks = buildSheetBlocks(rows, columns);
  return { value: { blocks, issues: [], title: '', pages: 1, format: 'csv' }, issues: [] };
}

function unquote(text: string, offsets: Int32Array): Traced {
  const kept: number[] = [];
  let plain = '';
  for (let index = 0; index < text.length; index++) {
    plain += text[index];
    kept.push(offsets[index] ?? 0);
    if (text[index] === '"' && text[index + 1] === '"') index++;
  }
  return { text: plain, offsets: Int32Array.from(kept) };
}
