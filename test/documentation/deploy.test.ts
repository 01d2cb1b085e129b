/** The example workflow keeps its state on every night, not only on those that end well. */
import { readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { packagePath } from '../../pipeline/data-files.ts';

/** The steps of the workflow's only job, each as its lines of YAML. */
const steps = readFileSync(packagePath('docs/deploy/refresh.yml'), 'utf8')
  .split(/^ {6}- /mu)
  .slice(1);
const indexOf = (words: string): number => steps.findIndex((step) => step.includes(words));

describe('the example workflow', () => {
  it('saves its folder whatever the night came to, before anything can fail for a held document', () => {
    const save = indexOf('uses: actions/cache/save@');
    expect(steps[save]).toMatch(/^ {8}if: always\(\)$/mu);
    expect(save).toBeGreaterThan(indexOf('npx peerlens refresh'));
    expect(save).toBeLessThan(indexOf("outputs.code == '3'"));
  });

  it('restores what it saves, and uses no action that saves after success alone', () => {
    const [restored = '', saved = ''] = ['restore', 'save'].map(
      (what) => steps[indexOf(`actions/cache/${what}@`)],
    );
    const field = (step: string, name: string) => new RegExp(`^ {10}${name}: (.+)$`, 'mu').exec(step)?.[1];
    expect(field(saved, 'path')).toBe('build');
    expect(field(saved, 'path')).toBe(field(restored, 'path'));
    expect(field(saved, 'key')).toBe(field(restored, 'key'));
    expect(field(saved, 'key')).toContain(field(restored, 'restore-keys') ?? 'nothing');
    expect(indexOf('uses: actions/cache@')).toBe(-1);
  });
});
