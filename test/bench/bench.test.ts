/** `npm run bench` as it is called: sections, the saved result, exit codes. */
import { execFile } from 'node:child_process';
import { existsSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { mergeResult, type SavedResult, thisMachine } from './saved-result.ts';
import { SECTIONS } from './sections.ts';
import { labelOf } from './steps.ts';

const ROOT = join(import.meta.dirname, '../..');
let folder = '';
beforeAll(() => {
  folder = mkdtempSync(join(tmpdir(), 'peerlens-bench-test-'));
});
afterAll(() => rmSync(folder, { recursive: true, force: true }));

function bench(...args: string[]): Promise<{ code: number; stdout: string; stderr: string }> {
  return new Promise((resolve) => {
    execFile(
      process.execPath,
      ['test/bench/bench.ts', ...args],
      { cwd: ROOT, timeout: 100_000 },
      (error, stdout, stderr) => resolve({ code: Number(error?.code ?? 0), stdout, stderr }),
    );
  });
}

describe('npm run bench', () => {
  it('names the sections when it is asked for another, and refuses unknown options', async () => {
    const { code, stderr } = await bench('--only', 'reading,speed');
    expect(code).toBe(2);
    expect(stderr).toContain('no such section: speed');
    expect(stderr).toContain('reading, splitting, timescales');
    expect((await bench('--fast')).code).toBe(2);
  });

  it('saves a section, finds the next run no worse, and fails --check on a regression', async () => {
    const path = join(folder, 'result.json');
    const first = await bench('--only', 'splitting', '--save', '--result', path);
    expect(first.stderr).toContain('splitting 1/2');
    expect(first.code).toBe(0);
    const result = JSON.parse(readFileSync(path, 'utf8')) as SavedResult;
    const measures = result.sections['splitting']?.measures ?? [];
    expect(measures.map(({ id }) => id)).toEqual(['splitting/200', 'splitting/2000', 'splitting/growth']);
    // As if the saved run had been ten times faster, its baseline the same.
    for (const measure of measures) measure.ours /= 10;
    writeFileSync(path, JSON.stringify(result));
    const second = await bench('--only', 'splitting', '--check', '--result', path);
    expect(second.stdout).toMatch(/WORSE: plan of 2,000 rows \(splitting\/2000\)/);
    expect(second.code).toBe(1);
    expect(JSON.parse(readFileSync(path, 'utf8'))).toEqual(result);
  }, 120_000);

  it('does not save a part over the result of another machine', async () => {
    const path = join(folder, 'elsewhere.json');
    writeFileSync(path, JSON.stringify(mergeResult(null, { ...thisMachine(), cores: 999 }, {}, true)));
    const { code, stderr } = await bench('--only', 'splitting', '--save', '--result', path);
    expect(code).toBe(2);
    expect(stderr).toContain('another machine');
  });
});

describe('sections', () => {
  it.each(SECTIONS.map((section) => [section.name, section] as const))(
    '%s: bounded programs that exist, more of them when full',
    (_, section) => {
      const [short, full] = [section.steps(false), section.steps(true)];
      expect(full.length).toBeGreaterThanOrEqual(short.length);
      for (const step of full) {
        expect(labelOf(step)).not.toBe('');
        const commands =
          step.kind === 'prepare'
            ? step.runs
            : step.kind === 'timed'
              ? [step.run]
              : step.kind === 'paired'
                ? [step.ours, step.baseline]
                : [];
        for (const { script, minutes } of commands) {
          expect(existsSync(join(ROOT, script)), script).toBe(true);
          expect(minutes).toBeLessThanOrEqual(60);
        }
      }
    },
  );
});
