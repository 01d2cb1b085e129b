/**
 * Tabs that stand around a text's rows and part no cells: one before every row, one after every row, or both.
 * In: lines by their words alone; out: the same, such tabs left out of them.
 */
import type { Line } from './lines.ts';

/** Rows that say whether tabs stand around them. */
const fewestRows = 3;

/** Leaves out the first tab of each line where every row of the text opens with one, and so for the last. */
export function stripTabFrames(lines: readonly Line[]): void {
  const tabbed = lines.filter((line) => line.text.includes('\t'));
  const rows = tabbed.filter((line) => line.text.split('\t').filter((cell) => cell.trim() !== '').length > 1);
  if (rows.length < fewestRows) return;
  if (rows.every(({ text }) => text.startsWith('\t')))
    for (const line of tabbed) if (line.text.startsWith('\t')) cut(line, line.text.slice(1), 1);
  if (rows.every(({ text }) => text.endsWith('\t')))
    for (const line of tabbed) if (line.text.endsWith('\t')) cut(line, line.text.slice(0, -1), 0);
}

function cut(line: Line, text: string, by: number): void {
  line.text = text;
  line.start += by;
  if (!text.includes('\t')) line.kind = text.trim() === '' ? 'blank' : 'words';
}
