/** Made plans as Word documents and workbooks, the XML written by hand so that every detail is known. */
import { strToU8, zipSync } from 'fflate';

import type { MadeCell, MadePlan, MadeTable } from './made-plans.ts';
import { madeText } from './made-plans.ts';
import { escape } from './made-text.ts';

/** Files of a ZIP container by name. */
export function zipFiles(files: Record<string, string>): Uint8Array {
  return zipSync(Object.fromEntries(Object.entries(files).map(([name, text]) => [name, strToU8(text)])), {
    mtime: '2026-01-01T00:00:00',
  });
}

const relationships = 'http://schemas.openxmlformats.org/officeDocument/2006/relationships';
const contentTypes = 'application/vnd.openxmlformats-officedocument';

/** The two parts every office file opens with: content types, and where the main part is. */
function packageParts(main: string, types: Record<string, string>): Record<string, string> {
  const overrides = Object.entries(types).map(
    ([part, type]) => `<Override PartName="/${part}" ContentType="${contentTypes}.${type}+xml"/>`,
  );
  return {
    '[Content_Types].xml': `<?xml version="1.0"?><Types xmlns="http://schemas.openxmlformats.org/package/2006/content-types"><Default Extension="rels" ContentType="application/vnd.openxmlformats-package.relationships+xml"/><Default Extension="xml" ContentType="application/xml"/>${overrides.join('')}</Types>`,
    '_rels/.rels': relationshipPart([['officeDocument', main]]),
  };
}

function relationshipPart(targets: [string, string][]): string {
  const entries = targets.map(
    ([type, target], index) =>
      `<Relationship Id="rId${index + 1}" Type="${relationships}/${type}" Target="${target}"/>`,
  );
  return `<?xml version="1.0"?><Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships">${entries.join('')}</Relationships>`;
}

const wordNamespace = 'xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main"';

/** A Word document of a body's XML, with heading styles and two lists: 1 lettered, 2 bulleted. */
export function wordFile(body: string, more: Record<string, string> = {}): Uint8Array {
  return zipFiles({
    ...packageParts('word/document.xml', {
      'word/document.xml': 'wordprocessingml.document.main',
      'word/styles.xml': 'wordprocessingml.styles',
      'word/numbering.xml': 'wordprocessingml.numbering',
    }),
    'word/_rels/document.xml.rels': relationshipPart([
      ['styles', 'styles.xml'],
      ['numbering', 'numbering.xml'],
    ]),
    'word/styles.xml': `<w:styles ${wordNamespace}><w:style w:type="paragraph" w:default="1" w:styleId="Normal"><w:name w:val="Normal"/></w:style>${[
      1, 2, 3,
    ]
      .map(
        (level) =>
          `<w:style w:type="paragraph" w:styleId="H${level}"><w:name w:val="heading ${level}"/><w:basedOn w:val="Normal"/></w:style>`,
      )
      .join('')}</w:styles>`,
    'word/numbering.xml': `<w:numbering ${wordNamespace}><w:abstractNum w:abstractNumId="1"><w:lvl w:ilvl="0"><w:start w:val="1"/><w:numFmt w:val="lowerLetter"/><w:lvlText w:val="%1."/></w:lvl></w:abstractNum><w:abstractNum w:abstractNumId="2"><w:lvl w:ilvl="0"><w:start w:val="1"/><w:numFmt w:val="bullet"/><w:lvlText w:val="\uf0b7"/></w:lvl></w:abstractNum>${Array.from(
      { length: 400 },
      (_, index) =>
        `<w:num w:numId="${index + 10}"><w:abstractNumId w:val="1"/><w:lvlOverride w:ilvl="0"><w:startOverride w:val="1"/></w:lvlOverride></w:num>`,
    ).join(
      '',
    )}<w:num w:numId="2"><w:abstractNumId w:val="2"/></w:num><w:num w:numId="1"><w:abstractNumId w:val="1"/></w:num></w:numbering>`,
    'word/document.xml': `<?xml version="1.0" encoding="UTF-8" standalone="yes"?><w:document ${wordNamespace}><w:body>${body}<w:sectPr/></w:body></w:document>`,
    ...more,
  });
}

/** A paragraph's XML. */
export function wordParagraph(text: string, properties = ''): string {
  return `<w:p><w:pPr>${properties}</w:pPr><w:r><w:t xml:space="preserve">${escape(text)}</w:t></w:r></w:p>`;
}

/** A plan as a Word document: list letters computed, merged cells as vertical merges, shading for status. */
export function writeDocx(plan: MadePlan): Uint8Array {
  let list = 10;
  const cellXml = (cell: MadeCell | null): string => {
    if (cell === null) return '<w:tc><w:tcPr><w:vMerge/></w:tcPr><w:p/></w:tc>';
    const lettered = cell.lines.some((line) => /^[a-z]\.$/.test(line.marker));
    if (lettered) list++;
    const paragraphs = cell.lines.map((line) => {
      const id = line.marker === '•' ? 2 : list;
      const numbering =
        line.marker === '' ? '' : `<w:numPr><w:ilvl w:val="0"/><w:numId w:val="${id}"/></w:numPr>`;
      return wordParagraph(line.text, numbering);
    });
    const merge = cell.rowSpan > 1 ? '<w:vMerge w:val="restart"/>' : '';
    const shade =
      cell.fill === undefined ? '' : `<w:shd w:val="clear" w:fill="${cell.fill.slice(1).toUpperCase()}"/>`;
    return `<w:tc><w:tcPr>${merge}${shade}</w:tcPr>${paragraphs.join('') || '<w:p/>'}</w:tc>`;
  };
  const tableXml = (table: MadeTable): string =>
    `${wordParagraph(table.heading, '<w:pStyle w:val="H2"/>')}<w:tbl><w:tblPr><w:tblW w:w="9000" w:type="dxa"/></w:tblPr><w:tblGrid>${table.header.map(() => '<w:gridCol w:w="1500"/>').join('')}</w:tblGrid><w:tr><w:trPr><w:tblHeader/></w:trPr>${table.header
      .map((name) => `<w:tc>${wordParagraph(name)}</w:tc>`)
      .join(
        '',
      )}</w:tr>${table.rows.map((row) => `<w:tr>${row.map(cellXml).join('')}</w:tr>`).join('')}</w:tbl><w:p/>`;
  return wordFile(
    wordParagraph(plan.title, '<w:pStyle w:val="H1"/>') +
      wordParagraph(plan.council) +
      plan.introduction.map((text) => wordParagraph(text)).join('') +
      plan.tables.map(tableXml).join(''),
  );
}

/** The address of a cell, counted from 0. */
function address(column: number, row: number): string {
  return `${String.fromCharCode(65 + column)}${row + 1}`;
}

const sheetNamespace = 'xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main"';

/** A workbook of sheets given as XML, with the styles' XML. */
export function sheetFile(
  sheets: { name: string; xml: string; state?: string }[],
  styles = '',
  more: Record<string, string> = {},
): Uint8Array {
  const files: Record<string, string> = {
    ...packageParts('xl/workbook.xml', {
      'xl/workbook.xml': 'spreadsheetml.sheet.main',
      'xl/styles.xml': 'spreadsheetml.styles',
      ...Object.fromEntries(
        sheets.map((_, index) => [`xl/worksheets/sheet${index + 1}.xml`, 'spreadsheetml.worksheet']),
      ),
    }),
    'xl/workbook.xml': `<workbook ${sheetNamespace} xmlns:r="${relationships}"><sheets>${sheets
      .map(
        ({ name, state }, index) =>
          `<sheet name="${escape(name)}" sheetId="${index + 1}" state="${state ?? 'visible'}" r:id="rId${index + 1}"/>`,
      )
      .join('')}</sheets></workbook>`,
    'xl/_rels/workbook.xml.rels': relationshipPart([
      ...sheets.map((_, index): [string, string] => ['worksheet', `worksheets/sheet${index + 1}.xml`]),
      ['styles', 'styles.xml'],
    ]),
    'xl/styles.xml': `<styleSheet ${sheetNamespace}>${styles}</styleSheet>`,
    ...more,
  };
  for (const [index, { xml }] of sheets.entries()) {
    files[`xl/worksheets/sheet${index + 1}.xml`] = `<worksheet ${sheetNamespace}>${xml}</worksheet>`;
  }
  return zipFiles(files);
}

/** A plan as a workbook of one sheet: title rows, then each table under its heading, merges for spans. */
export function writeXlsx(plan: MadePlan): Uint8Array {
  const fills = [
    ...new Set(plan.tables.flatMap((table) => table.rows.flat().flatMap((cell) => cell?.fill ?? []))),
  ];
  const styles = `<fonts><font/></fonts><fills><fill><patternFill patternType="none"/></fill><fill><patternFill patternType="gray125"/></fill>${fills
    .map(
      (fill) =>
        `<fill><patternFill patternType="solid"><fgColor rgb="FF${fill.slice(1).toUpperCase()}"/></patternFill></fill>`,
    )
    .join(
      '',
    )}</fills><borders><border/></borders><cellStyleXfs><xf/></cellStyleXfs><cellXfs><xf numFmtId="0" fillId="0"/>${fills.map((_, index) => `<xf numFmtId="0" fillId="${index + 2}"/>`).join('')}</cellXfs>`;
  const rows: string[] = [];
  const merges: string[] = [];
  const addRow = (cells: (MadeCell | null)[]): void => {
    const at = rows.length;
    const xml = cells.map((cell, column) => {
      if (cell === null) return '';
      if (cell.rowSpan > 1)
        merges.push(`<mergeCell ref="${address(column, at)}:${address(column, at + cell.rowSpan - 1)}"/>`);
      const style = cell.fill === undefined ? 0 : fills.indexOf(cell.fill) + 1;
      return `<c r="${address(column, at)}" s="${style}" t="inlineStr"><is><t xml:space="preserve">${escape(madeText(cell))}</t></is></c>`;
    });
    rows.push(`<row r="${at + 1}">${xml.join('')}</row>`);
  };
  const line = (text: string): MadeCell => ({ lines: [{ marker: '', text }], rowSpan: 1 });
  for (const text of [plan.title, plan.council, ...plan.introduction]) addRow([line(text)]);
  for (const table of plan.tables) {
    rows.push('');
    addRow([line(table.heading)]);
    addRow(table.header.map(line));
    for (const row of table.rows) addRow(row);
  }
  const xml = `<dimension ref="A1:XFD1048576"/><sheetData>${rows.join('')}</sheetData>${merges.length === 0 ? '' : `<mergeCells>${merges.join('')}</mergeCells>`}`;
  return sheetFile([{ name: 'Sheet1', xml }], styles);
}
