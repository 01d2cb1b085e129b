/**
 * Draws made plans as PDFs by hand: text line by line, rows cut at page breaks, rules in several manners. No
 * structure tree, as from the plainest producers.
 */
// oxlint-disable-next-line import/no-named-as-default -- its types know the default export only
import PDFDocument from 'pdfkit';

import { isMiddle, type MadeCell, type MadePlan } from './made-plans.ts';

export type Ruling = 'ruled' | 'horizontal' | 'none';

interface SetLine {
  text: string;
  x: number;
  /** Distance to the line above, 0 for the first. */
  drop: number;
}

const MARGIN = 42;

/** The plan as PDF bytes, the same each time; rows that would begin after `mostPages` pages are left out. */
export function drawPlan(plan: MadePlan, ruling: Ruling, mostPages = Infinity): Promise<Uint8Array> {
  const { width, height } = plan.page;
  const doc = new PDFDocument({
    size: [width, height],
    margin: 0,
    autoFirstPage: false,
    info: { CreationDate: new Date(0) },
  });
  const chunks: Uint8Array[] = [];
  const done = new Promise<Uint8Array>((resolve) => {
    doc.on('data', (chunk: Uint8Array) => chunks.push(chunk));
    doc.on('end', () => resolve(new Uint8Array(Buffer.concat(chunks))));
  });
  const bold = plan.font === 'Helvetica' ? 'Helvetica-Bold' : 'Times-Bold';
  const tableWidth = width - 2 * MARGIN;
  const edges = [MARGIN];
  for (const share of plan.widths) edges.push((edges.at(-1) ?? 0) + share * tableWidth);
  const bottom = height - 50;
  const rowPadding = plan.rowPadding ?? plan.padding;
  let pages = 0;
  let y = 0;

  const print = (text: string, x: number, top: number): void => {
    doc.text(text, x, top, { lineBreak: false });
  };
  const newPage = (): void => {
    doc.addPage();
    pages += 1;
    y = 60;
    if (plan.runningHead) {
      doc.font(plan.font).fontSize(8);
      print('Harlow Vale District Council – peer challenge', MARGIN, 28);
      print(`Page ${pages}`, width / 2 - 12, height - 34);
    }
  };
  const wrap = (cell: MadeCell, left: number, right: number): SetLine[] => {
    const lines: SetLine[] = [];
    for (const { marker, text } of cell ?? []) {
      const indent = marker === '' ? 0 : 1.6 * plan.fontSize;
      const limit = right - left - 2 * plan.padding - indent;
      const broken = breakLines(text, limit, (part) => doc.widthOfString(part));
      for (const [index, line] of broken.entries()) {
        const drop = lines.length === 0 ? 0 : plan.leading + (index === 0 ? plan.paragraphGap : 0);
        const ending = plan.trailingSpaces && index < broken.length - 1 && line.space ? ' ' : '';
        if (index === 0 && marker !== '') lines.push({ text: marker, x: left + plan.padding, drop });
        lines.push({
          text: line.text + ending,
          x: left + plan.padding + indent,
          drop: index === 0 && marker !== '' ? 0 : drop,
        });
      }
    }
    return lines;
  };
  const drawRules = (top: number, low: number, open: boolean[]): void => {
    if (ruling === 'none') return;
    doc.lineWidth(0.6);
    for (const [column, isOpen] of open.entries()) {
      const [x0, x1] = [edges[column] ?? 0, edges[column + 1] ?? 0];
      if (!isOpen) doc.moveTo(x0, top).lineTo(x1, top).stroke();
    }
    if (ruling === 'ruled') for (const x of edges) doc.moveTo(x, top).lineTo(x, low).stroke();
    doc.moveTo(edges[0] ?? 0, low).lineTo(edges.at(-1) ?? 0, low);
  };
  const closeTable = (at: number): void => {
    if (ruling !== 'none')
      doc
        .moveTo(edges[0] ?? 0, at)
        .lineTo(edges.at(-1) ?? 0, at)
        .stroke();
  };
  const drawHeader = (): void => {
    doc.font(bold).fontSize(plan.fontSize);
    const cells = plan.headers.map((header, column) =>
      wrap([{ marker: '', text: header }], edges[column] ?? 0, edges[column + 1] ?? 0),
    );
    const tall = Math.max(...cells.map(heightOf)) + plan.leading + 2 * rowPadding;
    if (plan.shadedHeader) doc.rect(MARGIN, y, tableWidth, tall).fill('#d9e2f3').fillColor('#000000');
    drawCells(cells, y, tall);
    drawRules(
      y,
      y + tall,
      plan.headers.map(() => false),
    );
    y += tall;
  };
  const drawCells = (cells: SetLine[][], top: number, tall: number): void => {
    for (const [column, lines] of cells.entries()) {
      const room = tall - plan.leading - 2 * rowPadding - heightOf(lines);
      let at = top + rowPadding + (isMiddle(plan, column) ? Math.max(0, room / 2) : 0);
      for (const line of lines) {
        at += line.drop;
        print(line.text, line.x, at);
      }
    }
  };

  newPage();
  doc.font(bold).fontSize(16);
  print(plan.title, MARGIN, y);
  y += 34;
  doc.font(plan.font).fontSize(11);
  for (const paragraph of plan.intro) {
    for (const line of breakLines(paragraph, tableWidth, (part) => doc.widthOfString(part))) {
      print(line.text + (plan.trailingSpaces ? ' ' : ''), MARGIN, y);
      y += 14;
    }
    y += 8;
  }
  y += 8;
  drawHeader();
  for (const row of plan.rows) {
    doc.font(plan.font).fontSize(plan.fontSize);
    let rest = row.map((cell, column) => wrap(cell, edges[column] ?? 0, edges[column + 1] ?? 0));
    let continued = false;
    for (;;) {
      const needed = Math.max(...rest.map(heightOf)) + plan.leading + 2 * rowPadding;
      const room = bottom - y;
      if (needed <= room) {
        drawCells(rest, y, needed);
        drawRules(
          y,
          y + needed,
          row.map((cell) => cell === null && !continued),
        );
        y += needed;
        break;
      }
      const parts = rest.map((lines) => cutLines(lines, room - plan.leading - 2 * rowPadding));
      if (plan.splitRows && room > 2.5 * plan.leading + 2 * rowPadding) {
        drawCells(
          parts.map(({ head }) => head),
          y,
          room,
        );
        drawRules(
          y,
          bottom,
          row.map((cell) => cell === null && !continued),
        );
        y = bottom;
        rest = parts.map(({ tail }) => tail);
        continued = true;
      } else if (!plan.splitRows && needed > bottom - 130) {
        throw new Error(`row taller than a page in plan ${plan.seed}`);
      }
      closeTable(y);
      if (pages >= mostPages) {
        doc.end();
        return done;
      }
      newPage();
      if (plan.repeatHeader) drawHeader();
      doc.font(plan.font).fontSize(plan.fontSize);
      continued = true;
    }
  }
  closeTable(y);
  doc.end();
  return done;
}

function heightOf(lines: SetLine[]): number {
  return lines.reduce((sum, line) => sum + line.drop, 0);
}

function cutLines(lines: SetLine[], room: number): { head: SetLine[]; tail: SetLine[] } {
  let used = 0;
  let count = 0;
  for (const line of lines) {
    used += line.drop;
    if (used > room) break;
    count += 1;
  }
  const tail = lines.slice(count).map((line, index) => (index === 0 ? { ...line, drop: 0 } : line));
  return { head: lines.slice(0, count), tail };
}

/** Greedy line breaking at spaces and hyphens; words wider than the line are cut. */
function breakLines(
  text: string,
  limit: number,
  measure: (text: string) => number,
): { text: string; space: boolean }[] {
  const lines: { text: string; space: boolean }[] = [];
  let line = '';
  for (const token of text.match(/[^\s-]+-?\s*|-\s*/g) ?? []) {
    let rest = token;
    if (line !== '' && measure((line + rest).trimEnd()) > limit) {
      lines.push({ text: line.trimEnd(), space: line.endsWith(' ') });
      line = '';
    }
    while (measure(rest.trimEnd()) > limit) {
      let size = rest.trimEnd().length - 1;
      while (size > 1 && measure(rest.slice(0, size)) > limit) size -= 1;
      lines.push({ text: rest.slice(0, size), space: false });
      rest = rest.slice(size);
    }
    line += rest;
  }
  if (line.trim() !== '') lines.push({ text: line.trimEnd(), space: true });
  return lines;
}
