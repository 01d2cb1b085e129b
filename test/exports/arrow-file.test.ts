/** Arrow files of literal rows: every type with and without gaps, more rows than a batch holds, and none at all. */
import { DataType, tableFromIPC } from 'apache-arrow';
import { describe, expect, it } from 'vitest';
import { makeArrowFile } from '../../pipeline/exports/arrow-file.ts';
import type { ExportValue } from '../../pipeline/exports/tables.ts';

const columns = [
  ['word', 'VARCHAR'],
  ['note', 'VARCHAR'],
  ['place', 'JSON'],
  ['count', 'INTEGER'],
  ['share', 'DOUBLE'],
  ['done', 'BOOLEAN'],
  ['day', 'DATE'],
  ['tags', 'VARCHAR[]'],
  ['positions', 'INTEGER[]'],
].map(([name = '', type = '']) => ({ name, type, description: '' }));

async function tableOf(chunks: ExportValue[][][], words: string[]): Promise<ReturnType<typeof tableFromIPC>> {
  const rows = async function* (): AsyncGenerator<ExportValue[][]> {
    for (const chunk of chunks) yield await Promise.resolve(chunk);
  };
  const dictionaries = new Map([['word', words]]);
  const pieces = await Array.fromAsync(makeArrowFile({ columns, dictionaries, rows: rows() }));
  return tableFromIPC(Buffer.concat(pieces));
}

const full: ExportValue[] = [
  'é',
  'Ünïcode 漢字 🙂',
  [{ in: 'page', page: 2 }],
  7,
  0.25,
  true,
  '1969-12-31',
  ['a', '', 'ß'],
  [3, 1],
];
const gaps = columns.map((): null => null);
const plain: ExportValue[] = ['b', '', [], -1, 0, false, '2024-02-29', [], []];

describe('an Arrow file', () => {
  it('gives back what went in, gaps as gaps', async () => {
    const table = await tableOf([[full, gaps], [plain]], ['b', 'é']);
    const rows = table.toArray().map((row) => JSON.parse(JSON.stringify(row)) as Record<string, unknown>);
    const day = (text: string) => Date.parse(`${text}T00:00:00Z`);
    expect(rows).toEqual([
      {
        word: 'é',
        note: 'Ünïcode 漢字 🙂',
        place: '[{"in":"page","page":2}]',
        count: 7,
        share: 0.25,
        done: true,
        day: day('1969-12-31'),
        tags: ['a', '', 'ß'],
        positions: [3, 1],
      },
      Object.fromEntries(columns.map(({ name }) => [name, null])),
      {
        word: 'b',
        note: '',
        place: '[]',
        count: -1,
        share: 0,
        done: false,
        day: day('2024-02-29'),
        tags: [],
        positions: [],
      },
    ]);
    const isCoded = ['word', 'note'].map((name) => DataType.isDictionary(table.getChild(name)?.type));
    expect(isCoded).toEqual([true, false]);
  });

  it('comes in batches', async () => {
    const chunk = Array.from({ length: 5000 }, (_, index) => (index % 3 === 0 ? gaps : full));
    const table = await tableOf([chunk, chunk, chunk], ['é']);
    expect(table.batches.map(({ numRows }) => numRows)).toEqual([10_000, 5000]);
    expect(table.getChild('note')?.nullCount).toBe(3 * 1667);
    expect(table.get(14_999)?.toJSON()['note']).toBe('Ünïcode 漢字 🙂');
  });

  it('has its columns without a row', async () => {
    const table = await tableOf([], []);
    expect([table.numRows, table.numCols]).toEqual([0, columns.length]);
  });
});
