/**
 * Every file in `fixtures/` reads to the outline beside it, with a guard on its counts, and every place in it points
 * at the words it stands for.
 */
import { readdirSync, readFileSync } from 'node:fs';

import { describe, expect, test } from 'vitest';

import { decodeText } from '../../pipeline/read/charset.ts';
import { formatOutline } from '../../pipeline/read/outline.ts';
import { readDocument } from '../../pipeline/read/read.ts';
import type { Block, Document, Table } from '../../pipeline/model.ts';
import { findMisplaced } from './places.ts';

const folder = new URL('fixtures/', import.meta.url);
const files = readdirSync(folder).filter((name) => !name.endsWith('.outline') && name !== 'guards.tsv');
const guards = readFileSync(new URL('guards.tsv', folder), 'utf8')
  .split('\n')
  .slice(2)
  .filter((line) => line !== '')
  .map((line) => line.split('\t'));

async function readFixture(name: string): Promise<{ document: Document; source: string; codes: string[] }> {
  const bytes = new Uint8Array(readFileSync(new URL(name, folder)));
  const { value, issues } = await readDocument(bytes, { name });
  if (value === null) throw new Error(`${name} gave no document: ${issues[0]?.message ?? ''}`);
  return { document: value, source: decodeText(bytes).text, codes: issues.map((issue) => issue.code) };
}

describe('fixtures', () => {
  test('each has a guard', () => {
    expect(guards.map(([file]) => file)).toEqual(files.sort());
  });

  test.each(files)('%s reads to its outline', async (name) => {
    const { document } = await readFixture(name);
    expect(formatOutline(document)).toBe(readFileSync(new URL(`${name}.outline`, folder), 'utf8'));
  });

  test.each(guards)('%s: %s headings, %s items, %s tables, %s rows, %s mended', async (...guard) => {
    const [name = '', ...counts] = guard;
    const { document, codes } = await readFixture(name);
    const tables = document.blocks.filter((block): block is Table => block.type === 'table');
    const ofType = (type: Block['type']): number =>
      document.blocks.filter((block) => block.type === type).length;
    const rows = tables.reduce((sum, table) => sum + table.rows.length - table.headerRows, 0);
    const mended = tables.flatMap((table) => table.joins).filter((join) => join.continuesRow).length;
    const found = [ofType('heading'), ofType('listItem'), tables.length, rows, mended].map(String);
    expect([...found, codes.join(' ')]).toEqual(counts);
  });

  test.each(files)('%s: places point at the words', async (name) => {
    const { document, source } = await readFixture(name);
    expect(findMisplaced(document, source)).toEqual([]);
  });

  test('a document without words is no proof that places are right', () => {
    expect(findMisplaced({ blocks: [] }, '')).toHaveLength(1);
  });

  test('a document survives JSON', async () => {
    const { document } = await readFixture('council-article.html');
    expect(JSON.parse(JSON.stringify(document))).toEqual(document);
  });
});
