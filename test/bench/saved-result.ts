/** The last saved result: `docs/bench/last.json`, by section, with the machine it was measured on. */
import { existsSync, readFileSync, writeFileSync } from 'node:fs';
import { arch, availableParallelism, cpus, platform, totalmem } from 'node:os';
import { join } from 'node:path';
import type { Measure } from './measure.ts';

/** What a reader must know of a machine; nothing that names it. */
export interface Machine {
  processor: string;
  cores: number;
  memoryGb: number;
  system: string;
  node: string;
}

export interface SavedResult {
  machine: Machine;
  sections: Record<string, SavedSection>;
}

export interface SavedSection {
  /** The day, `YYYY-MM-DD`. */
  measured: string;
  measures: Measure[];
}

export const RESULT_PATH = join(import.meta.dirname, '../../docs/bench/last.json');

/** The machine this runs on. */
export function thisMachine(): Machine {
  return {
    processor: cpus()[0]?.model.trim() || 'not known',
    cores: availableParallelism(),
    memoryGb: Math.round(totalmem() / 2 ** 30),
    system: `${platform()} ${arch()}`,
    node: process.versions.node,
  };
}

/** `null` when nothing was saved yet. */
export function readResult(path = RESULT_PATH): SavedResult | null {
  return existsSync(path) ? (JSON.parse(readFileSync(path, 'utf8')) as SavedResult) : null;
}

export function writeResult(result: SavedResult, path = RESULT_PATH): void {
  writeFileSync(path, `${JSON.stringify(result, null, 2)}\n`);
}

/**
 * The saved result with a run's sections laid over it. A full run's section replaces the saved one; a short run's
 * keeps the saved measures of the sizes it leaves out. Figures of two machines are never mixed: what was saved on
 * another machine goes.
 */
export function mergeResult(
  saved: SavedResult | null,
  machine: Machine,
  sections: Readonly<Record<string, SavedSection>>,
  full: boolean,
): SavedResult {
  const kept = saved !== null && isSameMachine(saved.machine, machine) ? saved.sections : {};
  const merged: Record<string, SavedSection> = { ...kept };
  for (const [name, { measured, measures }] of Object.entries(sections)) {
    const ids = new Set(measures.map(({ id }) => id));
    const left = full ? [] : (kept[name]?.measures ?? []).filter(({ id }) => !ids.has(id));
    merged[name] = { measured, measures: [...measures, ...left] };
  }
  return { machine, sections: merged };
}

/** Another Node is still the same machine. */
export function isSameMachine(one: Machine, other: Machine): boolean {
  return (['processor', 'cores', 'memoryGb', 'system'] as const).every((key) => one[key] === other[key]);
}
