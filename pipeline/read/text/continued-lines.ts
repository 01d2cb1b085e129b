/**
 * Lines of running text that only go on with the block above: hard-wrapped, or cut by a page's foot and head. In: where a
 * reader of text stands; the block above takes the line's words.
 */
import type { Block } from '../../model.ts';
import type { readLineBlocks } from '../cell-blocks.ts';
import type { Line } from './lines.ts';

/** Where a reader of text stands. */
interface Reading {
  lines: readonly Line[];
  /** Index after the line that is read. */
  at: number;
  /** Width at which the text was hard-wrapped, or 0. */
  wrap: number;
  blocks: readonly Block[];
}

/** The blank lines and furniture at the end of some lines. */
function skipped(lines: readonly Line[]): Line[] {
  const last = lines.findLastIndex(({ kind }) => kind !== 'blank' && kind !== 'furniture');
  return lines.slice(last + 1);
}

/** Joins a line to the block above when it only goes on with it: small first letter, or a hard-wrapped text. */
export function continuesAbove(
  reader: Reading,
  line: Line,
  fresh: ReturnType<typeof readLineBlocks>,
): boolean {
  const before = reader.lines.slice(Math.max(0, reader.at - 8), reader.at - 1);
  const isCut = before.at(-1)?.kind !== 'words' && skipped(before).some(({ kind }) => kind === 'furniture');
  const above = isCut ? before.at(-1 - skipped(before).length) : before.at(-1);
  const last = reader.blocks.at(-1);
  const [first] = fresh;
  if (above?.kind !== 'words' || fresh.length !== 1 || first?.type !== 'paragraph') return false;
  if (last === undefined || (last.type !== 'paragraph' && last.type !== 'listItem')) return false;
  const wrapped = reader.wrap > 0 && above.text.trimEnd().length >= reader.wrap * 0.75;
  const lower = /^[\p{Ll}(]/u.test(first.text) && !/[.!?:;]$/.test(last.text);
  // "Head of Law (Monitoring" over "Officer)": the line closes the bracket.
  const closes = /\([^()]{0,60}$/.test(last.text) && /^[^()]{1,40}\)/.test(first.text);
  if (isCut ? !lower && !closes : !wrapped && !lower && !closes) return false;
  const at = last.place.at(-1);
  const end = first.place.at(-1);
  last.text = `${last.text}${/\p{L}-$/u.test(last.text) ? '' : ' '}${first.text}`;
  if (at !== undefined && end !== undefined && 'start' in at && 'end' in end) at.end = end.end;
  return line.text !== '';
}
