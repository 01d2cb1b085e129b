import { createHash } from 'node:crypto';
import { mkdtempSync, readdirSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { tableFromIPC } from 'apache-arrow';
import ExcelJS from 'exceljs';
import { SaxesParser } from 'saxes';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { parseCsv } from '../../pipeline/csv.ts';
import { EXPORT_FORMATS, exportStore } from '../../pipeline/exports/exports.ts';
import { Database } from '../../pipeline/store/database.ts';
import { openStore, writeStore } from '../../pipeline/store/store.ts';
import type { Store } from '../../pipeline/store/store.ts';
import type { Place, Plan } from '../../pipeline/model.ts';
import { AS_OF, dozen } from '../analyses/dozen.ts';
import { makePlan } from '../plan-builder.ts';

const root = mkdtempSync(join(tmpdir(), 'peerlens-exports-'));
const out = join(root, 'out');
const path = join(root, 'store.duckdb');

/** Texts that a spreadsheet would run, or that would break a format's frame. */
const nasty = [
  '=HYPERLINK("https://example.org","click")',
  '+1 more officer',
  '-2 posts, one "acting"',
  '@SUM(A1)',
  '  =1+1',
  '\t=1+1',
  '＝1+1',
  'A comma, a "quote"; a semicolon\nand a line break \\ <b>&amp;</b> ]]>',
  'Łódź Ünïcode — 漢字 🙂',
];
const nastyPlan = makePlan({
  council: 'Ashby, Breedon & <Coton>',
  planDate: '2024-05',
  source: {
    name: '/srv/plans/ashby.pdf',
    format: 'pdf',
    sha256: 'a'.repeat(64),
    pages: 4,
    url: 'https://council.example/ashby.pdf',
  },
  actions: nasty.map((text) => ({
    text,
    owners: ['=cmd|x', 'Head of HR'],
    timescale: { end: '2024-12-31' },
  })),
});
/** Plans whose place is told in other ways than by a page. */
const placedPlan = (name: string, format: Plan['source']['format'], url: string, place: Place) => {
  const plan = makePlan({
    council: name,
    planDate: '2024-05-01',
    source: {
      name: url || `C:\\plans\\${name}.${format}`,
      format,
      sha256: hashOf(Buffer.from(name)),
      pages: 1,
      url,
    },
    actions: [{ text: 'Co-design a half-yearly report & show it to every member of the panel' }],
  });
  return { ...plan, actions: plan.actions.map((action) => ({ ...action, place })) };
};
const placed = [
  placedPlan('Webley', 'html', 'https://webley.example/plan', [
    { in: 'html', path: 'html/body/table[2]/tr[3]/td[1]', start: 0, end: 9 },
  ]),
  placedPlan('Wordham', 'docx', 'https://wordham.example/plan.docx', [
    { in: 'word', path: 'body/p[12]', start: 0, end: 9 },
  ]),
  placedPlan('Fileby', 'xlsx', '', [{ in: 'sheet', sheet: 'Plan', cell: 'C7' }]),
  placedPlan('Anchorley', 'html', 'https://anchorley.example/plan#actions', [
    { in: 'html', path: 'html/body/p[1]', start: 0, end: 9 },
  ]),
  placedPlan('Mailham', 'html', 'javascript:alert(1)', [
    { in: 'html', path: 'html/body/p[1]', start: 0, end: 9 },
  ]),
];
let store: Store;

beforeAll(async () => {
  await writeStore(path, [...dozen, nastyPlan], { asOf: AS_OF });
  store = await openStore(path, { folders: [root] });
  await exportStore(store, out, { address: 'https://example.org/peers/' });
});
afterAll(() => {
  store.close();
  rmSync(root, { recursive: true, force: true });
});

const read = (name: string) => readFileSync(join(out, name), 'utf8');

describe('exportStore', () => {
  it('writes every table in every format', () => {
    const files = readdirSync(out, { recursive: true, encoding: 'utf8' }).sort();
    const tables = [
      'actions',
      'changes',
      'councils',
      'issues',
      'milestones',
      'owners',
      'plans',
      'recommendations',
    ];
    for (const table of tables) {
      for (const format of ['csv', 'parquet', 'arrow']) expect(files).toContain(`${table}.${format}`);
    }
    expect(files).toEqual(
      expect.arrayContaining(['peerlens.xlsx', 'actions.jsonl', 'changes.atom', 'datapackage.json']),
    );
    expect(files.filter((name) => name.endsWith('.ics')).length).toBe(4);
  });

  it('writes the same bytes from a store built again in another order', async () => {
    const again = join(root, 'again.duckdb');
    await writeStore(again, [nastyPlan, ...dozen.toReversed()], { asOf: AS_OF });
    const other = await openStore(again, { folders: [root] });
    await exportStore(other, join(root, 'again'), { address: 'https://example.org/peers/' });
    other.close();
    const hashes = (folder: string) =>
      readdirSync(folder, { recursive: true, withFileTypes: true })
        .filter((entry) => entry.isFile())
        .map((entry) => `${entry.name} ${hashOf(readFileSync(join(entry.parentPath, entry.name)))}`)
        .sort();
    expect(hashes(join(root, 'again'))).toEqual(hashes(out));
    expect(hashes(out).length).toBeGreaterThan(30);
  });

  it('leaves no CSV cell that a spreadsheet would run, and loses no other', () => {
    const texts = parseCsv(read('actions.csv')).map((row) => row['text'] ?? '');
    for (const text of texts) expect(text).not.toMatch(/^[\s=+@＝-]/u);
    const back = texts.map((text) => (text.startsWith("'") ? text.slice(1) : text));
    expect(back).toEqual(expect.arrayContaining(nasty));
    expect(parseCsv(read('owners.csv')).map((row) => row['text'])).toContain("'=cmd|x");
    expect(parseCsv(read('councils.csv')).find((row) => row['name'] === 'Ashford')?.['imd_score']).toMatch(
      /^\d/,
    );
  });

  it('says of each action where it stands in its source, the same in every format', async () => {
    const other = join(root, 'placed.duckdb');
    await writeStore(other, placed, { asOf: AS_OF });
    const own = await openStore(other, { folders: [root] });
    const folder = join(root, 'placed');
    await exportStore(own, folder);
    own.close();
    const columns = ['council', 'page', 'place_label', 'source_name', 'source_link'];
    const byCouncil = (rows: readonly Record<string, unknown>[]) =>
      new Map(rows.map((row) => [row['council'], columns.map((name) => row[name] ?? '')]));
    const words = 'Co%2Ddesign%20a%20half%2Dyearly%20report%20%26%20show%20it%20to';
    const cells = [
      [
        'Anchorley',
        '',
        'paragraph 1',
        'https://anchorley.example/plan#actions',
        'https://anchorley.example/plan#actions',
      ],
      ['Fileby', '', 'Plan!C7', 'Fileby.xlsx', ''],
      ['Mailham', '', 'paragraph 1', 'javascript:alert(1)', ''],
      [
        'Webley',
        '',
        'table 2, row 3, cell 1',
        'https://webley.example/plan',
        `https://webley.example/plan#:~:text=${words}`,
      ],
      [
        'Wordham',
        '',
        'paragraph 12',
        'https://wordham.example/plan.docx',
        'https://wordham.example/plan.docx',
      ],
    ];
    const expected = new Map(cells.map((row) => [row[0], row]));
    expect(byCouncil(parseCsv(readFileSync(join(folder, 'actions.csv'), 'utf8')))).toEqual(expected);
    const arrow = tableFromIPC(readFileSync(join(folder, 'actions.arrow')));
    expect(byCouncil(arrow.toArray().map((row) => row.toJSON() as Record<string, unknown>))).toEqual(
      expected,
    );
    const database = await Database.open(':memory:', { readOnly: false });
    expect(byCouncil(await database.query(`SELECT * FROM '${folder}/actions.parquet'`))).toEqual(expected);
    database.close();
    const workbook = new ExcelJS.Workbook();
    await workbook.xlsx.readFile(join(folder, 'peerlens.xlsx'));
    const sheet = workbook.getWorksheet('Actions');
    const header = (sheet?.getRow(1).values ?? []) as string[];
    for (const name of columns) expect(header.filter((one) => one === name)).toHaveLength(1);
    const rows = (sheet?.getRows(2, placed.length) ?? []).map((row) =>
      Object.fromEntries(header.flatMap((name, index) => [[name, row.getCell(index).text]])),
    );
    expect(byCouncil(rows)).toEqual(expected);
  });

  it('narrows to one council and to all versions', async () => {
    const folder = join(root, 'plymouth');
    await exportStore(store, folder, { formats: ['csv'], councilId: 'E06000026' });
    const rows = () => parseCsv(readFileSync(join(folder, 'actions.csv'), 'utf8'));
    expect(rows().map((row) => row['council'])).toEqual(['Plymouth', 'Plymouth', 'Plymouth']);
    await exportStore(store, folder, { formats: ['csv'], councilId: 'E06000026', allVersions: true });
    expect(rows()).toHaveLength(6);
  });

  it('gives DuckDB the rows back from Parquet and CSV', async () => {
    const database = await Database.open(':memory:', { readOnly: false });
    const counts = await database.query(`
      SELECT (SELECT count(*) FROM '${out}/actions.parquet') AS parquet,
        (SELECT count(*) FROM read_csv('${out}/actions.csv')) AS csv,
        (SELECT count(*) FROM '${out}/actions.parquet' WHERE end_date = DATE '2024-12-31') AS dated,
        (SELECT typeof(end_date) FROM '${out}/actions.parquet' LIMIT 1) AS type`);
    database.close();
    expect(counts).toEqual([{ parquet: 21, csv: 21, dated: 10, type: 'DATE' }]);
  });

  it('keeps days, lists, gaps and dictionaries in Arrow', () => {
    const table = tableFromIPC(readFileSync(join(out, 'actions.arrow')));
    expect(table.numRows).toBe(21);
    const field = (name: string) => String(table.schema.fields.find((one) => one.name === name)?.type);
    expect(field('end_date')).toBe('Date32<DAY>');
    expect(field('council')).toBe('Dictionary<Int32, Utf8>');
    expect(field('flags')).toBe('List<Utf8>');
    const rows = table.toArray().map((row) => row.toJSON() as Record<string, unknown>);
    expect(rows.map((row) => row['text'])).toEqual(expect.arrayContaining(nasty));
    const budget = rows.find((row) => row['text'] === 'Agree the annual budget');
    expect(new Date(Number(budget?.['end_date'])).toISOString()).toBe('2023-12-31T00:00:00.000Z');
    expect(budget?.['recommendation_ref']).toBeNull();
    expect(JSON.stringify(budget?.['flags'])).toBe('["before-plan-date"]');
  });

  it('types the cells of the workbook, and runs none', async () => {
    const workbook = new ExcelJS.Workbook();
    await workbook.xlsx.readFile(join(out, 'peerlens.xlsx'));
    expect(workbook.worksheets.map(({ name }) => name)).toContain('Actions');
    const sheet = workbook.getWorksheet('Actions');
    const header = (sheet?.getRow(1).values ?? []) as string[];
    const column = (name: string) => header.indexOf(name);
    const texts = sheet?.getColumn(column('text')).values.slice(2) ?? [];
    expect(texts).toEqual(expect.arrayContaining(nasty.map((text) => text)));
    expect(sheet?.getRow(2).getCell(column('end_date')).value).toBeInstanceOf(Date);
    expect(sheet?.getRow(2).getCell(column('page')).value).toBe(2);
    expect(sheet?.views[0]).toMatchObject({ state: 'frozen', ySplit: 1 });
    expect(sheet?.autoFilter).toBeTruthy();
  });

  it('says in the workbook which action it is, of which theme, of what date, and where it stands', async () => {
    const workbook = new ExcelJS.Workbook();
    await workbook.xlsx.readFile(join(out, 'peerlens.xlsx'));
    const sheet = workbook.getWorksheet('Actions');
    const header = (sheet?.getRow(1).values ?? []) as string[];
    const rows = (sheet?.getRows(2, 21) ?? []).map((row) =>
      Object.fromEntries(header.flatMap((name, index) => [[name, row.getCell(index).value]])),
    );
    const flat = parseCsv(read('actions.csv'));
    expect(rows.map((row) => row['action_id'])).toEqual(flat.map((row) => row['action_id']));
    expect(rows.map((row) => row['plan_id'])).toEqual(flat.map((row) => row['plan_id']));
    const names = rows.map((row) => [row['theme'], row['theme_name']]);
    expect(names).toContainEqual(['governance', 'Governance and culture']);
    for (const row of rows) {
      expect(row['theme_name'] === null).toBe(row['theme'] === null);
      expect(row['source_name']).toMatch(/^[^/]+$/u);
    }
    const odd = rows.find((row) => row['council'] === nastyPlan.council.value?.name);
    expect([odd?.['plan_date_text'], odd?.['source_link']]).toEqual([
      '2024-05',
      'https://council.example/ashby.pdf#page=2',
    ]);
    const exact = rows.find((row) => row['text'] === 'Train all scrutiny members');
    expect(exact?.['plan_date_text']).toBe('2024-01-15');
  });

  it('writes actions as JSON Lines with owners, themes and place', () => {
    const lines = read('actions.jsonl')
      .trimEnd()
      .split('\n')
      .map((line) => JSON.parse(line) as Record<string, unknown>);
    expect(lines).toHaveLength(21);
    const training = lines.find((line) => line['text'] === 'Train all scrutiny members');
    expect(training).toMatchObject({
      council: 'Southampton',
      planDate: '2024-01-15',
      recommendation: { ref: '1' },
      owners: [{ text: 'Monitoring Officer', role: 'monitoring-officer' }, { text: 'Cllr A Green' }],
      timescale: { kind: 'in', start: '2024-06-01', end: '2024-08-31' },
      place: [{ in: 'page', page: 2 }],
    });
    expect(training?.['themes']).toHaveLength(5);
    expect(lines.find((line) => line['council'] === nastyPlan.council.value?.name)?.['planDate']).toBe(
      '2024-05',
    );
  });

  it('puts unfinished deadlines into a calendar, one all-day event each', () => {
    const calendar = read('deadlines/E06000045.ics').replaceAll('\r\n ', '');
    expect(calendar.match(/BEGIN:VEVENT/g)).toHaveLength(4);
    expect(calendar).toContain('DTSTART;VALUE=DATE:20240331');
    expect(calendar).toContain('SUMMARY:Publish a scrutiny work programme');
    expect(calendar).toContain('X-WR-CALNAME:Southampton: peer challenge deadlines');
    expect(calendar).not.toContain('panel');
    const odd = read('deadlines/name-ashby-breedon-and-coton.ics').replaceAll('\r\n ', '');
    expect(odd).toContain('NAME:Ashby\\, Breedon & <Coton>: peer challenge deadlines');
    expect(odd).toContain('SUMMARY:A comma\\, a "quote"\\; a semicolon\\nand a line break \\\\ <b>');
    for (const line of read('deadlines/E06000045.ics').split('\r\n'))
      expect(Buffer.byteLength(line)).toBeLessThanOrEqual(75);
  });

  it('feeds what changed as well-formed Atom, with no mark-up from a plan', () => {
    const entries: Record<string, string>[] = [];
    let name = '';
    const parser = new SaxesParser();
    parser.on('error', (error) => {
      throw error;
    });
    parser.on('opentag', (tag) => {
      name = tag.name;
      if (name === 'entry') entries.push({});
    });
    const addText = (text: string) => {
      const entry = entries.at(-1);
      if (entry !== undefined) entry[name] = ((entry[name] ?? '') + text).trim();
    };
    parser.on('text', addText);
    parser.on('cdata', addText);
    parser.write(read('changes.atom')).close();
    expect(entries).toHaveLength(8);
    const titles = entries.map((entry) => entry['title']);
    expect(titles).toContain('Plymouth: progress update, 2024-04-01 (version 2)');
    expect(titles).toContain('Ashby, Breedon &amp; &lt;Coton&gt;: action plan, 2024-05-01');
    const summaries = entries.map((entry) => entry['summary'] ?? '');
    expect(
      summaries.filter((text) => text.includes('1 moved to a later date, 1 no longer there, 1 new')),
    ).toHaveLength(1);
  });

  it('describes the folder as a data package that fits the files', () => {
    const described = JSON.parse(read('datapackage.json')) as { resources: Resource[] };
    const tabular = described.resources.filter(({ profile }) => profile === 'tabular-data-resource');
    expect(tabular).toHaveLength(8);
    const attributed = described.resources.filter(({ licenses }) => licenses?.[0]?.name === 'CC-BY-4.0');
    expect(attributed.map((resource) => resource.path).sort()).toEqual([
      'councils.arrow',
      'councils.csv',
      'councils.parquet',
    ]);
    for (const { sources } of attributed)
      expect(sources?.map(({ title }) => title).join()).toMatch(/mySociety.*mySociety/u);
    for (const { path: name, hash, bytes, schema } of described.resources) {
      const content = readFileSync(join(out, name));
      expect(bytes).toBe(content.byteLength);
      expect(hash).toBe(`sha256:${hashOf(content)}`);
      if (schema === undefined) continue;
      const [header = ''] = content.toString('utf8').split('\n');
      expect(schema.fields.map((field) => field.name)).toEqual(header.split(','));
      expect(schema.fields.every(({ type }) => type !== undefined)).toBe(true);
      expect(schema.fields.every(({ description }) => description !== '')).toBe(true);
      for (const key of schema.primaryKey ?? []) expect(header.split(',')).toContain(key);
    }
  });

  it('exports a store without a plan', async () => {
    const empty = join(root, 'empty.duckdb');
    await writeStore(empty, [], { asOf: AS_OF });
    const none = await openStore(empty, { folders: [root] });
    const files = await exportStore(none, join(root, 'none'));
    none.close();
    expect(files.find((file) => file.path === 'actions.csv')?.rows).toBe(0);
    expect(EXPORT_FORMATS.length).toBe(7);
  });
});

interface Resource {
  path: string;
  licenses?: { name: string }[];
  sources?: { title: string }[];
  profile?: string;
  hash: string;
  bytes: number;
  schema?: { fields: { name: string; type?: string; description: string }[]; primaryKey?: string[] };
}

function hashOf(bytes: Uint8Array): string {
  return createHash('sha256').update(bytes).digest('hex');
}
