import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { runCommand } from './run-command.ts';

const EXAMPLES = join(import.meta.dirname, '../../data/example-plans');
let folder = '';
beforeAll(() => {
  folder = mkdtempSync(join(tmpdir(), 'peerlens-read-'));
});
afterAll(() => rmSync(folder, { recursive: true, force: true }));

const write = (name: string, content: string | Uint8Array) => {
  const path = join(folder, name);
  writeFileSync(path, content);
  return path;
};

describe('peerlens read', () => {
  it('prints JSON Lines on stdout and messages on stderr', async () => {
    const { exitCode, stdout, stderr } = await runCommand('read', join(EXAMPLES, 'wexmoor.txt'), '--json');
    const actions = stdout
      .trim()
      .split('\n')
      .map((line) => JSON.parse(line));
    expect(exitCode).toBe(0);
    expect(actions).toHaveLength(13);
    expect(actions[0]).toMatchObject({
      council: 'Wexmoor District Council',
      planKind: 'action-plan',
      recommendation: { ref: '1' },
      owners: [{ text: 'Chief Executive' }, { text: 'Cllr Amina Farrow, Leader' }],
      timescale: {
        kind: 'by',
        start: null,
        end: '2025-05-31',
        text: expect.any(String),
        rule: expect.any(String),
      },
      status: 'done',
    });
    expect(
      actions[0].themes
        .map((tag: { probability: number }) => tag.probability)
        .reduce((a: number, b: number) => a + b),
    ).toBeCloseTo(1, 6);
    expect(stderr).not.toContain('{"');
  });

  it('prints a table for a person', async () => {
    const { stdout } = await runCommand('read', join(EXAMPLES, 'thornsea.txt'));
    expect(stdout).toContain('Council:   Thornsea');
    expect(stdout).toContain('Corporate Management Team');
  });

  it('takes council and date from the caller before the text', async () => {
    const { stdout } = await runCommand(
      'read',
      join(EXAMPLES, 'thornsea.txt'),
      '--json',
      '--council',
      'Elsewhere',
      '--plan-date',
      '2020-02',
    );
    expect(JSON.parse(stdout.split('\n')[0] ?? '')).toMatchObject({
      council: 'Elsewhere',
      planDate: '2020-02',
    });
  });

  it('says that the text names another council than the caller', async () => {
    const said = async (council: string) =>
      (await runCommand('read', join(EXAMPLES, 'wexmoor.txt'), '--council', council)).stderr;
    expect(await said('Wexmor')).toMatch(/Wexmor was given and used, .*Wexmoor.*\[council-conflict\]/u);
    expect(await said('Wexmoor District Council')).not.toContain('council-conflict');
  });

  it('prints no action for a covering report, and that is fine', async () => {
    const { exitCode, stdout } = await runCommand('read', join(EXAMPLES, 'saltmarsh.txt'), '--json');
    expect({ exitCode, stdout }).toEqual({ exitCode: 0, stdout: '' });
  });

  it.each([
    ['a missing file', () => join(folder, 'nowhere.pdf'), 2, 'no such file'],
    ['a folder', () => folder, 2, 'is a folder'],
    ['an empty file', () => write('empty.pdf', ''), 3, 'empty-file'],
    [
      'binary noise',
      () =>
        write(
          'noise.txt',
          Uint8Array.from({ length: 20_000 }, (_, i) => (i * 7919 + (i >> 3)) % 256),
        ),
      3,
      '[',
    ],
    [
      'a truncated archive',
      () => write('cut.docx', Uint8Array.from([0x50, 0x4b, 3, 4, 20, 0, 0, 0])),
      3,
      'broken-zip',
    ],
  ])('ends %s with a clear message', async (_name, path, code, words) => {
    const { exitCode, stdout, stderr } = await runCommand('read', path(), '--json');
    expect(exitCode).toBe(code);
    expect(stdout).toBe('');
    expect(stderr).toContain(words);
  });

  it('gets through a line of 5 MB', async () => {
    const path = write('line.txt', 'By March 2025 the council will do something; '.repeat(115_000));
    const { exitCode, stderr } = await runCommand('read', path, '--json');
    expect([0, 3]).toContain(exitCode);
    expect(stderr).toContain('[');
  }, 60_000);

  it('says which columns it did not know', async () => {
    const path = write('columns.txt', 'Alpha\tBeta\tGamma\n12\t7\t19\n14\t9\t21\n15\t3\t18\n');
    const { stdout, stderr } = await runCommand('read', path, '--json');
    expect(stdout).toBe('');
    expect(stderr).toMatch(/\[(?:no-action-table|unknown-columns|no-actions)\]/);
  });

  it.each([
    [['read'], 'missing required argument'],
    [['read', 'x.txt', '--plan-date', 'spring'], 'not a date'],
    [['frobnicate'], 'unknown command'],
    [['serve', '--port', '99999'], 'not a port'],
  ])('refuses %j', async (args, words) => {
    const { exitCode, stderr } = await runCommand(...args);
    expect(exitCode).toBe(2);
    expect(stderr).toContain(words);
  });
});
