/** Plans of invented councils for the farm: text, web page or Word file, four actions each unless told otherwise. */
import { Document, Packer, Paragraph, Table, TableCell, TableRow } from 'docx';
import PdfDocument from 'pdfkit';

export interface FarmPlan {
  council: string;
  /** `Month YYYY`. */
  date: string;
  rows: { recommendation: string; action: string; owner: string; when: string }[];
}

const SUBJECTS = ['budget', 'scrutiny', 'digital', 'partnership', 'workforce', 'housing'];

/** The plan of council number `index`, always the same. */
export function farmPlan(index: number): FarmPlan {
  const subject = (offset: number) => SUBJECTS[(index + offset) % SUBJECTS.length] ?? 'budget';
  return {
    council: `Farmland ${index + 1} Borough Council`,
    date: 'March 2026',
    rows: [0, 1, 2, 3].map((offset) => ({
      recommendation: `Strengthen the approach to ${subject(offset)} across the council.`,
      action: `Publish a ${subject(offset)} strategy with named measures for area ${index + 1}.${offset}`,
      owner: ['Chief Executive', 'Director of Finance', 'Head of HR', 'Monitoring Officer'][offset] ?? '',
      when: ['April 2026', 'By July 2026', 'Autumn 2026', '2026/27'][offset] ?? '',
    })),
  };
}

const HEADER = ['No.', 'Recommendation', 'Action', 'Lead officer', 'Timescale'];

const cellsOf = (plan: FarmPlan) =>
  plan.rows.map((row, index) => [String(index + 1), row.recommendation, row.action, row.owner, row.when]);

const titleOf = (plan: FarmPlan) => `${plan.council}: Corporate Peer Challenge Action Plan, ${plan.date}`;

export function asText(plan: FarmPlan): string {
  return [titleOf(plan), '', HEADER.join('\t'), ...cellsOf(plan).map((row) => row.join('\t')), ''].join('\n');
}

export function asHtml(plan: FarmPlan): string {
  const row = (cells: string[], tag: string) =>
    `<tr>${cells.map((cell) => `<${tag}>${cell}</${tag}>`).join('')}</tr>`;
  return `<!doctype html><html lang="en"><head><meta charset="utf-8"><title>${titleOf(plan)}</title></head><body><main>
<h1>${titleOf(plan)}</h1><table><thead>${row(HEADER, 'th')}</thead><tbody>
${cellsOf(plan)
  .map((cells) => row(cells, 'td'))
  .join('\n')}
</tbody></table></main></body></html>`;
}

export async function asWord(plan: FarmPlan): Promise<Uint8Array> {
  const row = (cells: string[]) =>
    new TableRow({ children: cells.map((text) => new TableCell({ children: [new Paragraph(text)] })) });
  const document = new Document({
    sections: [
      {
        children: [
          new Paragraph({ text: titleOf(plan), heading: 'Heading1' }),
          new Table({ rows: [HEADER, ...cellsOf(plan)].map(row) }),
        ],
      },
    ],
  });
  return new Uint8Array(await Packer.toBuffer(document));
}

/** A ruled table, one page. */
export function asPdf(plan: FarmPlan): Promise<Uint8Array> {
  const pdf = new PdfDocument({ size: 'A4', layout: 'landscape', info: { CreationDate: new Date(0) } });
  const chunks: Uint8Array[] = [];
  pdf.on('data', (chunk: Uint8Array) => chunks.push(chunk));
  pdf.fontSize(14).text(titleOf(plan), 60, 50);
  const widths = [30, 200, 260, 120, 100];
  [HEADER, ...cellsOf(plan)].forEach((row, index) => {
    let x = 60;
    row.forEach((text, column) => {
      const width = widths[column] ?? 0;
      pdf.rect(x, 90 + 45 * index, width, 45).stroke();
      pdf.fontSize(9).text(text, x + 4, 96 + 45 * index, { width: width - 8 });
      x += width;
    });
  });
  pdf.end();
  return new Promise((resolve) => void pdf.on('end', () => resolve(new Uint8Array(Buffer.concat(chunks)))));
}
