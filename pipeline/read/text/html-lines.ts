/** Tables in tags inside a text. In: the lines that hold one; out: its blocks, with places of the text. */
import type { Block } from '../../model.ts';
import type { Placer } from '../cell-blocks.ts';
import { readHtmlBlocks } from '../html/html.ts';
import { mapPlaces } from '../places.ts';
import type { Line } from './lines.ts';

/** The blocks of a run of lines that hold a table in tags. */
export function readTagLines(source: string, run: readonly Line[], place: Placer): Block[] {
  const start = run[0]?.start ?? 0;
  const blocks = readHtmlBlocks(source.slice(start, run.at(-1)?.end ?? start));
  return mapPlaces(blocks, (span) => ('start' in span ? place(start + span.start, start + span.end) : []));
}
