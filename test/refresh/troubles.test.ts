import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { publishedRun } from '../../pipeline/refresh/publication.ts';
import { takeLock } from '../../pipeline/refresh/run-lock.ts';
import { runCommand } from '../commands/run-command.ts';
import { asText, farmPlan } from './farm-plans.ts';

let folder = '';
let out = '';
const night = (day: string, ...more: string[]) =>
  runCommand(
    '--quiet',
    'refresh',
    '--sources',
    join(folder, 'sources.csv'),
    '--out',
    out,
    '--as-of',
    day,
    ...more,
  );

beforeAll(async () => {
  folder = mkdtempSync(join(tmpdir(), 'peerlens-troubles-'));
  out = join(folder, 'build');
  for (const index of [0, 1]) writeFileSync(join(folder, `${index}.txt`), asText(farmPlan(index)));
  writeFileSync(join(folder, 'sources.csv'), 'council,kind,file\nA,action-plan,0.txt\nB,action-plan,1.txt\n');
  await night('2026-05-01');
}, 60_000);
afterAll(() => rmSync(folder, { recursive: true, force: true }));

describe('peerlens refresh in trouble', () => {
  it('has published the first night', () => {
    expect(publishedRun(out)).toBe('2026-05-01-1');
  });

  it('waits for nobody while another run lives, and breaks a lock whose process is gone', async () => {
    const lock = join(out, 'refresh.lock');
    const release = takeLock(lock, new Date());
    const refused = await night('2026-05-02');
    release();
    expect(refused).toMatchObject({
      exitCode: 1,
      stderr: expect.stringContaining('another refresh is running'),
    });
    writeFileSync(
      lock,
      JSON.stringify({ pid: 2 ** 22 + 1, host: 'elsewhere', startedAt: '2020-01-01T00:00:00Z', mark: '' }),
    );
    expect((await night('2026-05-02')).exitCode).toBe(0);
    writeFileSync(lock, 'half a lo');
    expect((await night('2026-05-02')).exitCode).toBe(0);
  }, 60_000);

  it('says that the clock is behind, and keeps what is published', async () => {
    const before = publishedRun(out);
    expect(await night('2026-04-30')).toMatchObject({
      exitCode: 1,
      stderr: expect.stringContaining('check the clock'),
    });
    expect(publishedRun(out)).toBe(before);
  });

  it('says which line of the register contradicts itself', async () => {
    const register = join(folder, 'contradicting.csv');
    writeFileSync(register, 'file,council,gss\n0.txt,Southwark,E06000033\n1.txt,B,\n');
    const place = join(folder, 'contradicting');
    const { exitCode, stderr } = await runCommand('refresh', '--sources', register, '--out', place);
    expect(exitCode).toBe(0);
    const issues = stderr.split('\n').filter((line) => line.includes('council-conflict'));
    expect(issues.join('\n')).toMatch(/contradicting\.csv line 2: the code given, E06000033/u);
  });

  it('says that the output cannot be written', async () => {
    writeFileSync(join(folder, 'a-file'), '');
    for (const place of [join(folder, 'a-file'), join(folder, 'a-file/below'), '/proc/peerlens']) {
      const { exitCode, stderr } = await runCommand(
        'refresh',
        '--sources',
        join(folder, 'sources.csv'),
        '--out',
        place,
      );
      expect(exitCode, place).toBe(2);
      expect(stderr, place).toContain('cannot write to');
    }
  });

  it('wants gates by name and with a reason', async () => {
    expect(await night('2026-05-03', '--accept', 'no-such-gate=x')).toMatchObject({
      exitCode: 2,
      stderr: expect.stringContaining('unknown gate'),
    });
    expect(await night('2026-05-03', '--accept', 'dated')).toMatchObject({
      exitCode: 2,
      stderr: expect.stringContaining('needs a reason'),
    });
    for (const [accept, words] of [
      ['dated:wexmoor=x', 'names no council'],
      ['council-actions:=x', 'needs a council'],
      ['council-actions:wexmoor', 'needs a reason'],
    ] as const)
      expect(await night('2026-05-03', '--accept', accept), accept).toMatchObject({
        exitCode: 2,
        stderr: expect.stringContaining(words),
      });
  });

  it('says that there is no register', async () => {
    const { exitCode, stderr } = await runCommand(
      'refresh',
      '--sources',
      join(folder, 'none.csv'),
      '--out',
      out,
      '--as-of',
      '2026-05-03',
    );
    expect(exitCode).toBe(2);
    expect(stderr).toContain('none.csv');
  });

  it('goes back to the run before, and says when there is none', async () => {
    const last = publishedRun(out);
    const { exitCode, stdout } = await runCommand('rollback', '--out', out);
    expect(exitCode).toBe(0);
    expect(stdout).toContain(`it was ${last}`);
    expect(publishedRun(out) < last).toBe(true);
    mkdirSync(join(folder, 'empty'));
    expect(await runCommand('rollback', '--out', join(folder, 'empty'))).toMatchObject({ exitCode: 2 });
  });
});
