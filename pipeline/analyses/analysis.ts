/**
 * Runs one question: pipeline/analyses/NAME.sql with its parameters, over an open store.
 * Each file begins with a comment that states the question, its parameters, its denominator and its unknowns.
 */
import { readdirSync, readFileSync } from 'node:fs';
import { packagePath } from '../data-files.ts';

type Value = string | number | boolean | null;

/** What an analysis is asked of: an open store, or anything else that answers SQL the same way. */
export interface Queryable {
  facts: Record<string, string>;
  query<T extends object>(sql: string, parameters?: Record<string, Value>): Promise<T[]>;
}

/** A question as its file states it. */
export interface Analysis {
  name: string;
  question: string;
  denominator: string;
  unknowns: string;
  parameters: AnalysisParameter[];
  sql: string;
}

export interface AnalysisParameter {
  name: string;
  type: string;
  /** `null` means: no limit by this; `undefined`: must be given. */
  fallback: Value | undefined;
  meaning: string;
}

/** The names of all analyses, in alphabetical order. */
export function listAnalyses(): string[] {
  return readdirSync(packagePath('pipeline/analyses'))
    .filter((file) => file.endsWith('.sql'))
    .map((file) => file.slice(0, -'.sql'.length))
    .sort();
}

/** A question by its name. Throws an `Error` for an unknown name or a header that lacks a part. */
export function readAnalysis(name: string): Analysis {
  if (!/^[a-z0-9-]+$/.test(name)) throw new Error(`unknown analysis: ${name}`);
  const sql = readText(name);
  const header = sql
    .split('\n')
    .filter((line) => line.startsWith('-- '))
    .map((line) => line.slice(3))
    .join('\n')
    .replace(/\n {2,}/g, ' ');
  const part = (label: string) => {
    const words = header.split('\n').find((line) => line.startsWith(`${label}: `));
    if (words === undefined) throw new Error(`analysis without a ${label}: ${name}`);
    return words.slice(label.length + 2);
  };
  return {
    name,
    question: part('question'),
    denominator: part('denominator'),
    unknowns: part('unknowns'),
    parameters: header
      .split('\n')
      .filter((line) => line.startsWith('parameter: '))
      .map((line) => parseParameter(line.slice('parameter: '.length))),
    sql,
  };
}

/**
 * Rows of the question `name`. A parameter left out takes the fallback its file states; `as_of` falls back to the
 * day the store was built for. Throws an `Error` for a parameter the question does not have, or one it needs.
 */
export async function runAnalysis<T extends object = Record<string, unknown>>(
  store: Queryable,
  name: string,
  parameters: Record<string, Value> = {},
): Promise<T[]> {
  const analysis = readAnalysis(name);
  const known = new Set(analysis.parameters.map((parameter) => parameter.name));
  const stray = Object.keys(parameters).find((given) => !known.has(given));
  if (stray !== undefined) throw new Error(`unknown parameter of ${name}: ${stray}`);
  const values = analysis.parameters.map(({ name: key, fallback }): [string, Value] => {
    const value = parameters[key] ?? (key === 'as_of' ? store.facts['as_of'] : fallback);
    if (value === undefined) throw new Error(`missing parameter of ${name}: ${key}`);
    return [key, value];
  });
  return store.query<T>(analysis.sql, Object.fromEntries(values));
}

function readText(name: string): string {
  try {
    return readFileSync(packagePath(`pipeline/analyses/${name}.sql`), 'utf8');
  } catch (error) {
    throw new Error(`unknown analysis: ${name}`, { cause: error });
  }
}

/** `council_id VARCHAR = null, one council only` → its parts; without `=` the parameter must be given. */
function parseParameter(line: string): AnalysisParameter {
  const match = /^(?<name>[a-z_]+) (?<type>[A-Z]+)(?: = (?<fallback>[^,]+))?, (?<meaning>.+)$/.exec(line);
  if (match?.groups === undefined) throw new Error(`unreadable parameter line: ${line}`);
  const { name = '', type = '', fallback, meaning = '' } = match.groups;
  return { name, type, fallback: fallback === undefined ? undefined : valueOf(fallback), meaning };
}

function valueOf(word: string): Value {
  if (word === 'null') return null;
  if (word === 'true' || word === 'false') return word === 'true';
  return Number.isNaN(Number(word)) ? word : Number(word);
}
