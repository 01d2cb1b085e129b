import { copyFileSync, mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { runCommand } from './run-command.ts';

const PLAN = join(import.meta.dirname, '../../data/example-plans/northgate-bay.docx');
const PDF = join(import.meta.dirname, '../read/pdf/fixtures/browser-ruled-9004.pdf');
let folder = '';
beforeAll(() => {
  folder = mkdtempSync(join(tmpdir(), 'peerlens-explain-'));
});
afterAll(() => rmSync(folder, { recursive: true, force: true }));

describe('peerlens explain', () => {
  it('tells how each field was arrived at, with the words it came from', async () => {
    const { exitCode, stdout } = await runCommand('explain', 'publish a forward plan', PLAN);
    expect(exitCode).toBe(0);
    for (const words of [
      'Action column',
      '“Completed in August”',
      'done',
      'Democratic Services Manager',
      'recommendation',

      'governance',
    ]) {
      expect(stdout.toLowerCase()).toContain(
        words.toLowerCase().replace('“completed in august”', 'completed in august'),
      );
    }
  });

  it('and read call an action of a file in a register as the store does', { timeout: 60_000 }, async () => {
    const plans = join(folder, 'plans');
    mkdirSync(plans);
    copyFileSync(join(PLAN, '../wexmoor.txt'), join(plans, 'plan.txt'));
    const read = async () =>
      (await runCommand('read', join(plans, 'plan.txt'), '--json')).stdout
        .trim()
        .split('\n')
        .map((line) => (JSON.parse(line) as { id: string }).id);
    const alone = (await read())[0] ?? '';
    writeFileSync(join(plans, 'plans.csv'), 'file,council,gss,plan_date\nplan.txt,Wexmor,,2025-03\n');
    const [first = ''] = await read();
    expect(first).not.toBe(alone);
    const out = join(folder, 'built');
    expect((await runCommand('build', plans, '--out', out)).exitCode).toBe(0);
    const stored = await runCommand('explain', first, '--out', out);
    const ofFile = await runCommand('explain', first, join(plans, 'plan.txt'));
    expect([stored.exitCode, ofFile.exitCode]).toEqual([0, 0]);
    expect(stored.stdout.split('\n')[0]).toBe(ofFile.stdout.split('\n')[0]);
    expect(ofFile.stderr).toContain('plans.csv line 2');
    // What the caller says comes before the register.
    const other = await runCommand('read', join(plans, 'plan.txt'), '--council', 'Southwark');
    expect(other.stdout).toContain('Council:   Southwark (given)');
    expect(await runCommand('explain', alone, '--out', out)).toMatchObject({
      exitCode: 2,
      stderr: expect.stringMatching(/no action [\da-f]{12} in the store .*an id holds for the council/u),
    });
  });

  it('lights the action up on a picture of its page', async () => {
    const picture = join(folder, 'page.png');
    expect((await runCommand('explain', '2', PDF, '--page-image', picture)).exitCode).toBe(0);
    expect([...readFileSync(picture).subarray(1, 4)]).toEqual([...Buffer.from('PNG')]);
  }, 60_000);

  it.each([
    [['explain', 'no such words', PLAN], 'no action no such words'],
    [['explain', 'the', PLAN], 'actions match'],
    [['explain', '1', PLAN, '--page-image', 'x.png'], 'needs the PDF itself'],
    [['explain', '1', '--out', '/nowhere'], 'no store under'],
  ])('refuses %j', async (args, words) => {
    const { exitCode, stderr } = await runCommand(...args);
    expect(exitCode).toBe(2);
    expect(stderr).toContain(words);
  });
});
