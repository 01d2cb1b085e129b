/**
 * Workbooks (.xlsx, .xlsm, whatever they are called) to blocks: a table or several for each sheet.
 * Hidden rows and sheets are kept and flagged; formulas show their stored result; macros are never run.
 */
import type { Block, Issue, Outcome } from '../../model.ts';
import { buildSheetBlocks } from '../sheet-blocks.ts';
import type { ReadParts } from '../read-parts.ts';
import { visitXml, XmlError } from '../xml.ts';
import { unpackZip } from '../zip.ts';
import type { Workbook } from './sheet.ts';
import { mostCells, readSheet, richText } from './sheet.ts';
import { readCellStyles } from './styles.ts';

const wantedParts =
  /^\/?xl\/(?:workbook\d*\.xml|_rels\/workbook\d*\.xml\.rels|sharedStrings\d*\.xml|styles\d*\.xml|theme\/theme1\.xml|worksheets\/[^/]+\.xml|vbaProject\.bin)$/i;

interface SheetEntry {
  name: string;
  hidden: boolean;
  part: string;
}

/** Blocks of a workbook. Issues of files that give no value: those of `unpackZip` and `XmlError`. */
export function readXlsx(bytes: Uint8Array): Outcome<ReadParts> {
  const unpacked = unpackZip(bytes, (name) => wantedParts.test(name));
  if (unpacked.entries === null) return refuse(unpacked.code, unpacked.message);
  try {
    return readWorkbook(unpacked.entries);
  } catch (error) {
    if (error instanceof XmlError) return refuse(error.code, error.message);
    throw error;
  }
}

function readWorkbook(entries: ReadonlyMap<string, Uint8Array>): Outcome<ReadParts> {
  const find = (expression: RegExp): Uint8Array | undefined =>
    entries.get([...entries.keys()].find((name) => expression.test(name)) ?? '');
  const main = find(/xl\/workbook\d*\.xml$/i);
  if (main === undefined) return refuse('broken-document', 'the workbook has no workbook part');
  const { sheets, epoch1904 } = readSheetList(main, find(/workbook\d*\.xml\.rels$/i));
  const workbook: Workbook = {
    strings: readStrings(find(/sharedStrings\d*\.xml$/i)),
    styles: readCellStyles(find(/xl\/styles\d*\.xml$/i), find(/theme1\.xml$/i)),
    epoch1904,
    budget: mostCells,
  };
  const issues: Issue[] = [];
  const parts = sheets.flatMap((entry): { entry: SheetEntry; blocks: Block[] }[] => {
    const bytes = entries.get(entry.part) ?? entries.get(`/${entry.part}`);
    if (bytes === undefined || workbook.budget <= 0) return [];
    const sheet = readSheet(bytes, entry.name, workbook, entry.hidden);
    const place = [{ in: 'sheet' as const, sheet: entry.name, cell: 'A1' }];
    const note = (code: string, message: string, severity: Issue['severity'] = 'info'): void =>
      void issues.push({ code, severity, message, place });
    if (entry.hidden && sheet.rows.length > 0)
      note('hidden-sheet', `sheet "${entry.name}" is hidden; its rows are kept and flagged`);
    if (sheet.hiddenRows > 0)
      note(
        'hidden-rows',
        `${sheet.hiddenRows} rows of "${entry.name}" are hidden; those filled are kept and flagged`,
      );
    if (sheet.hiddenColumns > 0)
      note('hidden-columns', `sheet "${entry.name}" has hidden columns; they are kept`);
    if (sheet.truncated)
      note('too-many-cells', `more than ${mostCells} filled cells; the rest was left out`, 'error');
    return [{ entry, blocks: buildSheetBlocks(sheet.rows, sheet.columns) }];
  });
  const filled = parts.filter((part) => part.blocks.length > 0);
  const blocks = filled.flatMap(({ entry, blocks }): Block[] => {
    // A sheet's name says something where there are several, or where somebody chose it and no title is there.
    const named = filled.length > 1 && !/^sheet ?\d+$/i.test(entry.name);
    if (!named) return blocks;
    const place = [{ in: 'sheet' as const, sheet: entry.name, cell: 'A1' }];
    return [{ type: 'heading', level: 1, text: entry.name, place }, ...blocks];
  });
  if ([...entries.keys()].some((name) => /vbaProject\.bin$/i.test(name))) {
    issues.push({
      code: 'macros-ignored',
      severity: 'info',
      message: 'the workbook holds macros, never run',
      place: null,
    });
  }
  if (blocks.length === 0)
    issues.push({ code: 'no-text', severity: 'error', message: 'no words in the workbook', place: null });
  return { value: { blocks, issues, title: '', pages: Math.max(1, sheets.length), format: 'xlsx' }, issues };
}

/** Sheets in the order of their tabs, resolved to part names. */
function readSheetList(
  main: Uint8Array,
  rels: Uint8Array | undefined,
): { sheets: SheetEntry[]; epoch1904: boolean } {
  const targets = new Map<string, string>();
  if (rels !== undefined) {
    visitXml(
      rels,
      (name) => name === 'Relationship',
      (node) => {
        const target = node.attributes['Target'] ?? '';
        targets.set(node.attributes['Id'] ?? '', target.startsWith('/') ? target.slice(1) : `xl/${target}`);
      },
    );
  }
  const sheets: SheetEntry[] = [];
  let epoch1904 = false;
  visitXml(
    main,
    (name, parent) => (name === 'sheet' && parent === 'sheets') || name === 'workbookPr',
    ({ name, attributes }) => {
      if (name === 'workbookPr') {
        epoch1904 = ['1', 'true'].includes(attributes['date1904'] ?? '');
        return;
      }
      const part = targets.get(attributes['id'] ?? '') ?? `xl/worksheets/sheet${sheets.length + 1}.xml`;
      sheets.push({
        name: attributes['name'] ?? '',
        hidden: /hidden/i.test(attributes['state'] ?? ''),
        part,
      });
    },
  );
  return { sheets, epoch1904 };
}

function readStrings(bytes: Uint8Array | undefined): string[] {
  const strings: string[] = [];
  if (bytes !== undefined) {
    visitXml(
      bytes,
      (name) => name === 'si',
      (node) => void strings.push(richText(node)),
    );
  }
  return strings;
}

function refuse(code: string, message: string): Outcome<never> {
  return { value: null, issues: [{ code, severity: 'error', message, place: null }] };
}
