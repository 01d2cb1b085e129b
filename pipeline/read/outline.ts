/**
 * A Document as an indented outline for people: `peerlens read FILE --outline`, and snapshot tests.
 */
import type { Block, Cell, Document, Place, Table } from '../model.ts';

/** The outline, one line a block or cell, issues last. Ends with a line break. */
export function formatOutline(document: Document): string {
  const lines: string[] = [`${document.format} · ${document.blocks.length} blocks · ${document.name}`];
  let depth = 0;
  for (const block of document.blocks) {
    if (block.type === 'heading') depth = Math.max(0, block.level - 1);
    const indent = '  '.repeat(block.type === 'heading' ? depth : depth + 1);
    lines.push(...formatBlock(block).map((line) => `${indent}${line}`));
  }
  if (document.issues.length > 0) lines.push('issues');
  for (const issue of document.issues) lines.push(`  ${issue.severity} ${issue.code}: ${issue.message}`);
  return `${lines.join('\n')}\n`;
}

function formatBlock(block: Block): string[] {
  switch (block.type) {
    case 'heading':
      return [`H${block.level} ${block.text}`];
    case 'paragraph':
      return [`¶ ${block.bold === true ? `*${block.text}*` : block.text}`];
    case 'listItem':
      return [`${'  '.repeat(block.level)}${block.marker} ${block.text}`];
    case 'table':
      return formatTable(block);
    default:
      return [];
  }
}

function formatTable(block: Table): string[] {
  const joins = block.joins.map(
    (join) =>
      `  join at row ${join.row}${join.continuesRow ? ', mid-row' : ''} (${join.confidence}): ${join.evidence.join('; ')}`,
  );
  const rows = block.rows.flatMap((row, index) => [
    `  row ${index}${index < block.headerRows ? ' (header)' : ''}${row.hidden === true ? ' (hidden)' : ''}`,
    ...row.cells.flatMap((cell) => formatCell(cell).map((line) => `    ${line}`)),
  ]);
  return [
    `table ${block.rows.length}×${block.columns} ${block.method}${pageOf(block.place)}`,
    ...joins,
    ...rows,
  ];
}

function formatCell(cell: Cell): string[] {
  const spans = `${cell.colSpan > 1 ? ` ↔${cell.colSpan}` : ''}${cell.rowSpan > 1 ? ` ↕${cell.rowSpan}` : ''}`;
  const fill = cell.fill === undefined ? '' : ` ${cell.fill}`;
  const [first = '', ...rest] = cell.text.split('\n');
  return [`[${cell.column}${spans}${fill}] ${first}`.trimEnd(), ...rest.map((line) => `    ${line}`)];
}

function pageOf(place: Place): string {
  const pages = place.flatMap((span) => (span.in === 'page' ? [span.page] : []));
  return pages.length === 0 ? '' : ` · page ${[...new Set(pages)].join(', ')}`;
}
