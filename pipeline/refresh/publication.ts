/**
 * Where runs live and how one becomes the published one. A run is built in a folder of its own, renamed to its
 * final name when it is whole, and published by renaming a fresh symbolic link over `current`: readers see the old
 * run or the new one, never a mixture.
 *
 *   OUT/runs/2026-03-01-1/   peerlens.duckdb, site/, run.json, changes.*
 *   OUT/current              link to the published run
 */
import { existsSync, mkdirSync, readdirSync, readlinkSync, renameSync, rmSync, symlinkSync } from 'node:fs';
import { basename, join } from 'node:path';
import type { IsoDay } from '../model.ts';

/** Name of the published run; empty when none is. */
export function publishedRun(out: string): string {
  const name = basename(readLink(join(out, 'current')));
  return name !== '' && existsSync(join(out, 'runs', name)) ? name : '';
}

/** Whole runs, oldest first. */
export function listRuns(out: string): string[] {
  const folder = join(out, 'runs');
  if (!existsSync(folder)) return [];
  return readdirSync(folder)
    .filter((name) => /^\d{4}-\d{2}-\d{2}-\d+$/.test(name))
    .sort((a, b) =>
      a.slice(0, 10) < b.slice(0, 10) ? -1 : a.slice(0, 10) > b.slice(0, 10) ? 1 : ordinal(a) - ordinal(b),
    );
}

/** A name for the next run of a day: the day and the first free number. */
export function nextRunName(out: string, asOf: IsoDay): string {
  const taken = listRuns(out).filter((name) => name.startsWith(asOf));
  return `${asOf}-${Math.max(0, ...taken.map(ordinal)) + 1}`;
}

/** An empty folder to build a run in; what a killed run left behind is removed. */
export function openStaging(out: string): string {
  const runs = join(out, 'runs');
  mkdirSync(runs, { recursive: true });
  for (const name of readdirSync(runs)) {
    if (name.startsWith('.staging-')) rmSync(join(runs, name), { recursive: true, force: true });
  }
  const staging = join(runs, `.staging-${process.pid}`);
  mkdirSync(staging);
  return staging;
}

/** Gives a finished staging folder its name and makes it the published run. */
export function publish(out: string, staging: string, name: string): void {
  renameSync(staging, join(out, 'runs', name));
  switchTo(out, name);
}

/** Points `current` at a run, in one step. Throws an `Error` when there is no such run. */
export function switchTo(out: string, name: string): void {
  if (!existsSync(join(out, 'runs', name, 'site'))) throw new Error(`no such run: ${name}`);
  const link = join(out, `.current-${process.pid}`);
  rmSync(link, { force: true });
  symlinkSync(join('runs', name), link);
  renameSync(link, join(out, 'current'));
}

/** Removes all but the newest `keep` runs; the published one always stays. */
export function pruneRuns(out: string, keep: number): void {
  const published = publishedRun(out);
  for (const name of listRuns(out).slice(0, -Math.max(keep, 1))) {
    if (name !== published) rmSync(join(out, 'runs', name), { recursive: true, force: true });
  }
}

function ordinal(name: string): number {
  return Number(name.slice(11));
}

function readLink(path: string): string {
  try {
    return readlinkSync(path);
  } catch {
    return '';
  }
}
