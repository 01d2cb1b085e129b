/** What is saved: sections laid over each other, one machine at a time, nothing that names it. */
import { hostname } from 'node:os';
import { describe, expect, it } from 'vitest';
import type { Measure } from './measure.ts';
import { type Machine, mergeResult, type SavedSection, thisMachine } from './saved-result.ts';

const machine: Machine = { processor: 'Some', cores: 2, memoryGb: 8, system: 'linux x64', node: '24.0.0' };
const section = (measured: string, ...ids: string[]): SavedSection => ({
  measured,
  measures: ids.map((id): Measure => ({
    id,
    what: id,
    against: 'x',
    unit: 'ms',
    ours: 1,
    baseline: 1,
    tolerance: 0.25,
  })),
});
const idsOf = (part: SavedSection | undefined): string[] => part?.measures.map(({ id }) => id) ?? [];

describe('the saved result', () => {
  const saved = mergeResult(
    null,
    machine,
    { build: section('2026-01-01', 'build/40', 'build/4000'), store: section('2026-01-01', 'store/1') },
    true,
  );

  it('keeps the sizes that a short run leaves out, and the sections that did not run', () => {
    const merged = mergeResult(saved, machine, { build: section('2026-02-01', 'build/40') }, false);
    expect(idsOf(merged.sections['build'])).toEqual(['build/40', 'build/4000']);
    expect(merged.sections['build']?.measured).toBe('2026-02-01');
    expect(merged.sections['store']).toEqual(saved.sections['store']);
  });

  it('forgets with a full run what is measured no more', () => {
    const merged = mergeResult(saved, machine, { build: section('2026-02-01', 'build/50') }, true);
    expect(idsOf(merged.sections['build'])).toEqual(['build/50']);
  });

  it('never mixes two machines; another Node is the same machine', () => {
    const part = { build: section('2026-02-01', 'build/40') };
    const elsewhere = mergeResult(saved, { ...machine, cores: 8 }, part, false);
    expect(Object.keys(elsewhere.sections)).toEqual(['build']);
    const newer = mergeResult(saved, { ...machine, node: '26.0.0' }, part, false);
    expect(Object.keys(newer.sections).sort()).toEqual(['build', 'store']);
    expect(newer.machine.node).toBe('26.0.0');
  });

  it('says what the machine is, not which', () => {
    const words = Object.values(thisMachine()).join(' ');
    expect(words).not.toContain(hostname());
    expect(thisMachine().cores).toBeGreaterThan(0);
  });
});
