/** Made plans as Word files, turned into PDF by LibreOffice where it is installed: how most councils make theirs. */
import { execFileSync } from 'node:child_process';
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import {
  AlignmentType,
  BorderStyle,
  Document,
  Footer,
  Header,
  HeadingLevel,
  LevelFormat,
  Packer,
  PageNumber,
  PageOrientation,
  Paragraph,
  Table,
  TableCell,
  TableLayoutType,
  TableRow,
  TextRun,
  VerticalAlignTable,
  VerticalMergeType,
  WidthType,
} from 'docx';

import type { Ruling } from './made-pdfs.ts';
import { isMiddle, isShort, type MadeCell, type MadeParagraph, type MadePlan } from './made-plans.ts';

/** True when `soffice` can be run. */
export function hasOffice(): boolean {
  try {
    execFileSync('soffice', ['--version'], { stdio: 'ignore' });
    return true;
  } catch {
    return false;
  }
}

/** How people set tables in Word, beyond the plain table of the plan. */
export interface Manner {
  /** Titles across all columns before some of the rows. */
  titles?: boolean;
  /** Rules around the table and below its header, none between the rows. */
  headerRule?: boolean;
  /** Short columns are centred. */
  centred?: boolean;
}

const TITLES = [
  'Theme: leadership and governance',
  'Theme: financial planning',
  'Theme: place and housing growth',
];

/** The plan as Word would hold it: real numbering, merged cells, a repeated header row, a running head. */
export async function writePlanDocx(
  plan: MadePlan,
  ruling: Ruling,
  { titles = false, headerRule = false, centred = false }: Manner = {},
): Promise<Uint8Array> {
  const font = plan.font === 'Helvetica' ? 'Liberation Sans' : 'Liberation Serif';
  const twips = (points: number): number => Math.round(points * 20);
  const width = twips(plan.page.width - 84);
  const line = { style: BorderStyle.SINGLE, size: 4, color: '444444' };
  const none = { style: BorderStyle.NONE, size: 0, color: 'FFFFFF' };
  const side = ruling === 'ruled' ? line : none;
  const flat = ruling === 'none' ? none : line;
  let list = 0;
  const levels: { reference: string; levels: object[] }[] = [];
  const listFor = (marker: string): string => {
    list += 1;
    const reference = `list${list}`;
    const [format, text] = marker.startsWith('•')
      ? [LevelFormat.BULLET, '•']
      : marker.startsWith('a')
        ? [LevelFormat.LOWER_LETTER, '%1.']
        : marker.startsWith('i')
          ? [LevelFormat.LOWER_ROMAN, '%1.']
          : [LevelFormat.DECIMAL, '%1.'];
    const indent = { left: twips(1.6 * plan.fontSize), hanging: twips(1.6 * plan.fontSize) };
    levels.push({
      reference,
      levels: [{ level: 0, format, text, alignment: AlignmentType.LEFT, style: { paragraph: { indent } } }],
    });
    return reference;
  };
  const paragraph = (
    { marker, text }: MadeParagraph,
    reference: string,
    { bold = false, middle = false } = {},
  ): Paragraph =>
    new Paragraph({
      children: [new TextRun({ text, bold, font, size: Math.round(plan.fontSize * 2) })],
      alignment: middle ? AlignmentType.CENTER : AlignmentType.LEFT,
      spacing: { before: 0, after: twips(plan.paragraphGap) },
      ...(marker === '' ? {} : { numbering: { reference, level: 0 } }),
    });
  const cell = (content: MadeCell, column: number, below: boolean, header = false): TableCell => {
    const first = content?.find(({ marker }) => marker !== '');
    const reference = first ? listFor(first.marker) : '';
    const merge =
      content === null ? VerticalMergeType.CONTINUE : below ? VerticalMergeType.RESTART : undefined;
    return new TableCell({
      children: content?.length
        ? content.map((part) =>
            paragraph(part, reference, { bold: header, middle: centred && isShort(plan, column) }),
          )
        : [new Paragraph({ children: [] })],
      width: { size: Math.round(width * (plan.widths[column] ?? 0)), type: WidthType.DXA },
      ...(merge === undefined ? {} : { verticalMerge: merge }),
      ...(isMiddle(plan, column) ? { verticalAlign: VerticalAlignTable.CENTER } : {}),
      ...(header && plan.shadedHeader ? { shading: { fill: 'D9E2F3' } } : {}),
      ...(header && headerRule ? { borders: { bottom: line } } : {}),
    });
  };
  const titleRow = (index: number): TableRow =>
    new TableRow({
      children: [
        new TableCell({
          columnSpan: plan.headers.length,
          children: [paragraph({ marker: '', text: TITLES[index % 3] ?? '' }, '', { bold: true })],
        }),
      ],
    });
  const [above, beside] = [twips(plan.rowPadding ?? 0), twips(plan.padding)];
  const rowMargins = {
    marginUnitType: WidthType.DXA,
    top: above,
    bottom: above,
    left: beside,
    right: beside,
  };
  const table = new Table({
    layout: TableLayoutType.FIXED,
    width: { size: width, type: WidthType.DXA },
    ...(plan.rowPadding === undefined ? {} : { margins: rowMargins }),
    columnWidths: plan.widths.map((share) => Math.round(width * share)),
    borders: {
      top: flat,
      bottom: flat,
      left: side,
      right: side,
      insideHorizontal: headerRule ? none : flat,
      insideVertical: side,
    },
    rows: [
      new TableRow({
        tableHeader: plan.repeatHeader,
        children: plan.headers.map((text, column) => cell([{ marker: '', text }], column, false, true)),
      }),
      ...plan.rows.flatMap((row, index) => [
        ...(titles && index % 4 === 0 && !row.includes(null) ? [titleRow(index / 4)] : []),
        new TableRow({
          cantSplit: !plan.splitRows,
          children: row.map((content, column) =>
            cell(content, column, plan.rows[index + 1]?.[column] === null),
          ),
        }),
      ]),
    ],
  });
  const small = (text: string): TextRun => new TextRun({ text, font, size: 16 });
  const page = new TextRun({ children: ['Page ', PageNumber.CURRENT], font, size: 16 });
  const landscape = plan.page.width > plan.page.height;
  const document = new Document({
    numbering: { config: levels as never },
    sections: [
      {
        properties: {
          page: {
            size: {
              width: twips(Math.min(plan.page.width, plan.page.height)),
              height: twips(Math.max(plan.page.width, plan.page.height)),
              orientation: landscape ? PageOrientation.LANDSCAPE : PageOrientation.PORTRAIT,
            },
            margin: { top: 1000, bottom: 1000, left: twips(42), right: twips(42) },
          },
        },
        ...(plan.runningHead
          ? {
              headers: {
                default: new Header({
                  children: [new Paragraph({ children: [small('Harlow Vale District Council')] })],
                }),
              },
              footers: { default: new Footer({ children: [new Paragraph({ children: [page] })] }) },
            }
          : {}),
        children: [
          new Paragraph({ text: plan.title, heading: HeadingLevel.HEADING_1 }),
          ...plan.intro.map((text) => paragraph({ marker: '', text }, '')),
          table,
        ],
      },
    ],
  });
  return new Uint8Array(await Packer.toBuffer(document));
}

/** PDFs of Word files, tagged or not, in the same order. Throws where LibreOffice is missing. */
export function convertToPdf(files: Uint8Array[], tagged: boolean): Uint8Array[] {
  const folder = mkdtempSync(join(tmpdir(), 'office-pdfs-'));
  try {
    const names = files.map((bytes, index) => {
      writeFileSync(join(folder, `${index}.docx`), bytes);
      return join(folder, `${index}.docx`);
    });
    const filter = JSON.stringify({ UseTaggedPDF: { type: 'boolean', value: String(tagged) } });
    execFileSync(
      'soffice',
      [
        `-env:UserInstallation=file://${folder}/profile`,
        '--headless',
        '--convert-to',
        `pdf:writer_pdf_Export:${filter}`,
        '--outdir',
        folder,
        ...names,
      ],
      { stdio: 'ignore', timeout: 300_000 },
    );
    return names.map((name) => new Uint8Array(readFileSync(name.replace(/docx$/, 'pdf'))));
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}
