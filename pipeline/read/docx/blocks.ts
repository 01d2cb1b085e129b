/**
 * Paragraphs and tables of a Word document to blocks.
 * In: elements with the path to them; out: blocks with word places. A table in one cell is unwrapped, a table in a
 * cell among others is read into that cell.
 */
import type { Block, Cell, Heading, ListItem, Paragraph, Place, Row, Table } from '../../model.ts';
import { collapse, joinBlocks, readLineBlocks } from '../cell-blocks.ts';
import { countHeaderRows } from '../header-rows.ts';
import { findOpeningMarker } from '../list-markers.ts';
import { unfoldTable } from '../nested-tables.ts';
import type { Traced } from '../traced.ts';
import { splitTraced, traceSource, trimTraced } from '../traced.ts';
import type { XmlNode } from '../xml.ts';
import { childElements, childValue, findChild, isOn } from '../xml.ts';
import type { NextMarker } from './numbering.ts';
import { isMarkDeleted, paragraphNumbering, readRuns } from './paragraphs.ts';
import type { StyleLookup } from './styles.ts';
import { outlineLevel } from './styles.ts';

/** What the parts of a document tell its paragraphs; `notes` and `hidden` collect what is met on the way. */
export interface WordContext {
  styleOf: StyleLookup;
  nextMarker: NextMarker;
  notes: string[];
  hidden: number;
  /** How many cells deep: inside a cell, items typed one after another are told apart. */
  cellDepth: number;
  /** Words of a paragraph whose mark was deleted: they open the next one. */
  carried: string;
}

/** Containers whose content counts as their parent's. */
const transparent = new Set(['sdt', 'sdtContent', 'customXml', 'ins', 'moveTo', 'smartTag']);

/** Blocks of one element of the body (or of a cell or text box) and those inside its containers. */
export function readElement(node: XmlNode, path: string, context: WordContext): Block[] {
  if (node.name === 'p') return readParagraph(node, path, context);
  if (node.name === 'tbl') return readTable(node, path, context);
  return transparent.has(node.name) ? readContent(node, path, context) : [];
}

/** Blocks of every child, paths counted by name. */
export function readContent(node: XmlNode, path: string, context: WordContext): Block[] {
  const counts = new Map<string, number>();
  return childElements(node).flatMap((child) => {
    const count = (counts.get(child.name) ?? 0) + 1;
    counts.set(child.name, count);
    return readElement(child, `${path}/${child.name}[${count}]`, context);
  });
}

function readParagraph(node: XmlNode, path: string, context: WordContext): Block[] {
  const properties = findChild(node, 'pPr');
  const style = context.styleOf(childValue(properties, 'pStyle'));
  const runs = readRuns(node, style.bold ?? false);
  if (runs.hidden) context.hidden++;
  context.notes.push(...runs.notes);
  const text = context.carried + runs.text;
  context.carried = '';
  if (isMarkDeleted(node)) {
    context.carried = text;
    return readBoxes(runs.boxes, path, context);
  }
  const place = (start: number, end: number): Place => [{ in: 'word', path, start, end }];
  const words = traceSource(text.replaceAll(/[\u00a0\u2007\u202f\t]/g, ' '));
  const numbering = paragraphNumbering(properties, style);
  const boxes = readBoxes(runs.boxes, path, context);
  if (words.text.trim() === '') return boxes;
  const marker = numbering === null ? null : context.nextMarker(numbering.numId, numbering.ilvl);
  const level = outlineLevel(properties) || style.headingLevel;
  const lines = splitTraced(words, '\n')
    .map(trimTraced)
    .filter((line) => line.text !== '');
  if (level > 0) return [makeHeading(lines, level, marker, place), ...boxes];
  const blocks = lines.flatMap((line, index): (Paragraph | ListItem)[] => {
    const at = place(line.offsets[0] ?? 0, (line.offsets.at(-1) ?? 0) + 1);
    if (marker !== null && marker !== '' && index === 0) {
      return [
        {
          type: 'listItem',
          marker,
          level: (numbering?.ilvl ?? 0) || style.listDepth,
          text: collapse(line.text),
          place: at,
        },
      ];
    }
    return context.cellDepth > 0 ? readLineBlocks(line, place) : readTypedLine(line, place);
  });
  for (const block of blocks) if (runs.bold && block.type === 'paragraph') block.bold = true;
  return [...blocks, ...boxes];
}

/** A line that opens with a typed bullet or counter is an item; counters further in are looked for in cells only. */
function readTypedLine(line: Traced, place: (start: number, end: number) => Place): (Paragraph | ListItem)[] {
  const at = place(line.offsets[0] ?? 0, (line.offsets.at(-1) ?? 0) + 1);
  const opening = findOpeningMarker(line.text);
  if (opening === null) return [{ type: 'paragraph', text: collapse(line.text), place: at }];
  const text = collapse(line.text.slice(opening.textStart));
  const start = line.offsets[opening.textStart] ?? line.offsets[0] ?? 0;
  const words = place(start, (line.offsets.at(-1) ?? 0) + 1);
  return [{ type: 'listItem', marker: opening.marker, level: 0, text, place: words }];
}

function makeHeading(
  lines: readonly Traced[],
  level: number,
  marker: string | null,
  place: (start: number, end: number) => Place,
): Heading {
  const words = lines.map((line) => collapse(line.text)).join(' ');
  const text = marker === null || marker === '' ? words : `${marker} ${words}`;
  const start = lines[0]?.offsets[0] ?? 0;
  return { type: 'heading', level, text, place: place(start, (lines.at(-1)?.offsets.at(-1) ?? start) + 1) };
}

function readBoxes(boxes: readonly XmlNode[], path: string, context: WordContext): Block[] {
  return boxes.flatMap((box, index) => readContent(box, `${path}/txbxContent[${index + 1}]`, context));
}

/** A cell on the grid before vertical merges are closed. */
interface GridCell {
  cell: Cell;
  goesOn: boolean;
}

function readTable(node: XmlNode, path: string, context: WordContext): Block[] {
  const contents = new Map<Cell, Block[]>();
  const lines: { cells: GridCell[]; header: boolean; hidden: boolean; place: Place }[] = [];
  let count = 0;
  for (const row of tableRows(node)) {
    count++;
    const properties = findChild(row, 'trPr');
    if (findChild(properties, 'del') !== undefined) continue;
    const rowPath = `${path}/tr[${count}]`;
    lines.push({
      cells: readCells(row, rowPath, context, contents),
      header: isOn(properties, 'tblHeader'),
      hidden: isOn(properties, 'hidden'),
      place: [{ in: 'word', path: rowPath, start: 0, end: 0 }],
    });
  }
  const rows = lines.map((line): Row => {
    const cells = line.cells.filter((entry) => !entry.goesOn).map((entry) => entry.cell);
    return line.hidden ? { cells, place: line.place, hidden: true } : { cells, place: line.place };
  });
  closeMerges(lines.map((line) => line.cells));
  const columns = Math.max(
    0,
    ...lines.flatMap((line) => line.cells.map(({ cell }) => cell.column + cell.colSpan)),
  );
  if (columns === 0) return [];
  const [only] = rows[0]?.cells ?? [];
  const inner = rows
    .flatMap((row) => row.cells)
    .some((cell) => contents.get(cell)?.some((block) => block.type === 'table'));
  const single = rows.length === 1 && rows[0]?.cells.length === 1;
  if (only !== undefined && (single || (columns === 1 && inner))) {
    return rows.flatMap((row) => row.cells.flatMap((cell) => contents.get(cell) ?? []));
  }
  const declared = lines.findIndex((line) => !line.header);
  const table: Table = {
    type: 'table',
    method: 'native',
    columns,
    headerRows: declared > 0 ? declared : countHeaderRows(rows),
    rows,
    joins: [],
    place: [{ in: 'word', path, start: 0, end: 0 }],
  };
  return [unfoldTable(table, contents)];
}

/** Rows, also those inside content controls. */
function tableRows(node: XmlNode): XmlNode[] {
  return childElements(node).flatMap((child) => {
    if (child.name === 'tr') return [child];
    return transparent.has(child.name) ? tableRows(child) : [];
  });
}

function readCells(
  row: XmlNode,
  path: string,
  context: WordContext,
  contents: Map<Cell, Block[]>,
): GridCell[] {
  let column = Number(childValue(findChild(row, 'trPr'), 'gridBefore') ?? 0);
  return rowCells(row).flatMap((node, index): GridCell[] => {
    const properties = findChild(node, 'tcPr');
    const colSpan = Math.min(100, Math.max(1, Number(childValue(properties, 'gridSpan') ?? 1)));
    const merge = findChild(properties, 'vMerge');
    const goesOn = merge !== undefined && merge.attributes['val'] !== 'restart';
    const cellPath = `${path}/tc[${index + 1}]`;
    context.cellDepth++;
    const found = readContent(node, cellPath, context);
    context.cellDepth--;
    const blocks = found.flatMap(toCellBlocks);
    const place: Place = blocks.length > 0 ? blocks.flatMap((block) => block.place) : emptyPlace(cellPath);
    const cell: Cell = { column, colSpan, rowSpan: 1, text: joinBlocks(blocks), blocks, place };
    const fill = cellFill(properties);
    if (fill !== undefined) cell.fill = fill;
    contents.set(cell, found);
    column += colSpan;
    return [{ cell, goesOn }];
  });
}

function emptyPlace(path: string): Place {
  return [{ in: 'word', path, start: 0, end: 0 }];
}

function rowCells(row: XmlNode): XmlNode[] {
  return childElements(row).flatMap((child) => {
    if (child.name === 'tc') return [child];
    return transparent.has(child.name) ? rowCells(child) : [];
  });
}

/** Inside a cell a heading is a bold paragraph, a table gives its cells in order. */
function toCellBlocks(block: Block): (Paragraph | ListItem)[] {
  switch (block.type) {
    case 'heading':
      return [{ type: 'paragraph', text: block.text, place: block.place, bold: true }];
    case 'table':
      return block.rows.flatMap((row) => row.cells.flatMap((cell) => cell.blocks));
    default:
      return [block];
  }
}

/** Lengthens each cell that starts a vertical merge over the cells that go on with it. */
function closeMerges(lines: readonly (readonly GridCell[])[]): void {
  const open = new Map<number, Cell>();
  for (const line of lines) {
    for (const { cell, goesOn } of line) {
      const above = open.get(cell.column);
      if (goesOn && above !== undefined) {
        above.rowSpan++;
        // Words in a cell that goes on are rare but they show.
        above.blocks.push(...cell.blocks);
        above.text = joinBlocks(above.blocks);
      } else {
        open.set(cell.column, cell);
      }
    }
  }
}

/** Shading as `#rrggbb`; nothing for automatic and white. */
function cellFill(properties: XmlNode | undefined): string | undefined {
  const fill = findChild(properties, 'shd')?.attributes['fill']?.toLowerCase();
  return fill !== undefined && /^[\da-f]{6}$/.test(fill) && fill !== 'ffffff' ? `#${fill}` : undefined;
}
