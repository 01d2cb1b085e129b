/**
 * `node test/examples/write-example-plans.ts`: the example plans that are kept as text here, written as the PDF, Word
 * file and spreadsheet of `data/example-plans/`. Run once; the files are committed.
 */
import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import {
  BorderStyle,
  Document,
  Packer,
  PageOrientation,
  Paragraph,
  Table,
  TableCell,
  TableRow,
  WidthType,
} from 'docx';
import ExcelJs from 'exceljs';
import { startPrinter } from '../read/pdf/printed-pdfs.ts';

const OUT = join(import.meta.dirname, '../../data/example-plans');

/** A paragraph, or a table as rows of cells; a blank first cell lies under the one above. */
type Part = { text: string } | { rows: string[][] };

function partsOf(name: string): Part[] {
  const parts: Part[] = [];
  for (const line of readFileSync(join(import.meta.dirname, `${name}.txt`), 'utf8').split('\n')) {
    const last = parts.at(-1);
    if (line.includes('\t')) {
      const cells = line.split('\t').map((cell) => cell.trim());
      if (last && 'rows' in last) last.rows.push(cells);
      else parts.push({ rows: [cells] });
    } else if (line.trim() !== '') parts.push({ text: line.trim().replaceAll('**', '') });
    else if (last && 'rows' in last) parts.push({ text: '' });
  }
  return parts.filter((part) => 'rows' in part || part.text !== '');
}

/** "a. Do this b. Do that" and "• one • two" on lines of their own, as a word processor would set them. */
function linesOf(cell: string): string[] {
  return cell
    .split(/(?<=[^\s])\s(?=[a-h]\.\s[A-Z]|•\s)|(?<=\b20\d\d)\s(?=[A-Z])/)
    .map((line) => line.trim())
    .filter((line) => line !== '');
}

const escape = (text: string) => text.replaceAll('&', '&amp;').replaceAll('<', '&lt;');

async function writePdf(name: string): Promise<void> {
  const body = partsOf(name).map((part, index) => {
    if ('text' in part)
      return /^Recommendation \d/.test(part.text)
        ? `<h2>${escape(part.text)}</h2>`
        : index === 0
          ? `<h1>${escape(part.text)}</h1>`
          : `<p>${escape(part.text)}</p>`;
    const [header = [], ...rows] = part.rows;
    const row = (cells: string[], tag: string) =>
      `<tr>${cells
        .map(
          (cell) =>
            `<${tag}>${linesOf(cell)
              .map((line) => `<p>${escape(line)}</p>`)
              .join('')}</${tag}>`,
        )
        .join('')}</tr>`;
    return `<table><thead>${row(header, 'th')}</thead><tbody>${rows.map((cells) => row(cells, 'td')).join('')}</tbody></table>`;
  });
  const style =
    'body{font:10pt sans-serif}table{border-collapse:collapse;width:100%}th,td{border:1px solid #444;padding:4px 6px;vertical-align:top;text-align:left}td p,th p{margin:0 0 3px}th{background:#dde6f0}';
  const printer = await startPrinter();
  const html = `<!doctype html><html lang="en-GB"><head><meta charset="utf-8"><style>${style}</style></head><body>${body.join('')}</body></html>`;
  writeFileSync(
    join(OUT, `${name}.pdf`),
    await printer.print(html, { tagged: true, width: 842, height: 595, runningHead: false }),
  );
  await printer.close();
}

async function writeWord(name: string): Promise<void> {
  const border = { style: BorderStyle.SINGLE, size: 4, color: '666666' };
  const children = partsOf(name).map((part) => {
    if ('text' in part)
      return new Paragraph(
        /^\d\.\s/.test(part.text) ? { text: part.text, heading: 'Heading2' } : { text: part.text },
      );
    const rows = part.rows.map((cells, index) => {
      const filled = [
        ...cells,
        ...Array.from({ length: (part.rows[0]?.length ?? 0) - cells.length }, () => ''),
      ];
      return new TableRow({
        tableHeader: index === 0,
        children: filled.map(
          (cell) =>
            new TableCell({
              borders: { top: border, bottom: border, left: border, right: border },
              children: (linesOf(cell).length > 0 ? linesOf(cell) : ['']).map((line) => new Paragraph(line)),
            }),
        ),
      });
    });
    return new Table({ rows, width: { size: 100, type: WidthType.PERCENTAGE } });
  });
  const section = { properties: { page: { size: { orientation: PageOrientation.LANDSCAPE } } }, children };
  writeFileSync(join(OUT, `${name}.docx`), await Packer.toBuffer(new Document({ sections: [section] })));
}

async function writeSheet(name: string): Promise<void> {
  const book = new ExcelJs.Workbook();
  const sheet = book.addWorksheet('Action plan');
  const fills: Record<string, string> = {
    Complete: 'FF00B050',
    Green: 'FF92D050',
    Amber: 'FFFFC000',
    Red: 'FFFF0000',
  };
  for (const part of partsOf(name)) {
    if ('text' in part) {
      sheet.addRow([part.text]);
      continue;
    }
    for (const cells of part.rows) {
      const row = sheet.addRow(cells);
      row.eachCell((cell) => {
        const argb = fills[typeof cell.value === 'string' ? cell.value : ''];
        if (argb) cell.fill = { type: 'pattern', pattern: 'solid', fgColor: { argb } };
      });
    }
  }
  await book.xlsx.writeFile(join(OUT, `${name}.xlsx`));
}

await writePdf('harrowdale');
await writeWord('northgate-bay');
await writeSheet('ellenshire');
