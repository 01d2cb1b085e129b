/** What the command line answers to arguments that are wrong: exit code 2 and one line that says what to mend. */
import { existsSync, mkdirSync, mkdtempSync, rmSync, truncateSync, writeFileSync } from 'node:fs';
import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { runCommand } from './run-command.ts';

const PLAN = join(import.meta.dirname, '../../data/example-plans/thornsea.txt');
const PDF = join(import.meta.dirname, '../read/pdf/fixtures/browser-ruled-9004.pdf');
let folder = '';
let server: Server;
beforeAll(async () => {
  folder = mkdtempSync(join(tmpdir(), 'peerlens-faults-'));
  mkdirSync(join(folder, 'site'));
  writeFileSync(join(folder, 'site/index.html'), '');
  writeFileSync(join(folder, 'table.csv'), 'foo,bar\n1,2\n');
  writeFileSync(join(folder, 'names.csv'), 'name,town\nwexmoor.txt,Wexmoor\n');
  writeFileSync(join(folder, 'slips.csv'), 'file,councl,plan_dat\nwexmoor.txt,Wexmoor,2025-03\n');
  const councils = ['Wexmoor District Council', 'Ellenshire', 'Thornsea'].map(
    (name, at) => `${at}.txt,${name}`,
  );
  writeFileSync(join(folder, 'sources.csv'), ['file,council', ...councils].join('\n'));
  writeFileSync(
    join(folder, 'rand.pdf'),
    Uint8Array.from({ length: 2000 }, (_, at) => (at * 7919 + (at >> 3)) % 256),
  );
  writeFileSync(join(folder, 'large.pdf'), '');
  truncateSync(join(folder, 'large.pdf'), 3 * 1024 ** 3);
  server = createServer();
  await new Promise<void>((resolve) => {
    server.listen(0, '127.0.0.1', resolve);
  });
});
afterAll(() => {
  server.close();
  rmSync(folder, { recursive: true, force: true });
});

/** Arguments (`FOLDER`, `PLAN` and `PORT` stand for real ones) and what the message says. */
const WRONG: readonly [string, string][] = [
  ['bild', 'Did you mean build?'],
  ['build PLAN --outt x', 'Did you mean --out?'],
  ['build FOLDER/none', 'no such file or folder'],
  ['build PLAN --as-of 2026-02-30', '--as-of is not a day (YYYY-MM-DD): 2026-02-30'],
  ['build PLAN --as-of 2026-02', '--as-of is not a day'],
  ['build PLAN --shard 3/2', '--shard is not K/N'],
  ['build PLAN --overrides FOLDER/none.csv', 'no overrides file'],
  ['build PLAN --overrides FOLDER/table.csv', 'has no columns field and value (its columns: foo, bar)'],
  [
    'build FOLDER/names.csv --out FOLDER/b',
    'it has no column file or url, nor council (its columns: name, town)',
  ],
  [
    'build FOLDER/slips.csv --out FOLDER/b',
    'no column council (its columns: file, councl, plan_dat); did you mean council by councl',
  ],
  ['refresh --sources FOLDER/names.csv --out FOLDER/b', 'is no register: it has no column file or url'],
  [
    'refresh --sources FOLDER/slips.csv --out FOLDER/b',
    'did you mean council by councl, plan_date by plan_dat?',
  ],
  ['refresh --sources FOLDER --out FOLDER/b', 'no register, for it is no file'],
  [
    'refresh --sources FOLDER/sources.csv --out FOLDER/b --only Nowhere',
    'no source of Nowhere in FOLDER/sources.csv; it has Ellenshire, Thornsea, Wexmoor District Council',
  ],
  ['refresh --sources FOLDER/sources.csv --out FOLDER/b --only Ellenshir', '; did you mean Ellenshire?'],
  [
    'refresh --sources FOLDER/sources.csv --out FOLDER/b --only wexmoor',
    '; did you mean Wexmoor District Council?',
  ],
  ['help buld', "unknown command 'buld'. Did you mean build?"],
  ['help xyz', "unknown command 'xyz'. (peerlens --help lists the commands)"],
  ['merge FOLDER/none --out FOLDER/b', 'no partitions in'],
  ['build PLAN --out FOLDER/table.csv', 'table.csv: it is a file; name another folder with --out'],
  ['build PLAN --out FOLDER/table.csv/below', 'it is a file'],
  ['build PLAN --out /proc/peerlens', 'cannot write to /proc/peerlens: no folder can be made there'],
  ['explain 2 PDF --page-image FOLDER/none/page.png', '--page-image: no such folder: FOLDER/none'],
  ['read FOLDER', 'is a folder; name a file'],
  ['read FOLDER/none.pdf', 'no such file'],
  ['read FOLDER/large.pdf', 'has 3221225472 bytes, more than 52428800'],
  ['read PLAN --plan-date 2025-02-29', '--plan-date is not a date'],
  ['check FOLDER/large.pdf', 'more than 52428800'],
  ['explain 99 PLAN', 'no action 99'],
  ['export --out FOLDER', 'run peerlens build first'],
  ['evaluate FOLDER/none', 'no such file or folder: '],
  ['rollback --out FOLDER', 'no published run under'],
  ['serve --out FOLDER/none', 'run peerlens build first'],
  ['serve --out FOLDER --port PORT', 'is taken; name another with --port'],
];

describe('wrong arguments', () => {
  it.each(WRONG)('%s', { timeout: 30_000 }, async (line, said) => {
    const port = String((server.address() as AddressInfo).port);
    const args = line
      .split(' ')
      .map((word) =>
        word.replace('FOLDER', folder).replace('PLAN', PLAN).replace('PDF', PDF).replace('PORT', port),
      );
    const { exitCode, stdout, stderr } = await runCommand(...args);
    expect(stderr).toContain(said.replace('FOLDER', folder));
    expect(stderr).not.toMatch(/ENOENT|EADDRINUSE|\n {4}at /u);
    expect([exitCode, stdout]).toEqual([2, '']);
  });
});

describe('a fault of a file', () => {
  it.each(['read', 'build', 'check'])('names the file once: %s', { timeout: 60_000 }, async (command) => {
    const file = join(folder, 'rand.pdf');
    const out = command === 'build' ? ['--out', join(folder, 'rand')] : [];
    const { exitCode, stderr } = await runCommand(command, file, ...out);
    expect(exitCode).toBe(3);
    const line = stderr.split('\n').find((each) => each.startsWith('error: ')) ?? '';
    expect(line).toContain(file);
    expect(line.split('rand.pdf')).toHaveLength(2);
  });
});

describe('a build with a file that no reader takes', () => {
  it('goes on with the others and names it', { timeout: 60_000 }, async () => {
    const out = join(folder, 'built');
    const { exitCode, stderr } = await runCommand('build', PLAN, join(folder, 'large.pdf'), '--out', out);
    expect(stderr).toContain('large.pdf has 3221225472 bytes, more than 52428800 [file-unreadable]');
    expect(stderr).toContain('1 document read, 1 failed, 6 actions');
    expect(exitCode).toBe(3);
  });
});

// Writing to this device fails as on a disk that is full.
describe.runIf(existsSync('/dev/full'))('a disk that is full', () => {
  it('is said in words, with what to do', { timeout: 60_000 }, async () => {
    const { exitCode, stderr } = await runCommand('explain', '1', PDF, '--page-image', '/dev/full');
    expect(stderr).toContain('peerlens: the disk is full: free some space and run again');
    expect(stderr).not.toContain('ENOSPC');
    expect(exitCode).toBe(1);
  });
});
