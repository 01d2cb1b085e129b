/** What paths on the command line stand for: files, folders and registers, good and bad. */
import {
  copyFileSync,
  mkdirSync,
  mkdtempSync,
  rmSync,
  symlinkSync,
  truncateSync,
  writeFileSync,
} from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { findDocuments } from '../../pipeline/documents.ts';
import { readDocumentFile } from '../../pipeline/sources/document-file.ts';
import { findSources, isPlanDate } from '../../pipeline/sources/sources.ts';

const EXAMPLES = join(import.meta.dirname, '../../data/example-plans');
let folder = '';
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'peerlens-sources-'));
});
afterEach(() => rmSync(folder, { recursive: true, force: true }));

function write(name: string, text = 'words'): string {
  const path = join(folder, name);
  mkdirSync(join(path, '..'), { recursive: true });
  writeFileSync(path, text);
  return path;
}

/** Paths from the folder, and codes of issues. */
async function found(...paths: string[]): Promise<{ paths: string[]; codes: string[] }> {
  const { sources, issues } = await findDocuments(paths);
  return {
    paths: sources.map((source) => source.path.replace(`${folder}/`, '')),
    codes: issues.map((issue) => issue.code),
  };
}

describe('a folder', () => {
  it('stands for its documents, in its folders too, and not for notes on it', async () => {
    for (const name of [
      'b.pdf',
      'a.txt',
      'deep/er/c.docx',
      'README.md',
      'readme',
      '.hidden.txt',
      'Thumbs.db',
      '~$a plan.docx',
    ])
      write(name);
    expect(await found(folder)).toEqual({ paths: ['a.txt', 'b.pdf', 'deep/er/c.docx'], codes: [] });
  });

  it('asks files without the name of a document what they hold, and says what it leaves aside', async () => {
    const table = 'Action\tLead\tWhen\nPlant a wood\tParks Manager\tMay 2025\n';
    write('plan', table);
    write('plan.v2', `Action plan\n\n${table}`);
    write('[DRAFT] plan.final', `[DRAFT] Action plan\n\n${table}`);
    write('deep/saved page', '<!doctype html><html><body><p>Plan</p></body></html>');
    copyFileSync(join(EXAMPLES, 'harrowdale.pdf'), join(folder, 'a report'));
    copyFileSync(join(EXAMPLES, 'northgate-bay.docx'), join(folder, 'word.bak'));
    writeFileSync(join(folder, 'hello.png'), Buffer.from('89504e470d0a1a0a0000000d4948445200000001', 'hex'));
    write('x.json', '{"name": "value"}');
    write('lines.ndjson', '{"name": "value"}\n{"name": "other"}\n');
    write('empty', '');
    const { sources, issues } = await findDocuments([folder]);
    const names = sources.map(({ path }) => path.replace(`${folder}/`, ''));
    expect(names).toEqual([
      '[DRAFT] plan.final',
      'a report',
      'deep/saved page',
      'plan',
      'plan.v2',
      'word.bak',
    ]);
    expect(issues).toHaveLength(1);
    expect(issues[0]).toMatchObject({ code: 'not-taken', severity: 'warning' });
    expect(issues[0]?.message.replaceAll(`${folder}/`, '')).toBe(
      'not taken: empty, hello.png, lines.ndjson, x.json (no document)',
    );
  });

  it('does not pass over a table called as a register is', async () => {
    write('plans.csv', 'Action,Lead,When\nPlant a wood,Parks Manager,May 2025\n');
    write('deep/plans.csv', 'file,counsil,gss\na.txt,Wexmoor,\n');
    expect(await found(folder)).toEqual({ paths: ['plans.csv'], codes: ['register-incomplete'] });
  });

  it('names some of many files that it leaves aside', async () => {
    for (let number = 10; number < 23; number++) write(`${number}.json`, '[]');
    const [issue] = (await findDocuments([folder])).issues;
    expect(issue?.message).toMatch(/^not taken: \S*10\.json, .*19\.json and 3 more \(no document\)$/u);
  });

  it('goes on past a link that leads nowhere, and says so', async () => {
    write('a.txt');
    symlinkSync(join(folder, 'gone.pdf'), join(folder, 'b.pdf'));
    write('c.txt');
    expect(await found(folder)).toEqual({ paths: ['a.txt', 'c.txt'], codes: ['file-missing'] });
  });

  it('is entered once, whatever links lead back to it', async () => {
    write('a.txt');
    symlinkSync(folder, join(folder, 'self'));
    symlinkSync(join(folder, 'a.txt'), join(folder, 'b.txt'));
    expect(await found(folder)).toEqual({ paths: ['a.txt'], codes: [] });
  });

  it('gives no device to read, which would never end', async () => {
    write('a.txt');
    symlinkSync('/dev/zero', join(folder, 'b.pdf'));
    expect(await found(folder)).toEqual({ paths: ['a.txt'], codes: ['file-unreadable'] });
    expect(await found(join(folder, 'b.pdf'))).toEqual({ paths: [], codes: ['file-unreadable'] });
  });
});

describe('a register', () => {
  const line = (separator: string) =>
    ['file,council,plan_date', 'plan.txt,Wexmoor District Council,2025-03']
      .join('\n')
      .replaceAll(',', separator);

  it.each([',', ';', '\t'])(
    'is known with cells between %j, with and without a byte order mark',
    (separator) => {
      for (const mark of ['', '\uFEFF']) {
        const { sources, issues } = findSources([write('list.csv', mark + line(separator))]);
        expect(issues).toEqual([]);
        expect(sources).toHaveLength(1);
        expect(sources[0]?.facts).toEqual({
          name: 'plan.txt',
          council: 'Wexmoor District Council',
          planDate: '2025-03',
        });
      }
    },
  );

  it('that lacks its column of councils is not taken for a plan', () => {
    const path = write('list.csv', 'file,counsil,plan_date\nplan.txt,Wexmoor District Council,2025-03\n');
    const { sources, issues } = findSources([path]);
    expect(sources).toEqual([]);
    expect(issues.map(({ code, severity }) => [code, severity])).toEqual([['register-incomplete', 'error']]);
    expect(issues[0]?.message).toContain('list.csv');
    expect(issues[0]?.message).toContain('counsil');
    const other = write('other.csv', 'council;filename;plan_date\nWexmoor;plan.txt;2025-03\n');
    expect(findSources([other]).issues[0]?.message).toContain('no column file or url');
  });

  it('says which of its columns are slips of the pen', () => {
    const path = write('list.csv', 'file,council,plan_dat,coments\nplan.txt,Wexmoor,2025-03,none\n');
    const { sources, issues } = findSources([path]);
    expect(sources.map(({ facts }) => facts)).toEqual([{ name: 'plan.txt', council: 'Wexmoor' }]);
    expect(issues.map(({ code, message }) => [code, message])).toEqual([
      ['register-unknown-column', `${path}: unknown column plan_dat; did you mean plan_date?`],
    ]);
  });

  it.each([
    'Recommendation,Action,Lead,By when\n1,Publish the plan,Leader,May 2025\n',
    'Action,Council,File\n',
    'Council,Action,Status,Review date\nWexmoor,Publish the plan,Done,May 2025\n',
    'Reference;Action;Council lead\n1;Publish the file;Leader\n',
    '',
  ])('is not seen in a plan that is a table: %j', (text) => {
    const path = write('plan.csv', text);
    const { sources, issues } = findSources([path]);
    const register = text.startsWith('Action,Council,File');
    expect([sources.map((source) => source.path), issues]).toEqual([register ? [] : [path], []]);
  });
});

describe('a date of a plan', () => {
  it.each(['2025-03', '2025-03-18', '2024-02-29', '1999-12-31'])('%s can be', (date) => {
    expect(isPlanDate(date)).toBe(true);
  });
  it.each([
    '2025-02-30',
    '2025-02-29',
    '2025-04-31',
    '2025-13',
    '2025-00-10',
    '18/03/2025',
    '2025',
    '',
    '2025-3-1',
  ])('%s cannot', (date) => {
    expect(isPlanDate(date)).toBe(false);
  });
});

describe('the bytes of a document', () => {
  it('are those of the file', () => {
    expect(new TextDecoder().decode(readDocumentFile(write('a.txt', 'Café')))).toBe('Café');
    expect(readDocumentFile(write('empty.txt', ''))).toHaveLength(0);
  });

  it('are not fetched from a file too large for any reader, nor from what is no file', () => {
    const large = write('large.pdf');
    truncateSync(large, 3 * 1024 ** 3);
    expect(() => readDocumentFile(large)).toThrow(/3221225472 bytes, more than 52428800/u);
    expect(() => readDocumentFile(folder)).toThrow(/is a folder/u);
    expect(() => readDocumentFile(join(folder, 'none.pdf'))).toThrow(/ENOENT/u);
  });
});
