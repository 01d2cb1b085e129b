/** Files made to hurt, made here and not committed: each ends in a named issue, in bounded time. */
import { zipSync } from 'fflate';
import { describe, expect, test } from 'vitest';

import { readDocument } from '../../pipeline/read/read.ts';
import { sheetFile, wordFile, wordParagraph, zipFiles } from './made-office.ts';
import { makePlan } from './made-plans.ts';
import { writeDocx, writeXlsx } from './made-office.ts';
import { makeRandom } from './made-random.ts';

const encode = (text: string): Uint8Array => new TextEncoder().encode(text);
const word = (body: string, more: Record<string, string> = {}): Uint8Array => wordFile(body, more);

function noise(length: number): Uint8Array {
  const random = makeRandom(7);
  return Uint8Array.from({ length }, () => random.below(256));
}

/** An OLE compound file's first sector and a stream name, as a sniffer sees it. */
function compound(stream: string): Uint8Array {
  const bytes = new Uint8Array(1024);
  bytes.set([0xd0, 0xcf, 0x11, 0xe0, 0xa1, 0xb1, 0x1a, 0xe1]);
  bytes.set(Buffer.from(stream, 'utf16le'), 600);
  return bytes;
}

const deepXml = '<w:sdt>'.repeat(400) + '</w:sdt>'.repeat(400);
const entity = '<!DOCTYPE x [<!ENTITY a SYSTEM "file:///etc/passwd">]>';
const zeros = new Uint8Array(20 * 1024 * 1024);

/** Name, bytes, the issue expected, and whether a document comes back all the same. */
const cases: [string, () => Uint8Array, string, boolean][] = [
  ['a file of no bytes', () => new Uint8Array(0), 'empty-file', false],
  ['white space', () => encode(' \n\t\n'), 'empty-file', false],
  ['noise', () => noise(100_000), 'binary-noise', false],
  ['text with many NULs', () => encode('Action\u0000\u0000\u0000 plan\n'.repeat(50)), 'binary-noise', false],
  ['a line of five megabytes', () => encode('Review the plan. '.repeat(300_000)), 'line-too-long', true],
  ['a line of tabs', () => encode('\t'.repeat(900_000)), 'empty-file', false],
  ['a file beyond the size limit', () => new Uint8Array(50 * 1024 * 1024 + 1), 'file-too-large', false],
  [
    'a PNG named as a plan',
    () => Uint8Array.from([137, 80, 78, 71, 13, 10, 26, 10, 0, 0, 0, 13, 73, 72, 68, 82, 0, 0]),
    'unsupported-format',
    false,
  ],
  ['a ZIP without a document', () => zipFiles({ 'readme.txt': 'nothing here' }), 'unsupported-format', false],
  ['a cut-off Word file', () => writeDocx(makePlan(1)).subarray(0, 900), 'broken-zip', false],
  ['a cut-off workbook', () => writeXlsx(makePlan(1)).subarray(0, 700), 'broken-zip', false],
  ['a Word file with a broken part', () => word('<w:p><w:r>'), 'broken-xml', false],
  [
    'a document type in a Word file',
    () => zipFiles({ 'word/document.xml': `<?xml version="1.0"?>${entity}<w:document/>` }),
    'xml-doctype',
    false,
  ],
  [
    'a document type in a workbook',
    () => sheetFile([{ name: 'A', xml: '' }], '', { 'xl/sharedStrings.xml': `${entity}<sst/>` }),
    'xml-doctype',
    false,
  ],
  ['XML nested too deep', () => word(deepXml), 'xml-too-deep', false],
  ['a ZIP bomb', () => zipSync({ 'word/document.xml': zeros }, { level: 9 }), 'zip-bomb', false],
  [
    'too many entries',
    () =>
      zipFiles({
        ...Object.fromEntries(Array.from({ length: 2100 }, (_, index) => [`a/${index}`, ''])),
        'word/document.xml': '<w/>',
      }),
    'zip-too-many-entries',
    false,
  ],
  ['a password-protected office file', () => compound('EncryptedPackage'), 'encrypted', false],
  ['an old presentation', () => compound('PowerPoint Document'), 'unsupported-format', false],
  ['an empty Word file', () => word(''), 'no-text', true],
  ['an empty workbook', () => sheetFile([{ name: 'A', xml: '<sheetData/>' }]), 'no-text', true],
  [
    'a Word file with macros',
    () => word(wordParagraph('Agree it'), { 'word/vbaProject.bin': 'x' }),
    'macros-ignored',
    true,
  ],
  [
    'a page nested too deep',
    () => encode(`<html><body>${'<div>'.repeat(2000)}deep</body></html>`),
    'page-too-deep',
    true,
  ],
  [
    'a page beyond the size limit',
    () => encode(`<html><body><p>Agree it</p><!--${' '.repeat(10_600_000)}--></body></html>`),
    'page-too-large',
    true,
  ],
  [
    'an XML feed',
    () => encode('<?xml version="1.0"?><rss><channel><title>x</title></channel></rss>'),
    'unsupported-format',
    false,
  ],
];

describe('hostile files', () => {
  test.each(cases)('%s', { timeout: 20_000 }, async (_, make, code, readable) => {
    const { value, issues } = await readDocument(make(), { name: 'plan.docx' });
    expect(issues.map((issue) => issue.code)).toContain(code);
    expect(value !== null).toBe(readable);
  });

  test('a sheet that declares the whole grid is read as what it holds', async () => {
    const cell =
      '<c r="A1" t="inlineStr"><is><t>Action</t></is></c><c r="XFD1" t="inlineStr"><is><t>Owner</t></is></c>';
    const far = '<row r="1048576"><c r="B1048576" t="inlineStr"><is><t>Far away</t></is></c></row>';
    const merges = '<mergeCells><mergeCell ref="A1:XFD1048576"/><mergeCell ref="C3:XFD9000"/></mergeCells>';
    const xml = `<dimension ref="A1:XFD1048576"/><cols><col min="1" max="16384" hidden="1"/></cols><sheetData><row r="1">${cell}</row>${far}</sheetData>${merges}`;
    const { value, issues } = await readDocument(sheetFile([{ name: 'A', xml }]), { name: 'a.xlsx' });
    expect(value?.blocks.length).toBeGreaterThan(0);
    expect(issues.map((issue) => issue.code)).toEqual(['hidden-columns']);
  });

  test('more filled cells than allowed end in an issue', { timeout: 60_000 }, async () => {
    const row = Array.from({ length: 50 }, () => '<c><v>1</v></c>').join('');
    const xml = `<sheetData>${`<row>${row}</row>`.repeat(4_100)}</sheetData>`;
    const { issues } = await readDocument(sheetFile([{ name: 'A', xml }]), { name: 'a.xlsx' });
    expect(issues.map((issue) => issue.code)).toContain('too-many-cells');
  });

  test('thousands of list marks in one cell take no time', async () => {
    const text = `Action\tOwner\n${'a. Do it now. '.repeat(20_000)}\tJo\n${'(a) '.repeat(30_000)}\tJo\n`;
    const started = performance.now();
    const { value } = await readDocument(encode(text), { name: 'a.txt' });
    expect(value?.blocks.length).toBeGreaterThan(0);
    expect(performance.now() - started).toBeLessThan(5_000);
  });

  test.each([
    ['UTF-8', encode('Café owner: Zoë – yes\n')],
    ['UTF-16 with a mark', Uint8Array.from(Buffer.from('\ufeffCafé owner: Zoë – yes\n', 'utf16le'))],
    ['UTF-16 without', Uint8Array.from(Buffer.from('Café owner: Zoë – yes\n', 'utf16le'))],
    ['windows-1252', Uint8Array.from(Buffer.from('Caf\u00e9 owner: Zo\u00eb \u0096 yes\n', 'latin1'))],
  ])('%s is decoded', async (_, bytes) => {
    const { value } = await readDocument(bytes, { name: 'a.txt' });
    expect(value?.blocks.map((block) => (block.type === 'table' ? '' : block.text))).toEqual([
      'Café owner: Zoë – yes',
    ]);
  });

  test('the name never decides', async () => {
    const plan = makePlan(3);
    const formats = await Promise.all(
      [writeDocx(plan), writeXlsx(plan)].map(
        async (bytes) => (await readDocument(bytes, { name: 'plan.pdf' })).value?.format,
      ),
    );
    expect(formats).toEqual(['docx', 'xlsx']);
  });

  test('any bytes after a known signature end in an outcome', async () => {
    const heads = ['PK\u0003\u0004', '<html><table>', '"a","b"\n'];
    for (const head of heads) {
      const bytes = new Uint8Array([...encode(head), ...noise(3000)]);
      const { value, issues } = await readDocument(bytes, { name: 'a' });
      expect(value !== null || issues.length > 0).toBe(true);
    }
  });
});
