/**
 * Made plans as the text that a PDF's pages give when their layout is kept: columns set out with spaces, cells wrapped
 * and centred in their rows, the header again on each page, columns shifted a little there.
 * In: a plan and a seed for how it is set; out: the text. The same seed gives the same text.
 */
import type { MadePlan, MadeTable } from './made-plans.ts';
import { madeText } from './made-plans.ts';
import { type Random, makeRandom } from './made-random.ts';

/** How the pages are set. */
interface Setting {
  middle: boolean;
  centredHeader: boolean;
  /** Characters between columns, 1 where full cells touch. */
  gap: number;
  /** Blank half lines between rows. */
  space: number;
  /** Half lines on a page. */
  height: number;
  /** Rows may be cut by the end of a page. */
  cut: boolean;
  /** Characters across all columns. */
  width: number;
  runningHead: boolean;
}

/** Words of a line of a cell, at half lines from the top of all pages. */
interface Drawn {
  y: number;
  column: number;
  text: string;
}

/** The text of all pages; a form feed ends each. */
export function writeSpacedText(plan: MadePlan, seed: number): string {
  const random = makeRandom(seed);
  const setting: Setting = {
    middle: random.chance(0.5),
    centredHeader: random.chance(0.5),
    gap: random.pick([1, 2, 3]),
    space: random.pick([0, 0, 2]),
    height: 2 * (35 + random.below(20)),
    cut: random.chance(0.4),
    width: random.pick([120, 150, 180]),
    runningHead: random.chance(0.6),
  };
  const opening = [plan.council, plan.title, '', ...plan.introduction, ''].join('\n');
  return `${opening}${plan.tables.map((table) => `${table.heading}\n\n${writeTable(table, setting, random)}`).join('\n')}`;
}

function writeTable(table: MadeTable, setting: Setting, random: Random): string {
  const widths = columnWidths(table, setting);
  const drawn = layRows(table, widths, setting);
  const pages: Drawn[][] = [];
  for (const item of drawn) (pages[Math.floor(item.y / setting.height)] ??= []).push(item);
  return pages
    .filter((page) => page.length > 0)
    .map((page, number) => {
      const head = setting.runningHead && number > 0 ? 'Northmoor and Harbridge Action Plan\n\n' : '';
      const foot = setting.runningHead ? `\n\n${' '.repeat(40)}Page ${number + 1}\n` : '\n';
      const starts = columnStarts(widths, setting.gap, random);
      const header = headerLines(table.header, widths, starts, setting.centredHeader);
      return `${head}${[...header, ...setPage(page, starts, random)].join('\n')}${foot}\f`;
    })
    .join('');
}

/** Room for each column by the square root of what its cells hold. */
function columnWidths(table: MadeTable, { width, gap }: Setting): number[] {
  const weights = table.header.map((name, column) => {
    const cells = table.rows.flatMap((row) => (row[column] ? [madeText(row[column]).length] : []));
    const mean = cells.reduce((sum, length) => sum + length, 0) / Math.max(1, cells.length);
    return Math.sqrt(Math.max(mean, name.length, 6));
  });
  const all = weights.reduce((sum, weight) => sum + weight, 0);
  return weights.map((weight, column) => {
    const words = table.rows.flatMap((row) => madeText(row[column] ?? null).split(/\s/));
    const longest = [...words, ...(table.header[column] ?? '').split(' ')].map((word) => word.length);
    return Math.max(...longest, Math.floor(((width - gap * weights.length) * weight) / all));
  });
}

/** Lines of all cells, rows one below the other; a row that would be cut begins a page where rows are not cut. */
function layRows(table: MadeTable, widths: readonly number[], setting: Setting): Drawn[] {
  const drawn: Drawn[] = [];
  let top = 0;
  for (let row = 0; row < table.rows.length;) {
    const group = Math.max(1, ...(table.rows[row] ?? []).map((cell) => cell?.rowSpan ?? 1));
    const rows = table.rows.slice(row, row + group);
    const wrapped = rows.map((cells) =>
      cells.map((cell, column) => (cell === null ? [] : wrapCell(madeText(cell), widths[column] ?? 10))),
    );
    const heights = rows.map((cells, index) =>
      Math.max(
        2,
        ...cells.map((cell, column) =>
          cell === null || cell.rowSpan > 1 ? 0 : 2 * (wrapped[index]?.[column]?.length ?? 0),
        ),
      ),
    );
    const sum = (): number => heights.reduce((total, height) => total + height + setting.space, 0);
    const tallest = 2 * Math.max(...(wrapped[0] ?? []).map((lines) => lines.length));
    if (tallest > sum()) heights[group - 1] = (heights[group - 1] ?? 0) + tallest - sum();
    const left = setting.height - (top % setting.height);
    if (!setting.cut && sum() > left && sum() <= setting.height) top += left;
    for (const [index, cells] of rows.entries()) {
      const height = heights[index] ?? 2;
      for (const [column, cell] of cells.entries()) {
        const lines = wrapped[index]?.[column] ?? [];
        const room = (cell?.rowSpan ?? 1) > 1 ? sum() - setting.space : height;
        const start = top + (setting.middle ? Math.max(0, Math.floor((room - 2 * lines.length) / 2)) : 0);
        for (const [line, text] of lines.entries()) drawn.push({ y: start + 2 * line, column, text });
      }
      top += height + setting.space;
    }
    row += group;
  }
  return drawn;
}

/** Each paragraph or item begins a line; lines below an item's first are set in. */
function wrapCell(text: string, width: number): string[] {
  return text.split('\n').flatMap((paragraph) => {
    const item = /^(?:\p{L}\.|•) /u.test(paragraph);
    const lines: string[] = [];
    for (const word of paragraph.split(' ')) {
      const last = lines.at(-1);
      if (last !== undefined && last.length + 1 + word.length <= width)
        lines[lines.length - 1] = `${last} ${word}`;
      else lines.push(item && lines.length > 0 && word.length + 3 <= width ? `   ${word}` : word);
    }
    return lines;
  });
}

/** Where columns begin on a page: each a little off. */
function columnStarts(widths: readonly number[], gap: number, random: Random): number[] {
  let at = random.below(6);
  return widths.map((width) => {
    const start = at;
    at += width + gap + random.below(3);
    return start;
  });
}

function headerLines(
  names: readonly string[],
  widths: readonly number[],
  starts: readonly number[],
  centred: boolean,
): string[] {
  const wrapped = names.map((name, column) => wrapCell(name, widths[column] ?? 10));
  const height = Math.max(...wrapped.map((lines) => lines.length));
  return Array.from({ length: height }, (_, line) => {
    let text = '';
    for (const [column, lines] of wrapped.entries()) {
      const words = lines[line] ?? '';
      const off = centred ? Math.floor(((widths[column] ?? 0) - words.length) / 2) : 0;
      text = putAt(text, (starts[column] ?? 0) + off, words);
    }
    return text;
  });
}

/** Lines of a page from top to bottom; now and then a cell's words are set a few characters to the left. */
function setPage(page: readonly Drawn[], starts: readonly number[], random: Random): string[] {
  const rows = new Map<number, Drawn[]>();
  for (const item of page) rows.set(item.y, [...(rows.get(item.y) ?? []), item]);
  const lines: string[] = [];
  let last = -1;
  for (const y of [...rows.keys()].sort((a, b) => a - b)) {
    if (last >= 0 && y - last >= 4) lines.push('');
    last = y;
    let text = '';
    for (const { column, text: words } of (rows.get(y) ?? []).sort((a, b) => a.column - b.column)) {
      const off = column > 0 && random.chance(0.08) ? 1 + random.below(3) : 0;
      text = putAt(text, (starts[column] ?? 0) - off, words);
    }
    lines.push(text);
  }
  return lines;
}

/** Words at a place in a line, or after the words there. */
function putAt(line: string, at: number, words: string): string {
  if (words === '') return line;
  const start = line === '' ? at : Math.max(at, line.length + 1);
  return `${line.padEnd(start)}${words}`;
}
