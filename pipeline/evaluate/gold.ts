/**
 * Gold files and the plans they answer: `NAME.jsonl` beside, or in a folder near, the plan `NAME.*`.
 * Facts about the plan come from the register (`plans.csv`) of the plan's folder.
 */
import { existsSync, readdirSync, readFileSync, statSync } from 'node:fs';
import { basename, dirname, join, parse } from 'node:path';
import { parseCsv } from '../csv.ts';
import type { GoldAction } from './score.ts';

/** A gold file with the plan it belongs to. */
export interface GoldPlan {
  /** Name without ending, for tables. */
  name: string;
  goldPath: string;
  planPath: string;
  actions: GoldAction[];
}

/** The least that a document's score may be in a field; a fall below fails the evaluation. */
export interface Floor {
  document: string;
  field: string;
  floor: number;
}

/**
 * Gold plans that `paths` (files or folders) name. Throws an `Error` when a gold file is not JSON Lines or its
 * plan is not to be found beside it, in `../plans`, `../../plans` or in `plansFolder`.
 */
export function findGold(paths: readonly string[], plansFolder = ''): GoldPlan[] {
  const files = paths.flatMap((path) =>
    statSync(path).isDirectory()
      ? readdirSync(path)
          .filter((name) => name.endsWith('.jsonl'))
          .sort()
          .map((name) => join(path, name))
      : [path],
  );
  return files.map((goldPath) => {
    const { name, dir } = parse(goldPath);
    const folders = [
      plansFolder,
      dir,
      join(dir, '../plans'),
      join(dir, '../../plans'),
      join(dir, '../example-plans'),
    ];
    const planPath = folders
      .filter((folder) => folder !== '' && existsSync(folder))
      .flatMap((folder) => readdirSync(folder).map((file) => join(folder, file)))
      .find((file) => parse(file).name === name && !file.endsWith('.jsonl') && !file.endsWith('.csv'));
    if (!planPath)
      throw new Error(`no plan for ${goldPath}: looked for ${name}.* beside it and in plans folders`);
    return { name, goldPath, planPath, actions: readGold(goldPath) };
  });
}

/** The register that lists a plan; empty when its folder has none. */
export function registerOf(planPath: string): string {
  const register = join(dirname(planPath), 'plans.csv');
  if (!existsSync(register)) return '';
  return parseCsv(readFileSync(register, 'utf8')).some((row) => row['file'] === basename(planPath))
    ? register
    : '';
}

/** Floors from a CSV with the columns `document,field,floor`. */
export function readFloors(path: string): Floor[] {
  return parseCsv(readFileSync(path, 'utf8')).map((row) => ({
    document: row['document'] ?? '',
    field: row['field'] ?? '',
    floor: Number(row['floor']),
  }));
}

function readGold(path: string): GoldAction[] {
  return readFileSync(path, 'utf8')
    .split('\n')
    .filter((line) => line.trim() !== '')
    .map((line, index) => {
      try {
        return JSON.parse(line) as GoldAction;
      } catch {
        throw new Error(`${path} line ${index + 1} is not JSON`);
      }
    });
}
