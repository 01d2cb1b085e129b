/**
 * The store as an XLSX workbook (ECMA-376): a sheet a table, typed cells, a frozen header and filters. Written by hand,
 * since a workbook of plain tables is a few lines of XML and libraries take seconds over it.
 */
import { daysBetween } from '../calendar.ts';
import { sheetCell } from './flat-cells.ts';
import type { ExportColumn, ExportValue } from './tables.ts';
import { ZipFile } from './zip-file.ts';

export interface Sheet {
  /** With where its cell stands in a row. */
  columns: (ExportColumn & { at: number })[];
  /** How many rows there are. */
  count: number;
  /** Rows as lists of cells, some at a time; asked for once. */
  rows: AsyncIterable<ExportValue[][]>;
}

/** What a sheet can hold: rows below the header, and characters in a cell. */
const SHEET_ROWS = 1_048_575;
const CELL_CHARACTERS = 32_767;

const DATE_STYLE = 1;
const HEADER_STYLE = 2;
const XML = '<?xml version="1.0" encoding="UTF-8" standalone="yes"?>\n';
const SPREADSHEET = 'http://schemas.openxmlformats.org/spreadsheetml/2006/main';
const RELATIONSHIPS = 'http://schemas.openxmlformats.org/officeDocument/2006/relationships';
const PACKAGE = 'http://schemas.openxmlformats.org/package/2006';

/**
 * A workbook at a path, written sheet by sheet: the same bytes for the same sheets and day. It is whole once it is
 * finished; close it in any case.
 */
export class Workbook {
  readonly #zip: ZipFile;
  #sheets = 0;

  private constructor(path: string) {
    this.#zip = new ZipFile(path);
  }

  /** Begins a workbook of sheets with these names: of at most 31 characters, none of `[]:*?/\\`. */
  static async open(path: string, names: readonly string[], asOf: string): Promise<Workbook> {
    const workbook = new Workbook(path);
    const texts: [string, string][] = [
      ['[Content_Types].xml', contentTypes(names)],
      ['_rels/.rels', packageRelations],
      ['docProps/core.xml', coreProperties(asOf)],
      ['xl/workbook.xml', workbookOf(names)],
      ['xl/_rels/workbook.xml.rels', workbookRelations(names)],
      ['xl/styles.xml', styles],
    ];
    for (const [name, text] of texts) await workbook.#zip.add({ name, parts: [text] });
    return workbook;
  }

  /** Adds the next sheet, in the order of the names. Rows past a sheet's limit are left to other formats. */
  async add(sheet: Sheet): Promise<void> {
    this.#sheets += 1;
    await this.#zip.add({ name: `xl/worksheets/sheet${this.#sheets}.xml`, parts: sheetParts(sheet) });
  }

  finish(): void {
    this.#zip.finish();
  }

  close(): void {
    this.#zip.close();
  }
}

async function* sheetParts({ columns, count, rows }: Sheet): AsyncGenerator<string> {
  const letters = columns.map((_, index) => columnLetters(index));
  const header = columns
    .map(({ name }, index) => textCell(`${letters[index]}1`, name, HEADER_STYLE))
    .join('');
  const widths = columns.map((column, index) => {
    const at = index + 1;
    return `<col min="${at}" max="${at}" width="${widthOf(column)}" customWidth="1"/>`;
  });
  const range = `A1:${letters.at(-1) ?? 'A'}${Math.min(count, SHEET_ROWS) + 1}`;
  yield [
    `${XML}<worksheet xmlns="${SPREADSHEET}"><dimension ref="${range}"/>`,
    '<sheetViews><sheetView workbookViewId="0"><pane ySplit="1" topLeftCell="A2" activePane="bottomLeft" state="frozen"/>',
    `</sheetView></sheetViews><cols>${widths.join('')}</cols>`,
    `<sheetData><row r="1">${header}</row>`,
  ].join('');
  let number = 1;
  for await (const some of rows) {
    const kept = some.slice(0, SHEET_ROWS + 1 - number);
    if (kept.length === 0) break;
    yield kept
      .map((row) => {
        number += 1;
        const cells = columns.map((column, index) =>
          cellOf(`${letters[index]}${number}`, row[column.at] ?? null, column),
        );
        return `<row r="${number}">${cells.join('')}</row>`;
      })
      .join('');
  }
  yield `</sheetData><autoFilter ref="${range}"/></worksheet>`;
}

function cellOf(address: string, value: ExportValue, { type }: ExportColumn): string {
  const cell = sheetCell(value);
  if (cell === null || cell === '') return '';
  if (typeof cell === 'number') return `<c r="${address}"><v>${cell}</v></c>`;
  if (typeof cell === 'boolean') return `<c r="${address}" t="b"><v>${Number(cell)}</v></c>`;
  return type === 'DATE' ? dateCell(address, cell) : textCell(address, cell, 0);
}

/** Days count from 30 December 1899, so that they agree from March 1900 on; earlier ones stay text. */
function dateCell(address: string, day: string): string {
  const serial = daysBetween('1899-12-30', day);
  return serial < 61 ? textCell(address, day, 0) : `<c r="${address}" s="${DATE_STYLE}"><v>${serial}</v></c>`;
}

/** A text is stored as text: whatever it begins with, a spreadsheet does not run it. */
function textCell(address: string, text: string, style: number): string {
  const cut = text.length > CELL_CHARACTERS ? `${text.slice(0, CELL_CHARACTERS - 1)}…` : text;
  const styled = style === 0 ? '' : ` s="${style}"`;
  return `<c r="${address}"${styled} t="inlineStr"><is><t xml:space="preserve">${escapeXml(cut)}</t></is></c>`;
}

// oxlint-disable-next-line no-control-regex -- control characters are what has to be found
const UNSAFE = /[&<>"_\r\u0000-\u0008\u000B\u000C\u000E-\u001F\uD800-\uDFFF\uFFFE\uFFFF]/;

/** Escapes mark-up, what XML cannot hold, and what a spreadsheet would take for such an escape (22.9.2.19). */
function escapeXml(text: string): string {
  // Most texts hold nothing of the kind.
  if (!UNSAFE.test(text)) return text;
  return (
    text
      .replace(/_(?=x[0-9A-Fa-f]{4}_)/gu, '_x005F_')
      .replaceAll('&', '&amp;')
      .replaceAll('<', '&lt;')
      .replaceAll('>', '&gt;')
      .replaceAll('"', '&quot;')
      .replaceAll('\r', '_x000D_')
      // oxlint-disable-next-line no-control-regex -- control characters are what this takes out
      .replace(/[\u0000-\u0008\u000B\u000C\u000E-\u001F\uFFFE\uFFFF]/gu, ' ')
      .toWellFormed()
  );
}

/** 0 → `A`, 25 → `Z`, 26 → `AA`. */
function columnLetters(index: number): string {
  const last = String.fromCodePoint(65 + (index % 26));
  return index < 26 ? last : `${columnLetters(Math.floor(index / 26) - 1)}${last}`;
}

function widthOf({ name, type }: ExportColumn): number {
  if (name === 'text' || name === 'recommendation' || name.startsWith('text_')) return 60;
  return type === 'VARCHAR' || type.endsWith('[]') ? 24 : 14;
}

function workbookOf(names: readonly string[]): string {
  const list = names.map(
    (name, index) => `<sheet name="${escapeXml(name)}" sheetId="${index + 1}" r:id="rId${index + 1}"/>`,
  );
  return `${XML}<workbook xmlns="${SPREADSHEET}" xmlns:r="${RELATIONSHIPS}"><sheets>${list.join('')}</sheets></workbook>`;
}

function workbookRelations(names: readonly string[]): string {
  const list = names.map(
    (_, index) =>
      `<Relationship Id="rId${index + 1}" Type="${RELATIONSHIPS}/worksheet" Target="worksheets/sheet${index + 1}.xml"/>`,
  );
  const style = `<Relationship Id="rId${names.length + 1}" Type="${RELATIONSHIPS}/styles" Target="styles.xml"/>`;
  return `${XML}<Relationships xmlns="${PACKAGE}/relationships">${list.join('')}${style}</Relationships>`;
}

const packageRelations = `${XML}<Relationships xmlns="${PACKAGE}/relationships"><Relationship Id="rId1" Type="${RELATIONSHIPS}/officeDocument" Target="xl/workbook.xml"/><Relationship Id="rId2" Type="${PACKAGE}/relationships/metadata/core-properties" Target="docProps/core.xml"/></Relationships>`;

function contentTypes(names: readonly string[]): string {
  const office = 'application/vnd.openxmlformats-officedocument.spreadsheetml';
  const part = (name: string, type: string) => `<Override PartName="${name}" ContentType="${type}+xml"/>`;
  return [
    `${XML}<Types xmlns="${PACKAGE}/content-types">`,
    '<Default Extension="rels" ContentType="application/vnd.openxmlformats-package.relationships+xml"/>',
    '<Default Extension="xml" ContentType="application/xml"/>',
    part('/xl/workbook.xml', `${office}.sheet.main`),
    part('/xl/styles.xml', `${office}.styles`),
    part('/docProps/core.xml', 'application/vnd.openxmlformats-package.core-properties'),
    ...names.map((_, index) => part(`/xl/worksheets/sheet${index + 1}.xml`, `${office}.worksheet`)),
    '</Types>',
  ].join('');
}

function coreProperties(asOf: string): string {
  const at = `<dcterms:created xsi:type="dcterms:W3CDTF">${asOf}T00:00:00Z</dcterms:created>`;
  return `${XML}<cp:coreProperties xmlns:cp="${PACKAGE}/metadata/core-properties" xmlns:dc="http://purl.org/dc/elements/1.1/" xmlns:dcterms="http://purl.org/dc/terms/" xmlns:xsi="http://www.w3.org/2001/XMLSchema-instance"><dc:creator>Peerlens</dc:creator>${asOf === '' ? '' : at}</cp:coreProperties>`;
}

const styles = [
  `${XML}<styleSheet xmlns="${SPREADSHEET}"><numFmts count="1"><numFmt numFmtId="164" formatCode="yyyy\\-mm\\-dd"/></numFmts>`,
  '<fonts count="2"><font><sz val="11"/><name val="Calibri"/></font><font><b/><sz val="11"/><name val="Calibri"/></font></fonts>',
  '<fills count="2"><fill><patternFill patternType="none"/></fill><fill><patternFill patternType="gray125"/></fill></fills>',
  '<borders count="1"><border/></borders><cellStyleXfs count="1"><xf/></cellStyleXfs>',
  '<cellXfs count="3"><xf xfId="0"/><xf numFmtId="164" xfId="0" applyNumberFormat="1"/><xf fontId="1" xfId="0" applyFont="1"/></cellXfs>',
  '</styleSheet>',
].join('');
