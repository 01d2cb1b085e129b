/** `docs/bench.md` and its charts are what the saved result gives, and change with it. */
import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { ratioOf } from './measure.ts';
import { figure, times } from './report.ts';
import { readResult, RESULT_PATH, type SavedResult } from './saved-result.ts';
import { SECTIONS } from './sections.ts';
import { benchPageFiles } from './write-page.ts';

const DOCS = dirname(dirname(RESULT_PATH));
const saved = readResult();
if (saved === null) throw new Error('no saved result: npm run bench -- --save');
const files = benchPageFiles(saved);
const measures = Object.values(saved.sections).flatMap((section) => section.measures);

describe('the page of measured speed', () => {
  it.each(Object.keys(files))('%s is up to date (npm run docs)', (name) => {
    expect(existsSync(join(DOCS, name))).toBe(true);
    expect(readFileSync(join(DOCS, name), 'utf8')).toBe(files[name]);
  });

  it('has no chart that is not drawn any more', () => {
    const charts = readdirSync(join(DOCS, 'bench')).filter((name) => name.endsWith('.svg'));
    expect(charts.map((name) => `bench/${name}`).sort()).toEqual(
      Object.keys(files)
        .filter((name) => name.endsWith('.svg'))
        .sort(),
    );
  });

  it('covers every section, and every measure with its figures', () => {
    expect(Object.keys(saved.sections).sort()).toEqual(SECTIONS.map(({ name }) => name).sort());
    expect(measures.length).toBeGreaterThan(50);
    expect(new Set(measures.map(({ id }) => id)).size).toBe(measures.length);
    for (const measure of measures) {
      const cells = [measure.unit, figure(measure.ours), figure(measure.baseline), times(ratioOf(measure))];
      expect(files['bench.md']).toContain(
        `${measure.what}, beside ${measure.against} | ${cells.join(' | ')} |`,
      );
    }
  });

  it('says that a target is missed, and changes with every figure', () => {
    const slower: SavedResult = structuredClone(saved);
    const build = slower.sections['build']?.measures.find(({ id }) => id === 'build/400/2/clock');
    if (build === undefined) throw new Error('no build of 400 plans');
    build.ours = build.baseline * 99;
    const changed = benchPageFiles(slower);
    expect(changed['bench.md']).toContain('99×');
    expect(changed['bench.md']).toMatch(/Missed:[^#]*400 plans, 2 workers, ms on the clock/);
    expect(changed['bench/ratios.svg']).toContain('99×');
    expect(changed['bench/build.svg']).not.toBe(files['bench/build.svg']);
  });

  it('has charts that a screen reader can tell and that load nothing', () => {
    for (const [name, svg] of Object.entries(files)) {
      if (!name.endsWith('.svg')) continue;
      expect(svg).toMatch(/<svg[^>]*role="img"[^>]*aria-label="[^"]{40,}"/);
      expect(svg.replaceAll('http://www.w3.org/2000/svg', '')).not.toMatch(/https?:|url\(/);
      expect(svg).not.toMatch(/NaN|undefined/);
    }
  });
});
