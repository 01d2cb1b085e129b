/**
 * A register of plans: a CSV with a line for each document and what is known of it beforehand.
 * Columns: `file` (a path from the register's folder) or `url`; `council`, `gss`, `kind`, `title`, `plan_date`,
 * `review_date`, `published`, `licence`, `state` (active, paused, superseded), `sha256` (only these bytes are
 * wanted), `landing` (yes: a page whose links are searched), `note`. Further columns are left alone.
 */
import { dirname, resolve } from 'node:path';
import { isRealDay } from '../calendar.ts';
import { parseCsv } from '../csv.ts';
import type { Issue, PlanKind, SourceFacts } from '../model.ts';
import { readHeader } from './register-header.ts';

/** One document to read: where its bytes are, and the facts the register gives about it. */
export interface Source {
  /** As the user or the register wrote it; unique within a run. */
  name: string;
  /** Absolute path of the file; empty for a document that only has an address. */
  path: string;
  /** Address of the original, for fetching and links; empty when only a file is known. */
  url: string;
  facts: SourceFacts;
  /** The register and line that list it (`plans.csv line 2`); empty for a file named by itself. */
  listed: string;
  /** `paused`: keep the last copy, do not fetch. `superseded`: history only. */
  state: 'active' | 'paused' | 'superseded';
  /** Hash of the only bytes that are wanted; empty when any are. */
  pinned: string;
  /** True for a page that links to documents instead of being one. */
  landing: boolean;
}

/** A line of a register: `{ sources, issues }` of one file. */
export interface Register {
  sources: Source[];
  issues: Issue[];
}

const KINDS: readonly PlanKind[] = [
  'action-plan',
  'progress-update',
  'covering-report',
  'review-report',
  'other',
];
const STATES = ['active', 'paused', 'superseded'] as const;

/** True for `YYYY-MM` or `YYYY-MM-DD` that the calendar has. */
export function isPlanDate(text: string): boolean {
  const [, year, month, day = '1'] = /^(\d{4})-(\d\d)(?:-(\d\d))?$/.exec(text) ?? [];
  return year !== undefined && isRealDay(Number(year), Number(month), Number(day));
}

/**
 * The documents a register lists. A line that cannot be used becomes an issue with its number and is left out;
 * a date, kind or state that is not understood becomes an issue and only that is left out.
 * Throws an `Error` when the text is not CSV.
 */
export function parseRegister(text: string, registerPath: string): Register {
  const register: Register = { sources: [], issues: [] };
  const names = new Set<string>();
  const { delimiter, misspelt } = readHeader(text);
  for (const { column, meant } of misspelt) {
    register.issues.push({
      code: 'register-unknown-column',
      severity: 'warning',
      message: `${registerPath}: unknown column ${column}; did you mean ${meant}?`,
      place: null,
    });
  }
  parseCsv(text, delimiter).forEach((record, index) => {
    const cell = (column: string) => record[column]?.trim() ?? '';
    const doubt = (code: string, message: string) =>
      register.issues.push({
        code,
        severity: 'warning',
        message: `${registerPath} line ${index + 2}: ${message}`,
        place: null,
      });
    const name = cell('file') || cell('url');
    if (name === '') {
      doubt('register-line-without-file', 'neither file nor url');
      return;
    }
    if (names.has(name)) {
      doubt('register-line-twice', `listed already: ${name}`);
      return;
    }
    names.add(name);
    const state = STATES.find((known) => known === (cell('state') || 'active'));
    if (!state) doubt('register-unknown-state', `unknown state, taken as paused: ${cell('state')}`);
    register.sources.push({
      name,
      path: cell('file') === '' ? '' : resolve(dirname(registerPath), cell('file')),
      url: cell('url'),
      facts: factsOf(name, cell, doubt),
      listed: `${registerPath} line ${index + 2}`,
      state: state ?? 'paused',
      pinned: cell('sha256').toLowerCase(),
      landing: cell('landing').toLowerCase() === 'yes',
    });
  });
  return register;
}

/** A source that is only a file. */
export function fileSource(name: string, path: string): Source {
  return { name, path, url: '', facts: { name }, listed: '', state: 'active', pinned: '', landing: false };
}

function factsOf(
  name: string,
  cell: (column: string) => string,
  doubt: (code: string, message: string) => void,
): SourceFacts {
  const facts: SourceFacts = { name };
  if (cell('council')) facts.council = cell('council');
  if (cell('gss')) facts.gss = cell('gss');
  const kind = KINDS.find((known) => known === cell('kind'));
  if (kind) facts.kind = kind;
  else if (cell('kind')) doubt('register-unknown-kind', `unknown kind: ${cell('kind')}`);
  for (const [column, fact] of [
    ['plan_date', 'planDate'],
    ['review_date', 'reviewDate'],
  ] as const) {
    const date = cell(column);
    if (isPlanDate(date)) facts[fact] = date;
    else if (date) doubt('register-unknown-date', `${column} is not YYYY-MM or YYYY-MM-DD: ${date}`);
  }
  return facts;
}
