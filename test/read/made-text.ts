/** Made plans as flattened text, Markdown and HTML. */
import type { MadeCell, MadePlan, MadeTable } from './made-plans.ts';
import { madeText } from './made-plans.ts';

/** Tab-separated rows, list items run together in the cell, merged cells left blank: as converters leave it. */
export function writeText(plan: MadePlan): string {
  const lines = openingLines(plan);
  for (const table of plan.tables) {
    lines.push('', table.heading, '', table.header.join('\t'));
    for (const row of table.rows) lines.push(row.map((cell) => flat(cell)).join('\t'));
  }
  return `${lines.join('\n')}\n`;
}

/**
 * The same with page breaks: cells are wrapped to their column's width, a page holds `pageLines` lines, a row that
 * does not fit is cut line by line in every cell, and each page repeats the header.
 */
export function writePagedText(plan: MadePlan, pageLines: number, widths: number[] = []): string {
  const lines = openingLines(plan);
  for (const table of plan.tables) {
    lines.push('', table.heading, '', table.header.join('\t'));
    let left = pageLines;
    for (const row of table.rows) {
      let wrapped = row.map((cell, column) => wrap(flat(cell), widths[column] ?? columnWidth(table, column)));
      for (;;) {
        const height = Math.max(1, ...wrapped.map((cell) => cell.length));
        const take = Math.min(left, height);
        if (take > 0) lines.push(wrapped.map((cell) => cell.slice(0, take).join(' ')).join('\t'));
        left -= take;
        wrapped = wrapped.map((cell) => cell.slice(take));
        if (take === height) break;
        lines.push('', table.header.join('\t'));
        left = pageLines;
      }
    }
  }
  return `${lines.join('\n')}\n`;
}

/** Narrow columns for short words, wide ones for narratives, as a landscape table has. */
function columnWidth(table: MadeTable, column: number): number {
  const longest = Math.max(0, ...table.rows.map((row) => madeText(row[column] ?? null).length));
  return longest > 80 ? 60 : longest > 25 ? 24 : 14;
}

function wrap(text: string, width: number): string[] {
  const lines: string[] = [];
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

function flat(cell: MadeCell | null): string {
  return madeText(cell).replaceAll('\n', ' ');
}

function openingLines(plan: MadePlan): string[] {
  return [plan.council, plan.title, '', ...plan.introduction.flatMap((text) => [text, ''])];
}

/** Markdown with pipe tables; line breaks in cells as `<br>`. */
export function writeMarkdown(plan: MadePlan): string {
  const lines = [
    `# ${plan.title}`,
    '',
    `**${plan.council}**`,
    '',
    ...plan.introduction.flatMap((text) => [text, '']),
  ];
  for (const table of plan.tables) {
    lines.push(`## ${table.heading}`, '', pipeRow(table.header), pipeRow(table.header.map(() => '---')));
    for (const row of table.rows)
      lines.push(pipeRow(row.map((cell) => madeText(cell).replaceAll('\n', '<br>'))));
    lines.push('');
  }
  return lines.join('\n');
}

function pipeRow(cells: readonly string[]): string {
  return `| ${cells.map((cell) => cell.replaceAll('|', '\\|')).join(' | ')} |`;
}

/** A council page with navigation around it; merged cells as row spans. */
export function writeHtml(plan: MadePlan): string {
  const tables = plan.tables.map(
    (table) =>
      `<h2>${escape(table.heading)}</h2>\n<table><thead><tr>${table.header.map((name) => `<th>${escape(name)}</th>`).join('')}</tr></thead>\n<tbody>${table.rows
        .map((row) => `<tr>${row.map(htmlCell).join('')}</tr>`)
        .join('\n')}</tbody></table>`,
  );
  return `<!DOCTYPE html><html lang="en"><head><meta charset="utf-8"><title>${escape(plan.title)}</title></head><body>
<header><nav><ul><li><a href="/">Home</a></li><li><a href="/bins">Bins and recycling</a></li><li><a href="/tax">Council tax</a></li></ul></nav></header>
<main><h1>${escape(plan.title)}</h1><p>${escape(plan.council)}</p>
${plan.introduction.map((text) => `<p>${escape(text)}</p>`).join('\n')}
${tables.join('\n')}</main><footer><p>Contact us</p></footer></body></html>`;
}

function htmlCell(cell: MadeCell | null): string {
  if (cell === null) return '';
  const span = cell.rowSpan > 1 ? ` rowspan="${cell.rowSpan}"` : '';
  const fill = cell.fill === undefined ? '' : ` style="background-color: ${cell.fill}"`;
  const bulleted = cell.lines.length > 0 && cell.lines.every((line) => line.marker === '•');
  const lines = bulleted
    ? `<ul>${cell.lines.map((line) => `<li>${escape(line.text)}</li>`).join('')}</ul>`
    : cell.lines.map((line) => `<p>${escape(`${line.marker} ${line.text}`.trim())}</p>`).join('');
  return `<td${span}${fill}>${lines}</td>`;
}

/** Text for XML and HTML. */
export function escape(text: string): string {
  return text
    .replaceAll('&', '&amp;')
    .replaceAll('<', '&lt;')
    .replaceAll('>', '&gt;')
    .replaceAll('"', '&quot;');
}
