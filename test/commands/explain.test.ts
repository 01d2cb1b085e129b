import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
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
