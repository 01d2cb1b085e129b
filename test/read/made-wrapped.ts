/**
 * Made plans as text taken off a page without its layout: each cell's wrapped lines one after the other.
 * In: a plan; out: its lines as they stand in reading order, blank cells without a trace.
 */
import type { MadeCell, MadePlan, MadeTable } from './made-plans.ts';
import { madeText } from './made-plans.ts';
import type { Random } from './made-random.ts';
import { makeRandom } from './made-random.ts';

export interface WrappedForm {
  /** Blank lines between cells, or none. */
  gaps: boolean;
  /** Lines a page holds; no pages where it is left out. */
  pageLines?: number;
  /** How much wider or narrower than usual columns are. */
  stretch?: number;
}

/** Lines of one cell or of part of one. */
type Lines = string[];

/** The plan's words; what stands on one line of the page and close together stands on one line here. */
export function writeWrapped(plan: MadePlan, form: WrappedForm, seed = 1): string {
  const random = makeRandom(seed);
  const out = [plan.council, plan.title, '', ...plan.introduction.flatMap((text) => [...wrap(text, 90), ''])];
  let page = 1;
  for (const table of plan.tables) {
    const widths = table.header.map((_, column) =>
      Math.round(columnWidth(table, column) * (form.stretch ?? 1)),
    );
    const header = table.header.map((name, column) => wrap(name, widths[column] ?? 12));
    out.push('', table.heading, ...(form.gaps ? [''] : []), ...setRow(header, form, random));
    let left = form.pageLines ?? Infinity;
    for (const row of table.rows) {
      let cells = row.map((cell, column) => wrapCell(cell, widths[column] ?? 12));
      for (;;) {
        const height = Math.max(...cells.map((lines) => lines.length));
        const take = Math.min(left, height);
        if (take > 0)
          out.push(
            ...setRow(
              cells.map((lines) => lines.slice(0, take)),
              form,
              random,
            ),
          );
        left -= take;
        cells = cells.map((lines) => lines.slice(take));
        if (take === height) break;
        out.push(...(form.gaps ? [''] : []), `Page ${page}`, ...(form.gaps ? [''] : []));
        out.push(...setRow(header, form, random));
        page++;
        left = form.pageLines ?? Infinity;
      }
    }
    out.push('');
  }
  return `${out.join('\n')}\n`;
}

/** The cells of a row in reading order: a cell of one line and the next one's first share a line where no gap parts them. */
function setRow(cells: readonly Lines[], form: WrappedForm, random: Random): string[] {
  const out: string[] = [];
  let above = 0;
  for (const lines of cells) {
    if (lines.length === 0) continue;
    const joins = above === 1 && (form.gaps ? lines.length === 1 && random.chance(0.05) : true);
    if (joins) {
      while (out.at(-1) === '') out.pop();
      out.push(`${out.pop() ?? ''} ${lines[0] ?? ''}`, ...lines.slice(1));
    } else {
      out.push(...lines);
    }
    if (form.gaps) out.push('');
    above = lines.length;
  }
  return out;
}

/** Wide columns for sentences, narrow ones for a few words. */
function columnWidth(table: MadeTable, column: number): number {
  const longest = Math.max(0, ...table.rows.map((row) => madeText(row[column] ?? null).length));
  return longest > 80 ? 46 : longest > 30 ? 28 : longest > 12 ? 20 : 13;
}

function wrapCell(cell: MadeCell | null, width: number): Lines {
  return (cell?.lines ?? []).flatMap((line) => wrap(`${line.marker} ${line.text}`.trim(), width));
}

function wrap(text: string, width: number): Lines {
  const lines: Lines = [];
  let line = '';
  for (const word of text.split(' ').filter((part) => part !== '')) {
    if (line !== '' && line.length + word.length + 1 > width) {
      lines.push(line);
      line = word;
    } else {
      line = line === '' ? word : `${line} ${word}`;
    }
  }
  return line === '' ? lines : [...lines, line];
}
